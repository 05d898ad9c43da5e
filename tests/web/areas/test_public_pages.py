"""What anyone sees without signing in: what is published, and nothing else."""

from __future__ import annotations

import pytest

from nabolag_web.areas.actions import cities, importing
from nabolag_web.areas.actions.computing import compute
from nabolag_web.areas.models import DrawnPage, Indicator
from nabolag_web.programmes.actions import add_goal, describe_programme, make_programme

pytestmark = pytest.mark.django_db

PAGES = ("", "areas/01/", "indicators/crowded/")
OTHER_AREAS = ("Furuvoll", "Kvernlia", "Sentrum")


@pytest.fixture
def visit(client_of, opened):
    """A visitor without an account: ``visit("areas/01/", language="nb")``."""

    def ask(path, *, language="en", programme=opened, **headers):
        client = client_of(language=language)
        return client.get(f"/public/{programme.slug}/{path}", headers=headers)

    return ask


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


# What the pages say


def test_a_programme_tells_what_it_is_in_its_own_words(
    visit, opened, coordinator, moment
):
    describe_programme(
        programme=opened,
        by=coordinator,
        at=moment,
        first_year=2024,
        last_year=2030,
        main_goal="Flere blir boende i Dalen.",
    )
    goal = add_goal(
        programme=opened,
        text="Trygge møteplasser",
        above=None,
        by=coordinator,
        at=moment,
    )
    add_goal(
        programme=opened,
        text="Hele gangveier",
        above=goal,
        by=coordinator,
        at=moment,
    )
    page = text(visit(""))
    for said in (
        "Områdeløft Dalen",
        "2024–2030",
        "Flere blir boende i Dalen.",
        "Trygge møteplasser",
        "Hele gangveier",
        f"/public/{opened.slug}/areas/01/",
        f"/public/{opened.slug}/indicators/crowded/",
    ):
        assert said in page


def test_a_programme_that_has_begun_but_not_planned_its_end_says_since_when(
    visit, opened, coordinator, moment
):
    describe_programme(programme=opened, by=coordinator, at=moment, first_year=2024)
    assert "Since 2024" in text(visit(""))


def test_an_area_opens_with_its_finding_and_holds_figures_tables_and_sources(visit):
    page = text(visit("areas/01/"))
    assert "<h1" in page
    assert "Trangbodde husholdninger" in page
    assert "in Dalen against" in page
    assert "points in 2018 to" in page
    assert "Show as table" in page
    assert "Storvik: Tall" in page
    assert 'class="method"' in page
    assert "style=" not in page


def test_an_indicator_shows_its_areas_and_the_city_over_time(visit):
    page = text(visit("indicators/crowded/"))
    for year in range(2018, 2024):
        assert f'<th scope="row">{year}</th>' in page
    assert "The whole city" in page
    assert "Lower is wished for." in page


def test_all_pages_speak_three_languages(visit):
    for language, word in (("nb", "Kilde"), ("nn", "Kjelde"), ("en", "Source")):
        page = text(visit("areas/01/", language=language))
        assert f'lang="{language}"' in page
        assert word in page


def test_a_made_up_programme_says_so_on_every_page(visit, opened):
    opened.made_up = True
    opened.save(update_fields=["made_up"])
    for path in PAGES:
        assert "Fictional example" in text(visit(path))


@pytest.fixture
def use(opened, loaded, coordinator, moment, django_capture_on_commit_callbacks):
    """Takes a file into use."""

    def used(content):
        with django_capture_on_commit_callbacks(execute=True):
            batch = importing.begin_import(
                city=loaded,
                file_name="mer.csv",
                content=content.encode(),
                by=coordinator,
                at=moment,
            )
        batch.refresh_from_db()
        with django_capture_on_commit_callbacks(execute=True):
            importing.use_import(batch=batch, by=coordinator, at=moment)

    return used


def test_what_is_withheld_stays_withheld_and_is_never_zero(use, visit):
    use(
        "area,name,level,period,indicator,indicator_nb,value,numerator,denominator,"
        "unit,direction,dimension,kind,source,publisher,title\n"
        "01,Dalen,area,2024,crowded,Trangbodde husholdninger,:,,2000,share,"
        "more_is_worse,social,result,s,Storvik,Tall\n"
        "00,Storvik,city,2024,crowded,Trangbodde husholdninger,,1000,8000,share,"
        "more_is_worse,social,result,s,Storvik,Tall\n"
        "02,Furuvoll,area,2024,crowded,Trangbodde husholdninger,,230,2000,share,"
        "more_is_worse,social,result,s,Storvik,Tall\n"
    )
    for language, word in (("nb", "skjult"), ("nn", "skjult"), ("en", "hidden")):
        page = text(visit("indicators/crowded/", language=language))
        row = page.partition('<th scope="row">2024</th>')[2].partition("</tr>")[0]
        assert f'<td class="r">{word}</td>' in row
    assert "withholds the figure" in text(visit("areas/01/"))


