"""Files that cannot be used: each has its clear sentence, and changes nothing."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from tests.library.sources.conftest import compound
from tests.web.conftest import PASTED, long_table

from nabolag.sources.files.opening import LIMITS
from nabolag_web.areas.actions import importing, storing
from nabolag_web.areas.models import Import, Observation, Stage

pytestmark = pytest.mark.django_db(transaction=True)

LOCKED = compound({"EncryptedPackage": b"x" * 5000})
CODED = "Område;2023\nDalen;21\nGrünerløkka;12\n".encode("latin-1")


def two_sheets():
    """A workbook with two tables."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name in ("Trangbodde", "Lavinntekt"):
        sheet = book.add_worksheet(name)
        for row, cells in enumerate((("Område", "2023"), ("Dalen", 3), ("Lia", 4))):
            sheet.write_row(row, 0, cells)
    book.close()
    return out.getvalue()


@pytest.fixture
def refused(page, city):
    """Sends a file that cannot be used; gives the page that tells why."""

    def sent(content, name="fil.csv", **fields):
        page("imports/new", {"file": SimpleUploadedFile(name, content), **fields})
        batch = Import.objects.get()
        assert batch.stage == Stage.REFUSED, (batch.stage, batch.found)
        assert Observation.objects.count() == 0
        return page(f"imports/{batch.pk}/").content.decode()

    return sent


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (LOCKED, "tall.xlsx", "The file is locked with a password."),
        (b"%PDF-1.7 and so on", "tall.pdf", "The file is no table"),
        (b"\x89PNG\r\n and so on", "tall.png", "The file is no table"),
        (b"<!doctype html><p>Not found", "tall.csv", "The file is no table"),
        (b"\x00\x01\x02" * 50, "tall.csv", "The file is no table"),
        (b"just words", "tall.csv", "No figures were found in it."),
        (b"area,2023\n", "tall.csv", "No figures were found in it."),
        ("sted;tall\nÅs;1".encode("utf-16-le"), "tall.csv", "Some letters in the file"),
        (two_sheets(), "tall.xlsx", "no sheet, or several"),
        (b"PK\x03\x04broken", "tall.xlsx", "The table cannot be read as it is."),
    ],
)
def test_each_usual_trouble_has_its_own_sentence(
    refused, settings, content, name, said
):
    shown = refused(content, name)
    assert said in shown
    assert str(settings.MEDIA_ROOT) not in shown
    assert "More about what is wrong (in English)" in shown


def test_a_file_in_an_old_code_page_is_read_as_what_it_is(page, city):
    page("imports/new", {"file": SimpleUploadedFile("tall.csv", CODED)})
    batch = Import.objects.get()
    assert batch.stage == Stage.UNCLEAR
    assert batch.found["areas"] == 2


def test_a_cell_that_is_wrong_is_shown_with_line_column_and_remedy(refused, figures):
    shown = refused(
        figures.replace(
            b"Dalen,area,2019,crowded,Trangbodde husholdninger,240",
            b"Dalen,area,2019,crowded,Trangbodde husholdninger,2b0",
        )
    )
    assert "Line 7, column numerator, cannot be read as it is." in shown
    assert "Correct the cell, and load the table again." in shown
    assert "<strong>2b0</strong>" in shown
    assert "fil.csv cannot be used as it is" in shown


def test_what_is_wrong_in_pasted_cells_is_told_by_their_own_line_and_heading(
    page, city
):
    page("imports/new", {"pasted": PASTED.replace("21,1 %", "21,x %")})
    batch = Import.objects.get()
    shown = page(f"imports/{batch.pk}/").content.decode()
    assert batch.stage == Stage.REFUSED
    assert "Line 3, column 2023, cannot be read as it is." in shown


def test_a_text_with_no_room_is_told_before_anything_is_stored(refused, figures):
    long = "Dalen" + "n" * 300
    shown = refused(figures.replace(b"Dalen", long.encode()))
    assert "longer than there is room for" in shown


def test_an_indicator_with_no_room_is_told_too(refused, figures):
    shown = refused(figures.replace(b",crowded,", b"," + b"c" * 250 + b","))
    assert "longer than there is room for" in shown


