"""What a recipe says: how to read one publisher's table, as frozen values.

A recipe describes a table in any format: how to recognise it, which columns hold the
areas, the period and the breakdowns, and what its figures mean. It holds no code, so
that a new table needs no program. ``docs/recipes.md`` shows the file format, and
:mod:`nabolag.sources.describing.recipe_files` reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from nabolag.sources.files.columns import Names
from nabolag.values import Break, Indicator, Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Only:
    """Rows whose cell is one of the values, or (``out``) none of them."""

    column: Names
    values: tuple[str, ...]
    out: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A column of counts, added over the rows that are wanted."""

    column: Names
    where: tuple[Only, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A column of published values.

    ``divide_by`` turns the published number into ours (100 for per cent);
    ``decimals`` is how many the publisher gives, found from the file where unsaid;
    ``missing`` are numbers that stand for "no figure".
    """

    column: Names
    divide_by: float = 1.0
    decimals: int | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """An indicator and the columns it is read from, in the rows that are its own.

    ``where`` picks the rows of files that hold several figures below each other.
    ``adds_up`` says that an amount is a count of its own, so that the areas' figures
    add up to their city's.
    """

    indicator: Indicator
    where: tuple[Only, ...] = ()
    value: Figure | None = None
    numerator: Count | None = None
    denominator: Count | None = None
    adds_up: bool = False

    @property
    def summed(self) -> bool:
        """Whether figures may be added over rows: counts may, percentages may not."""
        return self.value is None or self.adds_up


class LevelBy(StrEnum):
    """How a row tells which level its area stands on."""

    ALWAYS = "always"
    COLUMN = "column"
    PREFIX = "prefix"
    ENDING = "ending"
    LENGTH = "length"
    ORDER = "order"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """Which level a row's area stands on.

    ``levels`` maps cells of ``column``, or beginnings, endings or lengths of the area's
    own text, to levels; ``otherwise`` is for the rest. With ``ORDER`` a name that stands on two
    levels is told apart by which comes first.
    """

    by: LevelBy
    column: Names = ()
    levels: Mapping[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    otherwise: str | None = None

    def __post_init__(self) -> None:
        """Keep the levels from changing."""
        object.__setattr__(self, "levels", MappingProxyType(dict(self.levels)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a row names its area.

    ``code`` is looked up in the division's ``scheme`` of codes, and ``name`` where
    there is no code. ``read_as`` puts a publisher's spelling right before that.
    Rows of areas the division does not know are refused, or left out where the recipe
    says so. ``district`` is only for files without a division: the column with the
    code of the district an area lies in.
    """

    code: Names = ()
    name: Names = ()
    scheme: tuple[str, ...] = ()
    level: Level | None = None
    district: Names = ()
    read_as: Mapping[str, str] = field(default_factory=dict)
    leave_out_unknown: bool = False

    def __post_init__(self) -> None:
        """Keep the spellings from changing."""
        object.__setattr__(self, "read_as", MappingProxyType(dict(self.read_as)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """A column that divides the figures: by age, by sex.

    ``total`` are the names its total may have; that row is the indicator unless a
    part is asked for. Without a total the parts are added together (``summed``).
    """

    id: str
    column: Names
    total: tuple[str, ...] = ()

    @property
    def summed(self) -> bool:
        """Whether the file has no total, so that the parts must be added."""
        return not self.total


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """How a file is recognised: columns it must have, tables it may say it is."""

    columns: tuple[Names, ...]
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """How the table is asked for at its publisher."""

    api: str
    address: str
    table: str
    query: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Keep the question from changing."""
        object.__setattr__(self, "query", MappingProxyType(dict(self.query)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How to read one publisher's table, and what its figures mean.

    The period stands in the column ``period``, or is ``period_always`` where the file
    is of one period and does not say which.
    """

    id: str
    title: Mapping[str, str]
    publisher: str
    match: Match
    places: tuple[Place, ...]
    indicators: tuple[Measured, ...]
    table: str | None = None
    licence: str | None = None
    address: str | None = None
    division: str | None = None
    decimal: str | None = None
    signs: Mapping[str, Note] = field(default_factory=dict)
    period: Names = ()
    period_always: str | None = None
    breakdowns: tuple[Breakdown, ...] = ()
    leave_out: tuple[Only, ...] = ()
    breaks: tuple[Break, ...] = ()
    fetch: Fetch | None = None

    def __post_init__(self) -> None:
        """Keep titles and signs from changing."""
        object.__setattr__(self, "title", MappingProxyType(dict(self.title)))
        object.__setattr__(self, "signs", MappingProxyType(dict(self.signs)))

    def name(self, language: str = "nb") -> str:
        """Give the title in a language, or in the publisher's own where it lacks one."""
        return self.title.get(language) or next(iter(self.title.values()), self.id)
