"""What happens is written to standard error, one JSON object a line.

A line holds no names and no search words. An address may carry a secret (a link that
lets someone in), which is left out; all lines that belong to one request share its id.
"""

from __future__ import annotations

import logging
import secrets
import sys
from collections.abc import Callable
from contextvars import ContextVar
from http import HTTPStatus
from time import perf_counter
from types import TracebackType
from typing import Any

from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-Id"
logger = logging.getLogger("nabolag_web.requests")
_request_id: ContextVar[str] = ContextVar("request_id", default="")

_SECRET = ("token", "uidb36")
_NOT_TOLD = ("/health", "/static/")
"""Asked every few seconds by machines, or with every page: told only when refused."""

_HANDLER = {
    "class": "logging.StreamHandler",
    "formatter": "json",
    "filters": ["about_request"],
}
_WRITING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"about_request": {"()": "nabolag_web.config.logs.AboutRequest"}},
    "formatters": {
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "fmt": "{levelname}{name}{message}",
            "style": "{",
            "timestamp": "time",
            "rename_fields": {"levelname": "level", "exc_info": "error"},
            "json_ensure_ascii": False,
        }
    },
    "handlers": {"console": _HANDLER},
}


def page_logging() -> dict[str, Any]:
    """Give the setting that tells how pages and jobs write what happens."""
    told = {
        "nabolag_web": "INFO",
        # What Django warns of is mostly other people's mistaken addresses.
        "django": "ERROR",
        "django.security.DisallowedHost": "CRITICAL",
    }
    return _WRITING | {
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {name: {"level": level} for name, level in told.items()},
    }


def server_logging() -> dict[str, Any]:
    """Give the same for the web server, which otherwise writes to standard output."""
    quiet = {"handlers": ["console"], "level": "ERROR", "propagate": False}
    return _WRITING | {"loggers": {"_granian": quiet, "granian.access": quiet}}


class AboutRequest(logging.Filter):
    """Adds which request a line belongs to, and takes out what no log may hold."""

    def filter(self, record: logging.LogRecord) -> bool:
        if known := _request_id.get():
            record.request_id = known
        request = record.__dict__.pop("request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            record.args = tuple(
                told_path(request) if each == request.path else each
                for each in record.args
            )
        return True


def told_path(request: HttpRequest) -> str:
    """Give a request's path without what would let a reader of the log in."""
    path = request.path
    given = request.resolver_match.kwargs if request.resolver_match else {}
    secret = {name: given[name] for name in _SECRET if name in given}
    if "uidb36" in secret:
        secret["key"] = given["key"]  # elsewhere a key is an indicator's
    for value in secret.values():
        path = path.replace(str(value), "…")
    return path


def tell_of_requests(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Write a line about every request, and give it an id that people can refer to."""

    def middleware(request: HttpRequest) -> HttpResponse:
        known = secrets.token_hex(8)
        token = _request_id.set(known)
        begun = perf_counter()
        try:
            response = get_response(request)
            response[HEADER] = known
            if _is_told(request, response):
                _tell(request, response, perf_counter() - begun)
            return response
        finally:
            _request_id.reset(token)

    return middleware


def _is_told(request: HttpRequest, response: HttpResponse) -> bool:
    refused = response.status_code >= HTTPStatus.BAD_REQUEST
    return refused or not request.path.startswith(_NOT_TOLD)


def _tell(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    # Only one that the page itself has looked up: asking would cost a query.
    user = getattr(request, "_cached_user", None)
    logger.info(
        "answered",
        extra={
            "method": request.method,
            "path": told_path(request),
            "status": response.status_code,
            "milliseconds": round(seconds * 1000),
            "user": user.pk if user is not None else None,
        },
    )


def tell_of_faults() -> None:
    """Let a fault that ends this process be one line too, and whole."""

    def told(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        faults = logging.getLogger("nabolag_web")
        faults.critical("A fault in Nabolag", exc_info=(kind, error, trace))

    sys.excepthook = told
