"""Style sheets and pictures, served from the package itself."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseFileResponse, WhiteNoiseMiddleware


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
            with closing(response):
                return HttpResponse(
                    response.getvalue(),
                    status=response.status_code,
                    headers=dict(response.items()),
                )
        found: HttpResponse = response
        return found

    return middleware
