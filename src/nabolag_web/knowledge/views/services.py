"""Pages for the coordinator: services, whom to ask there, their links, and blocks."""

from __future__ import annotations

import logging

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from nabolag_web.accounts.access import signed_in, user_of
from nabolag_web.accounts.mail import MailNotSent
from nabolag_web.knowledge.actions import asking
from nabolag_web.knowledge.actions import services as actions
from nabolag_web.knowledge.forms import staff as forms
from nabolag_web.knowledge.models import Contact
from nabolag_web.knowledge.presenters import staff as presenters
from nabolag_web.knowledge.queries import staff as queries
from nabolag_web.programmes import access
from nabolag_web.shell.answers import form_page
from nabolag_web.shell.typed import typed

logger = logging.getLogger(__name__)


@require_safe
@signed_in
def services(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    shown = {
        "here": here,
        "services": presenters.service_lines(queries.services(here.programme), slug),
        "blocks": queries.blocks(here.programme),
        "alone": queries.waiting_without_reader(here.programme),
    }
    return render(request, "knowledge/staff/services.html", shown)


@signed_in
def add_service(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    form = forms.NewService(typed(request), others=here.programme.staff_services.all())
    if request.method == "POST" and form.is_valid():
        service = actions.add_service(
            programme=here.programme, by=user_of(request), at=now(), **form.cleaned_data
        )
        return redirect("knowledge:service", slug, service.pk)
    return form_page(request, "knowledge/staff/add_service.html", form, here=here)


@require_safe
@signed_in
def service(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    service = get_object_or_404(queries.services(here.programme), pk=pk)
    shown = {"here": here, "service": service, "contacts": service.contacts.all()}
    return render(request, "knowledge/staff/service.html", shown)


@signed_in
def change_service(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    service = get_object_or_404(here.programme.staff_services, pk=pk)
    form = forms.ChangedService(
        typed(request),
        others=here.programme.staff_services.exclude(pk=pk),
        initial={"name": service.name, "is_active": service.is_active},
    )
    if request.method == "POST" and form.is_valid():
        actions.change_service(
            service=service, by=user_of(request), at=now(), **form.cleaned_data
        )
        messages.success(request, _("Saved."))
        return redirect("knowledge:service", slug, pk)
    return form_page(
        request, "knowledge/staff/change_service.html", form, here=here, service=service
    )


@signed_in
def add_contact(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    service = get_object_or_404(here.programme.staff_services, pk=pk)
    form = forms.NewContact(typed(request))
    if request.method == "POST" and form.is_valid():
        actions.add_contact(
            service=service, by=user_of(request), at=now(), **form.cleaned_data
        )
        messages.success(request, _("Now they can be given a link."))
        return redirect("knowledge:service", slug, pk)
    return form_page(
        request, "knowledge/staff/add_contact.html", form, here=here, service=service
    )


def _contact(here: access.Here, pk: int) -> Contact:
    found = Contact.objects.filter(service__programme=here.programme)
    return get_object_or_404(found.select_related("service__programme"), pk=pk)


@require_POST
@signed_in
def read_for_others(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    contact = _contact(here, pk)
    actions.make_reader(
        contact=contact,
        reads=not contact.is_reader,
        by=user_of(request),
        at=now(),
    )
    return redirect("knowledge:service", slug, contact.service_id)


@require_POST
@never_cache  # the answer holds the link
@signed_in
def show_link(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Make a new link, and show it once: for a text message, or by hand."""
    here = access.here(request, slug, to="lead")
    contact = _contact(here, pk)
    token = actions.renew_link(contact=contact, by=user_of(request), at=now())
    link = request.build_absolute_uri(reverse("knowledge:tell", args=[token]))
    shown = {"here": here, "contact": contact, "link": link}
    return render(request, "knowledge/staff/link_shown.html", shown)


@require_POST
@signed_in
def mail_link(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    contact = _contact(here, pk)
    try:
        asking.mail_link(
            contact,
            site=request.build_absolute_uri("/"),
            language=get_language() or "nb",
            why="given",
            at=now(),
        )
    except MailNotSent:
        logger.exception("A link could not be mailed")
        messages.error(
            request, _("No mail was sent. Show the link, and give it to them yourself.")
        )
    else:
        messages.success(request, _("The link is sent."))
    return redirect("knowledge:service", slug, contact.service_id)


@require_POST
@signed_in
def close_links(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    contact = _contact(here, pk)
    actions.close_links(contact=contact, by=user_of(request), at=now())
    messages.success(request, _("Their links open nothing any more."))
    return redirect("knowledge:service", slug, contact.service_id)


@require_POST
@signed_in
def end_contact(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    contact = _contact(here, pk)
    where = contact.service_id
    actions.end_contact(contact=contact, by=user_of(request), at=now())
    messages.success(request, _("They are deleted. What was sent stays, without them."))
    return redirect("knowledge:service", slug, where)


@signed_in
def add_block(request: HttpRequest, slug: str) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    form = forms.NewBlock(typed(request), programme=here.programme)
    if request.method == "POST" and form.is_valid():
        actions.add_block(
            programme=here.programme, by=user_of(request), at=now(), **form.cleaned_data
        )
        return redirect("knowledge:services", slug)
    return form_page(request, "knowledge/staff/add_block.html", form, here=here)


@require_POST
@signed_in
def remove_block(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    here = access.here(request, slug, to="lead")
    block = get_object_or_404(here.programme.blocks, pk=pk)
    actions.remove_block(block=block, by=user_of(request), at=now())
    return redirect("knowledge:services", slug)
