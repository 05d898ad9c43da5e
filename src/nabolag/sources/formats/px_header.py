"""The keywords of a PX file: everything before its figures.

Written from the format's public definition (Statistics Sweden, "PX-file format
specification", AXIS-VERSION 2013). A keyword may carry a language in square brackets
and sub-keys in parentheses; texts stand in quotation marks, may be divided over lines,
and hold a quotation mark by doubling it.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass

from nabolag.errors import BadInput, Where
from nabolag.sources.files.opening import File, printable

# Possessive, so that a text that never ends is refused in linear time.
_TEXT = r'"(?:[^"]++|"")*+"'
_START = re.compile(
    rf"\s*(?P<word>[A-Za-z][\w-]*)\s*(?:\[(?P<language>[\w-]+)\])?\s*"
    rf"(?:\((?P<of>(?:{_TEXT}|[^\")])*+)\))?\s*="
)
_REST = re.compile(rf'(?:{_TEXT}|[^";]++)*+;')
_PIECE = re.compile(rf'{_TEXT}|,|[^\s,"]+')


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyword:
    """One statement: ``WORD[language]("of", ...)=values;`` and the line it is on."""

    word: str
    language: str | None
    of: tuple[str, ...]
    values: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A PX file's keywords in its default language, and the same in the others."""

    file: str
    language: str | None
    words: tuple[Keyword, ...]
    others: tuple[Keyword, ...]
    data_line: int
    index: Mapping[tuple[str, tuple[str, ...]], Keyword]

    def texts(self, word: str, *of: str) -> tuple[str, ...]:
        """Give a keyword's values, or none where the file lacks it."""
        found = self.index.get((word, of))
        return found.values if found else ()

    def text(self, word: str, *of: str) -> str | None:
        """Give a keyword's text in one piece, or nothing where the file lacks it."""
        return " ".join(self.texts(word, *of)) or None

    def every(self, word: str) -> tuple[Keyword, ...]:
        """Give all statements of a keyword, whatever they are about."""
        return tuple(found for found in self.words if found.word == word)

    def needed(self, word: str, *of: str) -> tuple[str, ...]:
        """Give a keyword's values, or refuse a file that lacks them."""
        values = self.texts(word, *of)
        if not values:
            about = f"({', '.join(f'“{name}”' for name in of)})" if of else ""
            raise BadInput(
                where=Where(file=self.file),
                found=printable(f"The keyword {word}{about} is missing."),
                expected=f"a PX file with {word}{about}=…;",
                remedy="Download the file again, or ask the publisher for a whole one.",
            )
        return values


def read_header(text: str, *, file: str) -> tuple[Header, str]:
    """Give a PX file's keywords, and the text of its figures after ``DATA=``."""
    read: list[Keyword] = []
    place, line = 0, 1
    while True:
        found, after = _statement(text, place, line, file=file)
        if found.word == "DATA":
            return _header(read, file=file, data_line=found.line), text[after:]
        read.append(found)
        line += text.count("\n", place, after)
        place = after


def decoded(file: File) -> tuple[str, str]:
    """Give the file's text, and the name of the code page it is written in.

    The file's own CODEPAGE decides. Text that is not written as it says is refused:
    read wrongly, "Grünerløkka" would become another name without anyone noticing.
    """
    if file.data.startswith(codecs.BOM_UTF8):
        return _text(file, "utf-8-sig"), "utf-8"
    said = re.search(rb'CODEPAGE\s*=\s*"([^"]{1,40})"', file.data)
    if said:
        page = _page(file, said[1].decode("latin-1"))
        _not_utf8(file, page)
        return _text(file, page), _NAMES.get(page, page)
    if _is(file, "utf-8"):
        return _text(file, "utf-8"), "utf-8"
    if re.search(rb'CHARSET\s*=\s*"ANSI"', file.data):
        return _text(file, "cp1252"), _NAMES["cp1252"]
    raise BadInput(
        where=Where(file=file.name),
        found="The file does not say which code page it is written in.",
        expected='a line CODEPAGE="…";',
        remedy='Add CODEPAGE="windows-1252"; or what the publisher says it is.',
    )


_NAMES = {"cp1252": "windows-1252"}


