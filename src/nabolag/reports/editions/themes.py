"""Inputs that may say the same, as JSON and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nabolag.reports.wording.language import Words, message, words
from nabolag.reports.wording.numbers import number
from nabolag.residents.themes import Suggestion, Tie

_TIES = {
    Tie.DUPLICATE: message("may say the same"),
    Tie.NEIGHBOUR: message("lie near each other"),
}


def themes_as_json(found: Sequence[Suggestion]) -> dict[str, object]:
    """Give the document that ``nabolag residents themes --json`` prints."""
    return {
        "suggestions": [
            {
                "first": each.first,
                "second": each.second,
                "score": each.score,
                "tie": each.tie.value,
                "shared": list(each.shared),
            }
            for each in found
        ]
    }


def themes_in_words(
    found: Sequence[Suggestion], texts: Mapping[str, str], *, language: str
) -> str:
    """Give the pairs with what each of them says, the most alike first."""
    said = words(language)
    if not found:
        return said.line(message("No inputs are alike enough to be suggested."))
    head = said.line(
        message("Suggestions: people decide. The score is likeness, no probability.")
    )
    return "\n\n".join([head, *(_pair(each, texts, said) for each in found)])


def _pair(told: Suggestion, texts: Mapping[str, str], said: Words) -> str:
    score = number(told.score, said.language, decimals=2)
    return "\n".join(
        [
            f"{told.first}, {told.second}: {said.line(_TIES[told.tie])} ({score})",
            f"- {texts[told.first]}",
            f"- {texts[told.second]}",
        ]
    )
