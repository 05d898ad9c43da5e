"""What the codes of knowledge say to people, where forms and pages say the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from nabolag_web.knowledge.models import (
    Asks,
    Bears,
    Came,
    CaseKind,
    Document,
    Duty,
    ForumType,
    Kind,
    MeetingStage,
    PinnedFigure,
    PlaceAnalysis,
    PlaceNote,
    PulseSeries,
    ResidentInput,
    Source,
    StaffAnswer,
    Status,
)

BEARS = {Bears.CHALLENGE: _("A challenge"), Bears.POSSIBILITY: _("A possibility")}
STATUS = {
    Status.DRAFT: _("Draft"),
    Status.QUESTIONED: _("Questioned"),
    Status.SHARED: _("Shared understanding"),
    Status.ASIDE: _("Set aside"),
}
KINDS = {
    Kind.STATISTICS: _("Statistics"),
    Kind.PLACE: _("Place analysis"),
    Kind.STAFF: _("Staff"),
    Kind.RESIDENTS: _("Residents"),
}
SOURCE_WORDS: Mapping[type[Source], Any] = {
    PinnedFigure: _("Pinned figures"),
    ResidentInput: _("What residents have said"),
    PlaceNote: _("Notes from places"),
    PlaceAnalysis: _("Place analyses"),
    StaffAnswer: _("What staff tell"),
    PulseSeries: _("The monthly pulse"),
    Document: _("Documents"),
}
DIMENSIONS = {
    "physical": _("Physical"),
    "social": _("Social"),
    "reputational": _("Reputation"),
    "structural": _("Structural"),
}
STRENGTHS = {
    1: _("A little: one voice, one moment, or rests on something else"),
    2: _("Some: several say so, or one has looked closely"),
    3: _("Much: many, measured or looked at in a way others can repeat"),
}
MARKS = {
    1: _("I do not share it"),
    2: _("I doubt it"),
    3: _("Neither"),
    4: _("I share it"),
    5: _("I share it fully"),
}
ASKS = {
    Asks.QUESTION: _("A question"),
    Asks.READING: _("Another way to read it"),
    Asks.DISAGREES: _("Someone would not share it"),
}
FORUM_TYPES = {
    ForumType.ELECTED: _("Elected by the people"),
    ForumType.ADMINISTRATIVE: _("In the administration"),
    ForumType.PARTNERSHIP: _("Partnership"),
    ForumType.RESIDENTS: _("Residents"),
}
DUTIES = {
    Duty.MEMBER: _("Member"),
    Duty.CHAIR: _("Chair"),
    Duty.SECRETARY: _("Secretary"),
}
STAGES = {
    MeetingStage.PLANNED: _("Planned"),
    MeetingStage.CALLED: _("Papers are made"),
    MeetingStage.HELD: _("Held, minutes not approved"),
    MeetingStage.APPROVED: _("Minutes approved"),
}
CAME = {
    Came.PRESENT: _("Present"),
    Came.APOLOGIES: _("Sent apologies"),
    Came.ABSENT: _("Absent"),
}
CASE_KINDS = {
    CaseKind.FINDING: _("Finding"),
    CaseKind.QUESTION: _("Question"),
    CaseKind.MEASURES: _("Measures"),
    CaseKind.INFORMATION: _("Information"),
    CaseKind.CONSENT: _("Decided without discussion"),
}


def role_words(person: Mapping[str, str]) -> str:
    """Give what someone is in a forum: their duty, their title, and where from."""
    duty = Duty(person["duty"])
    role = "" if duty is Duty.MEMBER else str(DUTIES[duty]).lower()
    return ", ".join(filter(None, (role, person["title"], person["organisation"])))
