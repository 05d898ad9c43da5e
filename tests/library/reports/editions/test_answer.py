"""The answer as JSON."""

from __future__ import annotations

import json
from datetime import date

import polars as pl

from nabolag.areas.diagnosis import diagnose
from nabolag.reports.editions.answer import as_json
from nabolag.values import (
    SCHEMA,
    Break,
    Dimension,
    Direction,
    Indicator,
    Measure,
    Observations,
    Source,
)

TURNOUT = Indicator(
    id="turnout",
    names={"nb": "Valgdeltakelse", "en": "Turnout"},
    measure=Measure.SHARE,
    direction=Direction.MORE_IS_BETTER,
    dimension=Dimension.SOCIAL,
    source="s",
)
ROWS = [
    {"area": "0", "name": "Prøveby", "level": "city", "period": "2019", "value": 0.5},
    {"area": "1", "name": "Nord", "level": "area", "period": "2019", "value": 0.4},
    {"area": "0", "name": "Prøveby", "level": "city", "period": "2023", "value": 0.5},
    {"area": "1", "name": "Nord", "level": "area", "period": "2023", "value": 0.45},
    {
        "area": "2",
        "name": "Sør",
        "level": "area",
        "period": "2023",
        "note": "confidential",
    },
]


SOURCE = Source(id="s", publisher="P", title="T")


def document(rows=tuple(ROWS), sources=(SOURCE,)):
    filled = [dict.fromkeys(SCHEMA) | {"indicator": "turnout"} | row for row in rows]
    observations = Observations(
        table=pl.DataFrame(filled, schema=SCHEMA),
        indicators=(TURNOUT,),
        sources=sources,
        breaks=(Break(period="2017", level="area", reason="division_changed"),),
    )
    found = as_json(diagnose(observations))
    return json.loads(json.dumps(found, allow_nan=False))


def test_the_document_has_city_areas_and_warnings():
    found = document()
    assert found["city"]["name"] == "Prøveby"
    assert [area["code"] for area in found["areas"]] == ["1", "2"]
    assert found["breaks"][0]["period"] == "2017"
    assert found["indicators"][0] == {
        "id": "turnout",
        "name": "Turnout",
        "measure": "share",
        "unit": "",
        "per": 1.0,
        "direction": "more_is_better",
        "dimension": "social",
        "kind": "result",
        "counted": None,
        "definition": None,
        "source": "s",
    }


def test_what_is_refused_is_null_and_its_reason_a_warning():
    found = document()
    withheld = found["areas"][1]["indicators"][0]
    assert withheld["value"] is None
    assert withheld["note"] == "confidential"
    uncounted = found["areas"][0]["indicators"][0]
    assert uncounted["low"] is uncounted["difference_low"] is None
    codes = {warning["code"] for warning in found["warnings"]}
    assert {"value_confidential", "no_counts", "break"} <= codes
    reason = next(w for w in found["warnings"] if w["code"] == "value_confidential")
    assert reason["where"] == {"indicator": "turnout", "period": "2023"}
    assert reason["message"].endswith(".")


def test_news_stands_with_the_area_it_is_about():
    nord, sor = document()["areas"]
    assert nord["news"][0]["value_before"] == 0.4
    assert sor["news"] == []


def test_a_city_that_nobody_published_is_null():
    assert document([row for row in ROWS if row["level"] != "city"])["city"] is None


def test_a_source_tells_when_it_was_published():
    source = Source(id="s", publisher="P", title="T", published=date(2024, 5, 1))
    assert document(sources=(source,))["sources"][0]["published"] == "2024-05-01"
    assert document()["sources"][0]["published"] is None
