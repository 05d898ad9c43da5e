"""JSON-stat files of versions 1 and 2, from publishers that write them differently."""

from __future__ import annotations

import hashlib
import json

import pytest

from nabolag.errors import BadInput
from nabolag.sources.files.opening import File, Limits
from nabolag.sources.formats.jsonstat import read_jsonstat
from nabolag.sources.table import Table

Json = dict[str, object]


def votes(**changes: object) -> Json:
    """A small data set in version 2, as PxWebApi 2 writes it."""
    whole: Json = {
        "version": "2.0",
        "class": "dataset",
        "label": "Valg etter region, innhold og år",
        "source": "Valgstyret",
        "updated": "2023-09-11T06:00:00Z",
        "note": ["Gjelder bosatte."],
        "role": {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]},
        "id": ["Region", "ContentsCode", "Tid"],
        "size": [2, 2, 2],
        "dimension": {
            "Region": {
                "label": "region",
                "note": ["Delbydeler."],
                "category": {
                    "index": {"02": 1, "01": 0},
                    "label": {"01": "Ås", "02": "Øst"},
                    "note": {"01": ["Uten institusjoner."]},
                },
                "extension": {"elimination": True, "eliminationValueCode": "01"},
            },
            "ContentsCode": {
                "label": "innhold",
                "category": {
                    "index": ["P", "N"],
                    "label": {"P": "Andel", "N": "Antall"},
                    "unit": {"P": {"base": "prosent", "decimals": 1}},
                },
                "extension": {"refperiod": {"P": "valgdagen"}},
            },
            "Tid": {
                "label": "år",
                "category": {"index": ["2019", "2023"]},
                "extension": {"elimination": False, "frequency": "A"},
            },
        },
        "value": [64.1, 66.0, 10, 20, 50.5, None, 30, 40],
        "extension": {
            "px": {"tableid": "V9", "copyright": "CC-BY-4.0", "language": "no"},
            "contact": [{"name": "Kari", "mail": "kari@example.org"}, None],
            "note": [{"text": "Foreløpige tall. ", "mandatory": True}],
        },
    }
    return {key: value for key, value in (whole | changes).items() if value != "away"}


def a_file(document: object) -> File:
    data = json.dumps(document).encode()
    return File(name="a.json", data=data, sha256=hashlib.sha256(data).hexdigest())


def read(document: object, *, limits: Limits | None = None) -> Table:
    return read_jsonstat(a_file(document), limits=limits or Limits())


def refused(document: object) -> BadInput:
    with pytest.raises(BadInput) as error:
        read(document)
    return error.value


def test_each_combination_is_a_row_and_each_figure_a_column() -> None:
    table = read(votes())
    assert table.cells.rows(named=True)[0] == {
        "Region": "Ås",
        "Region:code": "01",
        "Tid": "2019",
        "Tid:code": "2019",
        "Andel": "64.1",
        "Antall": "10",
    }
    assert table.cells["Andel"].to_list() == ["64.1", "66.0", "50.5", ".."]
    assert table.cells["Antall"].to_list() == ["10", "20", "30", "40"]
    assert table.lines.to_list() == [1, 2, 5, 6]
    assert (table.format, table.time, table.place) == ("json-stat", "Tid", "Region")
    assert table.notices == ()
    assert table.sha256 == a_file(votes()).sha256


def test_what_the_file_says_of_itself_is_kept() -> None:
    table = read(votes())
    assert dict(table.facts) == {
        "encoding": "utf-8",
        "title": "Valg etter region, innhold og år",
        "publisher": "Valgstyret",
        "table": "V9",
        "updated": "2023-09-11T06:00:00Z",
        "licence": "CC-BY-4.0",
        "language": "no",
        "contact": "Kari, kari@example.org",
        "metric": "ContentsCode",
        "metric:Andel": "P",
        "unit:Andel": "prosent",
        "decimals:Andel": "1",
        "refperiod:Andel": "valgdagen",
        "metric:Antall": "N",
        "label:Region": "region",
        "total:Region": "Ås",
        "label:ContentsCode": "innhold",
        "label:Tid": "år",
        "frequency": "A",
    }
    assert table.notes == (
        "Gjelder bosatte.",
        "Foreløpige tall.",
        "Region: Delbydeler.",
        "Region 01: Uten institusjoner.",
    )


def test_version_1_has_id_size_and_roles_among_the_dimensions() -> None:
    new = votes()
    inner = {**new["dimension"], **{k: new.pop(k) for k in ("id", "size", "role")}}  # type: ignore[dict-item]
    old = {"dataset": {**new, "dimension": inner, "class": None, "version": None}}
    assert read(old).cells.equals(read(votes()).cells)
    named = read({"VAL7": {**old["dataset"], "extension": None}})
    assert named.facts["table"] == "VAL7"


def test_values_may_be_given_by_place_and_the_rest_is_missing() -> None:
    cells = read(votes(value={"0": 64.1, "7": 40})).cells
    assert cells["Andel"].to_list() == ["64.1", "..", "..", ".."]
    assert cells["Antall"].to_list() == ["..", "..", "..", "40"]


def test_without_roles_the_usual_names_are_known() -> None:
    table = read(votes(role=None))
    assert table.cells.columns[-2:] == ["Andel", "Antall"]
    assert (table.time, table.place) == ("Tid", "Region")
    plain = read(
        {
            "class": "dataset",
            "id": ["a"],
            "size": [1],
            "dimension": {"a": {"category": {"label": {"x": "X"}}}},
            "value": [1],
        }
    )
    assert plain.cells.rows() == [("X", "x", "1")]
    assert plain.cells.columns == ["a", "a:code", "value"]
    assert (plain.time, plain.place) == (None, None)


