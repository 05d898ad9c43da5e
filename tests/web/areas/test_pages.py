"""What the pages about areas say, to whom, and how many questions they ask the store."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import timedelta

import pytest

from nabolag_web.areas.actions import cities as city_actions
from nabolag_web.areas.actions import divisions
from nabolag_web.areas.actions.computing import VERSION, compute, compute_outdated
from nabolag_web.areas.models import DrawnPage, Result
from nabolag_web.areas.queries import cities

pytestmark = pytest.mark.django_db(transaction=True)


def text(answer):
    return answer.content.decode()


def test_before_there_are_figures_the_pages_lead_to_loading_them(page, programme):
    for path in ("city/", "at/01/", "compare/", "indicators/crowded/"):
        answer = page(path)
        assert answer.status_code == 200
        assert f"/p/{programme.slug}/areas/imports/new" in text(answer)


def test_the_programme_s_own_area_opens_first(page, focused):
    assert page("", follow=True).redirect_chain[-1][0].endswith("/areas/at/01/")


def test_without_an_area_of_its_own_the_city_opens_first(page, loaded):
    assert page("", follow=True).redirect_chain[-1][0].endswith("/areas/city/")


def test_an_area_s_page_tells_finding_verdict_table_and_source(page, focused):
    shown = text(page("at/01/"))
    assert "<h1" in shown
    assert "Dalen" in shown
    assert "Show as table" in shown
    assert "Source" in shown
    assert "the distance grows" in shown.lower() or "distance widens" in shown.lower()
    assert "style=" not in shown


def test_a_page_says_the_same_in_all_three_languages_with_other_words(
    focused, client_of, make_user, programme, moment
):
    from nabolag_web.programmes.actions import join
    from nabolag_web.programmes.models import Role

    said = {}
    for language in ("nb", "nn", "en"):
        user = make_user(f"Les {language}", language=language)
        join(programme=programme, user=user, role=Role.READER, by=None, at=moment)
        client = client_of(user, language=language)
        said[language] = text(client.get(f"/p/{programme.slug}/areas/at/01/"))
        assert f'lang="{language}"' in said[language]
    assert "Vis som tabell" in said["nb"]
    assert len(set(said.values())) == 3


def test_the_second_opening_reads_what_was_drawn(
    page, focused, django_assert_num_queries
):
    page("at/01/")
    assert DrawnPage.objects.filter(page="01", language="en").exists()
    with django_assert_num_queries(11):
        page("at/01/")


@pytest.mark.parametrize(
    ("path", "queries"),
    [("city/", 10), ("indicators/crowded/", 13), ("compare/?a=01&a=02", 10)],
)
def test_pages_ask_a_fixed_number_of_questions(
    page, focused, django_assert_max_num_queries, path, queries
):
    page(path)
    with django_assert_max_num_queries(queries):
        page(path)


def test_the_city_lists_areas_by_name_with_the_programme_s_own_apart(page, focused):
    shown = text(page("city/"))
    listed = shown[shown.index('id="areas"') :]
    places = [listed.index(f"at/{code}/") for code in ("01", "02", "03", "04")]
    assert places == sorted(places)
    assert "The programme&#x27;s areas" in shown or "The programme's areas" in shown
    found = text(page("city/?q=kvern"))
    assert found[found.index('id="areas"') :].count("/areas/at/") == 1
    assert "No area is called that." in text(page("city/?q=Atlantis"))


def test_the_city_leads_to_each_measure_and_draws_only_the_one_it_is_about(
    page, focused
):
    shown = text(page("city/"))
    assert shown.count("/areas/indicators/") == 2
    assert shown.count('class="fig"') == shown.count('id="main"') + shown.count(
        'id="pile-up"'
    ) + shown.count('id="concentration"') + shown.count('id="news"')


def test_an_indicator_s_page_has_its_table_and_says_which_way_is_wished(page, focused):
    shown = text(page("indicators/crowded/"))
    assert "Lower is wished for." in shown
    assert "<table" in shown
    assert page("indicators/unknown/").status_code == 404


def test_an_indicator_s_page_shows_the_programme_s_area_over_time_or_another(
    page, focused
):
    own = text(page("indicators/crowded/"))
    assert "All about Dalen" in own
    assert 'id="history-development"' in own
    other = text(page("indicators/crowded/?area=03"))
    assert "All about Kvernlia" in other
    assert "All about Dalen" in text(page("indicators/crowded/?area=nowhere"))


def test_an_area_without_figures_of_a_measure_is_told_of(page, focused):
    focused.indicators.create(key="later", names={"nb": "Senere"}, kind="result")
    shown = text(page("indicators/later/"))
    assert "No area has figures of it now." in shown
    assert "Dalen has no figures of it." in shown


def test_without_an_area_of_its_own_a_measure_s_page_shows_the_city_alone(page, loaded):
    shown = text(page("indicators/crowded/"))
    assert "All about" not in shown
    assert "See an area over time" in shown


def test_two_to_four_areas_stand_side_by_side_on_one_scale(page, focused):
    shown = text(page("compare/?a=01&a=02"))
    assert "Dalen and Furuvoll beside the rest of the city" in shown
    assert "All on the same scale" in shown
    assert shown.count('class="panels"') == 2
    assert "compare/?a=02" in shown  # the way to be without Dalen
    four = text(page("compare/?a=01&a=02&a=03&a=04"))
    assert "sides--four" in four
    assert '<select class="ds-input" id="a"' not in four


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("", "Choose two to four areas."),
        ("?a=01", "Choose one more, and they stand side by side."),
        ("?a=01&a=01", "Choose one more, and they stand side by side."),
        ("?a=01&a=x", "No area with figures has the code x."),
    ],
)
def test_a_wrong_number_of_areas_is_told(page, focused, asked, told):
    shown = text(page(f"compare/{asked}"))
    assert told in shown
    assert 'class="sides' not in shown


def test_five_areas_are_too_many(page, focused):
    from nabolag_web.areas.presenters.comparing import choice_of
    from nabolag_web.areas.queries.answers import Place

    places = [Place(code=str(n), name=f"Sted {n}", level="area") for n in range(6)]
    choice = choice_of("dalen", [str(n) for n in range(5)], places)
    assert choice.problem == "At most four areas have room side by side. Take some out."
    assert choice.full
    assert not choice.ready


def test_ids_are_unique_where_areas_stand_side_by_side(page, focused):
    for path in ("compare/?a=01&a=02&a=03", "at/01/", "city/", "indicators/crowded/"):
        ids = re.findall(r'\sid="([^"]+)"', text(page(path)))
        assert len(ids) == len(set(ids)), path


def test_every_jump_on_a_page_leads_somewhere(page, focused):
    for path in ("at/01/", "city/", "indicators/crowded/", "compare/?a=01&a=02"):
        shown = text(page(path))
        ids = set(re.findall(r'\sid="([^"]+)"', shown))
        assert set(re.findall(r'href="#([^"]+)"', shown)) <= ids, path


def test_an_unknown_area_is_not_found(page, focused):
    assert page("at/nowhere/").status_code == 404


def test_reports_are_files_of_the_same_answer(page, focused):
    two = page("at/01/two-pages.pdf")
    assert two.content.startswith(b"%PDF")
    assert "two-pages.pdf" in two.headers["Content-Disposition"]
    assert b"<!doctype html>" in page("at/01/report.html").content.lower()
    assert page("at/01/report.pdf").content.startswith(b"%PDF")
    assert page("at/01/other.doc").status_code == 404
    assert page("at/nowhere/report.pdf").status_code == 404


def test_the_figures_can_be_taken_along_unrounded(page, focused):
    found = json.loads(page("at/01/figures.json").content)
    assert (found["class"], found["label"]) == ("dataset", "Dalen")
    assert found["dimension"]["period"]["category"]["index"] == [
        str(year) for year in range(2018, 2024)
    ]
    assert found["value"][0] == pytest.approx(0.1)
    lines = page("at/01/figures.csv").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("area,name,level")
    assert len(lines) == 1 + 2 * 6
    assert page("at/01/figures.exe").status_code == 404
    assert page("at/nowhere/figures.csv").status_code == 404


def test_every_copy_a_page_offers_is_there_and_is_what_it_says(page, focused):
    starts = {
        "table": b"<!DOCTYPE html>",
        "csv": b"\xef\xbb\xbf",
        "svg": b"<svg",
        "png": b"\x89PNG",
        "json": b'{"version": "2.0"',
    }
    seen = set()
    for path in (
        "at/01/",
        "city/",
        "indicators/crowded/",
        "indicators/crowded/?area=03",
    ):
        offered = re.findall(r'href="([^"]*/copy/[^"]*)"', text(page(path)))
        assert offered, path
        for address in offered:
            answer = page(address.split("/areas/", 1)[1].replace("&amp;", "&"))
            assert answer.status_code == 200, address
            kind = address.split("?")[0].rsplit("/", 1)[1].rsplit(".", 1)[-1]
            assert answer.content.lstrip().startswith(starts[kind]), address
            seen.add(kind)
    assert seen == set(starts)


def test_a_table_to_paste_has_the_cells_of_the_page_also_parted_by_tabs(page, focused):
    shown = text(page("at/01/copy/profile/table"))
    assert "<td" in shown
    assert "Trangbodde husholdninger\t" in shown
    assert "Mark a table and copy it" in shown


def test_the_csv_of_a_table_holds_every_row_of_it(page, focused):
    content = page("at/01/copy/profile/table-1.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))
    assert rows[0][0] == "Measure"
    assert {row[0] for row in rows[1:]} == {
        "Trangbodde husholdninger",
        "Barn i lavinntekt",
    }


@pytest.mark.parametrize(
    "path",
    [
        "at/01/copy/profile/table-9.csv",
        "at/01/copy/profile/figure.gif",
        "at/01/copy/nothing/table",
        "at/nowhere/copy/profile/table",
        "city/copy/profile/table",
        "indicators/crowded/copy/measure/table?area=nowhere",
        "indicators/unknown/copy/measure/table",
    ],
)
def test_a_copy_that_is_not_there_is_not_found(page, focused, path):
    assert page(path).status_code == 404


def test_nothing_can_be_copied_before_there_are_figures(page, city):
    assert page("at/01/figures.csv").status_code == 404


def test_an_area_may_be_called_anything(
    page, programme, city, coordinator, moment, django_capture_on_commit_callbacks
):
    from nabolag_web.areas.actions import importing

    name = "Lia/Berget øvre"
    table = f"Område\t2022\t2023\nHele byen\t14,2 %\t14,0 %\n{name}\t21,4 %\t21,1 %\nÅsen\t9,0 %\t9,1 %\n"
    with django_capture_on_commit_callbacks(execute=True):
        batch = importing.begin_import(
            city=city,
            file_name="innlimt tabell",
            content=table.encode(),
            is_pasted=True,
            by=coordinator,
            at=moment,
        )
    batch.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        importing.answer_import(
            batch=batch,
            answers={"measured": "Trangbodde", "unit": "percent"},
            by=coordinator,
            at=moment,
        )
    batch.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        importing.use_import(batch=batch, by=coordinator, at=moment)
    shown = text(page("city/"))
    address = re.search(r'href="[^"]*/areas/(at/Lia[^"]*)"', shown)[1]
    own = text(page(address))
    assert f"{name}" in own
    assert page(f"{address}two-pages.pdf").content.startswith(b"%PDF")
    assert page(f"{address}copy/profile/table").status_code == 200


def test_figures_in_use_without_an_answer_are_said_to_be_computed(page, focused):
    Result.objects.all().delete()
    shown = text(page("at/01/"))
    assert "The figures are being computed" in shown
    assert "imports/new" not in shown


def test_an_answer_kept_in_another_way_is_said_to_be_computed(page, focused):
    Result.objects.update(version="0.0 kept-otherwise")
    assert "The figures are being computed" in text(page("city/"))
    assert page("at/01/figures.csv").status_code == 404


def test_a_page_older_than_its_figures_says_so(page, focused):
    assert "New figures have come" not in text(page("at/01/"))
    later = Result.objects.get().computed_at + timedelta(seconds=1)
    focused.imports.update(used_at=later)
    assert "New figures have come" in text(page("at/01/"))


def test_a_reader_is_not_led_to_what_only_others_may_do(
    focused, programme, member, client_of
):
    shown = text(client_of(member("reader")).get(f"/p/{programme.slug}/areas/city/"))
    assert "/areas/imports/" not in shown
    assert "/areas/focus" not in shown


def test_a_focus_area_that_a_new_division_lacks_is_told_of_and_kept(
    page, focused, programme, coordinator, moment
):
    from nabolag.areas.geography import Area, Division

    new = Division(
        id="ny",
        names={"nb": "Ny inndeling"},
        levels=("city", "area"),
        areas=(
            Area(code="00", name="Storvik", level="city"),
            Area(code="09", name="Ny", level="area"),
        ),
    )
    taken = divisions.take_division(
        city=focused, division=new, by=coordinator, at=moment
    )
    assert [area.name for area in taken.gone] == ["Dalen"]
    assert programme.focus_areas.count() == 1
    city_actions.set_focus(
        programme=programme, areas={"77": "Lodalen"}, by=coordinator, at=moment
    )
    gone = page("at/77/")
    assert gone.status_code == 410
    assert "Lodalen has no figures now" in text(gone)
    assert "Lodalen is not among the areas" in text(page("city/"))


def test_another_version_s_answer_is_computed_again(focused, moment):
    Result.objects.update(version="older")
    assert compute_outdated(at=moment) == 1
    assert Result.objects.get().version == VERSION
    assert compute_outdated(at=moment) == 0


def test_computing_again_replaces_the_answer_and_what_was_drawn(page, focused, moment):
    page("at/01/")
    before = Result.objects.get().pk
    compute(city=focused, at=moment)
    assert Result.objects.get().pk != before
    assert not DrawnPage.objects.filter(result_id=before).exists()


def test_a_city_s_figures_are_another_programme_s_only_when_shared(
    focused, other_coordinator, client_of, coordinator, moment
):
    other = other_coordinator.programmes.get()
    assert focused not in cities.open_to(other)
    city_actions.share_city(city=focused, shared=True, by=coordinator, at=moment)
    assert focused in cities.open_to(other)
    city_actions.choose_city(
        programme=other, city=focused, by=other_coordinator, at=moment
    )
    client = client_of(other_coordinator)
    assert client.get(f"/p/{other.slug}/areas/at/01/").status_code == 200
    asked = client.get(f"/p/{other.slug}/areas/imports/new")
    assert "are kept by Områdeløft Dalen" in text(asked)
    listed = text(client.get(f"/p/{other.slug}/areas/imports/"))
    assert "tall.csv" not in listed
    assert (
        client.get(f"/p/{other.slug}/areas/imports/{focused.batch.pk}/").status_code
        == 404
    )


def test_choosing_another_city_lets_the_areas_go(
    focused, programme, coordinator, moment
):
    city_actions.make_city(programme=programme, name="Annen", by=coordinator, at=moment)
    assert programme.focus_areas.count() == 0
    assert cities.city_of(programme).slug == "annen"


def test_a_division_comes_back_as_the_library_knows_it(city, coordinator, moment):
    from nabolag.sources.places.divisions import shipped_division
    from nabolag_web.areas.actions.loading import load_shipped_division

    load_shipped_division(city=city, key="oslo", by=coordinator, at=moment)
    oslo = shipped_division("oslo")
    kept = cities.division_of(city)
    assert kept.areas == oslo.areas
    assert kept.breaks == oslo.breaks
    assert set(cities.tiles_of(city)) == {"district", "delbydel"}
    assert cities.outlines_of(city) == ()


def test_choosing_areas_and_published_indicators(
    page, focused, client_of, coordinator, programme
):
    client = client_of(coordinator)
    base = f"/p/{programme.slug}/areas/"
    assert "Kvernlia" in text(page("focus"))
    client.post(base + "focus", {"areas": ["03"]})
    assert programme.focus_areas.get().name == "Kvernlia"
    assert client.post(base + "focus", {"areas": ["99"]}).status_code == 422
    assert "Trangbodde husholdninger" in text(page("public"))
    client.post(base + "public", {"keys": ["crowded"]})
    assert list(
        focused.indicators.filter(is_public=True).values_list("key", flat=True)
    ) == ["crowded"]
