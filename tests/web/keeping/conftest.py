"""What tests of keeping share: that what is due goes, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps

from nabolag_web.accounts.actions import tidy_up
from nabolag_web.accounts.models import AccountTrace, User
from nabolag_web.shell.registry import kept

JUST = timedelta(seconds=1)


@pytest.fixture
def thing():
    """Finds a declaration: ``thing("sessions")``."""
    return lambda key: next(each for each in kept() if each.key == key)


@pytest.fixture
def goes_at():
    """Proves that something goes when it is due, not before, and nothing with it."""

    def proved(key, due_at, *, gone):
        before = _rows()
        assert tidy_up(at=due_at - JUST) == {}
        assert _rows() == before
        assert key in tidy_up(at=due_at)
        after = _rows()
        lost = {label: before[label] - after[label] for label in before}
        assert {label: count for label, count in lost.items() if count} == gone

    return proved


def _rows():
    """Count the rows of every kind, but for the trail of tidying itself."""
    counts = {
        model._meta.label: model._base_manager.count() for model in apps.get_models()
    }
    tidied = AccountTrace.objects.filter(done="tidied").count()
    counts["accounts.AccountTrace"] -= tidied
    return counts


@pytest.fixture
def keep_people(moment):
    """Lets everyone who has an account sign in often, so that none of them goes."""

    def kept_there():
        User.objects.update(last_login=moment + timedelta(days=9999))

    return kept_there
