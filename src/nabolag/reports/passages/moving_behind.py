"""What moving has to do with the changes: those who stayed, and who came and went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nabolag.areas.result import MovingReading
from nabolag.reports.page import Column, Entry, Figure, Grid
from nabolag.reports.passages.movers import moves_sources
from nabolag.reports.passages.provenance import source_line
from nabolag.reports.standings.reading import Reading
from nabolag.reports.standings.split_texts import (
    plain,
    signed_text,
    stayers_text,
    with_unit,
)
from nabolag.reports.standings.splits import Behind, behind
from nabolag.reports.standings.standing import NOTHING
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.naming import in_text, listed
from nabolag.reports.wording.numbers import number
from nabolag.reports.wording.periods import period_text

_TABULATED = (
    MovingReading.MOVING_ALONE,
    MovingReading.BOTH,
    MovingReading.STAYERS,
)
"""What can be said where it is tabulated who moved, in the order it is told."""

_PARTS = ("stayers", "moved_in", "moved_out", "entered", "left")


def moving_behind(reading: Reading, code: str, *, name: str) -> Figure | None:
    """Give what moving has to do with an area's changes, or nothing without moves."""
    found, words = behind(reading, code), reading.words
    if not found:
        return None
    return Figure(
        id="behind",
        title=_title(found, words),
        subtitle=words.gettext(
            "The change in the distance to the rest of the city, shared between those who"
            " stayed and those who came and went"
        ),
        summary="",
        entries=tuple(_entries(found, words)),
        tables=(_table(found, name, words),),
        table_link=words.gettext("Show as table"),
        source=_source(reading, found),
        cards=("split", "bounds", "readings"),
    )


def _title(found: Sequence[Behind], words: Words) -> str:
    """Say what is known for sure first, then what is possible, then that it is not."""
    total = len(found)
    alone = _read(found, MovingReading.MOVING_ALONE)
    stayers = _read(found, MovingReading.STAYERS)
    could = _read(found, MovingReading.COULD_BE_MOVING)
    if alone:
        return _who_moved(alone, total, words)
    if stayers:
        return _who_stayed(stayers, total, words)
    if could:
        return words.ngettext(
            "Moving alone could explain the change on %(n)s of %(total)s measure",
            "Moving alone could explain the change on %(n)s of %(total)s measures",
            total,
            **_counted(could, total, words),
        )
    if len(_read(found, MovingReading.CANNOT_TELL)) == total:
        return words.gettext("We cannot tell what moving has to do with the changes")
    return words.gettext("Moving alone does not explain the changes")


def _who_moved(some: Sequence[Behind], total: int, words: Words) -> str:
    if len(some) == 1:
        name = in_text(some[0].indicator, words)
        return words.gettext("Who moved explains the change: %(name)s", name=name)
    return words.gettext(
        "Who moved explains the change on %(n)s of %(total)s measures",
        **_counted(some, total, words),
    )


def _who_stayed(some: Sequence[Behind], total: int, words: Words) -> str:
    if len(some) == 1:
        name = in_text(some[0].indicator, words)
        return words.gettext(
            "The change is among those who stayed: %(name)s", name=name
        )
    return words.gettext(
        "The change is among those who stayed on %(n)s of %(total)s measures",
        **_counted(some, total, words),
    )


def _counted(some: Sequence[Behind], total: int, words: Words) -> dict[str, str]:
    numbers = {"n": len(some), "total": total}
    return {name: number(n, words.language) for name, n in numbers.items()}


def _read(found: Sequence[Behind], reading: MovingReading) -> list[Behind]:
    return [each for each in found if each.reading is reading]


def _entries(found: Sequence[Behind], words: Words) -> Iterator[Entry]:
    """Tell each tabulated change by itself, and the others together by what is known."""
    for reading in _TABULATED:
        for each in _read(found, reading):
            yield Entry(
                kind=each.indicator.name(words.language), text=_told(each, words)
            )
    for reading, kind, text in (
        (
            MovingReading.COULD_BE_MOVING,
            words.gettext("Moving alone could explain the whole change"),
            words.gettext("Who moved is not tabulated."),
        ),
        (
            MovingReading.NOT_MOVING_ALONE,
            words.gettext("Moving alone does not explain the whole change"),
            words.gettext(
                "So many stayed that the change is theirs too. Who moved is not tabulated."
            ),
        ),
        (
            MovingReading.CANNOT_TELL,
            words.gettext("Cannot tell"),
            words.gettext(
                "The change, or the parts of it, may be chance: too few people stand"
                " behind them."
            ),
        ),
    ):
        some = _read(found, reading)
        if some:
            names = [in_text(each.indicator, words) for each in some]
            yield Entry(kind=kind, subject=listed(names, words), text=text)


