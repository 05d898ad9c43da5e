"""Whether pages can be answered, told to whoever watches over the installation."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from importlib.metadata import version
from typing import Any, Protocol

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

ADDRESS = "/health"


def answer_health(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer at the door: who watches may use another name of this machine."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return health(request) if request.path == ADDRESS else get_response(request)

    return middleware


@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """Tell whether pages can be answered: the store must answer and be up to date."""
    return told(
        is_answering=is_answering, is_up_to_date=lambda: is_up_to_date(connection)
    )


def told(
    *, is_answering: Callable[[], bool], is_up_to_date: Callable[[], bool]
) -> HttpResponse:
    """Say 200 when all is well, else 503 with what is wrong."""
    status = "ok"
    if not is_answering():
        status = "store does not answer"
    elif not is_up_to_date():
        status = "store is not up to date"
    return JsonResponse(
        {"status": status, "version": version("nabolag")},
        status=HTTPStatus.OK if status == "ok" else HTTPStatus.SERVICE_UNAVAILABLE,
    )


class Asked(Protocol):
    """What can be asked for a cursor."""

    def cursor(self) -> Any: ...


def is_answering(store: Asked = connection) -> bool:
    """Tell whether the store answers a question."""
    try:
        with store.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


class UpToDate:
    """Tells whether the store has everything this version needs.

    Once it has, it is not asked again: nothing takes a table away while pages are
    answered.
    """

    def __init__(self) -> None:
        self._known = False

    def __call__(self, store: BaseDatabaseWrapper) -> bool:
        if not self._known:
            executor = MigrationExecutor(store)
            plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
            self._known = not plan
        return self._known


is_up_to_date = UpToDate()
