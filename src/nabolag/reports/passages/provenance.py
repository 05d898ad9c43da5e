"""Where the figures come from, and what one must know to read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from nabolag.reports.page import Reference
from nabolag.reports.wording.language import Words
from nabolag.reports.wording.naming import sources_named
from nabolag.reports.wording.notices import file_name, sentence
from nabolag.reports.wording.numbers import day, number
from nabolag.values import Notice, Source

MOST = 40
"""Remarks a report prints; the rest are counted, and all stand in the JSON."""


def source_line(
    ids: Iterable[str],
    sources: Sequence[Source],
    *,
    words: Words,
    judged: bool,
    interval: bool = True,
) -> str:
    """Give a figure's source line.

    ``judged`` is where the figure tells sure from uncertain, ``interval`` where it has
    intervals at all.
    """
    wanted = set(ids)
    named = sources_named([s for s in sources if s.id in wanted], words)
    parts = [words.gettext("Source: %(sources)s.", sources=named)] if named else []
    if interval:
        parts.append(
            words.gettext(
                "The interval shows how much the figure can vary by chance, not errors"
                " of measurement."
            )
        )
    if judged:
        parts.append(
            words.gettext(
                "“The difference is uncertain” where the interval of the difference"
                " holds zero."
            )
        )
    return " ".join(parts)


def references(sources: Sequence[Source], words: Words) -> tuple[Reference, ...]:
    """Give the list of sources with publisher, table, licence, date and file."""
    return tuple(_reference(source, words) for source in sources)


def _reference(source: Source, words: Words) -> Reference:
    published = (
        None if source.published is None else day(source.published, words.language)
    )
    facts = (
        (words.gettext("Table"), source.table),
        (words.gettext("Licence"), source.licence),
        (words.gettext("Published"), published),
        (words.gettext("File"), file_name(source.file)),
        (words.gettext("Fingerprint (SHA-256)"), source.sha256),
        (words.gettext("Recipe"), source.recipe),
    )
    return Reference(
        title=words.gettext(
            "%(publisher)s: %(title)s", publisher=source.publisher, title=source.title
        ),
        facts=tuple((label, text) for label, text in facts if text),
        address=safe_address(source.address),
    )


def safe_address(address: str | None) -> str | None:
    """Keep only addresses of web pages: an address comes from a file and may be a trap."""
    web = address is not None and address.startswith(("https://", "http://"))
    return address if web else None


def remarks(
    notices: Sequence[Notice], *, names: Mapping[str, str], words: Words
) -> tuple[str, ...]:
    """Give the notices in words, each once, and how many more there are."""
    said = list(
        dict.fromkeys(sentence(n, words.language, names=names) for n in notices)
    )
    more = len(said) - MOST
    if more <= 0:
        return tuple(said)
    rest = words.ngettext(
        "And %(n)s more remark.",
        "And %(n)s more remarks.",
        more,
        n=number(more, words.language),
    )
    return (*said[:MOST], rest)
