"""What has been seen at places in the fictional Dalen, and a document, from a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from nabolag.reports.papers.document import Document as Paper
from nabolag.reports.papers.document import Passage, Sheet
from nabolag.reports.papers.pdf import pdf_of
from nabolag_web.accounts.models import User
from nabolag_web.config.demo_meetings import Event
from nabolag_web.knowledge.actions import attachments, place_notes, places
from nabolag_web.knowledge.actions.score_tables import ScoreRow
from nabolag_web.knowledge.models import DocumentStatus, Source
from nabolag_web.programmes.models import Programme, Role

_MADE_UP = "Oppdiktet eksempel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The place analyses and documents of a programme, by key, as they have come."""

    programme: Programme
    people: Mapping[Role, User]
    seen: dict[str, Source] = field(default_factory=dict)

    def events(self, told: dict[str, Any]) -> Iterator[Event]:
        for analysis in told["analysis"]:
            yield analysis["ago"], partial(self._look, analysis)
        for document in told["document"]:
            yield document["ago"], partial(self._attach, document)

    def _look(self, told: dict[str, Any], at: datetime) -> None:
        by = self.people[Role.COORDINATOR]
        looked = places.Looked(
            title=told["title"],
            on=at.date(),
            method=told["method"],
            area=self.programme.focus_areas.get(),
            took_part=told["took_part"],
        )
        analysis = places.begin_analysis(
            programme=self.programme, looked=looked, by=by, at=at
        )
        self.seen[told["key"]] = analysis
        for number, line in enumerate(told["notes"], start=1):
            head, _, text = line.partition(" | ")
            code, latitude, longitude, said_by = head.split(" ", 3)
            self.seen[f"{told['key']}.{number}"] = place_notes.take_note(
                analysis=analysis,
                noted=place_notes.Noted(code=code, text=text, said_by=said_by),
                point=place_notes.Point(
                    latitude=float(latitude), longitude=float(longitude)
                ),
                by=by,
                at=at,
            )
        if "scores" in told:
            places.store_scores(
                analysis=analysis,
                rows=[_score(line) for line in told["scores"]],
                scale=told["scale"],
                by=by,
                at=at,
            )

    def _attach(self, told: dict[str, Any], at: datetime) -> None:
        content = _paper(told["title"], told["text"], programme=self.programme, at=at)
        self.seen[told["key"]] = attachments.add_document(
            programme=self.programme,
            file=attachments.looked_at(content, name=f"{told['key']}.pdf"),
            record=attachments.Record(title=told["title"], status=DocumentStatus.CASE),
            by=self.people[Role.ANALYST],
            at=at,
        )


def _score(line: str) -> ScoreRow:
    theme, score, respondents = line.rsplit(" ", 2)
    return ScoreRow(theme=theme, score=float(score), respondents=int(respondents))


def _paper(title: str, text: str, *, programme: Programme, at: datetime) -> bytes:
    """Give a document of one page that says on itself that it is made up."""
    sheet = Sheet(id="text", title=title, blocks=(Passage(text=text),))
    return pdf_of(
        Paper(
            language="nb",
            title=title,
            kicker=programme.name,
            author=programme.name,
            meta=(),
            sheets=(sheet,),
            made_at=at,
            notice=f"{_MADE_UP}.",
            mark=_MADE_UP,
        )
    )
