"""Addresses of forums, meetings and what was decided."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from nabolag_web.knowledge.views import (
    agenda,
    cases,
    decisions,
    documents,
    facilitating,
    forums,
    marking,
    meetings,
    minutes,
    sharing,
)

_forum: list[URLPattern | URLResolver] = [
    path("", forums.forum, name="forum"),
    path("change", forums.change_forum, name="change_forum"),
    path("end", forums.end_forum, name="end_forum"),
    path("reopen", forums.reopen_forum, name="reopen_forum"),
    path("seats/new", forums.seat, name="seat"),
    path("seats/<int:seat_pk>", forums.change_seat, name="change_seat"),
    path("seats/<int:seat_pk>/off", forums.unseat, name="unseat"),
    path("meetings/new", meetings.plan, name="plan"),
    path("decisions/new", decisions.by_email, name="decide_by_email"),
]
_case: list[URLPattern | URLResolver] = [
    path("", cases.case, name="case"),
    path("change", agenda.change_case, name="change_case"),
    path("up", agenda.move_up, name="move_case"),
    path("off", agenda.drop_case, name="drop_case"),
    path("back", agenda.put_back, name="put_case_back"),
    path("said", cases.write_said, name="write_said"),
    path("decide", cases.decide, name="decide"),
    path("decisions/<int:decision_pk>/off", cases.retract, name="retract"),
    path("decisions/<int:decision_pk>/back", cases.put_back, name="put_decision_back"),
    path("disqualified", cases.disqualify, name="disqualify"),
    path("marks", facilitating.marks, name="marks"),
    path("marks/open", facilitating.open_marks, name="open_marks"),
    path("marks/close", facilitating.close_marks, name="close_marks"),
    path("marks/hands", facilitating.count_hands, name="count_hands"),
    path("marks/hands/off", facilitating.drop_hands, name="drop_hands"),
    path("marks/minority", facilitating.write_minority, name="write_minority"),
    path("disqualified/<int:noted_pk>/off", cases.requalify, name="requalify"),
]
_meeting: list[URLPattern | URLResolver] = [
    path("", meetings.meeting, name="meeting"),
    path("change", meetings.move, name="move_meeting"),
    path("agenda", agenda.draw, name="agenda"),
    path("call", meetings.call, name="call"),
    path("begin", meetings.begin, name="begin"),
    path("attendance", meetings.attendance, name="attendance"),
    path("consent", cases.consent, name="consent"),
    path("close", meetings.close, name="close"),
    path("minutes", minutes.minutes, name="minutes"),
    path("minutes.<str:kind>", documents.minutes, name="minutes_file"),
    path("papers.<str:kind>", documents.papers, name="papers"),
    path("minutes/access", minutes.exempt, name="exempt"),
    path("minutes/approve", minutes.approve, name="approve"),
    path("cases/new", agenda.add_case, name="add_case"),
    path("seats/<int:seat_pk>/free", facilitating.free_seat, name="free_seat"),
    path("cases/<int:case_pk>/", include(_case)),
]
FORUMS: list[URLPattern | URLResolver] = [
    path(
        "p/<slug:slug>/shared/",
        sharing.shared_understanding,
        name="shared_understanding",
    ),
    path("m/<int:pk>-<slug:key>/", marking.phone, name="phone"),
    path("p/<slug:slug>/forums/", forums.forums, name="forums"),
    path("p/<slug:slug>/forums/new", forums.found, name="found_forum"),
    path("p/<slug:slug>/forums/<int:pk>/", include(_forum)),
    path("p/<slug:slug>/forums/meetings/<int:pk>/", include(_meeting)),
    path(
        "p/<slug:slug>/forums/decisions/<int:pk>", decisions.decision, name="decision"
    ),
    path("p/<slug:slug>/forums/decisions/<int:pk>/done", decisions.done, name="done"),
    path(
        "p/<slug:slug>/forums/decisions/<int:pk>/open",
        decisions.not_done,
        name="not_done",
    ),
]
