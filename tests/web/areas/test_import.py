"""From a pasted table or a file to figures in use, and back again."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.conftest import PASTED, long_table

from nabolag_web.areas.actions import importing, storing
from nabolag_web.areas.models import City, Import, Observation, Stage
from nabolag_web.areas.queries.figures import observations

pytestmark = pytest.mark.django_db(transaction=True)


def newest():
    return Import.objects.order_by("-pk").first()


def changed_table():
    """The same figures, but for one."""
    return long_table().replace(
        b"Furuvoll,area,2023,crowded,Trangbodde husholdninger,220",
        b"Furuvoll,area,2023,crowded,Trangbodde husholdninger,400",
    )


def test_a_pasted_table_is_in_use_after_three_answers_and_three_clicks(page, text):
    begun = page("imports/new", {"city": "Storvik", "pasted": PASTED})
    assert begun.status_code == 302
    assert newest().stage == Stage.UNCLEAR
    shown = text(f"imports/{newest().pk}/")
    assert "What is measured?" in shown
    assert "We found 2 areas. “Hele byen” is the whole city." in shown
    assert "Which year" not in shown
    assert "What are the numbers?" not in shown
    page(f"imports/{newest().pk}/answer", {"measured": "Trangbodde"})
    assert newest().stage == Stage.READ
    assert "Trangbodde, pasted" in text(f"imports/{newest().pk}/")
    page(f"imports/{newest().pk}/use", {"yes": "1"})
    assert newest().stage == Stage.IN_USE
    figures = observations(City.objects.get()).table
    dalen = figures.filter(name="Dalen", period="2023")
    assert dalen["value"].to_list() == [pytest.approx(0.211)]


def test_an_answer_that_is_lacking_is_asked_for_again(page, city):
    page("imports/new", {"pasted": PASTED})
    answer = page(f"imports/{newest().pk}/answer", {"measured": ""})
    assert answer.status_code == 422
    assert newest().stage == Stage.UNCLEAR


def test_a_table_without_the_whole_city_says_so(page, text, city):
    page("imports/new", {"pasted": PASTED.replace("Hele byen", "Vika")})
    assert "There is no row for the whole city" in text(f"imports/{newest().pk}/")


def test_questions_can_be_answered_again(page, text, city):
    page("imports/new", {"pasted": PASTED})
    page(f"imports/{newest().pk}/answer", {"measured": "Feil navn"})
    assert "Answer the questions again" in text(f"imports/{newest().pk}/")
    page(f"imports/{newest().pk}/again", {"yes": "1"})
    assert newest().stage == Stage.UNCLEAR
    page(f"imports/{newest().pk}/answer", {"measured": "Trangbodde"})
    assert newest().told["indicators"][0]["names"] == {"nb": "Trangbodde"}


def test_the_source_someone_gives_stands_with_pasted_figures(page, text, city):
    page("imports/new", {"pasted": PASTED, "source": "Statistikkbanken i Storvik"})
    page(f"imports/{newest().pk}/answer", {"measured": "Trangbodde"})
    page(f"imports/{newest().pk}/use", {"yes": "1"})
    assert observations(city).sources[0].title == "Statistikkbanken i Storvik"
    assert "Statistikkbanken i Storvik" in text(f"imports/{newest().pk}/")


def test_what_was_found_is_shown_before_anything_counts(upload, text, city, figures):
    batch = upload(figures, holds="figures")
    shown = text(f"imports/{batch.pk}/")
    assert "60 new figures" in shown
    assert "Nothing counts before you say yes." in shown
    assert "4, and the whole city" in shown
    assert "2018–2023" in shown
    assert "60 new, 0 changed, 0 as before" in shown
    assert "Trangbodde husholdninger" in shown
    assert "Share, in per cent" in shown
    assert Observation.objects.count() == 0


def test_figures_that_change_are_shown_one_by_one_before_and_after(
    upload, text, page, loaded
):
    batch = upload(changed_table())
    shown = text(f"imports/{batch.pk}/")
    assert "1 changed figure" in shown
    assert "11.0%" in shown.replace("\u00a0", "").replace("\u202f", "")
    assert "20.0%" in shown.replace("\u00a0", "").replace("\u202f", "")
    page(f"imports/{batch.pk}/use", {"yes": "1"})
    shown = text(f"imports/{batch.pk}/")
    assert "What changed" in shown
    assert "0 new, 1 changed, 59 as before" in shown
    assert "60 figures are in use" in shown


def test_a_file_with_nothing_new_says_so(upload, text, loaded, figures):
    batch = upload(figures + b"\n")
    assert "Nothing new" in text(f"imports/{batch.pk}/")


def test_the_same_file_changes_nothing_twice(page, loaded, figures):
    before = Observation.objects.count()
    file = SimpleUploadedFile("igjen.csv", figures)
    answer = page("imports/new", {"file": file}, follow=True)
    assert "in use already, since" in answer.content.decode()
    assert Import.objects.count() == 1
    assert Observation.objects.count() == before


def test_the_same_pasted_table_with_the_same_answers_changes_nothing_twice(page, city):
    for _ in range(2):
        page("imports/new", {"pasted": PASTED})
        answer = page(
            f"imports/{newest().pk}/answer", {"measured": "Trangbodde"}, follow=True
        )
        if newest().stage == Stage.READ:
            page(f"imports/{newest().pk}/use", {"yes": "1"})
    assert "in use already, since" in answer.content.decode()
    stages = Import.objects.order_by("pk").values_list("stage", flat=True)
    assert list(stages) == [Stage.IN_USE, Stage.DROPPED]


def test_a_pasted_table_can_be_answered_otherwise_while_it_is_in_use(page, city):
    for name in ("Trangbodde", "Trangbodde husholdninger"):
        page("imports/new", {"pasted": PASTED})
        page(f"imports/{newest().pk}/answer", {"measured": name})
        page(f"imports/{newest().pk}/use", {"yes": "1"})
    assert Import.objects.filter(stage=Stage.IN_USE).count() == 2


def test_of_two_that_wait_with_the_same_file_only_one_comes_into_use(
    kept, page, figures
):
    first, second = kept(figures), kept(figures)
    for batch in (first, second):
        storing.read_now(batch)
        answer = page(f"imports/{batch.pk}/use", {"yes": "1"}, follow=True)
    assert "in use already, since" in answer.content.decode()
    second.refresh_from_db()
    assert second.stage == Stage.DROPPED


def test_saying_yes_twice_stores_once(kept, page, figures):
    batch = kept(figures)
    storing.read_now(batch)
    for _ in range(2):
        assert page(f"imports/{batch.pk}/use", {"yes": "1"}).status_code == 302
    assert batch.observations.count() == 60


def test_the_newest_figure_counts_and_undoing_brings_the_one_before_back(
    page, upload, loaded
):
    batch = upload(changed_table())
    page(f"imports/{batch.pk}/use", {"yes": "1"})

    def furuvoll():
        table = observations(City.objects.get()).table
        row = table.filter(area="02", period="2023", indicator="crowded")
        return row["numerator"].to_list()

    assert furuvoll() == [400]
    page(f"imports/{batch.pk}/undo", {"yes": "1"})
    assert furuvoll() == [220]
    assert newest().stage == Stage.UNDONE


def test_undoing_brings_back_what_was_said_of_an_indicator(page, upload, loaded):
    other = changed_table().replace(b"more_is_worse,social", b"more_is_worse,physical")
    batch = upload(other)
    assert loaded.indicators.get(key="crowded").dimension == "social"
    page(f"imports/{batch.pk}/use", {"yes": "1"})
    assert loaded.indicators.get(key="crowded").dimension == "physical"
    page(f"imports/{batch.pk}/undo", {"yes": "1"})
    assert loaded.indicators.get(key="crowded").dimension == "social"


def test_undoing_the_only_import_leaves_the_city_without_an_answer(page, text, loaded):
    page(f"imports/{newest().pk}/undo", {"yes": "1"})
    assert not loaded.results.exists()
    assert "No figures yet" in text("city/")
    assert "has been taken out of use" in text(f"imports/{newest().pk}/")
    assert observations(loaded).table.is_empty()


def test_dropping_what_was_found_takes_the_file_away(page, upload, text, city, figures):
    path = upload(figures).file.path
    page(f"imports/{newest().pk}/drop", {"yes": "1"})
    assert newest().stage == Stage.DROPPED
    assert "was not used" in text(f"imports/{newest().pk}/")
    with pytest.raises(FileNotFoundError):
        open(path)  # noqa: PTH123, SIM115 - that it is gone is the point


def test_what_is_dropped_while_it_is_read_stays_dropped(
    kept, figures, coordinator, moment
):
    batch = kept(figures)
    reader = Import.objects.select_related("city").get(pk=batch.pk)
    found = storing.reading.figures_in(reader)
    importing.drop_import(batch=batch, by=coordinator, at=moment)
    reader.told = {}
    reader.found = {"rows": found.table.height}
    storing.enter(reader, Stage.READ)
    assert newest().stage == reader.stage == Stage.DROPPED


def test_a_file_in_use_cannot_be_dropped_or_read_again(page, loaded):
    for action in ("drop", "again", "answer"):
        page(f"imports/{newest().pk}/{action}", {"yes": "1"})
        assert newest().stage == Stage.IN_USE


def test_the_file_is_kept_under_a_name_of_our_own(upload, city, figures):
    batch = upload(figures, name="Tåll på øya  (kopi).CSV")
    assert batch.file_name == "Tåll på øya  (kopi).CSV"
    assert batch.file.name.endswith(f"{batch.sha256[:20]}.csv")
    assert len(batch.sha256) == 64
