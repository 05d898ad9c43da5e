"""Files on their way in: none grows past what is taken in, whatever is sent.

Pictures may show people who have not been asked, so one never reaches the disk as it
was sent: it is held in memory until it has been made safe to keep.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers


class NoLargerThanAllowed(FileUploadHandler):
    """Stops keeping a file that grows too large, and still tells how large it is.

    It stands before the handlers that keep what comes. Of a file that is too large
    nothing is left but its name and its size, which the form refuses in words.
    """

    too_large = False

    def new_file(self, *arguments: Any, **options: Any) -> None:
        """Begin with another file of the same form."""
        super().new_file(*arguments, **options)
        self.too_large = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Pass a piece on, until there is too much."""
        if start + len(raw_data) > settings.LARGEST_FILE:
            self.too_large = True
        return None if self.too_large else raw_data

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        """Give an empty file of the true size in the place of one that is too large."""
        if not self.too_large:
            return None
        return UploadedFile(
            file=BytesIO(),
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
        )


PICTURE = "photo"
"""What a field is called, in any form, whose file is never to reach the disk."""


class PicturesInMemory(FileUploadHandler):
    """Holds a picture in memory however large it is, up to what is taken in.

    It stands before the handlers that keep files, and leaves all other fields to them.
    """

    held: BytesIO | None = None

    def new_file(self, *arguments: Any, **options: Any) -> None:
        """Begin with another file of the same form."""
        super().new_file(*arguments, **options)
        self.held = None
        if self.field_name == PICTURE:
            self.held = BytesIO()
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Hold a piece; what is no picture is passed on."""
        if self.held is None:
            return raw_data
        if start + len(raw_data) > settings.LARGEST_PICTURE:
            self.held = BytesIO()
        else:
            self.held.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        """Give the picture; of one that is too large only its name and true size."""
        if self.held is None:
            return None
        self.held.seek(0)
        return UploadedFile(
            file=self.held,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
        )
