"""Imports in words: what was found, what is wrong and what to do, what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabolag.reports.wording.language import words
from nabolag.reports.wording.naming import levels_title
from nabolag.reports.wording.notices import sentence
from nabolag.reports.wording.numbers import number
from nabolag.values import CITY, UNPLACED, Indicator, Measure
from nabolag_web.areas.actions.storing import DONE
from nabolag_web.areas.models import Import, Stage
from nabolag_web.areas.presenters.changes import Changed, changes_in
from nabolag_web.areas.presenters.pages import language
from nabolag_web.areas.presenters.troubles import Problem, problem_in_words
from nabolag_web.areas.queries.imports import beside

WORKING = (Stage.WAITING, Stage.READING, Stage.STORING)
_MOST = 50
_NAMES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """An indicator in a file: what it is called, how it is read, how many figures."""

    name: str
    read_as: str
    figures: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An import as its page shows it."""

    name: str
    title: str
    lead: str
    working: bool
    progress: int
    facts: tuple[tuple[str, str], ...]
    measured: tuple[Measured, ...]
    changed: tuple[Changed, ...]
    more_changed: int
    notices: tuple[str, ...]
    more_notices: int
    problem: Problem | None


def told(batch: Import) -> Told:
    """Give what an import's page says."""
    kept = beside(batch) if batch.told else None
    indicators = {} if kept is None else {each.id: each for each in kept["indicators"]}
    notices = () if kept is None else _notices(kept, indicators)
    changed = tuple(changes_in(batch.found, indicators))
    return Told(
        name=name_of(batch),
        title=_title(batch),
        lead=_lead(batch),
        working=is_working(batch),
        progress=batch.progress,
        facts=tuple(_facts(batch)),
        measured=tuple(_measured(batch.found, indicators)),
        changed=changed,
        more_changed=max(0, batch.found.get("changed", 0) - len(changed)),
        notices=notices[:_MOST],
        more_notices=max(0, len(notices) - _MOST),
        problem=None if batch.problem is None else problem_in_words(batch.problem),
    )


def is_working(batch: Import) -> bool:
    """Tell whether a job is at work on an import."""
    return batch.stage in WORKING or _computing(batch)


def _computing(batch: Import) -> bool:
    return batch.stage == Stage.IN_USE and batch.progress < DONE


def name_of(batch: Import) -> str:
    """Give what an import is called: its file's name, or what was pasted."""
    if not (batch.is_pasted and batch.told):
        return batch.file_name
    names = [each.name(language()) for each in beside(batch)["indicators"]]
    some = ", ".join(names[:_NAMES])
    return _("%(measures)s, pasted") % {
        "measures": f"{some} …" if len(names) > _NAMES else some
    }


def _title(batch: Import) -> str:
    name = {"name": name_of(batch)}
    if _computing(batch):
        return _("The answer is being computed")
    if batch.stage == Stage.READ:
        return _found_title(batch.found)
    return {
        Stage.WAITING: _("%(name)s is waiting to be read") % name,
        Stage.READING: _("%(name)s is being read") % name,
        Stage.UNCLEAR: _("Almost there: a few things the table does not say"),
        Stage.REFUSED: _("%(name)s cannot be used as it is") % name,
        Stage.STORING: _("The figures are being stored"),
        Stage.IN_USE: _in_use_title(batch.found),
        Stage.UNDONE: _("%(name)s has been taken out of use") % name,
        Stage.DROPPED: _("%(name)s was not used") % name,
    }[Stage(batch.stage)]


def _found_title(found: Mapping[str, Any]) -> str:
    """Give what was found as a finding: what it would change."""
    if "new" not in found:
        return ngettext(
            "%(number)s row can be used", "%(number)s rows can be used", found["rows"]
        ) % {"number": _n(found["rows"])}
    new = ngettext("%(number)s new figure", "%(number)s new figures", found["new"]) % {
        "number": _n(found["new"])
    }
    if not found["changed"]:
        return new if found["new"] else _("Nothing new: all is as it is in use")
    changed = ngettext(
        "%(number)s changed figure",
        "%(number)s changed figures",
        found["changed"],
    ) % {"number": _n(found["changed"])}
    if not found["new"]:
        return changed
    return _("%(new)s, and %(changed)s") % {"new": new, "changed": changed}


def _in_use_title(found: Mapping[str, Any]) -> str:
    rows = found.get("rows", 0)
    return ngettext(
        "%(number)s figure is in use", "%(number)s figures are in use", rows
    ) % {"number": _n(rows)}


