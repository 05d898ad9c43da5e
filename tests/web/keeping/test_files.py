"""Files with figures go when their time is up, and those in use stay."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from nabolag_web.accounts.actions import tidy_up
from nabolag_web.areas.models import City, Import, Indicator, Observation, Stage

JUST = timedelta(seconds=1)


@pytest.fixture
def city(programme):
    return City.objects.create(name="Storvik", slug="storvik", keeper=programme)


@pytest.fixture
def load(city, coordinator, moment, tmp_path):
    """Makes an import at some stage, with its file and a figure."""

    def loaded(stage, *, begun=moment, undone=None):
        made = Import.objects.create(
            city=city,
            file_name="tall.csv",
            file=ContentFile(b"x", name="tall.csv"),
            sha256="0" * 64,
            stage=stage,
            begun_by=coordinator,
            begun_at=begun,
            undone_at=undone,
        )
        indicator, _made = Indicator.objects.get_or_create(
            city=city, key="a", defaults={"names": {"nb": "A"}}
        )
        Observation.objects.create(
            batch=made, indicator=indicator, area="1", name="En", period="2025"
        )
        return made

    return loaded


@pytest.mark.parametrize(
    "stage",
    [
        Stage.WAITING,
        Stage.READING,
        Stage.UNCLEAR,
        Stage.REFUSED,
        Stage.READ,
        Stage.DROPPED,
    ],
)
def test_a_file_that_was_never_used_goes_after_30_days(
    load, moment, stage, django_capture_on_commit_callbacks, goes_at
):
    left = load(stage)
    used = load(Stage.IN_USE)
    with django_capture_on_commit_callbacks(execute=True):
        goes_at(
            "left_imports",
            moment + timedelta(days=30),
            gone={"areas.Import": 1, "areas.Observation": 1},
        )
    assert not default_storage.exists(left.file.name)
    assert default_storage.exists(used.file.name)


def test_a_file_that_was_undone_goes_after_a_year(
    load, moment, django_capture_on_commit_callbacks, goes_at, keep_people
):
    keep_people()
    undone = load(Stage.UNDONE, undone=moment)
    with django_capture_on_commit_callbacks(execute=True):
        goes_at(
            "undone_imports",
            moment + timedelta(days=365),
            gone={"areas.Import": 1, "areas.Observation": 1},
        )
    assert not default_storage.exists(undone.file.name)


@pytest.mark.parametrize("stage", [Stage.IN_USE, Stage.STORING])
def test_a_file_in_use_stays(load, moment, stage, keep_people):
    keep_people()
    load(stage)
    tidy_up(at=moment + timedelta(days=9000))
    assert Import.objects.count() == 1
    assert Observation.objects.count() == 1


def test_a_file_that_belongs_to_nothing_goes_after_a_day(load, moment):
    used = load(Stage.IN_USE)
    loose = default_storage.save("imports/2026/loose.csv", ContentFile(b"x"))
    elsewhere = default_storage.save("elsewhere/file.csv", ContentFile(b"x"))
    came = default_storage.get_modified_time(loose)
    assert "loose_files" not in tidy_up(at=came + timedelta(days=1) - JUST)
    assert default_storage.exists(loose)
    assert tidy_up(at=came + timedelta(days=1, seconds=1))["loose_files"] == 1
    assert not default_storage.exists(loose)
    assert default_storage.exists(used.file.name)
    assert default_storage.exists(elsewhere)


def test_an_installation_without_files_has_no_loose_ones(db, moment, thing):
    assert list(thing("loose_files").loose(moment)) == []


def test_an_import_without_a_file_goes_too(
    load, moment, django_capture_on_commit_callbacks
):
    left = load(Stage.DROPPED)
    Import.objects.filter(pk=left.pk).update(file="")
    with django_capture_on_commit_callbacks(execute=True):
        tidy_up(at=moment + timedelta(days=30))
    assert not Import.objects.exists()