def test_a_rate_says_its_unit_and_a_price_stands_without_an_interval(
    use, publish, visit
):
    use(
        "area,name,level,period,indicator,indicator_en,value,numerator,denominator,"
        "unit,direction,dimension,kind,source,publisher,title\n"
        "01,Dalen,area,2023,burglary,Burglaries,,12,2000,per 1000,more_is_worse,,"
        "result,s,Storvik,Tall\n"
        "02,Furuvoll,area,2023,burglary,Burglaries,,4,2000,per 1000,more_is_worse,,"
        "result,s,Storvik,Tall\n"
        "01,Dalen,area,2023,price,Price,41000,,,kr/m²,neither,structural,result,s,"
        "Storvik,Tall\n"
        "02,Furuvoll,area,2023,price,Price,52000,,,kr/m²,neither,structural,result,s,"
        "Storvik,Tall\n"
    )
    publish("burglary", "price")
    page = text(visit("indicators/burglary/"))
    assert "Unit: per 1,000." in page
    assert "The whole city" not in page  # the publisher gives no figure for it
    page = text(visit("indicators/price/"))
    assert "41,000</td>" in page
    assert "Other measures" in text(visit(""))


# What they never say


def test_no_page_lists_other_areas_side_by_side(visit):
    for language in ("nb", "nn", "en"):
        for path in PAGES:
            page = text(visit(path, language=language))
            assert not [name for name in OTHER_AREAS if name in page]


def test_an_area_that_is_not_the_programme_s_own_has_no_page(visit):
    assert visit("areas/02/").status_code == 404
    assert visit("areas/00/").status_code == 404  # the whole city


def test_what_is_not_published_leaves_no_trace(visit, opened):
    assert visit("indicators/low_income/").status_code == 404
    for path in ("", "areas/01/"):
        page = text(visit(path))
        assert "lavinntekt" not in page
        assert "low_income" not in page


def test_what_is_taken_back_is_gone_at_once_though_it_was_drawn(visit, publish):
    publish("crowded", "low_income")
    assert "lavinntekt" in text(visit("areas/01/"))
    publish("crowded")
    assert "lavinntekt" not in text(visit("areas/01/"))
    assert visit("indicators/low_income/").status_code == 404


def test_figures_that_are_not_in_use_are_not_shown(
    visit, loaded, coordinator, moment, django_capture_on_commit_callbacks
):
    before = text(visit("indicators/crowded/"))
    with django_capture_on_commit_callbacks(execute=True):
        importing.begin_import(
            city=loaded,
            file_name="utkast.csv",
            content=(
                b"area,name,level,period,indicator,numerator,denominator,unit\n"
                b"01,Dalen,area,2031,crowded,900,2000,share\n"
                b"00,Storvik,city,2031,crowded,1500,8000,share\n"
            ),
            by=coordinator,
            at=moment,
        )
    assert text(visit("indicators/crowded/")) == before
    assert "2031" not in before


