"""Spirals in words: what a model holds, its loops, and what came of a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from nabolag.reports.wording.language import Words, message, words
from nabolag.reports.wording.notices import sentence
from nabolag.reports.wording.numbers import number, significant
from nabolag.spirals.loops.feedback_loops import Loop, LoopKind, Loops
from nabolag.spirals.model.model import Level, Model
from nabolag.spirals.runs.checking import Checked, notices_of
from nabolag.spirals.runs.comparing import Compared
from nabolag.spirals.runs.cutting import Cut
from nabolag.spirals.runs.ensemble import Run
from nabolag.values import Direction, Notice

_DIGITS = 4
_LISTED = 10  # loops in a line

_LEVELS: Mapping[Level, str] = {
    Level.DRAWN: message("A drawing: factors and arrows."),
    Level.JUDGED: message("A drawing whose arrows have strength or speed."),
    Level.EQUATIONS: message("Every factor has an equation."),
}
_KINDS: Mapping[LoopKind, str] = {
    LoopKind.REINFORCING: message("reinforcing"),
    LoopKind.BALANCING: message("balancing"),
    LoopKind.MIXED: message("mixed"),
}
_COMPARED: Mapping[Direction, str] = {
    Direction.MORE_IS_BETTER: message(
        "%(name)s: better than without in %(count)s of %(of)s variants"
    ),
    Direction.MORE_IS_WORSE: message(
        "%(name)s: better than without in %(count)s of %(of)s variants"
    ),
    Direction.NEITHER: message(
        "%(name)s: higher than without in %(count)s of %(of)s variants"
    ),
}


def check_in_words(found: Checked, model: Model, *, language: str) -> str:
    """Say what a model holds, and what a reader must know of it."""
    said = words(language)
    held = said.line(
        message(
            "Factors: %(factors)s, of these stocks: %(stocks)s. Arrows: %(arrows)s."
            " Drawn from a distribution: %(uncertain)s."
        )
    ) % {
        "factors": found.factors,
        "stocks": found.stocks,
        "arrows": found.arrows,
        "uncertain": found.uncertain,
    }
    lines = [model.name, said.line(_LEVELS[found.level]), held]
    remarks = [f"- {sentence(notice, language)}" for notice in found.notices]
    return "\n".join([*lines, *(remarks or [said.line(message("Nothing to remark."))])])


def loops_in_words(found: Loops, *, language: str) -> str:
    """Give the loops, one a line, and whether there may be more."""
    said = words(language)
    if not found.loops:
        return said.line(
            message("There is no loop: nothing comes back to where it began.")
        )
    lines = [loop_in_words(loop, said) for loop in found.loops]
    if found.capped:
        facts = {"most": found.most, "longest": found.longest or 0}
        lines.append(
            sentence(Notice(code="spiral_loops_capped", facts=facts), language)
        )
    return "\n".join(lines)


def kind_in_words(loop: Loop, said: Words) -> str:
    """Say what a loop does to a change, and whether it takes its time."""
    kind = said.line(_KINDS[loop.kind])
    delayed = said.line(message("delayed"))
    return f"{kind}, {delayed}" if loop.delayed else kind


def run_in_words(
    told: Run,
    model: Model,
    *,
    cuts: Sequence[Cut] = (),
    compared: Sequence[Compared] = (),
    coarse: Sequence[Notice] = (),
    language: str,
) -> str:
    """Say what came of a run: from the start to the end, and with against without."""
    said = words(language)
    lines = [*title_in_words(model, said), *_cut(cuts, said)]
    if model.level is Level.EQUATIONS:
        lines.extend(_values(told, model, said))
    elif not compared:
        lines.extend(_directions(told, said))
    lines.extend(_comparisons(compared, said))
    lines.extend(_events(told, said))
    notices = (*notices_of(told), *coarse)
    lines.extend(f"- {sentence(notice, language)}" for notice in notices)
    return "\n".join(lines)


def loop_in_words(loop: Loop, said: Words) -> str:
    """Give a loop's id, what it does, and the ring of its factors."""
    ring = " → ".join([*loop.variables, loop.variables[0]])
    return f"{loop.id} ({kind_in_words(loop, said)}): {ring}"


