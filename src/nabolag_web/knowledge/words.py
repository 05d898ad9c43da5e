"""What forums, meetings and cases are called, which pages, forms and mails all say."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from nabolag_web.knowledge.models import (
    Asks,
    Came,
    CaseKind,
    Duty,
    ForumType,
    Kind,
    MeetingStage,
)

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
SOURCES = {
    Kind.STATISTICS: _("Statistics"),
    Kind.PLACE: _("Place analyses"),
    Kind.STAFF: _("Staff"),
    Kind.RESIDENTS: _("Residents"),
}
ASKS = {
    Asks.QUESTION: _("Question"),
    Asks.READING: _("Another reading"),
    Asks.DISAGREES: _("Who would disagree"),
}


def role_words(person: Mapping[str, str]) -> str:
    """Give what someone is in a forum: their duty, their title, and where from."""
    duty = Duty(person["duty"])
    role = "" if duty is Duty.MEMBER else str(DUTIES[duty]).lower()
    return ", ".join(filter(None, (role, person["title"], person["organisation"])))
