"""Taking a note on a phone: three things, and a point and a picture if there are any."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile
from PIL import Image

from nabolag_web.knowledge.actions.pictures import COVER
from nabolag_web.knowledge.models import PlaceNote

LINES = {
    "text": "Ingen går her\netter åtte",
    "code": "images",
    "said_by": "Butikkeier",
}
SEEN = {"photo_shows": "En mørk gangvei", "no_one_seen": "on"}
MAKER = "Kari sin telefon"


@pytest.fixture
def analysis(look):
    return look()


@pytest.fixture
def send(asked_by, url, analysis):
    """Sends a note: ``send(text="Noe")``, as staff."""
    client = asked_by("staff")

    def sent(**fields):
        return client.post(url("take_note", analysis.pk), {**LINES, **fields})

    return sent


def test_a_note_is_three_things(send, url, analysis, member):
    answer = send()
    assert answer.url == url("place", analysis.pk)
    note = PlaceNote.objects.get()
    assert (note.text, note.code) == ("Ingen går her etter åtte", "images")
    assert (note.said_by, note.noted_by.name) == ("Butikkeier", "Person Staff")
    assert (note.latitude, note.photo.name) == (None, "")


def test_the_form_asks_for_no_more_than_three(asked_by, url, analysis):
    form = asked_by("staff").get(url("take_note", analysis.pk)).context["form"]
    required = [name for name, field in form.fields.items() if field.required]
    assert required == ["text", "code", "said_by"]


def test_one_can_go_on_to_the_next_at_once(send, url, analysis):
    assert send(again="yes").url == url("take_note", analysis.pk)
    assert PlaceNote.objects.count() == 1


@pytest.mark.parametrize("missing", ["text", "code", "said_by"])
def test_what_is_missing_is_asked_for_and_the_rest_stands_there(send, missing):
    answer = send(**{missing: ""}, latitude="59,9", longitude="10,7")
    assert answer.status_code == 422
    page = answer.content.decode()
    kept = {"text": "Ingen går her", "said_by": "Butikkeier"}
    assert all(said in page for name, said in kept.items() if name != missing)
    assert 'value="59,9"' in page
    assert not PlaceNote.objects.exists()


@pytest.mark.parametrize(
    ("latitude", "longitude", "point"),
    [
        ("59,9139", "10.7522", (59.9139, 10.7522)),
        (" 59.91388 ", "−10,75", (59.9139, -10.75)),
        ("", "", (None, None)),
    ],
)
def test_a_point_is_written_with_a_comma_or_a_point(send, latitude, longitude, point):
    send(latitude=latitude, longitude=longitude)
    note = PlaceNote.objects.get()
    assert (note.latitude, note.longitude) == point


@pytest.mark.parametrize(
    ("latitude", "longitude", "told"),
    [
        ("59,9", "", "Write this too, or leave both out."),
        ("", "10,7", "Write this too, or leave both out."),
        ("her", "10,7", "Write a number, such as 59,9139."),
        ("91", "10,7", "at most 90 degrees"),
        ("59,9", "180,1", "at most 180 degrees"),
        ("nan", "10", "at most 90 degrees"),
    ],
)
def test_half_a_point_or_one_that_is_nowhere_is_given_back(
    send, latitude, longitude, told
):
    answer = send(latitude=latitude, longitude=longitude)
    assert (answer.status_code, told in answer.content.decode()) == (422, True)


def stored(note):
    with note.photo.open("rb") as file:
        return file.read()


def test_what_is_covered_is_gone_from_what_is_stored_and_so_is_the_camera(
    send, sent, picture
):
    exif = Image.Exif()
    exif[0x010F] = MAKER
    photo = picture(200, 100, exif=exif)
    assert MAKER.encode() in photo
    covered = "0 0 2500 5000; 9000 10000 5000 6000"  # drawn from any corner
    assert send(photo=sent(photo), covered=covered, **SEEN).status_code == 302
    note = PlaceNote.objects.get()
    assert MAKER.encode() not in stored(note)
    shown = np.asarray(Image.open(BytesIO(stored(note)))).astype(int)
    assert (note.photo_width, note.photo_height) == (200, 100)
    assert np.abs(shown[:44, :44] - COVER).max() <= 4
    assert np.abs(shown[68:, 108:172] - COVER).max() <= 4
    assert np.abs(shown[:44, 70:] - COVER).max() > 40


def test_without_scripts_nothing_is_covered_and_one_says_that_no_one_is_seen(
    send, sent, picture
):
    refused = send(photo=sent(picture()), photo_shows="En gangvei")
    assert refused.status_code == 422
    assert "Look through the picture" in refused.content.decode()
    assert "has to be chosen once more" in refused.content.decode()
    assert send(photo=sent(picture()), **SEEN).status_code == 302
    assert PlaceNote.objects.get().photo_shows == "En mørk gangvei"


def test_a_picture_is_told_in_words(send, sent, picture):
    answer = send(photo=sent(picture()), no_one_seen="on")
    assert "Say in a few words what it shows." in answer.content.decode()
    assert not PlaceNote.objects.exists()


def test_words_about_a_picture_without_the_picture_are_given_back(send):
    answer = send(**SEEN)
    assert "Choose the picture this tells of." in answer.content.decode()


@pytest.mark.parametrize(
    "covered",
    [
        "over ansiktet",
        "1 2 3",
        "1 2 3 4 5",
        "1;2",
        "0 0 1e9 x",
        "9" * 4000,
        "9" * 400 + " 0 0 1",
    ],
)
def test_what_is_covered_must_be_readable_or_nothing_is_stored(
    send, sent, picture, covered
):
    answer = send(photo=sent(picture()), covered=covered, **SEEN)
    assert answer.status_code == 422
    assert not PlaceNote.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.jpg", "not a picture"),
        (b"<script>alert(1)</script>", "a.png", "not a picture"),
        (b"%PDF-1.7 %%EOF", "a.jpg", "not a picture"),
        (b"", "a.jpg", "The file is empty."),
    ],
)
def test_what_is_no_picture_is_given_back(send, sent, content, name, told):
    answer = send(photo=sent(content, name), **SEEN)
    assert (answer.status_code, told in answer.content.decode()) == (422, True)
    assert not PlaceNote.objects.exists()


def test_a_picture_that_is_too_large_is_given_back_with_what_was_written(
    send, sent, picture, settings
):
    settings.LARGEST_PICTURE = 1000
    page = send(photo=sent(picture(600, 600)), **SEEN).content.decode()
    assert "larger than the 0 MB" in page
    assert "Butikkeier" in page


def test_a_picture_of_too_many_pixels_is_given_back(send, sent):
    made = BytesIO()
    Image.new("1", (9000, 8000)).save(made, "PNG")
    answer = send(photo=sent(made.getvalue()), **SEEN)
    assert "at most 64 million pixels" in answer.content.decode()


def test_the_picture_as_it_was_sent_never_reaches_the_disk(
    send, sent, picture, settings, tmp_path
):
    """Whatever its size: only the picture that was made safe is ever written."""
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "nowhere")  # writing one would fail
    photo = picture(1500, 1500) + b"the end of the original" * 100_000
    assert len(photo) > 2_000_000
    assert send(photo=sent(photo), covered="0 0 5000 5000", **SEEN).status_code == 302
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in files] == [stored(PlaceNote.objects.get())]
    assert b"the end of the original" not in files[0].read_bytes()


def test_it_never_does_so_when_the_sign_in_has_run_out_either(
    client_of, url, analysis, sent, picture, settings, tmp_path
):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "nowhere")
    fields = {**LINES, **SEEN, "photo": sent(picture(900, 900))}
    answer = client_of().post(url("take_note", analysis.pk), fields)
    assert answer.status_code == 302
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_other_files_do_use_the_disk_so_that_the_tests_above_prove_something(
    settings, tmp_path, rf, sent
):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    file = rf.post("/", {"file": sent(b"x" * 5000)}).FILES["file"]
    assert isinstance(file, TemporaryUploadedFile)
    file.close()


def test_the_server_reads_no_more_than_memory_holds_where_notes_are_sent(
    url, analysis, settings
):
    assert url("take_note", analysis.pk).endswith(settings.PICTURE_ADDRESSES)


def test_what_was_written_stands_there_after_a_sign_in_and_the_picture_does_not(
    client_of, member, url, analysis, sent, picture
):
    user = member("analyst")
    client = client_of(user)
    page = url("take_note", analysis.pk)
    client.get(page)
    del client.cookies["sessionid"]
    client.post(page, {**LINES, **SEEN, "photo": sent(picture())})
    client.force_login(user)
    shown = client.get(page).content.decode()
    assert "Butikkeier" in shown
    assert "En mørk gangvei" in shown


def test_a_note_is_changed_on_its_page_and_the_second_who_does_is_told(
    asked_by, url, analysis, take
):
    note = take(analysis)
    client = asked_by("coordinator")
    page = url("change_note", note.pk)
    opened = client.get(page).context["form"]
    assert opened["text"].value() == note.text
    changed = {**LINES, "version": opened["version"].value()}
    assert client.post(page, changed).url == url("place_note", note.pk)
    late = client.post(page, {**changed, "text": "Noe annet"})
    assert late.status_code == 422
    assert "Someone else changed this while you were writing" in late.content.decode()
    assert "Noe annet" in late.content.decode()
    assert PlaceNote.objects.get().text == "Ingen går her etter åtte"
