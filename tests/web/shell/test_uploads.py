"""A picture never reaches the disk as it was sent; other files may."""

from __future__ import annotations

import asyncio
import tempfile

import pytest
from django.core.files.uploadedfile import (
    InMemoryUploadedFile,
    SimpleUploadedFile,
    TemporaryUploadedFile,
)
from django.test import RequestFactory

from nabolag_web.shell.bodies import in_memory

MB = 1_000_000


def sent(**files):
    posted = {
        name: SimpleUploadedFile(f"{name}.jpg", content, "image/jpeg")
        for name, content in files.items()
    }
    return RequestFactory().post("/", {"before": "a", **posted, "after": "b"})


def test_a_large_picture_is_held_in_memory_and_another_file_is_not(settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    request = sent(photo=b"p" * 5 * MB, file=b"f" * 5 * MB)
    photo, file = request.FILES["photo"], request.FILES["file"]
    assert not isinstance(photo, TemporaryUploadedFile)
    assert isinstance(file, TemporaryUploadedFile)
    assert photo.read() == b"p" * 5 * MB
    assert (photo.size, photo.name) == (5 * MB, "photo.jpg")
    with file:
        assert file.read() == b"f" * 5 * MB
    assert (request.POST["before"], request.POST["after"]) == ("a", "b")


def test_a_small_file_is_held_as_before():
    assert isinstance(sent(file=b"f").FILES["file"], InMemoryUploadedFile)


def test_no_temporary_file_is_made_for_a_picture(settings, tmp_path):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "nowhere")  # making one would fail
    assert sent(photo=b"p" * 5 * MB).FILES["photo"].size == 5 * MB
    with pytest.raises(FileNotFoundError):
        assert sent(file=b"f" * 5 * MB).FILES


def test_of_a_picture_that_is_too_large_only_its_size_is_left(settings):
    settings.LARGEST_PICTURE = MB
    photo = sent(photo=b"p" * 3 * MB).FILES["photo"]
    assert (photo.size, photo.read()) == (3 * MB, b"")


MOST = 1000
END = 16_000


def received_by_django(body, *, path="/p/dalen/places/1/notes/new", kind="http"):
    """Sends a body in pieces, and gives what comes through."""
    starts = range(0, max(len(body), 1), 700)
    messages = [
        {
            "type": "http.request",
            "body": body[at : at + 700],
            "more_body": at != starts[-1],
        }
        for at in starts
    ]
    messages.append({"type": "http.disconnect"})
    came = []

    async def receive():
        return messages.pop(0)

    async def application(_scope, receive, _send):
        while (message := await receive())["type"] == "http.request":
            came.append(message["body"])

    bounded = in_memory(application, addresses=("/notes/new",), most=MOST)
    asyncio.run(bounded({"type": kind, "path": path}, receive, None))
    assert messages == []
    return b"".join(came)


@pytest.mark.parametrize("length", [0, 1, MOST, MOST + END])
def test_a_request_that_fits_comes_through_whole(length):
    body = bytes(number % 251 for number in range(length))
    assert received_by_django(body) == body


def test_of_a_larger_one_the_beginning_and_the_end_come_through():
    body = b"a" * MOST + b"b" * 50_000 + b"c" * END
    assert received_by_django(body) == b"a" * MOST + b"c" * END


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/p/dalen/documents/new", "http"), ("/p/dalen/places/1/notes/new", "websocket")],
)
def test_where_no_picture_is_sent_all_of_it_comes_through(path, kind):
    body = b"x" * 50_000
    assert received_by_django(body, path=path, kind=kind) == body


def test_what_fits_in_memory_django_keeps_there(settings):
    """Django puts a larger request into a file before anyone has looked at it."""
    most = settings.FILE_UPLOAD_MAX_MEMORY_SIZE
    with tempfile.SpooledTemporaryFile(max_size=most) as body:
        body.write(b"x" * most)
        assert not body._rolled
    assert settings.LARGEST_PICTURE + END < settings.LARGEST_WITH_PICTURE + END < most