def test_nothing_but_what_is_open_is_open(visit, opened, show, client_of):
    old = {path: visit(path) for path in PAGES}
    show(opened, public=False)
    for path, answer in old.items():
        assert visit(path).status_code == 404
        again = visit(path, **{"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 404
    assert opened.slug not in text(client_of().get("/sitemap.xml"))
    assert client_of().get("/public/no-such-programme/").status_code == 404


def test_a_browser_asks_each_time_and_learns_that_nothing_has_changed(visit):
    for path in PAGES:
        answer = visit(path)
        assert answer.headers["Cache-Control"] == "private, no-cache"
        again = visit(path, **{"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304


def test_a_member_who_is_signed_in_sees_no_more_than_others(
    opened, client_of, coordinator, visit
):
    page = text(client_of(coordinator).get(f"/public/{opened.slug}/areas/01/"))
    assert "low_income" not in page
    assert not [name for name in OTHER_AREAS if name in page]


# Where something is missing


def test_a_programme_without_anything_published_says_what_it_can(
    visit, publish, client_of
):
    publish()
    assert "There are no published figures of the area." in text(visit(""))
    assert "There are no published figures of the area." in text(visit("areas/01/"))
    assert visit("indicators/crowded/").status_code == 404


def test_a_programme_that_has_only_opened_its_door_has_a_page(
    make_user, moment, client_of, show
):
    leader = make_user("Nora Ny")
    empty = make_programme(name="Nytt løft", municipality="", by=leader, at=moment)
    show(empty, by=leader)
    page = text(client_of().get(f"/public/{empty.slug}/"))
    assert "has not said yet which areas" in page


def test_an_area_that_disappeared_in_a_new_division_is_told_of(
    opened, loaded, coordinator, moment, visit
):
    cities.set_focus(
        programme=opened,
        areas={"01": "Dalen", "77": "Gamlebyen"},
        by=coordinator,
        at=moment,
    )
    assert "no published figures of the area" in text(visit("areas/77/"))
    page = text(visit("indicators/crowded/"))
    assert "no published figures of this for Gamlebyen" in page
    assert "Dalen" in page


def test_an_indicator_the_area_has_no_figures_of_is_named_on_its_page(
    visit, publish, loaded
):
    Indicator.objects.create(
        city=loaded,
        key="rents",
        names={"nb": "Husleie", "en": "Rents"},
        measure="amount",
        direction="neither",
        kind="result",
        is_public=True,
    )
    page = text(visit("areas/01/"))
    assert "Without published figures here" in page
    assert "Rents" in page
    assert "no published figures of this for Dalen" in text(visit("indicators/rents/"))


def test_a_city_whose_answer_is_being_computed_still_has_its_pages(
    visit, loaded, opened
):
    loaded.results.all().delete()
    assert "no published figures of the area" in text(visit("areas/01/"))
    assert "no published figures of this for Dalen" in text(
        visit("indicators/crowded/")
    )


def test_an_answer_without_its_parts_shows_no_figures(visit, loaded):
    loaded.results.get().parts.filter(area="").delete()
    assert "no published figures of the area" in text(visit("areas/01/"))
    assert "no published figures of this" in text(visit("indicators/crowded/"))


# Two programmes


def test_a_programme_shows_a_city_that_is_shared_and_not_one_that_is_kept(
    neighbour, visit, share
):
    page = text(visit("areas/03/", programme=neighbour))
    assert "in Kvernlia against" in page
    assert "Dalen" not in page
    assert visit("areas/01/", programme=neighbour).status_code == 404
    share(shared=False)
    page = text(visit("areas/03/", programme=neighbour))
    assert "no published figures of the area" in page
    assert visit("indicators/crowded/", programme=neighbour).status_code == 404


# Several areas


def test_an_indicator_of_several_areas_is_called_by_its_name(
    visit, opened, coordinator, moment
):
    cities.set_focus(
        programme=opened,
        areas={"01": "Dalen", "02": "Furuvoll"},
        by=coordinator,
        at=moment,
    )
    page = text(visit("indicators/crowded/"))
    assert (
        '<h1 class="ds-heading wide" data-size="xl">Trangbodde husholdninger</h1>'
        in (page)
    )
    assert "Area: Dalen" in page
    assert "Area: Furuvoll" in page
    ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


# How it is served


def test_no_visitor_gets_a_cookie_who_does_not_choose_a_language_or_sign_in(
    opened, client_of
):
    client = client_of()
    for path in (
        "/",
        *(f"/public/{opened.slug}/{path}" for path in PAGES),
        "/api/",
        "/api/v1/programmes",
        f"/api/v1/programmes/{opened.slug}/standings",
        "/api/v1/catalogue",
        "/robots.txt",
        "/sitemap.xml",
        "/public/none/",
    ):
        client.get(path)
        assert not client.cookies, path


def test_pages_ask_the_store_the_same_number_of_questions_each_time(
    visit, opened, django_assert_num_queries, coordinator, moment
):
    cities.set_focus(
        programme=opened,
        areas={"01": "Dalen", "02": "Furuvoll"},
        by=coordinator,
        at=moment,
    )
    for path in PAGES:
        visit(path)
    for path, questions in (("", 6), ("areas/01/", 6), ("indicators/crowded/", 6)):
        with django_assert_num_queries(questions):
            visit(path)


def test_public_pages_are_drawn_with_the_answer_before_anyone_asks(
    opened, loaded, moment, visit, coordinator, show
):
    elsewhere = make_programme(name="Annet", municipality="", by=coordinator, at=moment)
    cities.make_city(programme=elsewhere, name="Annen by", by=coordinator, at=moment)
    show(elsewhere)
    DrawnPage.objects.all().delete()
    compute(city=loaded, at=moment)
    kept = DrawnPage.objects.filter(page__startswith="public:")
    assert set(kept.values_list("language", flat=True)) == {"en", "nb", "nn"}
    before = kept.count()
    for path in ("", "areas/01/"):
        visit(path)
    assert kept.count() == before


def test_machines_are_told_what_is_public_and_only_that(opened, client_of):
    robots = text(client_of().get("/robots.txt"))
    assert "Disallow: /\n" in robots
    assert "Allow: /public/" in robots
    assert "Sitemap: http://testserver/sitemap.xml" in robots
    page = text(client_of().get("/sitemap.xml"))
    for path in PAGES:
        assert f"<loc>http://testserver/public/{opened.slug}/{path}</loc>" in page
    assert "low_income" not in page
    assert "/p/" not in page


def test_pages_lead_to_the_catalogue_and_the_file(visit, opened):
    page = text(visit(""))
    assert 'type="application/ld+json" href="/api/v1/catalogue"' in page
    assert f"/api/v1/programmes/{opened.slug}/observations.csv" in page
