"""How far groups share a finding, as JSON and in words."""

from __future__ import annotations

from collections.abc import Iterable

from nabolag.knowledge.sharing import Sharing
from nabolag.reports.wording.backing import shares_it, sharing_reason
from nabolag.reports.wording.language import Words, words
from nabolag.reports.wording.numbers import number

Found = Iterable[tuple[str | None, Sharing]]
"""Groups and how far they share it; a group without a name is the only one."""


def marks_as_json(found: Found) -> dict[str, object]:
    """Give the document that ``nabolag knowledge agreement --json`` prints."""
    return {
        "groups": [
            {
                "group": group,
                "n": told.n,
                "agreement": told.agreement,
                "median": told.median,
                "shared": told.shared,
                "reason": told.reason.value,
            }
            for group, told in found
        ]
    }


def marks_in_words(found: Found, *, language: str) -> str:
    """Give a paragraph for each group."""
    said = words(language)
    return "\n\n".join(
        "\n".join(_paragraph(group, told, said, language)) for group, told in found
    )


def _paragraph(
    group: str | None, told: Sharing, said: Words, language: str
) -> list[str]:
    lines = [] if group is None else [group]
    lines.append(_who(told, said))
    if told.agreement is not None and told.median is not None:
        lines.append(
            said.gettext(
                "Median %(median)s, agreement %(agreement)s (from −1 to 1).",
                median=number(told.median, language, decimals=1),
                agreement=number(told.agreement, language, decimals=2),
            )
        )
    lines.append(sharing_reason(told, said))
    return lines


def _who(told: Sharing, said: Words) -> str:
    if told.share_it is None:
        return said.gettext(
            "%(n)s of %(members)s have marked.", n=told.n, members=told.members
        )
    return shares_it(told, said)
