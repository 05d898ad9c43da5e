"""The long format: read without a recipe, in English and Norwegian, and written back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from nabolag.areas.geography import Area, Division
from nabolag.errors import BadInput
from nabolag.sources.describing.tidy import is_tidy, read_tidy
from nabolag.sources.describing.tidy_columns import COLUMNS
from nabolag.sources.describing.tidy_writing import tidy_rows
from nabolag.sources.table import Table
from nabolag.values import (
    SCHEMA,
    Break,
    Dimension,
    Direction,
    Indicator,
    Kind,
    Measure,
    Note,
    Observations,
    Source,
    Topic,
)


def table(text: str, **facts: str) -> Table:
    heading, *rows = [
        [cell.strip() or None for cell in line.split("|")]
        for line in text.strip().splitlines()
    ]
    names = [str(name) for name in heading]
    return Table(
        cells=pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row"),
        lines=pl.Series(range(2, len(rows) + 2), dtype=pl.Int64),
        file="tall.csv",
        format="csv",
        sha256="cd" * 32,
        facts=facts,
    )


def read(text: str, *, division: Division | None = None, **facts: str) -> Observations:
    return read_tidy(table(text, **facts), division=division)


def rows(found: Observations, *columns: str) -> list[tuple[object, ...]]:
    return found.table.select(columns).rows()


def refusal(text: str) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read(text)
    return caught.value


def codes(found: Observations) -> list[str]:
    return [notice.code for notice in found.notices]


LEAST = "area|period|indicator|value|unit\n11|2024|work|0,5|share"


# What is the long format


@pytest.mark.parametrize(
    "heading",
    [
        "area|name|period|indicator|value",
        "omrade|navn|periode|indikator|verdi",
        "Navn|År|Indikator|Teller|Nevner",
    ],
)
def test_the_long_format_is_known_by_its_columns(heading):
    assert is_tidy(table(heading + "\n" + "|".join("1" * (heading.count("|") + 1))))


@pytest.mark.parametrize(
    "heading",
    [
        "period|indicator|value",
        "area|indicator|value",
        "area|period|value",
        "area|period|indicator|numerator",
    ],
)
def test_a_table_without_one_of_them_is_another_kind(heading):
    assert not is_tidy(table(heading + "\n" + "|".join("1" * (heading.count("|") + 1))))


def test_norwegian_headings_mean_the_same():
    found = read(
        "omrade|navn|periode|indikator|verdi|teller|nevner|enhet|retning|dimensjon|bydel"
        "|merknad\n11|Elva|2024|arbeid|50|1|2|prosent|more_is_better|social|1|*"
    )
    assert rows(found, "area", "name", "district", "value", "note") == [
        ("11", "Elva", "1", 0.5, "provisional")
    ]
    indicator = found.indicators[0]
    assert indicator.direction is Direction.MORE_IS_BETTER
    assert indicator.dimension is Dimension.SOCIAL


def test_an_indicator_is_described_by_its_rows():
    found = read(
        "area|period|indicator|value|unit|direction|dimension|kind|topic|counted|"
        "definition|indicator_nb|indicator_nn|indicator_en\n"
        "11|2024|langs|0.5|share|||||persons|Said at home.|Språk|Språk|Languages\n"
        "12|2024|langs|0.5|share|Neither|structural|context|language|||||"
    )
    indicator = found.indicators[0]
    assert indicator.names == {"nb": "Språk", "nn": "Språk", "en": "Languages"}
    assert (indicator.topic, indicator.kind) == (Topic.LANGUAGE, Kind.CONTEXT)
    assert (indicator.counted, indicator.definition) == ("persons", "Said at home.")


def test_an_indicator_without_names_goes_by_its_own_word():
    assert read(LEAST).indicators[0].names == {"nb": "work"}


def test_figures_of_origin_are_context_whatever_the_file_says():
    indicator = read(
        "area|period|indicator|value|unit|direction\n"
        "11|2024|Andel innvandrere|0.2|share|more_is_worse"
    ).indicators[0]
    assert (indicator.direction, indicator.kind) == (Direction.NEITHER, Kind.CONTEXT)
    assert indicator.forced


DOCS = Path(__file__).parents[4] / "docs" / "long-format.md"


def test_the_example_in_the_docs_reads():
    example = DOCS.read_text(encoding="utf-8").split("```")[1].strip()
    found = read(example.replace(",", "|"))
    assert rows(found, "area", "level", "value", "note") == [
        ("0", "city", 0.714, None),
        ("1", "district", 0.68, None),
        ("11", "area", 0.621, None),
        ("99", "unplaced", None, "confidential"),
    ]
    assert codes(found) == []


def test_every_column_is_in_the_docs():
    text = DOCS.read_text(encoding="utf-8")
    assert [column for column in COLUMNS if f"`{column}`" not in text] == []


# Units

UNITS = {
    "share": (Measure.SHARE, 1.0, "", 0.25, 0.25),
    "Andel": (Measure.SHARE, 1.0, "", 0.25, 0.25),
    "percent": (Measure.SHARE, 1.0, "", 25.0, 0.25),
    "%": (Measure.SHARE, 1.0, "", 25.0, 0.25),
    "per 1000": (Measure.RATE, 1000.0, "", 25.0, 25.0),
    "pr. 100 000 innbyggere": (Measure.RATE, 100_000.0, "innbyggere", 25.0, 25.0),
    "‰": (Measure.RATE, 1000.0, "", 25.0, 25.0),
    "kr/m²": (Measure.AMOUNT, 1.0, "kr/m²", 25.0, 25.0),
    "antall": (Measure.AMOUNT, 1.0, "", 25.0, 25.0),
}


@pytest.mark.parametrize("word", UNITS)
def test_the_unit_says_how_a_value_is_made(word):
    measure, per, unit, written, value = UNITS[word]
    found = read(f"area|period|indicator|value|unit\n11|2024|x|{written}|{word}")
    indicator = found.indicators[0]
    assert (indicator.measure, indicator.per, indicator.unit) == (measure, per, unit)
    assert found.table["value"].to_list() == [value]
    assert codes(found) == []


DECIDED = {
    "value is part of whole": ("0.46|46|100", Measure.SHARE, 1.0, "share", 0.46),
    "value is per cent": ("46,2|2480|5373", Measure.SHARE, 1.0, "percent", 0.462),
    "value is per 1000": ("2|4|2000", Measure.RATE, 1000.0, "per 1000", 2.0),
    "value is per 100 000": (
        "200|4|2000",
        Measure.RATE,
        100_000.0,
        "per 100000",
        200.0,
    ),
    "no value, parts of wholes": ("|1|4", Measure.SHARE, 1.0, "share", 0.25),
    "no value, more than the whole": ("|6|4", Measure.RATE, 1000.0, "per 1000", 1500.0),
    "value fits nothing": ("7|1|4", Measure.AMOUNT, 1.0, "amount", 7.0),
    "value is a mean": ("1500|3000|2", Measure.AMOUNT, 1.0, "amount", 1500.0),
    "no counts at all": ("41000||", Measure.AMOUNT, 1.0, "amount", 41000.0),
    "nothing to divide": ("0|0|5", Measure.AMOUNT, 1.0, "amount", 0.0),
}


@pytest.mark.parametrize("what", DECIDED)
def test_without_a_unit_the_figures_tell_it_and_that_is_told(what):
    figures, measure, per, decided, value = DECIDED[what]
    found = read(
        f"area|period|indicator|value|numerator|denominator\n11|2024|x|{figures}"
    )
    indicator = found.indicators[0]
    assert (indicator.measure, indicator.per) == (measure, per)
    assert found.table["value"].to_list() == [value]
    notice = next(n for n in found.notices if n.code == "unit_decided")
    assert dict(notice.facts) == {"unit": decided}
    assert notice.where.indicator == "x"


def test_an_empty_value_is_made_from_its_counts():
    found = read(
        "area|period|indicator|value|numerator|denominator|unit\n"
        "11|2024|x||1|4|share\n12|2024|x|:|1|4|share\n13|2024|x||1|0|share\n"
        "11|2024|y||1|4|kr"
    )
    assert rows(found, "value", "note") == [
        (0.25, None),
        (None, Note.CONFIDENTIAL.value),
        (None, Note.NOT_POSSIBLE.value),
        (None, None),
    ]


def test_a_value_that_contradicts_its_counts_is_told_of():
    found = read(
        "area|period|indicator|value|numerator|denominator|unit\n"
        "11|2024|x|46.2|2480|5373|%\n12|2024|x|47.2|2480|5373|%"
    )
    notice = next(n for n in found.notices if n.code == "value_disagrees")
    assert (notice.where.line, notice.facts["count"]) == (3, 1)


# Faults


def test_an_empty_period_indicator_or_area_is_refused_with_its_line():
    heading = "area|period|indicator|value\n11|2024|x|1\n"
    error = refusal(heading + "11||x|1")
    assert (error.where.line, error.where.column) == (3, "period")
    error = refusal(heading + "11|2024||1")
    assert (error.where.line, error.where.column) == (3, "indicator")
    assert refusal(heading + "|2024|x|1").found == "The row names no area."


def test_headings_without_rows_are_refused():
    assert refusal("area|period|indicator|value").found.endswith("no rows.")


def test_an_indicator_described_in_two_ways_is_refused():
    error = refusal(LEAST + "\n12|2024|work|50|percent")
    assert error.found == "“work” has both “share” and “percent”."
    assert (error.where.line, error.where.column) == (3, "unit")


def test_a_word_that_means_nothing_here_is_refused_with_those_that_do():
    error = refusal("area|period|indicator|value|direction\n11|2024|x|1|up")
    assert error.expected.startswith("one of more_is_worse, more_is_better, neither")
    assert (error.where.line, error.where.column) == (2, "direction")


def test_columns_that_are_not_used_are_told_of():
    found = read("area|period|indicator|value|unit|farge|line\n11|2024|x|1|kr|rød|7")
    notice = found.notices[0]
    assert notice.code == "columns_not_used"
    assert dict(notice.facts) == {"columns": "farge", "count": 1}


def test_notes_are_signs_or_words_and_others_are_told_of():
    found = read(
        "area|period|indicator|value|note\n11|2024|x||:\n12|2024|x||missing\n"
        "13|2024|x|7|se side 4\n14|2024|x|5*|"
    )
    assert found.table["note"].to_list() == [
        "confidential",
        "missing",
        None,
        "provisional",
    ]
    notice = next(n for n in found.notices if n.code == "note_not_known")
    assert dict(notice.facts) == {"example": "se side 4", "rows": 1}
    assert notice.where.line == 4


def test_broken_counts_are_told_of():
    found = read("area|period|indicator|numerator|denominator\n11|2024|x|1.5|4")
    assert "counts_not_whole" in codes(found)


def test_doubtful_numbers_are_told_of():
    found = read(
        "area|period|indicator|value|unit\n11|2024|x|1.234|kr\n12|2024|x|2.345|kr"
    )
    assert "decimal_unclear" in codes(found)


# Areas without a division


def test_the_city_is_known_by_its_words():
    text = "area|name|period|indicator|value|unit\n" + "".join(
        f"{code}|{name}|2024|x|1|kr\n"
        for code, name in [
            ("city", ""),
            ("by", ""),
            ("00", "Storvik i alt"),
            ("all", ""),
            ("99", "Et sted"),
            ("7", "Uten registrert adresse"),
            ("11", "Elva"),
        ]
    )
    assert read(text).table["level"].to_list() == [
        "city",
        "city",
        "city",
        "city",
        "unplaced",
        "unplaced",
        "area",
    ]


def test_levels_may_be_said_in_norwegian():
    text = "area|level|period|indicator|value|unit\n" + "".join(
        f"{n}|{level}|2024|x|1|kr\n"
        for n, level in enumerate(["By", "bydel", "delbydel", "område", "uoppgitt"])
    )
    assert read(text).table["level"].to_list() == [
        "city",
        "district",
        "delbydel",
        "area",
        "unplaced",
    ]


def test_what_others_lie_in_is_a_district():
    found = read(
        "area|name|district|period|indicator|value|unit\n"
        "1|Nord||2024|x|1|kr\n11|Elva|1|2024|x|1|kr\n21|Havna|Sør|2024|x|1|kr\n"
        "2|Sør||2024|x|1|kr"
    )
    assert rows(found, "area", "level", "district") == [
        ("1", "district", None),
        ("11", "area", "1"),
        ("21", "area", "2"),
        ("2", "district", None),
    ]


def test_a_name_is_the_code_where_there_is_none():
    found = read(
        "name|level|period|indicator|value|unit\n"
        "Nord|bydel|2024|x|1|kr\nNord|delbydel|2024|x|1|kr\nElva|delbydel|2024|x|1|kr"
    )
    assert rows(found, "area", "name") == [
        ("Nord (district)", "Nord"),
        ("Nord (delbydel)", "Nord"),
        ("Elva", "Elva"),
    ]


# With a division

TOWN = Division(
    id="storvik",
    names={"nb": "Storvik"},
    levels=("city", "district", "area"),
    areas=(
        Area(code="0", name="Storvik", level="city"),
        Area(code="1", name="Nord", level="district", parent="0"),
        Area(code="11", name="Nord", level="area", parent="1"),
        Area(code="12", name="Elva", level="area", parent="1"),
        Area(code="9", name="Uoppgitt bydel", level="unplaced", parent="0"),
    ),
    breaks=(Break(period="2024", level="area", reason="division_changed"),),
)


def test_a_division_settles_names_levels_and_districts():
    found = read(
        "area|name|level|period|indicator|value|unit\n"
        "|Elva||2023|x|1|kr\n|Nord|bydel|2024|x|1|kr\n11|||2024|x|1|kr",
        division=TOWN,
    )
    assert rows(found, "area", "name", "level", "district") == [
        ("12", "Elva", "area", "1"),
        ("1", "Nord", "district", None),
        ("11", "Nord", "area", "1"),
    ]
    assert [b.period for b in found.breaks] == ["2024"]


def test_with_a_division_the_city_and_the_unplaced_go_by_words_too():
    found = read(
        "area|name|level|period|indicator|value|unit\n"
        "by|||2024|x|1|kr\n|Storvik|by|2024|y|1|kr\n|Uten registrert adresse||2024|x|1|kr\n"
        "-|Hvor som helst|uoppgitt|2024|y|1|kr\n12||area|2024|x|1|kr",
        division=TOWN,
    )
    assert rows(found, "area", "level") == [
        ("0", "city"),
        ("9", "unplaced"),
        ("12", "area"),
        ("0", "city"),
        ("9", "unplaced"),
    ]


def test_a_level_the_division_does_not_have_says_nothing():
    found = read(
        "area|level|period|indicator|value|unit\n12|grunnkrets|2024|x|1|kr",
        division=TOWN,
    )
    assert rows(found, "area", "level") == [("12", "area")]


def test_people_without_an_area_are_refused_where_the_division_has_none():
    with pytest.raises(BadInput, match="does not know “uoppgitt”"):
        read(
            "area|period|indicator|value|unit\nuoppgitt|2024|x|1|kr",
            division=replace(TOWN, areas=TOWN.areas[:-1]),
        )


def test_an_area_the_division_does_not_know_is_refused():
    with pytest.raises(BadInput, match="does not know “77”"):
        read("area|period|indicator|value|unit\n77|2024|x|1|kr", division=TOWN)


# Sources


def test_each_source_is_told_once():
    found = read(
        "area|period|indicator|value|unit|source|publisher|table|licence|address|title\n"
        "11|2024|x|1|kr|VAL|Storvik|V1|CC BY 4.0|https://example.org|Valg\n"
        "12|2024|x|1|kr|VAL|Storvik|V1|CC BY 4.0|https://example.org|Valg\n"
        "13|2024|x|1|kr|VAL|Andre|||| "
    )
    assert [(s.id, s.publisher, s.title) for s in found.sources] == [
        ("VAL", "Storvik", "Valg"),
        ("VAL (2)", "Andre", "tall"),
    ]
    assert found.sources[0].licence == "CC BY 4.0"
    assert found.table["source"].to_list() == ["VAL", "VAL", "VAL (2)"]


def test_a_source_that_is_told_once_and_never_named_is_all_the_files():
    found = read(
        "area|period|indicator|value|unit|publisher|title\n"
        "a|2023|x|1|share|Statistikkbanken|Tall\na|2024|x|1|share||\n"
    )
    (source,) = found.sources
    assert (source.publisher, source.title) == ("Statistikkbanken", "Tall")
    assert set(found.table["source"]) == {source.id}


def test_a_file_that_names_no_source_is_its_own():
    source = read(LEAST, publisher="Storvik", title="Tall").sources[0]
    assert source.id == f"tall@{'cd' * 6}"
    assert (source.publisher, source.title) == ("Storvik", "Tall")
    assert (source.file, source.sha256) == ("tall.csv", "cd" * 32)


# Written and read back

MEASURES = st.sampled_from(
    [
        Indicator(
            id="s",
            names={"nb": "S", "en": "S"},
            measure=Measure.SHARE,
            direction=Direction.MORE_IS_WORSE,
            dimension=Dimension.PHYSICAL,
        ),
        Indicator(id="r", names={"nb": "R"}, measure=Measure.RATE, per=100_000),
        Indicator(
            id="r2", names={"nb": "R"}, measure=Measure.RATE, per=1000, unit="barn"
        ),
        Indicator(id="a", names={"nb": "A"}, unit="kr/m²", counted="dwellings"),
        Indicator(id="n", names={"nn": "N"}, kind=Kind.INPUT, definition="Talet."),
        Indicator(
            id="o",
            names={"nb": "Innvandrere"},
            measure=Measure.SHARE,
            kind=Kind.CONTEXT,
        ),
    ]
)
NUMBERS = st.one_of(st.none(), st.integers(1, 999).map(lambda n: n / 1000))
COUNTS = st.one_of(st.none(), st.integers(1, 99).map(float))


@st.composite
def observations(draw: st.DrawFn) -> Observations:
    indicators = tuple({i.id: i for i in draw(st.lists(MEASURES, min_size=1))}.values())
    table = [
        {
            "area": code,
            "name": f"Sted {code}",
            "level": "delbydel" if code > "1" else "district",
            "district": "1" if code > "1" else None,
            "period": period,
            "indicator": indicator.id,
            "value": draw(NUMBERS),
            "numerator": draw(COUNTS),
            "denominator": 100.0,
            "cluster_size": draw(COUNTS),
            "note": Note.MISSING.value,
            "source": "kilde",
            "line": None,
        }
        for indicator in indicators
        for code in ("1", "11", "12")
        for period in ("2023", "2024K4")
    ]
    source = Source(id="kilde", publisher="P", title="T", licence="L", table="1")
    return Observations(
        table=pl.DataFrame(table, schema=SCHEMA),
        indicators=indicators,
        sources=(source,),
    )


@settings(max_examples=40, deadline=None)
@given(observations())
def test_what_is_written_reads_back_the_same(written):
    cells = tidy_rows(written).with_columns(pl.all().cast(pl.String))
    back = read_tidy(
        Table(
            cells=cells,
            lines=pl.Series(range(2, cells.height + 2), dtype=pl.Int64),
            file="ut.csv",
            format="csv",
            sha256="00",
        )
    )
    assert_frame_equal(back.table.drop("line"), written.table.drop("line"))
    assert back.indicators == written.indicators
    assert back.sources[0].licence == "L"
