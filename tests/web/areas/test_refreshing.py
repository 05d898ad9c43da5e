"""Tables fetched from a publisher: a fake one here, which says what it is told to say."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta

import httpx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nabolag.sources.describing.recipe_files import recipe_text
from nabolag_web.areas.actions import importing, refreshing
from nabolag_web.areas.models import Fetched, Import, Refresh, Stage
from nabolag_web.areas.queries import refreshes as queries
from nabolag_web.areas.queries.figures import observations

pytestmark = pytest.mark.django_db(transaction=True)

OWN = (
    recipe_text("ssb_population")
    .replace('id = "ssb_population"', 'id = "own"')
    .replace('"????"', '"03*"')
)
NAMES = {"0": "Hele landet", "0301": "Oslo", "1103": "Stavanger"}


class Publisher:
    """A PxWebApi 2 server with one table, reached without any network."""

    def __init__(self) -> None:
        self.years = ["2021", "2022"]
        self.changed = 0
        self.cells = 1000
        self.down = False
        self.nonsense = False
        self.asked = 0

    def client(self) -> httpx.Client:
        return httpx.Client(transport=httpx.MockTransport(self.answer))

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.asked += 1
        if self.down:
            return httpx.Response(503, headers={"retry-after": "300"})
        if request.url.path.endswith("/config"):
            return httpx.Response(
                200, json={"maxDataCells": self.cells, "maxCallsPerTimeWindow": 30}
            )
        if request.url.path.endswith("/metadata"):
            return httpx.Response(200, json=self.described())
        return httpx.Response(200, json=self.figures(json.loads(request.content)))

    def described(self) -> dict:
        return {
            "class": "dataset",
            "label": "Folk",
            "id": ["Region", "ContentsCode", "Tid"],
            "size": [len(NAMES), 1, len(self.years)],
            "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
            "dimension": {
                "Region": {"category": {"index": list(NAMES), "label": NAMES}},
                "ContentsCode": {"category": {"index": ["Personer1"]}},
                "Tid": {"category": {"index": self.years}},
            },
            "value": None,
        }

    def figures(self, question: dict) -> dict:
        asked = {s["variableCode"]: s["valueCodes"] for s in question["selection"]}
        regions, years = asked["Region"], asked["Tid"]
        values = [
            1000.0 * (len(region) + list(NAMES).index(region))
            + int(year)
            + self.changed
            for region in regions
            for year in years
        ]
        return {
            "class": "dataset",
            "label": "nonsense" if self.nonsense else "Folk",
            "id": ["Region", "ContentsCode", "Tid"],
            "size": [len(regions), 1, len(years)],
            "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
            "dimension": {
                "Region": {
                    "category": {
                        "index": regions,
                        "label": {code: NAMES[code] for code in regions},
                    }
                },
                "ContentsCode": {
                    "category": {
                        "index": ["Personer1"],
                        "label": {
                            "Personer1": "Andre" if self.nonsense else "Personer"
                        },
                    }
                },
                "Tid": {"category": {"index": years}},
            },
            "value": values,
        }


@pytest.fixture
def publisher():
    return Publisher()


@pytest.fixture
def refresh(city):
    return Refresh.objects.create(
        city=city,
        title="SSB: Befolkning",
        recipe="ssb_population",
        every_days=30,
        next_on=date(2026, 3, 2),
    )


@pytest.fixture
def fetch(refresh, publisher, moment) -> Callable[..., Refresh]:
    """Fetches the table, some days after the first time."""

    def fetched(days=0):
        refreshing.fetch_now(
            refresh, at=moment + timedelta(days=days), client=publisher.client()
        )
        refresh.refresh_from_db()
        return refresh

    return fetched


@pytest.fixture
def in_use(fetch, coordinator, moment):
    """The table fetched once and in use."""
    fetch()
    batch = Import.objects.get()
    importing.use_import(batch=batch, by=coordinator, at=moment)
    batch.refresh_from_db()
    return batch


def test_the_first_time_someone_looks_before_it_counts(fetch, page, city):
    refresh = fetch()
    assert refresh.last_said == Fetched.WAITS
    assert refresh.next_on == date(2026, 4, 1)
    batch = Import.objects.get()
    assert batch.stage == Stage.READ
    assert batch.begun_by is None
    shown = page("fetched").content.decode()
    assert "Figures came, and wait for you to look at them." in shown
    assert f"imports/{batch.pk}/" in shown
    assert "Fetched by itself" in page("imports/").content.decode()


def test_what_only_adds_is_used_at_once(fetch, publisher, in_use, city):
    publisher.years = ["2021", "2022", "2023"]
    assert fetch(days=30).last_said == Fetched.IN_USE
    assert Import.objects.filter(stage=Stage.IN_USE).count() == 2
    assert "2023" in observations(city).table["period"]


def test_nothing_new_is_said_and_nothing_is_kept(fetch, publisher, in_use):
    assert fetch(days=30).last_said == Fetched.NOTHING_NEW
    assert Import.objects.count() == 1


def test_other_bytes_with_the_same_figures_are_nothing_new_either(
    fetch, publisher, in_use
):
    publisher.years = ["2022", "2021"]
    assert fetch(days=30).last_said == Fetched.NOTHING_NEW
    assert Import.objects.filter(stage=Stage.IN_USE).count() == 1


def test_figures_that_change_backwards_wait_for_someone(fetch, publisher, in_use):
    publisher.changed = 5
    publisher.years = ["2021", "2022", "2023"]
    assert fetch(days=30).last_said == Fetched.WAITS
    newest = Import.objects.first()
    assert newest.found["changed"] == 6
    publisher.changed = 7
    assert fetch(days=60).last_said == Fetched.WAITS
    newest.refresh_from_db()
    assert newest.stage == Stage.DROPPED  # newer figures stand in its place


def test_a_publisher_that_is_down_is_asked_again_the_next_day(
    fetch, publisher, page, in_use
):
    publisher.down = True
    refresh = fetch(days=30)
    assert refresh.last_said == Fetched.NO_ANSWER
    assert refresh.next_on == date(2026, 4, 2)
    shown = page("fetched").content.decode()
    assert "The publisher did not answer as it should. We try again tomorrow." in shown
    assert "The publisher keeps us waiting." in shown
    publisher.down = False
    assert fetch(days=31).last_said == Fetched.NOTHING_NEW
    assert refresh.next_on == date(2026, 5, 2)


def test_what_cannot_be_used_is_told_of(fetch, publisher, page, city):
    publisher.nonsense = True
    assert fetch().last_said == Fetched.REFUSED
    assert "What came cannot be used as it is." in page("fetched").content.decode()
    assert Import.objects.get().stage == Stage.REFUSED


def test_a_table_in_several_parts_is_one_file_that_is_the_same_each_time(
    fetch, publisher, in_use, city
):
    publisher.cells = 2
    publisher.years = ["2021", "2022", "2023"]
    assert fetch(days=30).last_said == Fetched.IN_USE
    newest = Import.objects.first()
    assert newest.file_name == "07459.zip"
    assert newest.observations.count() == 9
    assert fetch(days=60).last_said == Fetched.NOTHING_NEW


def test_while_someone_else_stores_what_came_waits(
    fetch, publisher, in_use, city, coordinator, moment
):
    other = importing.keep_file(
        city=city, file_name="a", content=b"x", by=coordinator, at=moment
    )
    Import.objects.filter(pk=other.pk).update(stage=Stage.STORING)
    publisher.years = ["2021", "2022", "2023"]
    assert fetch(days=30).last_said == Fetched.WAITS


def test_what_is_due_is_asked_for_once_a_day(refresh, moment, settings):
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}
    }
    assert refreshing.refresh_due(at=moment) == 1
    assert refreshing.refresh_due(at=moment) == 0
    assert refreshing.refresh_due(at=moment + timedelta(days=1)) == 1


def test_a_table_that_someone_has_stopped_is_not_fetched(refresh):
    pk = refresh.pk
    refresh.delete()
    refreshing.fetch_figures.call(pk)
    assert not Import.objects.exists()


def test_the_form_asks_which_and_how_often(page, city, settings):
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}
    }
    assert (
        "Befolkning" in page("fetched/new").content.decode()
        or "Population" in page("fetched/new").content.decode()
    )
    refused = page("fetched/new", {"every_days": "30"})
    assert refused.status_code == 422
    assert "Choose a table, or send a recipe of your own." in refused.content.decode()
    answer = page(
        "fetched/new", {"table": "ssb_population", "every_days": "91"}, follow=True
    )
    shown = answer.content.decode()
    assert "It is being fetched now." in shown
    assert "Every quarter" in shown
    assert "1 table is fetched by itself" in shown
    refresh = Refresh.objects.get()
    page(f"fetched/{refresh.pk}/stop", {"yes": "1"})
    assert "No table is fetched by itself yet" in page("fetched").content.decode()


def test_a_recipe_of_ones_own_asks_only_publishers_we_know(page, city, settings):
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}
    }

    def send(text):
        recipe = SimpleUploadedFile("own.toml", text.encode())
        return page("fetched/new", {"recipe": recipe, "every_days": "7"})

    elsewhere = send(OWN.replace("https://data.ssb.no", "http://localhost:8000"))
    assert elsewhere.status_code == 422
    assert "cannot be fetched by this recipe" in elsewhere.content.decode()
    without = send(OWN[: OWN.index("[fetch]")])
    assert "does not say where its table is fetched" in without.content.decode()
    assert not Refresh.objects.exists()
    assert send(OWN).status_code == 302
    refresh = Refresh.objects.get()
    assert refresh.recipe == "own"
    assert queries.recipe_of(refresh).fetch.query["Region"] == ("0", "03*")
    refresh.every_days = 14
    refresh.save()
    assert "Every 14 days" in page("fetched").content.decode()


def test_stopping_lets_what_waits_go_and_keeps_what_is_in_use(
    fetch, publisher, in_use, page
):
    publisher.changed = 5
    fetch(days=30)
    page(f"fetched/{Refresh.objects.get().pk}/stop", {"yes": "1"})
    stages = set(Import.objects.values_list("stage", flat=True))
    assert stages == {Stage.IN_USE, Stage.DROPPED}


def test_every_step_is_in_the_trail_with_words(
    page, city, settings, client_of, coordinator, programme
):
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}
    }
    page("fetched/new", {"table": "ssb_population", "every_days": "30"})
    page(f"fetched/{Refresh.objects.get().pk}/stop", {"yes": "1"})
    shown = client_of(coordinator).get(f"/p/{programme.slug}/trail/").content.decode()
    assert "had a table fetched again and again" in shown
    assert "stopped fetching" in shown


def test_a_publisher_that_stumbles_is_waited_for_a_little(refresh, publisher, tmp_path):
    waits = []

    class Stumbling(Publisher):
        def answer(self, request):
            self.down = self.asked == 0
            if self.down:
                self.asked += 1
                return httpx.Response(503, headers={"retry-after": "2"})
            return super().answer(request)

    came = queries.fetched(
        refresh, tmp_path, client=Stumbling().client(), wait=waits.append
    )
    assert came.name == "07459.json"
    assert 2.0 in waits


def test_a_job_fetches_by_itself(refresh, settings, publisher):
    """Without a network there is no answer, and that is said."""
    refresh.own_recipe = OWN.replace("https://data.ssb.no", "https://localhost:1")
    refresh.save()
    refreshing.fetch_figures.call(refresh.pk)
    refresh.refresh_from_db()
    assert refresh.last_said == Fetched.NO_ANSWER
