"""Values that cannot be built wrong."""

from __future__ import annotations

import polars as pl
import pytest

from nabolag.errors import BadInput, Misbuilt, Refused, Where, WrongUsage
from nabolag.sources.table import Table
from nabolag.values import (
    SCHEMA,
    Break,
    Direction,
    Indicator,
    Kind,
    Notice,
    Observations,
    Source,
    Topic,
    sensitive_topic,
    together,
    year_of,
)

TURNOUT = Indicator(id="turnout", names={"nb": "Valgdeltakelse"})
EMPTY = pl.DataFrame(schema=SCHEMA)


def one_figure(indicator: str = "turnout") -> pl.DataFrame:
    return pl.DataFrame(
        [dict.fromkeys(SCHEMA) | {"indicator": indicator}], schema=SCHEMA
    )


def test_observations_have_exactly_the_columns_of_the_narrow_table():
    with pytest.raises(Misbuilt, match="Observations"):
        Observations(table=EMPTY.drop("line"), indicators=())
    with pytest.raises(Misbuilt):
        Observations(table=EMPTY.cast({"line": pl.String}), indicators=())


def test_every_figure_is_of_an_indicator_that_is_described():
    with pytest.raises(Misbuilt, match="described"):
        Observations(table=one_figure("price"), indicators=(TURNOUT,))


def test_an_indicator_is_found_by_its_id():
    found = Observations(table=one_figure(), indicators=(TURNOUT,))
    assert found.indicator("turnout") is TURNOUT


def test_what_several_files_say_alike_stands_once():
    changed = Break(period="2017", level="area", reason="division_changed")
    part = Observations(
        table=one_figure(),
        indicators=(TURNOUT,),
        sources=(Source(id="s", publisher="P", title="T"),),
        breaks=(changed,),
        notices=(Notice(code="mojibake"),),
    )
    joined = together([part, part])
    assert joined.table.height == 2
    assert joined.indicators == (TURNOUT,)
    assert len(joined.sources) == 1
    assert joined.breaks == (changed,)
    assert len(joined.notices) == 2


def test_no_files_at_all_are_an_empty_table():
    assert together([]).table.is_empty()


def test_a_notice_cannot_be_changed_afterwards():
    facts = {"rows": 1}
    notice = Notice(code="duplicate_rows", facts=facts)
    facts["rows"] = 2
    assert notice.facts["rows"] == 1
    with pytest.raises(TypeError):
        notice.facts["rows"] = 3


@pytest.mark.parametrize(
    ("name", "topic"),
    [
        ("Andel innvandrere", Topic.ORIGIN),
        ("ikke-vestlig bakgrunn", Topic.ORIGIN),
        ("Foreign-born residents", Topic.ORIGIN),
        ("share_refugees", Topic.ORIGIN),
        ("Norskfødte med innvandrerforeldre", Topic.ORIGIN),
        ("Elever med annet morsmål", Topic.LANGUAGE),
        ("Fremmedspråklige", Topic.LANGUAGE),
        ("Medlemmer av trossamfunn", Topic.RELIGION),
        ("Uføretrygdede 18–66 år", Topic.HEALTH),
        ("Dødelighet under 75 år", Topic.HEALTH),
        ("Folkehelse", Topic.HEALTH),
        ("Redusert funksjonsevne", Topic.HEALTH),
        ("Sjukefråvær", Topic.HEALTH),
        ("Poor mental health", Topic.HEALTH),
        ("Valgdeltakelse", None),
        ("Sykkelveier", None),
        ("Avstand til helsestasjon", None),
        ("Distance to health centre", None),
        ("Environmental noise", None),
        ("Trangbodde husholdninger", None),
        ("Mean price per square metre", None),
    ],
)
def test_what_an_indicator_tells_of_people_is_seen_from_its_name(name, topic):
    assert sensitive_topic(name) is topic


@pytest.mark.parametrize("direction", list(Direction))
@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("topic", list(Topic))
def test_no_way_of_making_it_gives_a_protected_topic_a_direction(
    direction, kind, topic
):
    found = Indicator(
        id="x", names={"en": "Group"}, direction=direction, kind=kind, topic=topic
    )
    assert (found.direction, found.kind) == (Direction.NEITHER, Kind.CONTEXT)
    usual = (direction, kind) == (Direction.NEITHER, Kind.CONTEXT)
    assert found.forced is not usual


def test_an_indicator_without_names_is_called_by_its_id():
    assert Indicator(id="turnout", names={}).name() == "turnout"


@pytest.mark.parametrize(
    ("period", "year"),
    [("2024", 2024), ("2024K4", 2024), ("2023U18", 2023), ("2015-2017", 2015),
     ("2024-05-01", 2024), ("våren", None), ("123456", None)],
)  # fmt: skip
def test_the_year_of_a_period_is_the_one_it_starts_in(period, year):
    assert year_of(period) == year


def test_a_table_is_text_with_a_line_for_each_row():
    lines = pl.Series([2], dtype=pl.Int64)
    known = {"file": "a.csv", "format": "csv", "sha256": "0"}
    with pytest.raises(Misbuilt, match="cells of text"):
        Table(cells=pl.DataFrame({"a": [1]}), lines=lines, **known)
    with pytest.raises(Misbuilt, match="a line for each row"):
        Table(cells=pl.DataFrame({"a": ["1", "2"]}), lines=lines, **known)


def test_errors_say_what_was_found_expected_and_to_do_and_how_the_command_ends():
    where = Where(file="a.csv", line=3, column="value", area="1", period="2024")
    bad = BadInput(where=where, found="Found.", expected="this", remedy="Do that.")
    assert str(bad) == (
        "a.csv, line 3, column value, area 1, period 2024: "
        "Found. Expected this. Do that."
    )
    usage = WrongUsage(found="Found.", expected="this", remedy="Do that.")
    refused = Refused(found="Found.", needed="this", remedy="Do that.")
    assert str(BadInput(where=Where(), found="F.", expected="e", remedy="R.")) == (
        "F. Expected e. R."
    )
    assert str(usage) == "Found. Expected this. Do that."
    assert str(refused) == "Found. Needed: this. Do that."
    misbuilt = Misbuilt(value="X", found="a", expected="b")
    codes = [error.exit_code for error in (usage, bad, refused, misbuilt)]
    assert codes == [2, 3, 4, 1]
