"""Scores from a place-standard tool, and what is wrong with a table of them, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from nabolag_web.knowledge.actions.score_tables import MOST_ROWS, BadScores, Wrong
from nabolag_web.knowledge.models import Score

FEWEST = 5
"""Answers below which a score is not shown, as for all figures about people."""
_LEFT, _RIGHT = 8, 152  # px, of a line that is 160 px wide


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """A theme of the profile; ``x`` is where its dot stands, in px, if it is shown."""

    theme: str
    score: str
    respondents: str
    x: float | None


def score_lines(scores: Iterable[Score]) -> list[ScoreLine]:
    """Give the profile, in the order of the table."""
    return [_line(score) for score in scores]


def _line(score: Score) -> ScoreLine:
    counted = score.respondents
    hidden = counted is not None and counted < FEWEST
    share = (score.score - 1) / (score.scale - 1)
    return ScoreLine(
        theme=score.theme,
        score=_("Hidden") if hidden else number_format(score.score, decimal_pos=1),
        respondents=_("Not told") if counted is None else _answers(counted),
        x=None if hidden else round(_LEFT + share * (_RIGHT - _LEFT), 1),
    )


def _answers(counted: int) -> str:
    return _("Fewer than five") if counted < FEWEST else str(counted)


def scores_trouble(trouble: BadScores) -> str:
    """Tell what is wrong with a table: the line, what was found, and what to do."""
    found = Truncator(trouble.found).chars(60)
    told = {
        Wrong.NO_HEAD: _(
            "The first line must be the headings “theme” and “score”, and “n” if you"
            " know how many answered. It is: “%(found)s”."
        ),
        Wrong.NO_ROWS: _("There is nothing below the headings."),
        Wrong.TOO_MANY: _("There are more than %(most)d themes. Leave some out."),
        Wrong.WIDTH: _(
            "This line has %(found)s cells, and the headings another number. Where"
            " numbers have a decimal comma, put a semicolon between the cells."
        ),
        Wrong.NO_THEME: _("The theme is missing."),
        Wrong.LONG_THEME: _("The theme is too long, or is not a name: “%(found)s”."),
        Wrong.TWICE: _("The theme “%(found)s” stands here twice. Keep one of them."),
        Wrong.NO_NUMBER: _("“%(found)s” is not a number. Write it as 4,5 or 4.5."),
        Wrong.OUTSIDE: _(
            "“%(found)s” is outside the scale. See that the scale below is right."
        ),
        Wrong.NO_COUNT: _(
            "“%(found)s” is not how many answered. Write a whole number, or leave it"
            " empty."
        ),
    }[trouble.wrong] % {"found": found, "most": MOST_ROWS}
    where = _("Line %(line)d: %(told)s") % {"line": trouble.line, "told": told}
    return _("%(where)s Nothing was loaded.") % {"where": where}
