"""What an answer hangs on, as JSON and in words."""

from __future__ import annotations

from dataclasses import asdict

from nabolag.reports.wording.language import Words, message, words
from nabolag.reports.wording.numbers import significant
from nabolag.spirals.draws.morris import Effect
from nabolag.spirals.draws.sobol import Index
from nabolag.spirals.runs.sensitivity import Sensitivity, Way

_HEADS = {
    Way.SOBOL: message(
        "%(output)s at %(at)s: part of the variance that would be left if all but this"
        " constant were known, with its interval, and the part that would go if it were."
    ),
    Way.MORRIS: message(
        "%(output)s at %(at)s: mean size of the change as the constant goes through the"
        " middle nine tenths of what it may be, with its interval."
    ),
}
_DIGITS = 3


def sensitivity_as_json(found: Sensitivity) -> dict[str, object]:
    """Give the document that ``nabolag spirals sensitivity --json`` prints."""
    return {
        "output": found.output,
        "at": found.at,
        "way": found.way.value,
        "runs": found.runs,
        "failed": found.failed,
        "left_out": found.left_out,
        "untied": found.untied,
        "constants": [asdict(one) for one in found.constants],
    }


def sensitivity_in_words(found: Sensitivity, *, language: str) -> str:
    """Give a line for each constant, the one that matters most first."""
    said = words(language)
    facts = {"output": found.output, "at": _number(found.at, said)}
    lines = [said.line(_HEADS[found.way]) % facts]
    lines.extend(_line(one, said) for one in found.constants)
    if found.failed:
        failed = message("Runs that failed and were left out: %(failed)s of %(runs)s.")
        counts = {"failed": found.failed, "runs": found.runs}
        lines.append(said.line(failed) % counts)
    if found.untied:
        untied = message(
            "Constants that go together in the model vary each on its own here"
            " (pairs: %(untied)s)."
        )
        lines.append(said.line(untied) % {"untied": found.untied})
    return "\n".join(lines)


def _line(one: Effect | Index, said: Words) -> str:
    if isinstance(one, Effect):
        return f"{one.name}: {_interval(one.mu_star, one.low, one.high, said)}"
    total = _interval(one.total, one.total_low, one.total_high, said)
    alone = "–" if one.first is None else _number(one.first, said)
    return f"{one.name}: {total}, {alone}"


def _interval(
    value: float | None, low: float | None, high: float | None, said: Words
) -> str:
    if value is None or low is None or high is None:
        return said.line(message("cannot tell"))
    return f"{_number(value, said)} [{_number(low, said)}–{_number(high, said)}]"


def _number(value: float, said: Words) -> str:
    return significant(value, said.language, digits=_DIGITS)
