"""Pages about a programme's goals."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.programmes import access, actions, forms, presenters
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.typed import typed


@signed_in
def add_goal(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    form = forms.NewGoal(typed(request), programme=here.programme)
    if request.method == "POST" and form.is_valid():
        actions.add_goal(
            programme=here.programme, by=user_of(request), at=now(), **form.cleaned_data
        )
        return redirect("programmes:about", slug)
    return form_page(request, "programmes/add_goal.html", form, here=here)


@require_POST
@signed_in
def take_goals(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    tree = next((tree for tree in presenters.goal_trees() if tree.key == key), None)
    if tree is None:
        raise Http404
    actions.take_goals(
        programme=here.programme,
        main=tree.main,
        goals=tree.goals,
        by=user_of(request),
        at=now(),
    )
    return redirect("programmes:about", slug)


@signed_in
def change_goal(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    goal = get_object_or_404(here.programme.goals, pk=pk)
    form = forms.GoalText(typed(request), initial={"text": goal.text})
    if request.method == "POST" and form.is_valid():
        actions.reword_goal(
            goal=goal, by=user_of(request), at=now(), **form.cleaned_data
        )
        return redirect("programmes:about", slug)
    return form_page(
        request,
        "programmes/change_goal.html",
        form,
        here=here,
        goal=goal,
        below=list(goal.below.all()),
    )


@require_POST
@signed_in
def remove_goal(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    goal = get_object_or_404(here.programme.goals, pk=pk)
    actions.remove_goal(goal=goal, by=user_of(request), at=now())
    return redirect("programmes:about", slug)