def _page(file: File, said: str) -> str:
    try:
        page = codecs.lookup(said.strip()).name
    except (LookupError, ValueError):
        page = ""
    if not page.startswith(("utf-8", "cp", "iso8859")):
        raise BadInput(
            where=Where(file=file.name, column="CODEPAGE"),
            found=printable(f"The file says its code page is “{said}”."),
            expected="UTF-8, Windows-1252 or another known code page",
            remedy="Correct the line CODEPAGE, or ask the publisher for UTF-8.",
        )
    # What calls itself Latin-1 is as a rule Windows-1252, which only adds to it.
    return "cp1252" if page == "iso8859-1" else page


def _not_utf8(file: File, page: str) -> None:
    """Refuse a file that says another code page but is plainly written in UTF-8."""
    if page != "utf-8" and not file.data.isascii() and _is(file, "utf-8"):
        raise BadInput(
            where=Where(file=file.name, line=_first_strange_line(file)),
            found=f"The file says it is written in {_NAMES.get(page, page)}, "
            "but its letters are UTF-8.",
            expected="text written as the line CODEPAGE says",
            remedy='Change the line to CODEPAGE="utf-8"; and read the file again.',
        )


def _is(file: File, page: str) -> bool:
    try:
        file.data.decode(page)
    except UnicodeDecodeError:
        return False
    return True


def _text(file: File, page: str) -> str:
    try:
        return file.data.decode(page).rstrip("\x1a")
    except UnicodeDecodeError as error:
        raise BadInput(
            where=Where(
                file=file.name, line=file.data.count(b"\n", 0, error.start) + 1
            ),
            found=f"Byte {error.start + 1} is not {_NAMES.get(page, page)}.",
            expected="text written as the line CODEPAGE says",
            remedy="Correct the line CODEPAGE, or save the file in that code page.",
        ) from error


def _first_strange_line(file: File) -> int:
    place = re.search(rb"[\x80-\xff]", file.data)
    return file.data.count(b"\n", 0, place.start()) + 1 if place else 1


def _statement(text: str, place: int, line: int, *, file: str) -> tuple[Keyword, int]:
    """Give the next statement and where it ends; DATA ends before its figures."""
    start = _START.match(text, place)
    if start is None:
        raise _no_statement(text, place, line, file)
    line += text.count("\n", place, start.start("word"))
    word = start["word"].upper()
    rest = None if word == "DATA" else _REST.match(text, start.end())
    if rest is None and word != "DATA":
        raise _unreadable(file, line, f"The keyword {word} never ends.")
    keyword = Keyword(
        word=word,
        language=start["language"],
        of=_values(start["of"] or ""),
        values=_values(rest[0][:-1]) if rest else (),
        line=line,
    )
    return keyword, rest.end() if rest else start.end()


def _no_statement(text: str, place: int, line: int, file: str) -> BadInput:
    left = text[place:].strip()
    if not left:
        return _unreadable(
            file, line, "The keyword DATA is missing: no figures follow."
        )
    line += text.count("\n", place, text.index(left, place))
    return _unreadable(file, line, f"“{left[:40]}” is not a PX keyword.")


def _unreadable(file: str, line: int, found: str) -> BadInput:
    return BadInput(
        where=Where(file=file, line=line),
        found=printable(found),
        expected='keywords such as TITLE="…"; each ended by a semicolon, DATA the last',
        remedy="Correct the line, or download the file again if it was cut short.",
    )


def _values(text: str) -> tuple[str, ...]:
    """Split at commas; texts that follow each other without one are one long text."""
    values: list[str] = []
    glue = False
    for piece in _PIECE.findall(text):
        if piece == ",":
            glue = False
        elif piece.startswith('"') and glue:
            values[-1] += _unquoted(piece)
        else:
            values.append(_unquoted(piece))
            glue = piece.startswith('"')
    return tuple(values)


def _unquoted(piece: str) -> str:
    quoted = piece.startswith('"') and piece.endswith('"')
    return piece[1:-1].replace('""', '"') if quoted and len(piece) > 1 else piece


def _header(read: list[Keyword], *, file: str, data_line: int) -> Header:
    said = next((k.values for k in read if k.word == "LANGUAGE"), ())
    language = said[0] if said else None
    words = tuple(k for k in read if k.language in (None, language))
    return Header(
        file=file,
        language=language,
        words=words,
        others=tuple(k for k in read if k.language not in (None, language)),
        data_line=data_line,
        # A text in the default language stands before one without a language.
        index={(k.word, k.of): k for k in sorted(words, key=_with_language)},
    )


def _with_language(keyword: Keyword) -> bool:
    return keyword.language is not None