def test_areas_the_division_has_not_lead_to_the_division(
    page, city, figures, coordinator, moment
):
    from nabolag_web.areas.actions.loading import load_shipped_division

    load_shipped_division(city=city, key="oslo", by=coordinator, at=moment)
    unknown = figures.replace(b",area,", b" i Storvik,area,").replace(b"\n0", b"\nX")
    page("imports/new", {"file": SimpleUploadedFile("tall.csv", unknown)})
    batch = Import.objects.get()
    shown = page(f"imports/{batch.pk}/").content.decode()
    assert "Some areas are not in the way the city is divided here." in shown
    assert "How the city is divided" in shown
    city.divisions.all().delete()
    page(f"imports/{batch.pk}/again", {"yes": "1"})
    batch.refresh_from_db()
    assert batch.stage == Stage.READ
    assert batch.problem is None


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Paste some cells, or choose a file."),
        (
            {"file": SimpleUploadedFile("tom.csv", b"")},
            "The file is empty. See that it was saved",
        ),
        (
            {"pasted": PASTED, "file": SimpleUploadedFile("a.csv", b"a,b\n1,2")},
            "Send one at a time.",
        ),
        ({"pasted": PASTED, "holds": "moves"}, "Only figures can be pasted."),
    ],
)
def test_nothing_empty_or_double_is_taken_in(page, city, sent, said):
    answer = page("imports/new", {"holds": "figures", **sent})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Import.objects.exists()


def test_what_was_pasted_stands_in_the_form_when_it_is_refused(page):
    answer = page("imports/new", {"city": "", "pasted": PASTED})
    assert answer.status_code == 422
    assert "Hele byen\t14,2 %" in answer.content.decode()


def test_a_file_that_is_too_large_is_refused_with_its_size_and_never_kept(
    page, city, settings
):
    settings.LARGEST_FILE = 100_000
    file = SimpleUploadedFile("stor.csv", b"x" * 2_400_000)
    answer = page("imports/new", {"file": file})
    assert answer.status_code == 422
    assert "The file is 2 MB" in answer.content.decode()
    assert not Import.objects.exists()


def test_no_more_is_taken_in_than_the_library_reads(settings):
    assert LIMITS.bytes_ == settings.LARGEST_FILE


def test_pasted_cells_beyond_all_measure_are_refused_with_a_page(page, city, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    answer = page("imports/new", {"pasted": PASTED * 100})
    assert answer.status_code == 400
    assert "It may be too large" in answer.content.decode()
    assert not Import.objects.exists()


def test_an_upload_that_breaks_off_halfway_leaves_nothing(city, programme, coordinator):
    from django.http import UnreadablePostError

    from nabolag_web.areas.views.importing import new

    class BrokenOff(io.BytesIO):
        def read(self, *_size):
            raise OSError

    request = RequestFactory().post(f"/p/{programme.slug}/areas/imports/new")
    request.META["CONTENT_LENGTH"] = "1000"
    request.META["CONTENT_TYPE"] = "multipart/form-data; boundary=x"
    request._stream = BrokenOff()
    request.user, request.session = coordinator, {}
    with pytest.raises(UnreadablePostError):
        new(request, programme.slug)
    assert not Import.objects.exists()


def test_a_fault_of_ours_is_told_and_the_file_can_be_read_again(
    page, city, figures, coordinator, moment
):
    batch = importing.keep_file(
        city=city, file_name="a.csv", content=figures, by=coordinator, at=moment
    )
    name = batch.file.name
    Import.objects.filter(pk=batch.pk).update(file="", stage=Stage.WAITING)
    with pytest.raises(ValueError, match="no file"):
        storing.read_import.call(batch.pk)
    batch.refresh_from_db()
    assert batch.stage == Stage.REFUSED
    shown = page(f"imports/{batch.pk}/").content.decode()
    assert "Something went wrong on our side. Nothing was changed." in shown
    Import.objects.filter(pk=batch.pk).update(file=name)
    page(f"imports/{batch.pk}/again", {"yes": "1"})
    batch.refresh_from_db()
    assert batch.stage == Stage.READ


def test_storing_that_cannot_go_on_lets_others_in_and_leaves_no_rows(
    city, figures, coordinator, moment
):
    """The file was read once, but is not what it was when it is to be stored."""
    batch = importing.keep_file(
        city=city, file_name="a.csv", content=figures, by=coordinator, at=moment
    )
    storing.read_now(batch)
    with open(batch.file.path, "wb") as file:  # noqa: PTH123 - as someone might
        file.write(long_table().replace(b",240,", b",2x0,"))
    Import.objects.filter(pk=batch.pk).update(stage=Stage.STORING)
    storing.store_import.call(batch.pk, coordinator.pk)
    batch.refresh_from_db()
    assert batch.stage == Stage.REFUSED
    assert batch.observations.count() == 0


def test_a_file_that_breaks_off_in_a_line_has_no_row_to_show(refused):
    shown = refused(b'area,2023\nDalen,"3\n')
    assert "cannot be read as it is." in shown
    assert "The line as it stands" not in shown


def test_a_line_that_is_wrong_is_told_with_its_cells(refused):
    shown = refused(
        b"area,name,level,period,indicator,value,unit\n"
        b"01,Dalen,area,,x,0.1,share\n01,Dalen,area,2022,x,0.1,share\n"
    )
    assert "Line 2, column period, cannot be read as it is." in shown
    assert "The line as it stands" in shown
