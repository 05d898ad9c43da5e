"""What the tests of the frame look at pages with."""

from __future__ import annotations

import re

import pytest


@pytest.fixture
def body():
    """Gives a page as text."""
    return lambda answer: answer.content.decode()


@pytest.fixture
def linked(body):
    """Gives the addresses of the files that a page asks for."""

    def found(answer):
        return re.findall(
            r'(?:href|src)="(/(?:static/|figures\.css)[^"]*)"', body(answer)
        )

    return found
