"""How the three publishers' APIs are asked and understood."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from nabolag.errors import BadInput
from nabolag.sources.fetching.fetch import Request, fetch
from nabolag.sources.fetching.fetch_apis import API
from nabolag.sources.fetching.fetch_calls import Pace


def request(**more: Any) -> Request:
    usual: dict[str, Any] = {
        "address": "https://data.example/api/v2/",
        "api": "pxwebapi2",
        "table": "07459",
        "query": {"Region": ["0301"]},
    }
    return Request(**usual | more)


def jsonstat(asked: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "class": "dataset",
        "id": list(asked),
        "size": [len(codes) for codes in asked.values()],
        "dimension": {k: {"category": {"index": v}} for k, v in asked.items()},
        "value": {"0": 1},
    }


class Played:
    """A server that gives set answers by address, and remembers what it was sent."""

    def __init__(self, answers: dict[str, Any]) -> None:
        self.answers = answers
        self.sent: list[tuple[str, Any]] = []

    def __call__(self, sent: httpx.Request) -> httpx.Response:
        body = json.loads(sent.content) if sent.content else None
        self.sent.append((str(sent.url), body))
        answer = self.answers.get(str(sent.url))
        if callable(answer):
            answer = answer(body)
        return (
            httpx.Response(404) if answer is None else httpx.Response(200, json=answer)
        )


def fetched(played: Played, asked: Request, folder: Path) -> list[dict[str, Any]]:
    paths = fetch(
        asked,
        folder=folder,
        wait=lambda _: None,
        clock=lambda: 0.0,
        client=httpx.Client(transport=httpx.MockTransport(played)),
        progress=lambda *_: None,
    )
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]


def test_a_code_list_is_put_to_use_in_description_and_question(tmp_path: Path) -> None:
    asked = request(
        query={
            "Region": ["K-0301"],
            "codelist[Region]": ["agg_KommSummer"],
            "Tid": ["top(1)"],
        },
        language="no",
    )
    base = "https://data.example/api/v2/tables/07459"
    common = "lang=no&outputFormat=json-stat2"
    played = Played(
        {
            f"{base}/metadata?{common}&codelist%5BRegion%5D=agg_KommSummer": {
                "dimension": {
                    "Region": {"category": {"index": {"K-0301": 0}}},
                    "Tid": {"category": {"index": {"2023": 0, "2024": 1}}},
                }
            },
            f"{base}/data?{common}": jsonstat({"Region": ["K-0301"], "Tid": ["2024"]}),
        }
    )
    assert len(fetched(played, asked, tmp_path)) == 1
    assert played.sent[-1][1] == {
        "selection": [
            {
                "variableCode": "Region",
                "valueCodes": ["K-0301"],
                "codelist": "agg_KommSummer",
            },
            {"variableCode": "Tid", "valueCodes": ["2024"]},
        ]
    }


def test_pxwebapi_1_is_asked_in_its_own_way(tmp_path: Path) -> None:
    asked = request(
        api="pxwebapi1",
        address="https://data.example/api/v0/no/table",
        query={
            "Region": ["K-0301", "K-4601"],
            "codelist[Region]": ["agg:KommSummer"],
            "Kjonn": ["*"],
            "Tid": ["top(2)"],
        },
    )
    url = "https://data.example/api/v0/no/table/07459"

    def answer(body: dict[str, Any] | None) -> dict[str, Any]:
        if body is None:
            return {
                "title": "Folk",
                "variables": [
                    {"code": "Region", "values": ["0301"], "elimination": True},
                    {"code": "Kjonn", "values": ["1", "2"], "elimination": True},
                    {"code": "Alder", "values": ["0"], "elimination": True},
                    {"code": "Tid", "values": ["2022", "2023", "2024"], "time": True},
                ],
            }
        return jsonstat({q["code"]: q["selection"]["values"] for q in body["query"]})

    config = {"maxValues": 9, "maxCells": 4, "maxCalls": 10, "timeWindow": 10}
    played = Played(
        {"https://data.example/api/v0/no/table?config": config, url: answer}
    )
    assert len(fetched(played, asked, tmp_path)) == 2
    bodies = [body for sent, body in played.sent if body is not None]
    assert bodies[0] == {
        "query": [
            {
                "code": "Region",
                "selection": {"filter": "agg:KommSummer", "values": ["K-0301"]},
            },
            {"code": "Kjonn", "selection": {"filter": "item", "values": ["1", "2"]}},
            {
                "code": "Tid",
                "selection": {"filter": "item", "values": ["2023", "2024"]},
            },
        ],
        "response": {"format": "json-stat2"},
    }


def test_fhi_is_asked_in_its_own_way(tmp_path: Path) -> None:
    asked = request(
        api="fhi",
        address="https://data.example/api/open/v1",
        table="nokkel/175",
        query={"GEO": ["0301", "4601"], "AAR": ["bottom(1)"], "MEASURE_TYPE": ["*"]},
    )
    url = "https://data.example/api/open/v1/nokkel/Table/175"
    dimensions = [
        {"code": "GEO", "filter": "item", "values": ["0301", "1103", "4601"]},
        {"code": "AAR", "filter": "item", "values": ["2021_2021", "2020_2020"]},
        {"code": "MEASURE_TYPE", "filter": "item", "values": ["TELLER"]},
    ]
    answer = jsonstat(
        {"GEO": ["0301", "4601"], "AAR": ["2020_2020"], "MEASURE_TYPE": ["TELLER"]}
    )
    played = Played(
        {
            url: {"title": "Folk", "modifiedAt": "2024-01-01"},
            f"{url}/query": {"dimensions": dimensions},
            f"{url}/data": {**answer, "status": ""},
        }
    )
    assert len(fetched(played, asked, tmp_path)) == 1
    assert [sent for sent, _ in played.sent] == [url, f"{url}/query", f"{url}/data"]
    assert played.sent[-1][1] == {
        "dimensions": [
            {"code": "GEO", "filter": "item", "values": ["0301", "4601"]},
            {"code": "AAR", "filter": "item", "values": ["2020_2020"]},
            {"code": "MEASURE_TYPE", "filter": "item", "values": ["TELLER"]},
        ],
        "response": {"format": "json-stat2", "maxRowCount": 50000},
    }


@pytest.mark.parametrize(
    ("config", "cells", "pace"),
    [
        (
            {
                "maxDataCells": "800000",
                "maxCallsPerTimeWindow": "30",
                "timeWindow": "60",
            },
            800_000,
            Pace(calls=30, seconds=60),
        ),
        ({"MaxDataCells": "5", "MaxCalls": "2"}, 5, Pace(calls=2, seconds=10)),
        (
            {"maxDataCells": "-5", "timeWindow": "x"},
            100_000,
            Pace(calls=10, seconds=10),
        ),
        (None, 100_000, Pace(calls=10, seconds=10)),
        ([], 100_000, Pace(calls=10, seconds=10)),
    ],
)
def test_limits_are_read_in_both_spellings_or_guessed_with_care(
    config: object, cells: int, pace: Pace
) -> None:
    for api in ("pxwebapi2", "pxwebapi1"):
        assert API[api].allowed(config) == (cells, pace)


@pytest.mark.parametrize("api", ["pxwebapi2", "pxwebapi1", "fhi"])
@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        {},
        {"dimension": {"a": {"category": {"index": {}}}}},
        {"dimension": {"a": None, "b": {"category": {"index": ["1"]}}}},
        {"variables": [{"code": "a", "values": []}]},
        {"variables": None},
        {"dimensions": [{"code": "a", "values": None}]},
        {"dimensions": "all"},
    ],
)
def test_a_description_without_values_is_refused(api: str, document: object) -> None:
    asked = request(api=api, table="nokkel/175")
    with pytest.raises(BadInput, match="names no dimensions with values"):
        API[api].described(asked, [document, document])


def test_codes_keep_their_places_not_their_spelling() -> None:
    index = {f"c{n}": str(n) for n in reversed(range(12))}
    document = {
        "dimension": {"a": {"category": {"index": index}}},
        "role": {"time": ["a"]},
    }
    described = API["pxwebapi2"].described(request(), [document])
    assert described.codes["a"] == tuple(f"c{n}" for n in range(12))
    assert described.time == "a"


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"address": "ftp://data.example"}, "address"),
        ({"address": "file:///etc/passwd"}, "address"),
        ({"address": "https://"}, "address"),
        ({"address": "data.example/api"}, "address"),
        ({"address": "https://kari:secret@data.example"}, "address"),
        ({"address": "https://data.example/?x=1"}, "address"),
        ({"address": "https://data.example/#x"}, "address"),
        ({"api": "soap"}, "api"),
        ({"table": ""}, "table"),
        ({"table": "../config"}, "table"),
        ({"table": "a/../b"}, "table"),
        ({"table": "07459?x=1"}, "table"),
        ({"table": "/07459"}, "table"),
        ({"api": "fhi", "table": "175"}, "table"),
    ],
)
def test_a_request_that_could_go_astray_is_refused(
    more: dict[str, str], key: str
) -> None:
    with pytest.raises(BadInput) as error:
        request(**more)
    assert error.value.where.column == key


@pytest.mark.parametrize("table", ["07459", "OK-SYS002", "db1/Folk/tab_1.px", "TAB638"])
def test_ordinary_table_names_are_taken(table: str) -> None:
    assert request(table=table).shown == f"https://data.example/api/v2, table {table}"


def test_a_request_cannot_be_changed_through_its_query() -> None:
    query = {"Region": ["0301"]}
    asked = request(query=query)
    query["Region"].append("4601")
    assert dict(asked.query) == {"Region": ("0301",)}
