"""A programme's day: what comes next, what is due, what is new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nabolag_web.areas.actions.drawing import drawn_area
from nabolag_web.areas.presenters.pages import language, ready
from nabolag_web.areas.queries.answers import has_area, newest
from nabolag_web.areas.queries.cities import city_of
from nabolag_web.overview import queries
from nabolag_web.overview.queries import Begun
from nabolag_web.programmes import queries as programmes
from nabolag_web.programmes.access import Here
from nabolag_web.programmes.models import Programme
from nabolag_web.programmes.presenters import (
    Done,
    in_days,
    period,
    phases,
    trail_lines,
    year_of_programme,
)
from nabolag_web.programmes.words import role_word
from nabolag_web.shell.registry import Due


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """Someone whom anyone may be in the example."""

    pk: int
    name: str
    role: str


def team() -> list[Someone]:
    """Give whom anyone may be in the example; no one where this is not the demo."""
    places = queries.demo_team()
    own = {each: programmes.role_names(each) for each in {p.programme for p in places}}
    return [
        Someone(
            pk=place.pk,
            name=place.user.name,
            role=role_word(place.role, own[place.programme]),
        )
        for place in places
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something to do, with the page where it is done; ``done`` when it is.

    Without ``address`` it is for others to do than whoever reads.
    """

    title: str
    text: str
    address: str
    button: str
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """What usually comes next: a first step that is missing, or the phase's own."""

    title: str
    text: str
    address: str = ""
    button: str = ""


def first_steps(here: Here, begun: Begun) -> list[Step]:
    """Give what it takes to get going, done or not, in the order it is done."""

    def page(name: str, *, to: str) -> str:
        return reverse(name, args=[here.programme.slug]) if here.may[to] else ""

    return [
        Step(
            title=_("Load the area's figures"),
            text=_("Paste them from Excel, or upload a file from the statistics bank."),
            address=page("areas:import", to="load"),
            button=_("Load figures"),
            done=begun.figures,
        ),
        Step(
            title=_("Say which area the programme is about"),
            text=_("Then its page opens first, and its figures stand here."),
            address=page("areas:focus", to="load"),
            button=_("Choose the area"),
            done=begun.focus,
        ),
        Step(
            title=_("Invite the others"),
            text=_("They get a link by e-mail, and see what their role lets them see."),
            address=page("programmes:invite", to="lead"),
            button=_("Invite people"),
            done=begun.people,
        ),
        Step(
            title=_("Put the year in place"),
            text=_("What comes every year, so that the deadlines stand here."),
            address=page("programmes:year", to="lead"),
            button=_("See the year"),
            done=begun.year,
        ),
    ]


def next_step(here: Here, steps: Sequence[Step]) -> Next:
    """Give the one thing that usually comes next, for whoever reads."""
    for step in steps:
        if step.address and not step.done:
            return Next(
                title=step.title,
                text=step.text,
                address=step.address,
                button=step.button,
            )
    phase = next(line for line in phases(here.programme) if line.current)
    return Next(
        title=phase.title,
        text=phase.usually,
        address=reverse("programmes:about", args=[here.programme.slug]),
        button=_("See the phases"),
    )


_SOON = 60
"""Days within which a deadline is what the page is about."""


def title(
    here: Here, steps: Sequence[Step], due: Sequence[Deadline], *, today: date
) -> str:
    """Give what the day is about: what is missing, or what is due next."""
    if not all(step.done for step in steps[:2]):
        return _("%(programme)s: this is how you begin") % {"programme": here.programme}
    if due and (due[0].on - today).days <= _SOON:
        return f"{due[0].title}: {due[0].when[:1].lower()}{due[0].when[1:]}"
    return str(here.programme)


_MOST_DUE, _MOST_NEWS = 3, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """Something that is due: when, what, how near it is, and the page it stands on."""

    on: date
    title: str
    when: str
    address: str


def deadlines(due: Iterable[Due], *, today: date) -> list[Deadline]:
    """Give the three deadlines that come first, of all that rooms have."""
    return [
        Deadline(
            on=each.on,
            title=each.title,
            when=in_days(each.on, today=today),
            address=each.address,
        )
        for each in islice(due, _MOST_DUE)
    ]


def news(programme: Programme) -> list[Done]:
    """Give what has happened lately, in words."""
    return list(trail_lines(queries.news(programme, most=_MOST_NEWS)))


def meta(programme: Programme, *, today: date) -> list[str]:
    """Give the line under the title: which years, and how far it has come."""
    said = (period(programme), year_of_programme(programme, today=today))
    return [text for text in said if text]


@dataclass(frozen=True, slots=True, kw_only=True)
class InShort:
    """The programme's own area on the overview: what was found, and where it is told."""

    title: str
    verdict: SafeString
    development: SafeString
    address: str
    others: tuple[AreaLink, ...]


def area_in_short(programme: Programme) -> InShort | None:
    """Give how the programme's first area stands, or nothing before there are figures."""
    city = city_of(programme)
    result = None if city is None else newest(city)
    focus = list(programme.focus_areas.all())
    here = [a for a in focus if result and has_area(result, a.code)]
    if result is None or not here:
        return None
    page = ready(drawn_area(result, here[0].code, language()))
    return InShort(
        title=page["title"],
        verdict=page["verdict"],
        development=page["in_short"] or page["development"],
        address=reverse("areas:area", args=[programme.slug, here[0].code]),
        others=tuple(
            AreaLink(
                name=a.name,
                address=reverse("areas:area", args=[programme.slug, a.code]),
            )
            for a in here[1:]
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaLink:
    """Another of the programme's areas."""

    name: str
    address: str
