"""The trail in words: who did what, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabolag_web.accounts import queries as accounts
from nabolag_web.programmes.models import Phase, ProgrammeTrace, Role
from nabolag_web.programmes.presenters.guide import PHASES
from nabolag_web.programmes.words import ROLES
from nabolag_web.shell import registry

DONE_WORDS = {
    "programme_made": gettext_lazy("made the programme %(subject)s"),
    "programme_described": gettext_lazy("changed what the programme says of itself"),
    "opened": gettext_lazy("opened the public pages"),
    "closed": gettext_lazy("closed the public pages"),
    "goal_added": gettext_lazy("added the goal “%(subject)s”"),
    "goals_taken": gettext_lazy("took a ready tree of goals: “%(subject)s”"),
    "goal_reworded": gettext_lazy("reworded a goal to “%(subject)s”"),
    "goal_removed": gettext_lazy("took out the goal “%(subject)s”"),
    "phase_entered": gettext_lazy("moved the programme to the phase “%(phase)s”"),
    "role_named": gettext_lazy("gave the role %(role)s the name “%(subject)s”"),
    "role_unnamed": gettext_lazy("gave the role %(role)s its usual name"),
    "invited": gettext_lazy("sent an invitation (%(role)s)"),
    "invitation_withdrawn": gettext_lazy("withdrew an invitation (%(role)s)"),
    "joined": gettext_lazy("joined the programme"),
    "was_in_already": gettext_lazy("used an invitation, and was in already"),
    "role_changed": gettext_lazy("gave %(person)s another role (%(role)s)"),
    "removed": gettext_lazy("took %(person)s out of the programme"),
    "left": gettext_lazy("left the programme"),
    "account_deleted": gettext_lazy("deleted their account and left the programme"),
    "task_added": gettext_lazy("added “%(subject)s” to the year"),
    "task_changed": gettext_lazy("changed “%(subject)s” in the year"),
    "task_done": gettext_lazy("finished “%(subject)s”"),
    "task_reopened": gettext_lazy("said that “%(subject)s” was not done after all"),
    "task_removed": gettext_lazy("took “%(subject)s” out of the year"),
}
"""What the trail's codes say. Rooms above tell theirs when they are registered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A line of the trail: who, what, when."""

    at: datetime
    who: str
    what: str


def trail_lines(traces: Iterable[ProgrammeTrace]) -> Iterator[Done]:
    """Give what was done, in words; those who are gone have no name."""
    traces, done_words = list(traces), registry.done_words()
    names = accounts.names(
        trace.details["person"] for trace in traces if "person" in trace.details
    )
    for trace in traces:
        what = str(done_words[trace.done]) % _facts(trace, names)
        yield Done(at=trace.at, who=_who(trace, names), what=what)


def _facts(trace: ProgrammeTrace, names: Mapping[int, str]) -> dict[str, str]:
    role, phase = trace.details.get("role"), trace.details.get("phase")
    return {
        "subject": trace.subject,
        "person": names.get(trace.details.get("person"), _("someone who has left")),
        "role": str(ROLES[Role(role)]) if role else "",
        "phase": str(PHASES[Phase(phase)][0]) if phase else "",
    }


def _who(trace: ProgrammeTrace, names: Mapping[int, str]) -> str:
    if trace.done == "joined":  # not whoever let them in
        return names.get(trace.details.get("person"), _("Someone who has left"))
    return trace.by.name if trace.by else _("Someone who has left")
