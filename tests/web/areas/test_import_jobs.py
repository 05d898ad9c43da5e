"""Imports as jobs: two at once, broken off, looked at while they work."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.web.conftest import PASTED, long_table

from nabolag_web.areas.actions import importing, storing
from nabolag_web.areas.models import Import, Indicator, Observation, Stage
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


def test_the_second_of_two_imports_at_once_is_told_to_wait(
    page, upload, kept, city, figures
):
    first = kept(figures)
    Import.objects.filter(pk=first.pk).update(stage=Stage.STORING)
    second = upload(long_table(step=0.01), name="b.csv")
    answer = page(f"imports/{second.pk}/use", {"yes": "1"}, follow=True)
    assert "being stored. Try again" in answer.content.decode()
    second.refresh_from_db()
    assert second.stage == Stage.READ


def test_the_store_itself_refuses_two_imports_at_once(kept, figures):
    first, second = kept(figures + b"a"), kept(figures + b"b")
    Import.objects.filter(pk=first.pk).update(stage=Stage.STORING)
    with pytest.raises(IntegrityError), transaction.atomic():
        Import.objects.filter(pk=second.pk).update(stage=Stage.STORING)


def test_storing_that_was_broken_off_begins_again_without_doubles(
    kept, city, figures, coordinator
):
    batch = kept(figures)
    storing.read_now(batch)
    Import.objects.filter(pk=batch.pk).update(stage=Stage.STORING)
    indicator = Indicator.objects.create(
        city=city,
        key="crowded",
        names={"nb": "x"},
        measure="share",
        direction="more_is_worse",
        kind="result",
    )
    Observation.objects.create(  # what a killed process had stored so far
        batch=batch,
        indicator=indicator,
        area="01",
        name="Dalen",
        level="area",
        period="2018",
        value=0.1,
        line=2,
    )
    assert observations(city).table.is_empty()
    storing.store_import.call(batch.pk, coordinator.pk)
    batch.refresh_from_db()
    assert batch.stage == Stage.IN_USE
    assert batch.observations.count() == 60
    storing.store_import.call(batch.pk, coordinator.pk)
    assert batch.observations.count() == 60


def test_what_was_broken_off_is_taken_up_again_wherever_it_stopped(
    kept, city, figures, coordinator
):
    waiting = kept(figures)
    reading = kept(changed_table())
    Import.objects.filter(pk=reading.pk).update(stage=Stage.READING)
    assert importing.take_up_again() == 2
    stages = Import.objects.values_list("stage", flat=True)
    assert set(stages) == {Stage.READ}
    Import.objects.filter(pk=waiting.pk).update(stage=Stage.STORING, progress=40)
    assert importing.take_up_again() == 1
    waiting.refresh_from_db()
    assert (waiting.stage, waiting.progress) == (Stage.IN_USE, 100)
    city.results.all().delete()  # killed after the figures counted, before the answer
    Import.objects.filter(pk=waiting.pk).update(progress=80)
    assert importing.take_up_again() == 1
    assert city.results.count() == 1
    assert importing.take_up_again() == 0


def test_a_browser_that_is_closed_loses_nothing(upload, text, city, figures):
    """The file is here, and waits in the list for whoever comes back."""
    upload(figures)
    shown = text("imports/")
    assert "tall.csv" in shown
    assert "Waits for your answer" in shown


def test_figures_that_give_no_answer_are_stored_and_told_of(page, upload, text, city):
    alone = b"area,name,level,period,indicator,value,unit\n00,Storvik,city,2023,x,0.5,share\n"
    batch = upload(alone)
    assert "The whole city only" in text(f"imports/{batch.pk}/")
    page(f"imports/{batch.pk}/use", {"yes": "1"})
    shown = text(f"imports/{batch.pk}/")
    assert "they give no answer about the areas yet" in shown
    assert "No figures yet" in text("city/")


def test_progress_is_a_part_of_the_page_that_reloads_it_when_done(page, loaded):
    part = page(f"imports/{newest().pk}/", headers={"hx-request": "true"})
    assert part.headers["HX-Refresh"] == "true"
    Import.objects.update(stage=Stage.STORING, progress=40)
    part = page(f"imports/{newest().pk}/", headers={"hx-request": "true"})
    assert 'value="40"' in part.content.decode()
    assert 'hx-trigger="every 1s"' in part.content.decode()
    assert "HX-Refresh" not in part.headers


@pytest.mark.parametrize(
    ("stage", "progress", "said"),
    [
        (Stage.WAITING, 0, "tall.csv is waiting to be read"),
        (Stage.READING, 0, "tall.csv is being read"),
        (Stage.STORING, 40, "The figures are being stored"),
        (Stage.IN_USE, 80, "The answer is being computed"),
    ],
)
def test_a_page_that_waits_can_be_looked_at_again_without_script(
    text, loaded, stage, progress, said
):
    Import.objects.update(stage=stage, progress=progress)
    shown = text(f"imports/{newest().pk}/")
    assert said in shown
    assert "See how far it has come" in shown
    assert "Being worked on" in text("imports/")


def test_reading_or_storing_what_is_decided_already_does_nothing(loaded, coordinator):
    storing.read_import.call(newest().pk)
    storing.store_import.call(newest().pk, coordinator.pk)
    assert newest().stage == Stage.IN_USE


def test_a_table_that_is_stored_before_it_is_answered_asks_first(kept):
    batch = kept(PASTED.encode(), is_pasted=True)
    Import.objects.filter(pk=batch.pk).update(stage=Stage.STORING)
    storing.store_import.call(batch.pk, None)
    batch.refresh_from_db()
    assert batch.stage == Stage.UNCLEAR


def test_undoing_what_is_not_in_use_does_nothing(page, upload, city, figures):
    batch = upload(figures)
    page(f"imports/{batch.pk}/undo", {"yes": "1"})
    assert newest().stage == Stage.READ
