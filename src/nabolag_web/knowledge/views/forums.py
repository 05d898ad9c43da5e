"""Pages about forums: which there are, each one, and what waits for whoever looks."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.knowledge.access import forums as access
from nabolag_web.knowledge.actions import forums as actions
from nabolag_web.knowledge.actions import seats
from nabolag_web.knowledge.forms.forums import ForumForm, SeatForm
from nabolag_web.knowledge.presenters import forums as words
from nabolag_web.knowledge.presenters.minutes import decision_lines
from nabolag_web.knowledge.presenters.pages import FormPage
from nabolag_web.knowledge.presenters.waiting import waiting_lines
from nabolag_web.knowledge.queries import meetings as queries
from nabolag_web.knowledge.queries.minutes import decision_parts
from nabolag_web.knowledge.queries.waiting import waiting_for
from nabolag_web.programmes.access import Here, here
from nabolag_web.programmes.queries import membership
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.typed import typed

FORM = "knowledge/forums/form.html"


@require_safe
@signed_in
def forums(request: HttpRequest, slug: str) -> HttpResponse:
    where = here(request, slug, to="read")
    lines = words.forum_lines(
        queries.forums(where.programme), queries.next_meetings(where.programme)
    )
    shown = {
        "here": where,
        "forums": [line for line in lines if not line.ended],
        "ended": [line for line in lines if line.ended],
        "waiting": _waiting(request, where),
    }
    return render(request, "knowledge/forums/forums.html", shown)


def _waiting(request: HttpRequest, where: Here) -> object:
    user, today = user_of(request), localdate()
    place = membership(user, where.programme.slug)
    waiting = waiting_for(user, place, today=today) if place else []
    return waiting_lines(waiting, where.programme.slug, today=today)


@signed_in
def found(request: HttpRequest, slug: str) -> HttpResponse:
    where = here(request, slug, to="lead")
    form = ForumForm(typed(request), programme=where.programme, forum=None)
    if request.method == "POST" and form.is_valid():
        forum = actions.found_forum(
            programme=where.programme,
            described=form.described(),
            by=user_of(request),
            at=now(),
        )
        return redirect("knowledge:forum", slug, forum.pk)
    page = FormPage(
        title=_("Found a forum"),
        lead=_("A group that questions findings and decides. Members come afterwards."),
        button=_("Found it"),
        above=_("Forums"),
        back=reverse("knowledge:forums", args=[slug]),
    )
    return form_page(request, FORM, form, here=where, page=page)


@require_safe
@signed_in
def forum(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    at = access.at_forum(request, slug, pk, to="see")
    by_email = list(queries.by_email(at.forum)) if at.may["read"] else []
    shown = {
        "here": at.here,
        "at": at,
        "facts": words.forum_facts(at.forum),
        "seats": words.seat_lines(queries.sitting(at.forum)),
        "meetings": words.meeting_lines(
            queries.meetings(at.forum), slug, opens=partial(access.readable, at)
        ),
        "by_email": decision_lines(decision_parts(by_email)),
    }
    return render(request, "knowledge/forums/forum.html", shown)


@signed_in
def change_forum(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    at = access.at_forum(request, slug, pk, to="lead")
    form = ForumForm(typed(request), programme=at.here.programme, forum=at.forum)
    if request.method == "POST" and form.is_valid():
        actions.change_forum(
            forum=at.forum, described=form.described(), by=user_of(request), at=now()
        )
        return redirect("knowledge:forum", slug, pk)
    page = _page_of(at, title=_("Change what the forum is"), button=_("Save"))
    return form_page(request, FORM, form, here=at.here, page=page)


@require_POST
@signed_in
def end_forum(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    at = access.at_forum(request, slug, pk, to="lead")
    actions.end_forum(forum=at.forum, by=user_of(request), at=now())
    messages.success(request, _("The forum has ended. Its meetings stay."))
    return redirect("knowledge:forum", slug, pk)


@require_POST
@signed_in
def reopen_forum(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    at = access.at_forum(request, slug, pk, to="lead")
    others = at.here.programme.forums.filter(ended_at__isnull=True)
    if others.filter(name=at.forum.name).exclude(pk=pk).exists():
        messages.error(request, _("Another forum has the same name now."))
    else:
        actions.reopen_forum(forum=at.forum, by=user_of(request), at=now())
    return redirect("knowledge:forum", slug, pk)


# Those who sit there


@signed_in
def seat(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    at = access.at_forum(request, slug, pk, to="lead")
    form = SeatForm(typed(request), forum=at.forum, seat=None)
    if request.method == "POST" and form.is_valid():
        seats.seat(forum=at.forum, sitter=form.sitter(), by=user_of(request), at=now())
        return redirect("knowledge:forum", slug, pk)
    page = _page_of(
        at,
        title=_("Give someone a seat"),
        lead=_("A name is enough: they need no account to be in the forum."),
        button=_("Give a seat"),
    )
    return form_page(request, FORM, form, here=at.here, page=page)


@signed_in
def change_seat(request: HttpRequest, slug: str, pk: int, seat_pk: int) -> HttpResponse:
    at = access.at_forum(request, slug, pk, to="lead")
    place = get_object_or_404(queries.sitting(at.forum), pk=seat_pk)
    form = SeatForm(typed(request), forum=at.forum, seat=place)
    if request.method == "POST" and form.is_valid():
        seats.change_seat(
            place=place, sitter=form.sitter(), by=user_of(request), at=now()
        )
        return redirect("knowledge:forum", slug, pk)
    page = _page_of(at, title=_("Change a seat"), button=_("Save"))
    return form_page(request, FORM, form, here=at.here, page=page)


@require_POST
@signed_in
def unseat(request: HttpRequest, slug: str, pk: int, seat_pk: int) -> HttpResponse:
    at = access.at_forum(request, slug, pk, to="lead")
    place = get_object_or_404(queries.sitting(at.forum), pk=seat_pk)
    seats.unseat(place=place, by=user_of(request), at=now())
    messages.success(request, _("The seat has ended. Old minutes keep the name."))
    return redirect("knowledge:forum", slug, pk)


def _page_of(
    at: access.AtForum, *, title: str, button: str, lead: str = ""
) -> FormPage:
    back = reverse("knowledge:forum", args=[at.here.programme.slug, at.forum.pk])
    return FormPage(
        title=title, lead=lead, button=button, above=at.forum.name, back=back
    )
