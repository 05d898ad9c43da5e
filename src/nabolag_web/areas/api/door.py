"""The door to the interface: open to every page on the web, and only to read."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from nabolag_web.areas.api.problems import of_status

INTERFACE = "/api/v1/"
_READING = "GET, HEAD, OPTIONS"
_A_DAY = str(24 * 3600)


def open_door(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Let pages of other origins read the interface, and answer there in its own way.

    What is published may be read from anywhere, without cookies; nothing else of
    Nabolag may.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(INTERFACE):
            return get_response(request)
        response = _answer(request, get_response)
        response.headers.setdefault("Cache-Control", "public, no-cache")
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return middleware


def _answer(
    request: HttpRequest, get_response: Callable[[HttpRequest], HttpResponse]
) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(
            status=HTTPStatus.NO_CONTENT,
            headers={
                "Allow": _READING,
                "Access-Control-Allow-Methods": _READING,
                "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
                "Access-Control-Max-Age": _A_DAY,
            },
        )
    if request.method == "HEAD":
        request.method = "GET"  # the same answer; the server leaves the body out
    response = get_response(request)
    is_page = response.get("Content-Type", "").startswith("text/html")
    refused = response.status_code >= HTTPStatus.BAD_REQUEST
    if refused and (is_page or response.status_code == HTTPStatus.METHOD_NOT_ALLOWED):
        said = of_status(response.status_code)
        if "Allow" in response:
            said["Allow"] = _READING
        return said
    return response
