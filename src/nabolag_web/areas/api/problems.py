"""What the interface says when it cannot answer: what was found, expected, and a way on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from ninja.errors import ValidationError

from nabolag.errors import BadInput, NabolagError, Refused, WrongUsage

MEDIA_TYPE = "application/problem+json"
DOCUMENTED = "See /api/ for what can be asked for."


class CannotAnswer(Exception):
    """Something was asked for that is not there, or cannot be understood."""

    def __init__(self, status: int, *, found: str, expected: str, remedy: str) -> None:
        self.status = status
        self.found, self.expected, self.remedy = found, expected, remedy
        super().__init__(f"{found} Expected {expected}. {remedy}")


def problem(status: int, *, found: str, expected: str, remedy: str) -> HttpResponse:
    """Give a problem as RFC 9457 describes it."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": f"{found} Expected {expected}. {remedy}",
        "found": found,
        "expected": expected,
        "remedy": remedy,
    }
    text = json.dumps(body, ensure_ascii=False)
    return HttpResponse(text, status=status, content_type=MEDIA_TYPE)


def of_refusal(error: CannotAnswer) -> HttpResponse:
    """Give the problem of something we cannot answer."""
    return problem(
        error.status,
        found=error.found,
        expected=error.expected,
        remedy=error.remedy,
    )


def of_library(error: NabolagError) -> HttpResponse | None:
    """Give the problem of something the library says no to; nothing for a bug."""
    if isinstance(error, WrongUsage | BadInput):
        return problem(
            422, found=error.found, expected=error.expected, remedy=error.remedy
        )
    if isinstance(error, Refused):
        return problem(
            422, found=error.found, expected=error.needed, remedy=error.remedy
        )
    return None


def of_parameters(error: ValidationError) -> HttpResponse:
    """Give the problem of parameters that cannot be read."""
    errors: Sequence[Mapping[str, Any]] = error.errors
    told = [(str(each["loc"][-1]), each) for each in errors]
    return problem(
        422,
        found=f"The parameter {', '.join(name for name, _ in told)} cannot be read.",
        expected="; ".join(f"{name}: {each['msg']}" for name, each in told),
        remedy=f"Change the parameter, or leave it out. {DOCUMENTED}",
    )


def of_status(status: int) -> HttpResponse:
    """Give the problem of an address or a way of asking that there is none of."""
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        return problem(
            status,
            found="The interface was asked to change something.",
            expected="GET, HEAD or OPTIONS",
            remedy="Nothing can be changed here: sign in and use the pages.",
        )
    if status == HTTPStatus.NOT_FOUND:
        return problem(
            status,
            found="There is nothing at this address.",
            expected="an address of the interface",
            remedy=DOCUMENTED,
        )
    return problem(
        status,
        found="Something went wrong on our side.",
        expected="an answer",
        remedy="Try again later. What happened is written in the log.",
    )
