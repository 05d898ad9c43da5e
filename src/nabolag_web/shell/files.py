"""Style sheets and pictures, served from the package itself."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseFileResponse, WhiteNoiseMiddleware

from nabolag.reports.editions.fragments import style_rules


def static_files(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer for the pages' own files with WhiteNoise, and let all else pass.

    WhiteNoise streams a file in a way that an ASGI server has to collect first, which
    Django warns of. Our files are small, so they are sent whole.
    """
    whitenoise = WhiteNoiseMiddleware(get_response)

    def middleware(request: HttpRequest) -> HttpResponse:
        response = whitenoise(request)
        if isinstance(response, WhiteNoiseFileResponse):
            return _whole(response)
        found: HttpResponse = response
        return found

    return middleware


def _whole(response: WhiteNoiseFileResponse) -> HttpResponse:
    # Closing the answer would tell Django that the request is over, so only the file is.
    with response.file_to_stream or nullcontext():
        return HttpResponse(
            response.getvalue(),
            status=response.status_code,
            headers=dict(response.items()),
        )


class NamedByContent(StaticFilesStorage):
    """Gives each file an address that changes with its content.

    So a browser may keep a file for a year, and still has the new one at once when
    Nabolag is brought up to date.
    """

    def url(self, name: str | None) -> str:
        return super().url(name) + _mark(name or "")


@cache  # a file does not change while the pages are served
def _mark(name: str) -> str:
    found = finders.find(name)
    return f"?v={mark_of(Path(found).read_bytes())}" if found else ""


def mark_of(content: bytes) -> str:
    """Give a short mark that is another one for any other content."""
    return sha256(content).hexdigest()[:12]


FIGURES = style_rules()
FIGURES_MARK = mark_of(FIGURES.encode())
"""The rules that the library's figures need, and their mark."""
