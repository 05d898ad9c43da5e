"""What residents have read of an area's picture, and what is published, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabolag.reports.papers.phrases import how_sure
from nabolag.reports.wording.language import Words, words
from nabolag_web.knowledge.models import PublishedPicture, ReadPicture
from nabolag_web.knowledge.queries.picture import published_picture
from nabolag_web.knowledge.queries.picture_paper import (
    AreaPicture,
    FindingAsStood,
    Side,
)
from nabolag_web.knowledge.words import DIMENSIONS
from nabolag_web.shell.registry import Use


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLine:
    """A reading of the picture: by whom, what they said, and what became of it."""

    pk: int
    title: str
    said: str
    states: tuple[str, ...]
    is_out: bool
    changed: str


def read_line(read: ReadPicture, changed: Sequence[int]) -> ReadLine:
    """Give a reading for the picture's page, with the findings changed since then."""
    published = list(read.publications.all())
    return ReadLine(
        pk=read.pk,
        title=_("Read by %(forum)s %(day)s")
        % {"forum": read.meeting.forum.name, "day": date_format(read.meeting.on)},
        said=read.said,
        states=tuple(map(_state, published)) or (_("Not published"),),
        is_out=any(each.taken_back_at is None for each in published),
        changed=_changed(changed),
    )


def _state(out: PublishedPicture) -> str:
    if out.taken_back_at is not None:
        return _("Taken back %(day)s: %(reason)s") % {
            "day": date_format(localtime(out.taken_back_at)),
            "reason": out.taken_back_for,
        }
    day = date_format(localtime(out.published_at))
    return _("Published %(day)s") % {"day": day}


def _changed(numbers: Sequence[int]) -> str:
    if not numbers:
        return ""
    said = ngettext(
        "Changed since they read it: finding %(numbers)s.",
        "Changed since they read it: findings %(numbers)s.",
        len(numbers),
    )
    return said % {"numbers": ", ".join(map(str, numbers))}


# The published picture, for anyone


def open_picture(slug: str, code: str) -> Iterator[Use]:
    """Give the way to an area's picture, where it is published."""
    if published_picture(slug, code) is not None:
        yield Use(
            title=_("What forums in the programme have found out together"),
            address=reverse("knowledge:public_picture", args=[slug, code]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFinding:
    """A finding as anyone reads it: its sentence, how sure it is, and its figures."""

    sentence: str
    sure: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSide:
    """A dimension as anyone reads it."""

    title: str
    parts: tuple[tuple[str, tuple[OpenFinding, ...]], ...]
    questions: tuple[str, ...]


def open_sides(picture: AreaPicture, language: str) -> tuple[OpenSide, ...]:
    """Give a published picture for its page."""
    said = words(language)
    return tuple(_side(side, said) for side in picture.sides)


def _side(side: Side, said: Words) -> OpenSide:
    parts = (
        (_("Challenges"), tuple(_findings(side.challenges, said))),
        (_("Possibilities"), tuple(_findings(side.possibilities, said))),
    )
    key = side.dimension.value if side.dimension else ""
    return OpenSide(
        title=str(DIMENSIONS.get(key, _("Across the dimensions"))),
        parts=tuple((title, found) for title, found in parts if found),
        questions=side.open_questions,
    )


def _findings(found: Sequence[FindingAsStood], said: Words) -> Iterator[OpenFinding]:
    for each in found:
        yield OpenFinding(
            sentence=each.sentence,
            sure=how_sure(each, said),
            figures=tuple(
                f"{figure.label}: {figure.value}. {figure.source}"
                for figure in each.figures
            ),
        )
