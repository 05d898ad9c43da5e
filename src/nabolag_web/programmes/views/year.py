"""Pages about what comes every year."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST, require_safe

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.programmes import access, actions, forms, presenters, queries
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.typed import typed


@require_safe
@signed_in
def year(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="read")
    tasks, today = list(queries.year_tasks(here.programme)), localdate()
    shown = {
        "here": here,
        "deadlines": presenters.deadlines(tasks, today=today),
        "finished": presenters.finished(tasks, today=today),
        "months": presenters.months(tasks, today=today),
        "usual": presenters.usual_year(),
    }
    return render(request, "programmes/year.html", shown)


@signed_in
def add_task(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    form = forms.Task(typed(request))
    if request.method == "POST" and form.is_valid():
        actions.add_task(
            programme=here.programme, by=user_of(request), at=now(), **form.cleaned_data
        )
        return redirect("programmes:year", slug)
    return form_page(request, "programmes/add_task.html", form, here=here)


@require_POST
@signed_in
def take_usual_year(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    actions.add_tasks(
        programme=here.programme,
        tasks=presenters.usual_year(),
        by=user_of(request),
        at=now(),
    )
    return redirect("programmes:year", slug)


@signed_in
def change_task(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    task = get_object_or_404(here.programme.year, pk=pk)
    stands = {"title": task.title, "day": task.day, "month": task.month}
    form = forms.Task(typed(request), initial=stands)
    if request.method == "POST" and form.is_valid():
        actions.change_task(
            task=task, by=user_of(request), at=now(), **form.cleaned_data
        )
        return redirect("programmes:year", slug)
    return form_page(request, "programmes/change_task.html", form, here=here, task=task)


# A button that is pressed twice, or on a page that has stood open since last year, does
# nothing more: each says which year it is about.
@require_POST
@signed_in
def finish_task(request: HttpRequest, slug: str, pk: int, year: int) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    task = get_object_or_404(here.programme.year, pk=pk)
    if queries.due_on(task, today=localdate()).year == year:
        actions.finish_task(task=task, year=year, by=user_of(request), at=now())
    return redirect("programmes:year", slug)


@require_POST
@signed_in
def reopen_task(request: HttpRequest, slug: str, pk: int, year: int) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    task = get_object_or_404(here.programme.year, pk=pk)
    if task.done_at and task.done_for == year:
        actions.reopen_task(task=task, year=year, by=user_of(request), at=now())
    return redirect("programmes:year", slug)


@require_POST
@signed_in
def remove_task(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    task = get_object_or_404(here.programme.year, pk=pk)
    actions.remove_task(task=task, by=user_of(request), at=now())
    return redirect("programmes:year", slug)
