"""Measures in words, made ready for pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from nabolag.reports.wording.numbers import kroner
from nabolag_web.accounts.models import User
from nabolag_web.measures.models import Measure, Stage
from nabolag_web.measures.queries import OPEN, address_of, due_for
from nabolag_web.measures.words import STAGES
from nabolag_web.programmes.models import Programme
from nabolag_web.shell.registry import Waits


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureLine:
    """A measure in a list: what, who, by when, and how far it has come."""

    title: str
    address: str
    number: int
    stage: str
    who: str
    due: str
    late: bool
    money: str


def measure_lines(measures: Iterable[Measure], *, today: date) -> list[MeasureLine]:
    """Give measures for a list."""
    return [_line(each, today) for each in measures]


def waits(programme: Programme, user: User, today: date) -> list[Waits]:
    """Give the measures that wait for someone, for the overview."""
    lines = measure_lines(due_for(user, programme, today=today), today=today)
    return [
        Waits(
            title=line.title,
            kind=line.stage,
            when=line.due,
            late=line.late,
            address=line.address,
        )
        for line in lines
    ]


def _line(measure: Measure, today: date) -> MeasureLine:
    due, is_open = measure.due_on, measure.stage in OPEN
    late = due is not None and due < today and is_open
    return MeasureLine(
        title=measure.title,
        address=address_of(measure),
        number=measure.number,
        stage=str(STAGES[Stage(measure.stage)]),
        who=measure.owner.name if measure.owner else measure.owner_words,
        due=_due(due, late=late),
        late=late,
        money=""
        if measure.money is None
        else kroner(measure.money, get_language() or "nb"),
    )


def _due(due: date | None, *, late: bool) -> str:
    if due is None:
        return ""
    day = {"day": date_format(due)}
    return _("Was due %(day)s") % day if late else _("Due %(day)s") % day


DONE_WORDS = {
    "measure_begun": gettext_lazy("began the measure “%(subject)s”"),
    "measure_changed": gettext_lazy("told how the measure “%(subject)s” goes"),
    "measure_taken_out": gettext_lazy("took out the measure “%(subject)s”"),
    "measure_put_back": gettext_lazy("put the measure “%(subject)s” back"),
}
