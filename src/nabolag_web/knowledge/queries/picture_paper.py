"""An area's picture as the library's value, made from what is stored of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from nabolag.knowledge.evidence import Kind
from nabolag.knowledge.papers.cases import FindingAsStood as FindingAsStood
from nabolag.knowledge.papers.meetings import DocumentKind, Openness
from nabolag.knowledge.papers.picture import AreaPicture as AreaPicture
from nabolag.knowledge.papers.picture import ReadBy
from nabolag.knowledge.papers.picture import Side as Side
from nabolag.reports.wording.backing import kind_name
from nabolag.reports.wording.language import words
from nabolag.reports.wording.periods import period_text
from nabolag.values import Dimension
from nabolag_web.knowledge.models import Bears, PublishedPicture
from nabolag_web.knowledge.queries.papers import as_backed, as_figure
from nabolag_web.knowledge.queries.picture import for_anyone
from nabolag_web.knowledge.queries.picture_parts import Parts, not_asked
from nabolag_web.programmes.models import Programme


def picture_now(
    programme: Programme, name: str, parts: Parts, *, language: str, at: datetime
) -> AreaPicture:
    """Give an area's picture as it stands: a working document that no one has read."""
    return _picture(
        programme, name, parts, language=language, at=at, kind=DocumentKind.WORKING
    )


def picture_out(out: PublishedPicture, *, language: str) -> AreaPicture:
    """Give a published picture as anyone may see it, as a residents' forum read it."""
    read = out.read
    forum = ReadBy(forum=read.meeting.forum.name, on=read.meeting.on)
    return _picture(
        read.programme,
        read.name,
        for_anyone(read),
        language=language,
        at=out.published_at,
        kind=DocumentKind.CASE,
        read_by=(forum,),
    )


def _picture(  # noqa: PLR0913 - all that a picture says on its front
    programme: Programme,
    name: str,
    parts: Parts,
    *,
    language: str,
    at: datetime,
    kind: DocumentKind,
    read_by: tuple[ReadBy, ...] = (),
) -> AreaPicture:
    with override(language):
        unasked = tuple(
            _("No resident has been asked: %(finding)s") % {"finding": sentence}
            for sentence in not_asked(parts)
        )
        sources = tuple(
            f"{kind_name(Kind(kind), words(language))}: {n}"
            for kind, n in parts["sources"].items()
        )
    return AreaPicture(
        programme=programme.name,
        area=name,
        sides=tuple(_sides(parts["findings"], language)),
        made_at=at.replace(microsecond=0),
        openness=Openness(kind=kind),
        not_asked=unasked,
        sources=sources,
        read_by=read_by,
        made_up=programme.made_up,
    )


def _sides(findings: Iterable[Parts], language: str) -> Iterable[Side]:
    found = list(findings)
    for dimension in (*Dimension, None):
        own = [each for each in found if (each["dimension"] or None) == dimension]
        if own:
            yield Side(
                dimension=dimension,
                findings=tuple(_finding(each, language) for each in own),
                open_questions=tuple(
                    text for each in own for text in each["questions"]
                ),
            )


def _finding(told: Parts, language: str) -> FindingAsStood:
    return FindingAsStood(
        number=told["number"],
        sentence=told["sentence"],
        backed=as_backed(told["backing"]),
        figures=tuple(
            as_figure(_label(each, language), each, language)
            for each in told["figures"]
        ),
        possibility=told["bears"] == Bears.POSSIBILITY,
    )


def _label(figure: Parts, language: str) -> str:
    """Give what a figure measures, where and when; never what someone called it."""
    names = figure["names"]
    name = names.get(language) or names.get("nb") or next(iter(names.values()))
    period = period_text(figure["period"], words(language))
    return ", ".join((name, figure["area_name"], period))