def title_in_words(model: Model, said: Words) -> Iterator[str]:
    """Give a model's name, and say where it tells of no real place."""
    yield model.name
    if model.fictional:
        yield said.line(message("Fictional: the model tells of no real place."))


def _cut(cuts: Sequence[Cut], said: Words) -> Iterator[str]:
    for cut in cuts:
        arrow = f"{cut.source} → {cut.target}"
        if cut.loops:
            yield said.line(
                message("Cut: %(arrow)s, and with it the loops %(loops)s.")
            ) % {"arrow": arrow, "loops": _listed(cut.loops)}
        else:
            yield said.line(message("Cut: %(arrow)s, which is in no loop.")) % {
                "arrow": arrow
            }


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_LISTED]) + " …" * (len(names) > _LISTED)


def _values(told: Run, model: Model, said: Words) -> Iterator[str]:
    units = {factor.name: factor.unit for factor in model.factors}
    if told.drawn:
        yield said.line(
            message("Median of %(variants)s variants, nine of ten within brackets.")
        ) % {"variants": count_in_words(told.variants, said)}
    begun, ended = (number_in_words(told.times[at], said) for at in (0, -1))
    for output in told.outputs:
        for number_, area in enumerate(told.areas):
            before, after = (_told(told, output, number_, at, said) for at in (0, -1))
            name = f"{output}, {area}" if area else output
            unit = f" {units.get(output)}" if units.get(output) else ""
            yield f"{name}: {before} ({begun}) → {after}{unit} ({ended})"


def _told(told: Run, output: str, area: int, at: int, said: Words) -> str:
    if not told.drawn:
        return number_in_words(float(told.of(output)[at, 0, area]), said)
    band = told.band(output, area=area)
    low, median, high = (
        number_in_words(float(values[at]), said)
        for values in (band.low, band.median, band.high)
    )
    return f"{median} [{low}–{high}]"


def _directions(told: Run, said: Words) -> Iterator[str]:
    """Say in how many variants each factor ends higher than it began."""
    told.check()
    kept = ~told.failed
    for output in told.outputs:
        begun, ended = (told.of(output)[at][kept] for at in (0, -1))
        yield said.line(
            message("%(name)s: higher at the end in %(count)s of %(of)s variants")
        ) % {
            "name": output,
            "count": count_in_words(int((ended > begun).sum()), said),
            "of": count_in_words(len(begun), said),
        }


def _comparisons(compared: Sequence[Compared], said: Words) -> Iterator[str]:
    for one in compared:
        line = said.line(_COMPARED[one.better]) % {
            "name": one.output,
            "count": count_in_words(one.count, said),
            "of": count_in_words(one.of, said),
        }
        same = said.line(message("(the same in %(same)s)")) % {
            "same": count_in_words(one.same, said)
        }
        yield f"{line} {same}" if one.same else line


def _events(told: Run, said: Words) -> Iterator[str]:
    for event in told.events:
        for at, area in enumerate(told.areas):
            count = int(told.come_about(event, area=at)[-1])
            name = f"{event}, {area}" if area else event
            yield said.line(
                message("%(name)s: come about in %(count)s of %(of)s variants")
            ) % {
                "name": name,
                "count": count_in_words(count, said),
                "of": count_in_words(told.variants, said),
            }


def count_in_words(value: int, said: Words) -> str:
    """Write how many there are of something."""
    return number(value, said.language, decimals=0)


def number_in_words(value: float, said: Words) -> str:
    """Write a value with four digits that count."""
    return significant(value, said.language, digits=_DIGITS)
