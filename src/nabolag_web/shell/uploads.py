"""Files on their way in: none grows past what is taken in, whatever is sent."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


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
