"""Addresses of what staff tell, for the team and by a link."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from nabolag_web.knowledge.views import answering, pulse, services, staff

_staff: list[URLPattern | URLResolver] = [
    path("", staff.staff, name="staff"),
    path("series/<int:pk>", staff.series, name="series"),
    path("questions/<int:pk>/keep", staff.keep_series, name="keep_series"),
    path("told/", staff.observations, name="observations"),
    path("told/<int:pk>/off", staff.take_out, name="take_out_answer"),
    path("services/", services.services, name="services"),
    path("services/new", services.add_service, name="add_service"),
    path("services/<int:pk>", services.service, name="service"),
    path("services/<int:pk>/change", services.change_service, name="change_service"),
    path("services/<int:pk>/ask", services.add_contact, name="add_contact"),
    path("asked/<int:pk>/reads", services.read_for_others, name="read_for_others"),
    path("asked/<int:pk>/link", services.show_link, name="show_link"),
    path("asked/<int:pk>/mail", services.mail_link, name="mail_link"),
    path("asked/<int:pk>/close", services.close_links, name="close_links"),
    path("asked/<int:pk>/off", services.end_contact, name="end_contact"),
    path("blocks/new", services.add_block, name="add_block"),
    path("blocks/<int:pk>/off", services.remove_block, name="remove_block"),
    path("pulse/", pulse.pulse, name="pulse"),
    path("pulse/start", pulse.start, name="start_pulse"),
    path("pulse/stop", pulse.stop, name="stop_pulse"),
    path("pulse/open", pulse.open_now, name="open_pulse"),
    path("pulse/questions/<int:pk>", pulse.question, name="pulse_question"),
]
_by_link: list[URLPattern | URLResolver] = [
    path("", answering.answer, name="tell"),
    path("mine/<int:pk>", answering.mine, name="mine"),
    path("mine/<int:pk>/off", answering.take_back, name="take_back"),
    path("read/<int:pk>", answering.read, name="read"),
    path("read/<int:pk>/on", answering.send_on, name="send_on"),
]

STAFF: list[URLPattern | URLResolver] = [
    path("p/<slug:slug>/staff/", include(_staff)),
    path("tell/<str:token>/", include(_by_link)),
]
