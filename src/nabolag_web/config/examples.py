"""Which reports the demo shows, what each is made from, and whether it is up to date."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.text import slugify

from nabolag.errors import WrongUsage
from nabolag_web.config.environment import LANGUAGES

BOTH = ("html", "pdf")
_BESIDE = {
    "--division": "division.toml",
    "--dimensions": "dimensions.csv",
    "--moves": "moves.csv",
    "--tiles": "tiles_area.csv",
}
"""What may lie beside a folder of statistics, and the option it is given to."""
_WRITTEN_PLAINLY = str.maketrans({"æ": "ae", "ø": "o", "Æ": "Ae", "Ø": "O"})
"""Letters that an address cannot hold and that are not just another with a mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One report of an example: of its whole city, or of one area in it."""

    name: str
    area: str | None = None
    kinds: tuple[str, ...] = BOTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One file to be made: what ``nabolag areas diagnose`` is asked for, and of what."""

    out: Path
    words: tuple[str, ...]
    made_from: tuple[Path, ...]
    may_be_kept: bool


SHIPPED = {
    Path("examples/oslo"): (Shown(name="oslo"),),
    Path("examples/dalen"): (
        Shown(name="dalen", area="Dalen"),
        Shown(name="storvik", kinds=("html",)),
    ),
}
"""The examples that come with Nabolag, and the reports that are made of each."""


def folders(own: Path | None) -> tuple[Path, ...]:
    """Give the folders to show: the one someone named, or the shipped examples."""
    return tuple(SHIPPED) if own is None else (own,)


def wanted(folder: Path, *, into: Path) -> tuple[Wanted, ...]:
    """Give the files to be made of an example, or of anyone's own folder of figures."""
    shipped = {path.resolve(): reports for path, reports in SHIPPED.items()}
    reports = shipped.get(folder.resolve())
    figures = _figures(folder)
    beside = _beside(folder)
    words = (*map(str, figures), *(w for o, p in beside for w in (o, str(p))))
    return tuple(
        Wanted(
            out=into / f"{report.name}-{language}.{kind}",
            words=(*words, *_area(report), "--lang", language),
            made_from=(*figures, *(path for _, path in beside)),
            may_be_kept=reports is not None,
        )
        for report in reports or (Shown(name=_own_name(folder)),)
        for language in LANGUAGES
        for kind in report.kinds
    )


def _figures(folder: Path) -> list[Path]:
    figures = sorted((folder / "statistics").glob("*.csv")) or sorted(
        folder.glob("*.csv")
    )
    if not figures:
        raise WrongUsage(
            found=f"There are no figures in {folder}.",
            expected="a folder with CSV files in Nabolag's long format",
            remedy="Run it from the project's folder, or name another with --example.",
        )
    return figures


def _beside(folder: Path) -> list[tuple[str, Path]]:
    # Without a folder of their own every CSV file is taken as figures.
    if not any((folder / "statistics").glob("*.csv")):
        return []
    there = ((option, folder / name) for option, name in _BESIDE.items())
    return [(option, path) for option, path in there if path.is_file()]


def _own_name(folder: Path) -> str:
    """Name a report after its folder, never like a report of the examples."""
    plain = folder.resolve().name.translate(_WRITTEN_PLAINLY)
    return f"own-{slugify(plain) or 'figures'}"


def _area(report: Shown) -> tuple[str, ...]:
    return () if report.area is None else ("--area", report.area)


def not_up_to_date(reports: Iterable[Wanted], *, program: Path) -> Iterator[Wanted]:
    """Give the reports that are missing, or older than figures or the program itself.

    Those of someone's own folder are always among them: another folder of the same
    name may have been shown before.
    """
    own = _newest(_files_of(program))
    for report in reports:
        if not (report.may_be_kept and _is_newer(report, program=own)):
            yield report


def _is_newer(report: Wanted, *, program: float) -> bool:
    if not report.out.is_file():
        return False
    return report.out.stat().st_mtime > max(program, _newest(report.made_from))


def _newest(files: Iterable[Path]) -> float:
    return max(file.stat().st_mtime for file in files)


def _files_of(program: Path) -> Iterator[Path]:
    for folder, inside, files in os.walk(program):
        # What Python and numba leave behind is newer, but changes no report.
        inside[:] = [name for name in inside if name != "__pycache__"]
        yield from (Path(folder, file) for file in files)
