"""The pulse in words: what is asked, and what a month is called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from nabolag_web.knowledge.models import PulseQuestion, PulseRound, QuestionKind
from nabolag_web.knowledge.queries.pulse import CountedRound


def first_questions() -> tuple[tuple[QuestionKind, Mapping[str, str]], ...]:
    """Give the questions a pulse begins with, in each language."""
    spoken = {code: _in(code) for code, _name in settings.LANGUAGES}
    kinds = (QuestionKind.SCALE, QuestionKind.SCALE, QuestionKind.WORDS)
    return tuple(
        (kind, {code: texts[place] for code, texts in spoken.items()})
        for place, kind in enumerate(kinds)
    )


def _in(language: str) -> tuple[str, str, str]:
    with override(language):
        return (
            _("This month it has felt safe to be out and about where we are."),
            _("This month those who need us most have found their way to us."),
            _("What have you seen this month that others should know?"),
        )


def text_of(question: PulseQuestion) -> str:
    """Give what a question says in the language that is spoken now."""
    texts: Mapping[str, str] = question.texts
    return texts.get(get_language() or "") or next(iter(texts.values()), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLine:
    """A question in the list of those that are asked."""

    text: str
    how: str
    address: str


def question_lines(questions: Iterable[PulseQuestion], slug: str) -> list[QuestionLine]:
    """Give the questions that are asked, for their page."""
    how = {
        QuestionKind.SCALE.value: _("From 1, disagree fully, to 5, agree fully"),
        QuestionKind.WORDS.value: _("In words, read by another before it is sent"),
    }
    return [
        QuestionLine(
            text=text_of(each),
            how=how[each.kind],
            address=reverse("knowledge:pulse_question", args=[slug, each.pk]),
        )
        for each in questions
    ]


def round_line(asked: PulseRound, answered: int | None) -> str:
    """Tell of the round that is open, and no more of its answers than may be told."""
    facts = {"month": month_word(asked.month), "until": date_format(asked.closes_at)}
    if answered is None:
        return (
            _("The round of %(month)s is open until %(until)s. Fewer than five so far.")
            % facts
        )
    said = _("The round of %(month)s is open until %(until)s. %(count)s so far.")
    return said % {**facts, "count": answered}


def closed_lines(
    counted: CountedRound, names: Mapping[int, str]
) -> tuple[str, list[str]]:
    """Give a round that is over: its month, and how many answered, by service."""
    lines = [
        _("%(service)s: %(count)s") % {"service": names[key], "count": count}
        for key, count in counted.alone.items()
    ]
    if counted.whole is None:
        lines.append(_("Fewer than five in all, or all alike"))
    elif counted.together is not None:
        others = ", ".join(names[key] for key in counted.others)
        told = {"services": others, "count": counted.together}
        lines.append(_("Together (%(services)s): %(count)s") % told)
    return month_word(counted.month), [*lines, *_in_all(counted.whole)]


def _in_all(whole: int | None) -> list[str]:
    return [] if whole is None else [_("In all: %(count)s") % {"count": whole}]


def month_word(month: date) -> str:
    """Give a month as people say it: March 2026."""
    return date_format(month, "F Y")
