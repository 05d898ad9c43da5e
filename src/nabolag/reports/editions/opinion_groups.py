"""The picture of opinion in a conversation, as JSON and in words."""

from __future__ import annotations

from collections.abc import Mapping

from nabolag.reports.passages.opinion import LETTERS, gap_sentences
from nabolag.reports.wording.language import Words, message, words
from nabolag.reports.wording.numbers import number
from nabolag.residents.groups.opinion_map import Group, OpinionMap
from nabolag.residents.groups.telling import Consensus, Divide, Representative, Side

_ON_SIDE: Mapping[Side, str] = {
    "agree": message("Agree: %(text)s"),
    "disagree": message("Disagree: %(text)s"),
}


def groups_as_json(found: OpinionMap) -> dict[str, object]:
    """Give the document that ``nabolag residents groups --json`` prints."""
    votes, firm = found.votes, found.stability
    return {
        "participants": len(votes.participants),
        "statements": len(votes.statements),
        "votes": int(votes.cells.nnz),
        "admitted": len(found.admitted),
        "k": len(found.groups) or None,
        "groups": [_group(found, group) for group in found.groups],
        "consensus": [_consensus(found, each) for each in found.consensus],
        "stability": {
            "ari_median": None if firm is None else firm.median,
            "ari_low": None if firm is None else firm.low,
        },
        "verdict": found.verdict,
        "divides": [_divide(found, each) for each in found.divides],
        "shading": [list(pair) for pair in found.shading],
    }


def _group(found: OpinionMap, group: Group) -> dict[str, object]:
    return {
        "size": len(group.members),
        "members": [found.votes.participants[row] for row in group.members],
        "representative": [_stands_for(found, each) for each in group.representative],
    }


def _stands_for(found: OpinionMap, each: Representative) -> dict[str, object]:
    return {
        "statement": found.votes.statements[each.statement],
        "agree": each.agree,
        "disagree": each.disagree,
        "seen": each.seen,
        "z": each.z,
        "ratio": each.ratio,
        "side": each.side,
    }


def _consensus(found: OpinionMap, each: Consensus) -> dict[str, object]:
    return {
        "statement": found.votes.statements[each.statement],
        "side": each.side,
        "on_side": int(each.on_side),
        "seen": int(each.seen),
        "share": each.share,
        "z": each.z,
        "group_informed": each.group_informed if found.groups else None,
    }


def _divide(found: OpinionMap, each: Divide) -> dict[str, object]:
    return {
        "statement": found.votes.statements[each.statement],
        "highest": each.highest,
        "lowest": each.lowest,
        "gap": each.gap,
        "z": each.z,
    }


def groups_in_words(
    found: OpinionMap, texts: Mapping[str, str], *, language: str
) -> str:
    """Give a paragraph on the whole, one for each group, and what divides and is shared.

    ``texts`` is what statements say; one without a text is told by its number.
    """
    said = words(language)
    parts = [_whole(found, said, language)]
    for letter, group in zip(LETTERS, found.groups, strict=False):
        head = said.ngettext(
            "Group %(letter)s: %(n)s person",
            "Group %(letter)s: %(n)s people",
            len(group.members),
            letter=letter,
            n=number(len(group.members), language),
        )
        parts.append(
            [head, *(_line(found, e, texts, said) for e in group.representative)]
        )
    if found.divides:
        head = said.gettext("What divides the groups most")
        parts.append([head, *(_apart(found, e, texts, said) for e in found.divides)])
    if found.consensus:
        head = said.gettext("What most people think, all groups together")
        parts.append([head, *(_line(found, e, texts, said) for e in found.consensus)])
    return "\n\n".join("\n".join(part) for part in parts)


def _whole(found: OpinionMap, said: Words, language: str) -> list[str]:
    lines = [
        said.gettext(
            "%(people)s people have cast %(votes)s votes on %(statements)s statements;"
            " %(placed)s have voted enough to be placed.",
            people=number(len(found.votes.participants), language),
            votes=number(int(found.votes.cells.nnz), language),
            statements=number(len(found.votes.statements), language),
            placed=number(len(found.admitted), language),
        ),
        _verdict(found, said),
    ]
    if found.stability is not None:
        lines.append(
            said.gettext(
                "Likeness between half of the people and all: median %(median)s, in"
                " 19 of 20 halves at least %(low)s (1 is the same groups, 0 is chance).",
                median=number(found.stability.median, language, decimals=2),
                low=number(found.stability.low, language, decimals=2),
            )
        )
    return [*lines, *gap_sentences(found, said)]


def _verdict(found: OpinionMap, said: Words) -> str:
    if found.groups:
        return said.gettext(
            "%(count)s groups think alike, and are found again among half of the people.",
            count=len(found.groups),
        )
    if found.tried is None:
        return said.gettext(
            "No groups are told: people have voted too alike for two groups to be made."
        )
    return said.gettext(
        "No groups are told: other people would have given other groups, or none."
    )


def _line(
    found: OpinionMap,
    each: Representative | Consensus,
    texts: Mapping[str, str],
    said: Words,
) -> str:
    text = _text(found, each.statement, texts)
    return "- " + said.gettext(_ON_SIDE[each.side], text=text)


def _apart(
    found: OpinionMap, each: Divide, texts: Mapping[str, str], said: Words
) -> str:
    return "- " + said.gettext(
        "%(text)s (most agree in group %(most)s, fewest in group %(fewest)s)",
        text=_text(found, each.statement, texts),
        most=LETTERS[each.highest],
        fewest=LETTERS[each.lowest],
    )


def _text(found: OpinionMap, statement: int, texts: Mapping[str, str]) -> str:
    """Give what a statement says on one line, or else its number."""
    name = found.votes.statements[statement]
    return " ".join(texts.get(name, name).split())
