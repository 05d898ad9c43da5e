"""Findings that are shared, and residents who meet, as tests of pictures need them."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from nabolag_web.areas.actions.cities import set_focus
from nabolag_web.knowledge.actions import area_pictures, meetings
from nabolag_web.knowledge.actions.findings import move_on
from nabolag_web.knowledge.actions.forums import Described, found_forum
from nabolag_web.knowledge.actions.meetings import When
from nabolag_web.knowledge.models import (
    ForumType,
    Status,
)
from nabolag_web.programmes.actions import show_to_the_public

HOUR = timedelta(hours=1)


@pytest.fixture
def by(coordinator, moment):
    return {"by": coordinator, "at": moment}


@pytest.fixture
def dalen(city, programme, by):
    set_focus(programme=programme, areas={"01": "Dalen", "02": "Lia"}, **by)
    return programme.focus_areas.get(code="01")


@pytest.fixture
def share(write, by):
    """Writes a finding that is shared understanding: ``share("Få hilser")``."""

    def shared(sentence="Få hilser", **said):
        finding = write(sentence, **said)
        return move_on(
            finding=finding, version=1, status=Status.SHARED, reason="Drøftet", **by
        )

    return shared


@pytest.fixture
def meet(programme, by, moment):
    """Holds a meeting, an hour after findings were shared: ``meet("Beboerforum")``."""

    def met(name="Beboerforum", kind=ForumType.RESIDENTS, *, begun=True):
        described = Described(name=name, type=kind)
        forum = found_forum(programme=programme, described=described, **by)
        when = When(on=moment.date(), begins=time(18), place="")
        meeting = meetings.plan_meeting(forum=forum, when=when, **by)
        if begun:
            later = by | {"at": moment + HOUR}
            meetings.begin_meeting(meeting=meeting, **later)
        return meeting

    return met


@pytest.fixture
def read(dalen, by):
    """Notes that a meeting read the picture: ``read(meeting)``."""

    def noted(meeting, said=""):
        return area_pictures.note_reading(area=dalen, meeting=meeting, said=said, **by)

    return noted


@pytest.fixture
def open_to_all(programme, by):
    show_to_the_public(programme=programme, public=True, **by)