def _told(each: Behind, words: Words) -> str:
    stayers = stayers_text(each)
    reason = {
        MovingReading.MOVING_ALONE: words.gettext(
            "Among those who stayed the change was %(stayers)s: most of it comes of who"
            " moved in and out.",
            stayers=stayers,
        ),
        MovingReading.STAYERS: words.gettext(
            "Among those who stayed the change was %(stayers)s: most of it is theirs, and"
            " does not come of who moved.",
            stayers=stayers,
        ),
        MovingReading.BOTH: words.gettext(
            "Among those who stayed the change was %(stayers)s. Who moved in and out has"
            " its part too.",
            stayers=stayers,
        ),
    }[each.reading]
    return f"{_changed(each, words)} {reason}"


def _changed(each: Behind, words: Words) -> str:
    facts = {
        "first": period_text(each.row["first"], words),
        "last": period_text(each.row["last"], words),
    }
    before, after = each.before, each.after
    if before is None or after is None:
        change = with_unit(signed_text(each.change, each), each, words)
        return words.gettext(
            "The change from %(first)s to %(last)s is %(change)s.",
            change=change,
            **facts,
        )
    if before * after <= 0:
        ends = (
            with_unit(signed_text(end, each), each, words) for end in (before, after)
        )
        return words.gettext(
            "The distance went from %(before)s in %(first)s to %(after)s in %(last)s.",
            **dict(zip(("before", "after"), ends, strict=True)),
            **facts,
        )
    # The figures and the tabulated groups may be counted a little differently.
    size = with_unit(plain(abs(each.change), each), each, words)
    if (each.change < 0) == (before > 0):
        return words.gettext(
            "The distance shrank by %(size)s from %(first)s to %(last)s.",
            size=size,
            **facts,
        )
    return words.gettext(
        "The distance grew by %(size)s from %(first)s to %(last)s.", size=size, **facts
    )


def _table(found: Sequence[Behind], name: str, words: Words) -> Grid:
    return Grid(
        caption=words.gettext(
            "The changes in %(name)s and their parts, which add up to them", name=name
        ),
        columns=(
            Column(text=words.gettext("Measure")),
            Column(text=words.gettext("Change"), number=True),
            Column(
                text=words.gettext("Stayed (95%% interval, or bounds)"), number=True
            ),
            Column(text=words.gettext("Moved in"), number=True),
            Column(text=words.gettext("Moved out"), number=True),
            Column(text=words.gettext("Born or grown in"), number=True),
            Column(text=words.gettext("Died or grown out"), number=True),
            Column(text=words.gettext("Read as")),
            Column(text=words.gettext("Period"), number=True),
        ),
        rows=tuple(_cells(each, words) for each in found),
    )


def _cells(each: Behind, words: Words) -> tuple[str, ...]:
    parts = [
        NOTHING if each.row[part] is None else signed_text(each.row[part], each)
        for part in _PARTS[1:]
    ]
    first, last = (period_text(each.row[end], words) for end in ("first", "last"))
    return (
        each.indicator.name(words.language),
        signed_text(each.change, each),
        _bounded(each, words),
        *parts,
        _read_as(each, words),
        f"{first}–{last}",
    )


def _bounded(each: Behind, words: Words) -> str:
    """Give the stayers' part: with its interval, or only the bounds where not exact."""
    low, high = each.row["stayers_low"], each.row["stayers_high"]
    if each.row["exact"] and each.row["stayers"] is not None:
        return stayers_text(each)
    if low is None or high is None:
        return NOTHING
    ends = {"low": plain(low, each), "high": plain(high, each)}
    return words.gettext("between %(low)s and %(high)s", **ends)


def _read_as(each: Behind, words: Words) -> str:
    return {
        MovingReading.MOVING_ALONE: words.gettext("Moving alone"),
        MovingReading.STAYERS: words.gettext("Those who stayed"),
        MovingReading.BOTH: words.gettext("Both those who stayed and moving"),
        MovingReading.CANNOT_TELL: words.gettext("Cannot tell"),
        MovingReading.COULD_BE_MOVING: words.gettext("Could be moving alone"),
        MovingReading.NOT_MOVING_ALONE: words.gettext("Not moving alone"),
    }[each.reading]


def _source(reading: Reading, found: Sequence[Behind]) -> str:
    told = {each.indicator.id for each in found}
    table = reading.diagnosis.table
    of_figures = table.filter(table["indicator"].is_in(told))["source"].drop_nulls()
    return source_line(
        [*of_figures.unique(maintain_order=True), *sorted(moves_sources(reading))],
        reading.diagnosis.sources,
        words=reading.words,
        judged=False,
        interval=any(each.row["exact"] for each in found),
    )