def test_a_file_from_fhi_with_an_empty_status_is_read() -> None:
    def dimension(label: str, **labels: str) -> Json:
        codes = [key.strip("_") for key in labels]
        named = dict(zip(codes, labels.values(), strict=True))
        return {"label": label, "category": {"index": codes, "label": named}}

    table = read(
        {
            "class": "dataset",
            "version": "2.0",
            "href": None,
            "label": "Befolkningsvekst",
            "source": None,
            "role": None,
            "id": ["GEO", "AAR", "MEASURE_TYPE"],
            "size": [2, 1, 1],
            "dimension": {
                "GEO": dimension("Geografi", _03="Oslo", _30="Viken"),
                "AAR": dimension("År", _2020_2020="2020"),
                "MEASURE_TYPE": dimension("Måltall", ANT="antall"),
            },
            "value": [3516, 2817],
            "status": "",
        }
    )
    assert table.cells.columns[-1] == "antall"
    assert table.cells["antall"].to_list() == ["3516", "2817"]
    assert table.cells["GEO:code"].to_list() == ["03", "30"]
    assert (table.time, table.place) == ("AAR", "GEO")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"value": [1, 2, 3]}, "The file holds 3 values"),
        ({"value": "mange"}, "The file holds 0 values"),
        ({"value": [True] * 8}, "Value number 1 is True"),
        ({"value": [1, "ti", 3, 4, 5, 6, 7, 8]}, "Value number 2 is 'ti'"),
        ({"value": {"8": 1}}, "The value number “8” is outside"),
        ({"value": {"-1": 1}}, "The value number “-1” is outside"),
        ({"value": {"1.5": 1}}, "The value number “1.5” is outside"),
        ({"value": {"9" * 5000: 1}}, "is outside the table"),
        ({"status": {"8": ":"}}, "The status number “8” is outside"),
        ({"status": [":"] * 9}, "The file holds 9 statuses for 8 values"),
        ({"size": [2, 2, 3]}, "The file says its sizes are 2 × 2 × 3"),
        ({"size": [2, 2]}, "The file says its sizes are 2 × 2"),
        ({"size": "away"}, "The file says its sizes are nothing"),
        ({"id": "away"}, "The file says its sizes are 2 × 2 × 2"),
        ({"id": ["Region", "Tid"]}, "The file says its sizes are 2 × 2 × 2"),
        ({"id": ["Region", "Region", "Tid"]}, "Two dimensions would give"),
        ({"id": ["Region", "Kjonn", "Tid"]}, "The dimension “Kjonn” has no categories"),
        ({"value": []}, "only describes “Valg etter region, innhold og år”"),
        ({"value": "away", "label": None}, "only describes “a.json”"),
    ],
)
def test_a_malformed_data_set_is_refused(changes: Json, said: str) -> None:
    assert said in refused(votes(**changes)).found


@pytest.mark.parametrize(
    "index",
    [
        {"2019": 0, "2023": 2},
        {"2019": 0, "2023": 0},
        {"2019": 0, "2023": -1},
        {"2019": 0, "2023": "x"},
        {"2019": 0, "2023": None},
        ["2019", "2019"],
        [],
        None,
    ],
)
def test_an_order_that_cannot_be_read_is_refused(index: object) -> None:
    document = votes()
    dimensions = document["dimension"]
    assert isinstance(dimensions, dict)
    category = {"index": index, "label": {"2019": "2019", "2023": "2023"}}
    dimensions["Tid"] = {"category": category}
    error = refused(document)
    assert "The order of the categories of “Tid” cannot be read" in error.found
    assert error.where.column == "Tid"


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ([], "not an object"),
        ({}, "not JSON-stat"),
        ({"tables": [], "language": "en"}, "not JSON-stat"),
        ({"class": "dimension", "category": {}}, "describes one dimension"),
        ({"class": "collection", "link": {"item": []}}, "not JSON-stat"),
        ({"class": "collection"}, "not JSON-stat"),
        ({"class": "dataset", "label": "Tom"}, "only describes “Tom”"),
        (
            {"class": "collection", "link": {"item": [{"href": "b"}, {"label": "C"}]}},
            "holds 2 links to data sets, not their figures: “b”, “C”.",
        ),
        ({"en": votes(), "to": votes()}, "holds 2 data sets: “en”, “to”."),
        (
            {"class": "collection", "link": {"item": [{"class": "dataset"}] * 9}},
            "holds 9 links to data sets, not their figures: “no. 1”,",
        ),
    ],
)
def test_what_is_not_one_data_set_with_figures_is_refused(
    document: object, said: str
) -> None:
    assert said in refused(document).found


def test_a_collection_that_holds_one_whole_data_set_is_read() -> None:
    inside = {"class": "collection", "link": {"item": [votes()]}}
    assert read(inside).cells.equals(read(votes()).cells)


def test_a_table_larger_than_the_limits_is_refused() -> None:
    with pytest.raises(BadInput, match="make 8 cells"):
        read(votes(), limits=Limits(cells=7))


def test_a_file_cut_short_anywhere_is_refused() -> None:
    whole = json.dumps(votes(), ensure_ascii=False).encode()
    for length in range(len(whole)):
        with pytest.raises(BadInput):
            read_jsonstat(File(name="a.json", data=whole[:length], sha256=""))
