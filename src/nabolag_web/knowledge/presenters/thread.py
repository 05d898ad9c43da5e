"""The red thread in words: its steps, what is missing, and where it goes from and to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import cast

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabolag_web.knowledge.models import Evidence, Finding, Status
from nabolag_web.knowledge.presenters.decided import DecidedLine
from nabolag_web.knowledge.queries.findings import Standing
from nabolag_web.knowledge.words import STATUS
from nabolag_web.shell.thread import Kind, Named, Step, Thread, ThreadLink, ThreadShown


def thread_shown(
    thread: Thread, *, gaps: bool, may_read: Collection[Model], order: str = ""
) -> ThreadShown:
    """Give the thread for a page.

    What is missing is told only where ``gaps`` are to be shown, which is to the team.
    Of decisions, only those that whoever asks ``may_read`` lead anywhere. A measure that
    began with a political ``order`` has that for its start, and lacks nothing below.
    """
    begins = _order(order) if order else _known(thread, may_read)
    steps = [*begins, _measures(thread)]
    there = [step for step in steps if step.is_there]
    return ThreadShown(
        title=_sentence(thread, order), steps=tuple(steps if gaps else there)
    )


def _order(order: str) -> Iterator[Step]:
    yield Step(kind=_("Political order"), title=order)


def _known(thread: Thread, may_read: Collection[Model]) -> Iterator[Step]:
    if thread.own.kind is Kind.SOURCE:
        yield _own(thread.own, _("Source"))
    yield _evidence(thread)
    yield _findings(thread)
    yield _decisions(thread, may_read)


def _own(link: ThreadLink, kind: str) -> Step:
    return Step(kind=kind, title=link.title, text=link.text)


def _evidence(thread: Thread) -> Step:
    links = thread.of(Kind.EVIDENCE)
    pieces = [link.thing for link in links]
    if not pieces:
        return _missing(_("Evidence"), _("None yet"))
    pros = sum(cast("Evidence", each).supports for each in pieces)
    return Step(
        kind=_("Evidence"),
        title=pieces_of_evidence(len(pieces)),
        text=_("%(pros)s for, %(cons)s against")
        % {"pros": pros, "cons": len(pieces) - pros},
        address=links[0].address if len({link.address for link in links}) == 1 else "",
    )


def _findings(thread: Thread) -> Step:
    found = thread.of(Kind.FINDING)
    if not found:
        return _missing(_("Finding"), _("It has not been taken up in any finding yet."))
    if len(found) > 1:
        return Step(kind=_("Finding"), title=findings(len(found)), links=_named(found))
    (link,) = found
    return _one(_numbered(link), _("Finding"), here=link == thread.own)


def _numbered(link: ThreadLink) -> ThreadLink:
    finding = cast("Finding", link.thing)
    title = _("No. %(number)s") % {"number": finding.number}
    return replace(link, title=title, text=str(STATUS[Status(finding.status)]))


def _decisions(thread: Thread, may_read: Collection[Model]) -> Step:
    found = [_as_read(link, may_read) for link in thread.of(Kind.DECISION)]
    if not found:
        return _missing(_("Decision"), _("Nothing is decided on it yet"))
    if len(found) > 1:
        return Step(
            kind=_("Decision"), title=decisions(len(found)), links=_named(found)
        )
    return _one(found[0], _("Decision"), here=found[0] == thread.own)


def _as_read(link: ThreadLink, may_read: Collection[Model]) -> ThreadLink:
    """Give a decision without its forum and minutes to those who may not read it."""
    if link.thing in may_read:
        return link
    return replace(link, title=_("Decided"), text="", address="")


def _measures(thread: Thread) -> Step:
    found = thread.of(Kind.MEASURE)
    if not found and thread.of(Kind.DECISION):
        return _missing(_("Measure"), _("No measure has begun from what was decided."))
    if not found:
        return _missing(_("Measure"), _("None yet"))
    if len(found) > 1:
        return Step(kind=_("Measure"), title=measures(len(found)), links=_named(found))
    return _one(found[0], _("Measure"), here=found[0] == thread.own)


def _named(links: Iterable[ThreadLink]) -> tuple[Named, ...]:
    return tuple(Named(title=link.title, address=link.address) for link in links)


def _one(link: ThreadLink, kind: str, *, here: bool) -> Step:
    address = "" if here else link.address
    return Step(kind=kind, title=link.title, text=link.text, address=address)


def _missing(kind: str, title: str) -> Step:
    return Step(kind=kind, title=title, is_there=False)


# The whole thread in one sentence


def _sentence(thread: Thread, order: str) -> str:
    ends = [_("a political order")] if order else []
    counted = {
        Kind.EVIDENCE: pieces_of_evidence,
        Kind.FINDING: findings,
        Kind.DECISION: decisions,
        Kind.MEASURE: measures,
    }
    ends += [
        say(count) for kind, say in counted.items() if (count := len(thread.of(kind)))
    ]
    if not ends:
        return _("The thread begins here, and leads nowhere yet")
    if len(ends) == 1:
        return _("The thread has come to %(end)s") % {"end": ends[0]}
    said = _("The thread goes from %(beginning)s to %(end)s")
    return said % {"beginning": ends[0], "end": ends[-1]}


def pieces_of_evidence(n: int) -> str:
    """Give so many pieces of evidence in words."""
    return ngettext("%(n)s piece of evidence", "%(n)s pieces of evidence", n) % {"n": n}


def findings(n: int) -> str:
    """Give so many findings in words."""
    return ngettext("%(n)s finding", "%(n)s findings", n) % {"n": n}


def decisions(n: int) -> str:
    """Give so many decisions in words."""
    return ngettext("%(n)s decision", "%(n)s decisions", n) % {"n": n}


def measures(n: int) -> str:
    """Give so many measures in words."""
    return ngettext("%(n)s measure", "%(n)s measures", n) % {"n": n}


def decision_weaknesses(
    standing: Standing, decided: Sequence[DecidedLine], *, newer: bool
) -> list[str]:
    """Say where a decision rests on a finding that is contested or out of date."""
    if not decided:
        return []
    found = []
    if standing.backed.level.name == "CONTESTED":
        found.append(_("A decision rests on it, and it is contested."))
    if newer:
        found.append(_("A decision rests on it, and newer figures have come since."))
    if any(each.then for each in decided):
        found.append(_("A decision rests on it, and it says something else now."))
    return found
