"""The one place where what the library says no to becomes an answer on a page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nabolag.errors import BadInput, NabolagError, Refused, WrongUsage

_STATUS: dict[type[NabolagError], int] = {WrongUsage: 404, BadInput: 422, Refused: 422}


class _LibraryErrors:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponse | None:
        """Answer for the errors a user can do something about; leave bugs to rise."""
        status = _STATUS.get(type(error)) if isinstance(error, NabolagError) else None
        if status is None:
            return None
        return render(request, "shell/refused.html", {"error": error}, status=status)


library_errors = _LibraryErrors
