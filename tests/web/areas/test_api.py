"""The open interface: what it gives, to whom, and how it says no."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from pathlib import Path

import pytest
from django.http import HttpResponse

from nabolag.errors import BadInput, Misbuilt, Refused, Where, WrongUsage
from nabolag_web.areas.actions import cities, importing
from nabolag_web.areas.api import problems
from nabolag_web.areas.api.door import open_door
from nabolag_web.areas.api.endpoints import interface
from nabolag_web.areas.models import Indicator
from nabolag_web.areas.presenters.interface import GIVES, INTERFACE
from nabolag_web.programmes.actions import make_programme

pytestmark = pytest.mark.django_db

LISTS = ("cities", "areas", "indicators", "observations", "standings")


@pytest.fixture
def ask(opened, client_of):
    """Asks about the open programme: ``ask("areas", lang="en")``."""

    def asked(what="", *, programme=opened, language="en", headers=None, **query):
        path = f"/api/v1/programmes/{programme.slug}{f'/{what}' if what else ''}"
        client = client_of(language=language)
        return client.get(path, query, headers=headers or {})

    return asked


def items(answer):
    assert answer.status_code == 200, answer.content
    return answer.json()["items"]


# What it gives


def test_it_lists_open_programmes_and_no_others(opened, other_coordinator, client_of):
    rows = items(client_of().get("/api/v1/programmes"))
    assert rows == [
        {
            "slug": opened.slug,
            "name": "Områdeløft Dalen",
            "municipality": "Storvik",
            "first_year": None,
            "last_year": None,
            "main_goal": None,
            "made_up": False,
            "city": "Storvik",
            "page": f"http://testserver/public/{opened.slug}/",
        }
    ]


def test_it_tells_of_one_programme(ask):
    assert ask().json()["name"] == "Områdeløft Dalen"


def test_it_gives_the_city_and_the_programme_s_own_areas(ask, loaded):
    (city,) = items(ask("cities"))
    assert (city["slug"], city["name"], city["code"]) == ("storvik", "Storvik", "00")
    computed_at = datetime.fromisoformat(city["computed_at"])
    assert abs(computed_at - loaded.results.get().computed_at).total_seconds() < 1
    (area,) = items(ask("areas"))
    assert (area["code"], area["name"], area["level"]) == ("01", "Dalen", "area")
    assert area["page"].endswith("/areas/01/")


def test_it_gives_what_is_published_with_definition_periods_and_sources(ask, loaded):
    Indicator.objects.filter(key="crowded").update(definition="Flere personer enn rom.")
    (indicator,) = items(ask("indicators"))
    assert indicator["id"] == "crowded"
    assert indicator["definition"] == "Flere personer enn rom."
    assert indicator["direction"] == "more_is_worse"
    assert indicator["periods"] == [str(year) for year in range(2018, 2024)]
    (source,) = indicator["sources"]
    assert (source["publisher"], source["title"]) == ("Storvik", "Tall")
    assert "file" not in source


def test_figures_are_unrounded_with_counts_and_intervals(ask):
    rows = items(ask("observations", area="01", period="2023"))
    (row,) = rows
    assert row["numerator"] == 400
    assert row["denominator"] == 2000
    assert row["value"] == 400 / 2000
    assert row["low"] < row["value"] < row["high"]
    assert row["note"] is None
    assert row["latest"] is True


def test_figures_are_of_the_own_area_and_of_the_city_only(ask):
    rows = items(ask("observations"))
    assert {row["code"] for row in rows} == {"00", "01"}
    assert {row["indicator"] for row in rows} == {"crowded"}
    assert len(rows) == 2 * 6


def test_a_standing_tells_difference_interval_and_what_it_is_held_against(ask):
    rows = items(ask("standings", period="latest"))
    (row,) = rows
    assert (row["code"], row["period"], row["against"]) == ("01", "2023", "rest")
    assert row["difference"] == pytest.approx(row["value"] - row["other"])
    assert row["difference_low"] < row["difference"] < row["difference_high"]
    assert "trend" in row
    assert not {"p_worst_fifth", "shrunk", "weight", "fifth_from"} & set(row)


def test_json_stat_holds_one_indicator(ask):
    document = ask("indicators/crowded/jsonstat", lang="nb").json()
    assert document["version"] == "2.0"
    assert document["label"] == "Trangbodde husholdninger"
    index = document["dimension"]["area"]["category"]["index"]
    assert set(index) == {"00", "01"}


def test_a_csv_file_is_in_the_long_format(ask):
    answer = ask("observations.csv", indicator="crowded")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert len(rows) == 12
    assert rows[-1]["area"] == "01"
    assert float(rows[-1]["value"]) == 400 / 2000


def test_no_cell_of_a_file_runs_as_a_formula(
    ask, opened, loaded, coordinator, moment, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        batch = importing.begin_import(
            city=loaded,
            file_name="a.csv",
            content=(
                b"area,name,level,period,indicator,numerator,denominator,unit,source,"
                b"publisher,title\n"
                b"00,Storvik,city,2024,crowded,1000,8000,share,s,Storvik,Tall\n"
                b"01,=1+1,area,2024,crowded,400,2000,share,s,Storvik,Tall\n"
            ),
            by=coordinator,
            at=moment,
        )
    batch.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        importing.use_import(batch=batch, by=coordinator, at=moment)
    lines = ask("observations.csv").content.decode()
    assert ",=1+1" not in lines


def test_names_come_in_the_language_asked_for_and_never_from_a_cookie(ask, loaded):
    Indicator.objects.filter(key="crowded").update(
        names={"nb": "Trangbodde", "nn": "Trongbudde", "en": "Overcrowded"}
    )

    def name(**how):
        answer = ask("indicators", **how)
        return items(answer)[0]["name"], answer.headers["Content-Language"]

    assert name(lang="nn") == ("Trongbudde", "nn")
    assert name(language="en-GB,en;q=0.9") == ("Overcrowded", "en")
    assert name(language="de, nn;q=0.5") == ("Trongbudde", "nn")
    assert name(language="de") == ("Trangbodde", "nb")
    assert name(language="en", headers={"cookie": "django_language=nn"}) == (
        "Overcrowded",
        "en",
    )
    assert "Accept-Language" in ask("indicators").headers["Vary"]
    assert "Cookie" not in ask("indicators").headers["Vary"]


# Parts of lists


def test_a_long_list_comes_in_parts_that_lead_to_each_other(ask, client_of):
    address, seen = None, []
    for _ in range(3):
        answer = client_of().get(address) if address else ask("observations", limit=5)
        page = answer.json()
        seen += page["items"]
        assert page["count"] == 12
        address = page["next"]
        if address:
            assert answer.headers["Link"] == f'<{address}>; rel="next"'
    assert address is None
    assert "Link" not in answer.headers
    assert seen == items(ask("observations"))


def test_beyond_the_end_there_is_nothing(ask):
    page = ask("observations", offset=1000).json()
    assert (page["items"], page["count"], page["next"]) == ([], 12, None)


# Knowing an answer again


def test_an_answer_is_known_again_until_something_changes(ask, publish, opened, loaded):
    paths = ("", *LISTS, "observations.csv", "indicators/crowded/jsonstat")
    known = {path: ask(path).headers for path in paths}
    for path, headers in known.items():
        again = ask(path, headers={"if-none-match": headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == headers["ETag"]
        assert again.headers["Access-Control-Allow-Origin"] == "*"
        assert headers["Cache-Control"] == "public, no-cache"
        assert headers["Last-Modified"].endswith("GMT")
    publish("crowded", "low_income")
    for path, headers in known.items():
        again = ask(path, headers={"if-none-match": headers["ETag"]})
        assert again.status_code == 200


def test_each_question_and_language_has_its_own_mark(ask):
    marks = {
        ask("indicators", lang="nb").headers["ETag"],
        ask("indicators", lang="nn").headers["ETag"],
        ask("indicators", lang="nn", limit=1).headers["ETag"],
        ask("areas", lang="nn").headers["ETag"],
    }
    assert len(marks) == 4


def test_a_programme_that_is_closed_is_gone_though_its_answer_was_kept(
    ask, opened, show
):
    paths = ("", *LISTS, "observations.csv", "indicators/crowded/jsonstat")
    known = {path: ask(path).headers["ETag"] for path in paths}
    show(opened, public=False)
    for path, tag in known.items():
        answer = ask(path, headers={"if-none-match": tag})
        assert answer.status_code == 404
        assert "Dalen" not in answer.content.decode()


# Who may ask


def test_any_page_on_the_web_may_read_it_but_nothing_else_of_nabolag(
    ask, opened, client_of
):
    for answer in (
        ask("areas"),
        ask("areas", limit=0),
        ask("nothing"),
        client_of().get("/api/v1/catalogue"),
        client_of().get("/api/v1/openapi.json"),
    ):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers
    for path in ("/", "/api/", f"/public/{opened.slug}/", "/account/login/"):
        answer = client_of().get(path)
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_browser_that_asks_first_is_told_that_it_may_read(client_of):
    answer = client_of().options("/api/v1/programmes")
    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in answer.headers["Access-Control-Allow-Headers"]


def test_asking_for_the_headers_only_is_allowed(opened, client_of):
    answer = client_of().head(f"/api/v1/programmes/{opened.slug}/areas")
    assert answer.status_code == 200
    assert "ETag" in answer.headers


def test_a_member_gets_no_more_than_anyone(opened, client_of, coordinator):
    path = f"/api/v1/programmes/{opened.slug}/observations"
    assert client_of(coordinator).get(path).json() == client_of().get(path).json()


def test_two_programmes_are_kept_apart(ask, neighbour, share):
    codes = {row["code"] for row in items(ask("observations", programme=neighbour))}
    assert codes == {"00", "03"}
    assert ask("observations", programme=neighbour, area="01").status_code == 422
    share(shared=False)
    for what in ("cities", "indicators", "observations", "standings"):
        assert items(ask(what, programme=neighbour)) == []


def test_drafts_and_unpublished_indicators_are_nowhere(
    ask, loaded, coordinator, moment, client_of, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        importing.begin_import(
            city=loaded,
            file_name="utkast.csv",
            content=(
                b"area,name,level,period,indicator,numerator,denominator,unit\n"
                b"01,Dalen,area,2031,crowded,900,2000,share\n"
                b"01,Dalen,area,2031,drafted,900,2000,share\n"
                b"00,Storvik,city,2031,crowded,1500,8000,share\n"
            ),
            by=coordinator,
            at=moment,
        )
    said = [ask(what).content.decode() for what in ("", *LISTS, "observations.csv")]
    said.append(client_of().get("/api/v1/catalogue").content.decode())
    for text in said:
        for never in ("2031", "drafted", "low_income", "lavinntekt", "utkast"):
            assert never not in text
    assert ask("observations", indicator="low_income").status_code == 422
    assert ask("indicators/low_income/jsonstat").status_code == 422


# How it says no


def told(answer, status):
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["found"]
    assert problem["expected"]
    assert problem["remedy"]
    return problem


def test_a_programme_that_is_not_there_is_told_plainly(client_of):
    problem = told(client_of().get("/api/v1/programmes/nowhere/areas"), 404)
    assert "'nowhere'" in problem["found"]


def test_an_unknown_area_or_indicator_comes_with_those_there_are(ask):
    assert "00, 01" in told(ask("observations", area="99"), 422)["expected"]
    assert "crowded" in told(ask("standings", indicator="x"), 422)["expected"]


def test_a_parameter_that_cannot_be_read_is_named(ask):
    problem = told(ask("areas", limit=0, offset=-1, lang="fr"), 422)
    for name in ("limit", "offset", "lang"):
        assert name in problem["found"]
    told(ask("areas", limit="many"), 422)
    told(ask("areas", limit=1001), 422)


def test_an_address_that_is_not_there_and_a_change_are_refused_in_json(client_of):
    told(client_of().get("/api/v1/nothing"), 404)
    told(client_of().get("/api/v1/"), 404)
    answer = client_of().post("/api/v1/programmes")
    told(answer, 405)
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    told(client_of().delete("/api/v1/programmes"), 405)


def test_a_bug_is_told_in_json_and_says_nothing_of_what_went_wrong(rf):
    def broken(_request):
        return HttpResponse("<html>secret", status=500)

    answer = open_door(broken)(rf.get("/api/v1/catalogue"))
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Content-Type"] == problems.MEDIA_TYPE
    assert b"secret" not in answer.content
    assert json.loads(answer.content)["remedy"]


def test_what_the_library_says_no_to_is_told_in_its_own_words(rf):
    request = rf.get("/api/v1/catalogue")
    for error, expected in (
        (Refused(found="Too few.", needed="five", remedy="Wait."), "five"),
        (WrongUsage(found="No such.", expected="one", remedy="Choose."), "one"),
        (
            BadInput(where=Where(), found="Cut.", expected="all", remedy="Again."),
            "all",
        ),
    ):
        answer = interface.on_exception(request, error)
        assert answer.status_code == 422
        said = json.loads(answer.content)
        assert (said["found"], said["expected"]) == (error.found, expected)
    with pytest.raises(Misbuilt):
        interface.on_exception(request, Misbuilt(value="a", found="b", expected="c"))


def test_before_there_are_figures_lists_are_empty_and_say_so(ask, loaded):
    loaded.results.all().delete()
    assert items(ask("observations")) == []
    assert items(ask("standings")) == []
    (area,) = items(ask("areas"))
    assert area["level"] is None
    (indicator,) = items(ask("indicators"))
    assert indicator["periods"] == []
    (city,) = items(ask("cities"))
    assert (city["code"], city["computed_at"]) == (None, None)
    assert ask("observations.csv").content == b""
    told(ask("indicators/crowded/jsonstat"), 404)


# What is said of it


def test_it_describes_itself_and_its_page_tells_of_every_address(opened, client_of):
    schema = client_of().get("/api/v1/openapi.json").json()
    paths = {path.replace("path:", "") for path in schema["paths"]}
    assert paths | {f"{INTERFACE}/openapi.json"} == {INTERFACE + p for p in GIVES}
    for path in schema["paths"].values():
        assert set(path) == {"get"}
        assert path["get"]["description"]
    page = client_of().get("/api/").content.decode()
    for path in GIVES:
        assert f"<code>{INTERFACE}{path}</code>" in page
    assert f"/api/v1/programmes/{opened.slug}/indicators/crowded/jsonstat" in page
    assert '<script src="http' not in page


def test_every_address_and_parameter_is_in_the_docs():
    docs = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
    for path in GIVES:
        assert f"| `{path}` |" in docs
    schema = interface.get_openapi_schema(path_prefix="/api/v1/")
    for path in schema["paths"].values():
        for parameter in path["get"].get("parameters", ()):
            if parameter["in"] == "query":
                assert f"`{parameter['name']}`" in docs


def test_the_page_has_nothing_to_try_where_no_programme_is_open(db, client_of):
    page = client_of().get("/api/").content.decode()
    assert 'href="/api/v1/programmes"' in page
    assert 'href="/api/v1/programmes/' not in page


def test_every_address_to_try_answers(opened, client_of):
    page = client_of().get("/api/").content.decode()
    examples = [part.split('"')[0] for part in page.split('href="/api/v1/')[1:]]
    assert len(examples) >= len(GIVES)
    for example in examples:
        assert client_of().get(f"/api/v1/{example}").status_code == 200


def test_operations_are_called_by_their_own_names():
    schema = interface.get_openapi_schema(path_prefix="/api/v1/")
    names = {path["get"]["operationId"] for path in schema["paths"].values()}
    assert {"programmes", "observations", "standings", "catalogue"} <= names


# How many questions it asks the store


def test_an_answer_costs_the_same_however_much_there_is(
    ask, opened, loaded, django_assert_num_queries, coordinator, moment
):
    for path, questions in (
        ("", 4),
        *((what, 5) for what in LISTS),
        ("observations.csv", 5),
        ("indicators/crowded/jsonstat", 5),
    ):
        with django_assert_num_queries(questions):
            assert ask(path).status_code == 200
        tag = ask(path).headers["ETag"]
        with django_assert_num_queries(4):
            ask(path, headers={"if-none-match": tag})


def test_many_programmes_cost_no_more_than_one(
    opened, coordinator, moment, show, client_of, django_assert_num_queries
):
    def count(path, questions):
        with django_assert_num_queries(questions):
            assert client_of().get(path).status_code == 200

    for _ in range(2):
        count("/api/v1/programmes", 4)
        count("/api/v1/catalogue", 6)
        count("/sitemap.xml", 4)
        count("/api/", 4)
        for name in ("Ett løft", "Et annet"):
            more = make_programme(name=name, municipality="", by=coordinator, at=moment)
            city = cities.make_city(
                programme=more, name=name, by=coordinator, at=moment
            )
            assert city.pk
            show(more)
