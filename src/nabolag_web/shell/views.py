"""The start page, made reports, health and the pages for errors."""

from __future__ import annotations

from importlib.metadata import version

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nabolag_web.shell import policy, presenters, queries


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    groups = presenters.report_groups(queries.made_reports())
    thread = presenters.red_thread()
    return render(request, "shell/start.html", {"groups": groups, "thread": thread})


@require_safe
def report(request: HttpRequest, name: str, language: str, kind: str) -> HttpResponse:
    path = queries.report_file(name, language, kind)
    if path is None:
        raise Http404
    response = HttpResponse(path.read_bytes(), content_type=queries.KINDS[kind])
    response.headers[policy.HEADER] = policy.REPORTS
    response.headers["Content-Language"] = language
    return response


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"status": "ok", "version": version("nabolag")})


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "shell/not_found.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    return render(request, "shell/failed.html", status=500)