def _lead(batch: Import) -> str:
    if _computing(batch):
        return _("The figures are stored. The pages show them in a moment.")
    if batch.stage == Stage.UNCLEAR:
        return _unclear_lead(batch.found)
    return {
        Stage.REFUSED: _("Nothing has been changed. This is what to do:"),
        Stage.READ: _("See that it is right. Nothing counts before you say yes."),
        Stage.UNDONE: _("What counted before counts again."),
        Stage.DROPPED: _("The file has been deleted here."),
    }.get(Stage(batch.stage), "")


def _unclear_lead(found: Mapping[str, Any]) -> str:
    areas = found.get("areas", 0)
    said = ngettext(
        "We found %(number)s area.", "We found %(number)s areas.", areas
    ) % {"number": _n(areas)}
    if not found.get("city"):
        return said + " " + _("There is no row for the whole city to compare with.")
    return said + " " + _("“%(name)s” is the whole city.") % {"name": found["city"]}


def _facts(batch: Import) -> list[tuple[str, str]]:
    found = batch.found
    if "levels" not in found:
        return [(_("Rows"), _n(found["rows"]))] if "rows" in found else []
    first, last = found["first"], found["last"]
    facts = [
        (_("Areas"), _levels(found["levels"])),
        (_("Period"), str(first) if first == last else f"{first}–{last}"),
        (_("Figures"), _n(found["rows"])),
        (
            _("Against what was in use before")
            if batch.stage in (Stage.IN_USE, Stage.UNDONE)
            else _("Against what is in use"),
            _("%(new)s new, %(changed)s changed, %(same)s as before")
            % {
                "new": _n(found["new"]),
                "changed": _n(found["changed"]),
                "same": _n(found["as_before"]),
            },
        ),
    ]
    sources = beside(batch)["sources"]
    if said := "; ".join(dict.fromkeys(filter(None, (_source(s) for s in sources)))):
        facts.append((_("Source"), said))
    return facts


def _source(source: Any) -> str:
    return ", ".join(part for part in (source.publisher, source.title) if part)


def _levels(levels: Mapping[str, int]) -> str:
    """Give how many areas there are on each level, and whether the city is told of."""
    said = words(language())
    parts = [
        f"{levels_title(level, said)}: {_n(count)}"
        for level, count in levels.items()
        if level not in (CITY, UNPLACED)
    ]
    if len(parts) == 1:
        parts = [parts[0].rpartition(": ")[2]]
    if not parts:
        return _("The whole city only")
    told = _("%(areas)s, but not the whole city")
    if CITY in levels:
        told = _("%(areas)s, and the whole city")
    return told % {"areas": ", ".join(parts)}


def _measured(
    found: Mapping[str, Any], indicators: Mapping[str, Indicator]
) -> list[Measured]:
    counts = found.get("indicators", {})
    return [
        Measured(
            name=each.name(language()),
            read_as=_read_as(each),
            figures=_n(counts.get(each.id, 0)),
        )
        for each in list(indicators.values())[:_MOST]
    ]


def _read_as(indicator: Indicator) -> str:
    if indicator.measure is Measure.SHARE:
        return _("Share, in per cent")
    if indicator.measure is Measure.RATE:
        return _("Rate per %(number)s") % {"number": _n(indicator.per)}
    return indicator.unit or _("Number")


def _notices(
    kept: Mapping[str, Sequence[Any]], indicators: Mapping[str, Indicator]
) -> tuple[str, ...]:
    names = {key: each.name(language()) for key, each in indicators.items()}
    return tuple(sentence(n, language(), names=names) for n in kept["notices"])


def _n(value: float) -> str:
    return number(value, language())


def rows_of(imports: Iterable[Import]) -> list[tuple[Import, str, str]]:
    """Give imports for their list: each with its name and how far it has come."""
    return [(batch, name_of(batch), stage_word(batch)) for batch in imports]


def stage_word(batch: Import) -> str:
    """Give how far an import has come, in a word or two."""
    if is_working(batch):
        return _("Being worked on")
    return {
        Stage.UNCLEAR: _("Waits for your answer"),
        Stage.READ: _("Waits for your answer"),
        Stage.REFUSED: _("Cannot be used as it is"),
        Stage.IN_USE: _("In use"),
        Stage.UNDONE: _("Taken out of use"),
        Stage.DROPPED: _("Not used"),
    }[Stage(batch.stage)]
