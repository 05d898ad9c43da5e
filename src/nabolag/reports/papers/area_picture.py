"""An area's picture: challenges and possibilities by dimension, and what is not asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nabolag.knowledge.papers.cases import FindingAsStood
from nabolag.knowledge.papers.picture import AreaPicture, Side
from nabolag.reports.papers.document import (
    Block,
    Document,
    Heading,
    Listing,
    Passage,
    Sheet,
)
from nabolag.reports.papers.phrases import (
    figures,
    finding,
    made,
    made_up_mark,
    made_up_notice,
    openness,
)
from nabolag.reports.wording.backing import kind_name, nobody_asked
from nabolag.reports.wording.language import Words, words
from nabolag.reports.wording.naming import dimension_word, listed
from nabolag.reports.wording.numbers import day


def picture_document(picture: AreaPicture, *, language: str) -> Document:
    """Give what an area's picture says in a language: "nb", "nn" or "en".

    Raises :class:`WrongUsage` for any other language.
    """
    said = words(language)
    return Document(
        language=language,
        title=said.gettext("Picture of the area: %(area)s", area=picture.area),
        kicker=picture.programme,
        author=picture.programme,
        meta=(
            openness(picture.openness, said),
            *(
                _read(each.forum, day(each.on, language), said)
                for each in picture.read_by
            ),
            made(picture.made_at, said),
        ),
        sheets=(
            *(_side(side, said) for side in picture.sides),
            _unasked(picture, said),
            *_sources(picture, said),
        ),
        made_at=picture.made_at,
        notice=made_up_notice(said) if picture.made_up else "",
        mark=made_up_mark(said) if picture.made_up else "",
    )


def _read(forum: str, on: str, said: Words) -> str:
    return said.gettext("Read by %(forum)s %(day)s", forum=forum, day=on)


def _side(side: Side, said: Words) -> Sheet:
    title = (
        said.gettext("Across the dimensions")
        if side.dimension is None
        else dimension_word(side.dimension, said)
    )
    return Sheet(
        id=side.dimension.value if side.dimension else "across",
        title=title,
        blocks=tuple(_told(side, said)),
    )


def _told(side: Side, said: Words) -> Iterator[Block]:
    yield from figures(side.figures, said)
    yield Heading(text=said.gettext("Challenges"))
    yield from _findings(
        side.challenges, said.gettext("No challenge is shared yet."), said
    )
    yield Heading(text=said.gettext("Possibilities"))
    yield from _findings(
        side.possibilities, said.gettext("No possibility is shared yet."), said
    )
    if side.open_questions:
        yield Heading(text=said.gettext("Open questions"))
        yield Listing(items=side.open_questions)


def _findings(
    found: Sequence[FindingAsStood], none: str, said: Words
) -> Iterator[Block]:
    if not found:
        yield Passage(text=none, quiet=True)
    for each in found:
        yield from finding(each, said)
        yield Passage(text=_rests_on(each, said), quiet=True)
        yield from figures(each.figures, said)


def _rests_on(found: FindingAsStood, said: Words) -> str:
    """Say which kinds speak for a finding, and which nobody has asked."""
    names = listed([kind_name(k, said).lower() for k in found.backed.kinds], said)
    missing = [nobody_asked(kind, said) for kind in found.backed.missing]
    rests = [said.gettext("Rests on: %(kinds)s.", kinds=names)] if names else []
    return " ".join([*rests, *missing])


def _unasked(picture: AreaPicture, said: Words) -> Sheet:
    none = Passage(text=said.gettext("Nothing is noted."), quiet=True)
    asked = Listing(items=picture.not_asked) if picture.not_asked else none
    return Sheet(
        id="not-asked", title=said.gettext("What we have not asked"), blocks=(asked,)
    )


def _sources(picture: AreaPicture, said: Words) -> Iterator[Sheet]:
    if picture.sources:
        yield Sheet(
            id="sources",
            title=said.gettext("Sources"),
            blocks=(Listing(items=picture.sources),),
        )
