"""What comes every year, in words: what is next, and what is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabolag_web.programmes import queries
from nabolag_web.programmes.models import YearlyTask


def usual_year() -> tuple[tuple[str, int, int], ...]:
    """Give what usually comes in a programme's year: title, month, day."""
    return (
        (_("Yearly report"), 2, 15),
        (_("Report to the state"), 3, 15),
        (_("Budget proposal for next year"), 9, 1),
        (_("Programme plan for next year"), 11, 1),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """Something that is due: when, what, and how near it is."""

    task: YearlyTask
    on: date
    title: str
    when: str


def deadlines(tasks: Iterable[YearlyTask], *, today: date) -> list[Deadline]:
    """Give tasks with the day they are due, the nearest first."""
    found = [
        Deadline(task=task, on=on, title=task.title, when=in_days(on, today=today))
        for task in tasks
        for on in (queries.due_on(task, today=today),)
    ]
    return sorted(found, key=lambda deadline: deadline.on)


_SOON = 60
"""Days before something is told by how many are left."""


def in_days(on: date, *, today: date) -> str:
    """Give how near a day is, in words."""
    days = (on - today).days
    if days == 0:
        return _("Today")
    if days < 0:
        return _("Was due %(day)s") % {"day": date_format(on, "MONTH_DAY_FORMAT")}
    if days > _SOON:
        return date_format(on, "DATE_FORMAT")
    return ngettext("In %(days)s day", "In %(days)s days", days) % {"days": days}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """Something that is done: what, for which year, and when."""

    task: YearlyTask
    title: str
    when: str


def finished(tasks: Iterable[YearlyTask], *, today: date) -> list[Finished]:
    """Give what has been done this year, the newest first."""
    done = [
        (task.done_at, task)
        for task in tasks
        if task.done_at and localdate(task.done_at).year == today.year
    ]
    done.sort(key=lambda pair: pair[0], reverse=True)
    return [
        Finished(
            task=task,
            title=task.title,
            when=_("Done %(day)s, for %(year)s")
            % {
                "day": date_format(localdate(at), "MONTH_DAY_FORMAT"),
                "year": task.done_for,
            },
        )
        for at, task in done
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month of the yearly wheel, with what comes in it."""

    name: str
    titles: tuple[str, ...]
    current: bool


def months(tasks: Iterable[YearlyTask], *, today: date) -> list[Month]:
    """Give the whole year, month by month."""
    every = list(tasks)
    return [
        Month(
            name=str(name),
            titles=tuple(task.title for task in every if task.month == number),
            current=number == today.month,
        )
        for number, name in MONTHS.items()
    ]
