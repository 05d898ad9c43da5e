"""Addresses of programmes."""

from __future__ import annotations

from django.urls import include, path

from nabolag_web.programmes.views import (
    goals,
    invitations,
    people,
    programme,
    trail,
    year,
)

app_name = "programmes"

_about = [
    path("", programme.about, name="about"),
    path("name", programme.name_and_place, name="describe"),
    path("period", programme.period, name="period"),
    path("goal", programme.main_goal, name="main_goal"),
    path("phase/<int:number>", programme.enter_phase, name="phase"),
    path("publish", programme.publish, name="publish"),
    path("goals/new", goals.add_goal, name="add_goal"),
    path("goals/take/<slug:key>", goals.take_goals, name="take"),
    path("goals/<int:pk>", goals.change_goal, name="change_goal"),
    path("goals/<int:pk>/off", goals.remove_goal, name="remove_goal"),
]
_people = [
    path("", people.people, name="people"),
    path("invite", invitations.invite, name="invite"),
    path("invite/<int:pk>/off", invitations.withdraw, name="withdraw"),
    path("roles", people.name_roles, name="name_roles"),
    path("leave", people.leave, name="leave"),
    path("<int:pk>", people.change_role, name="change_role"),
    path("<int:pk>/off", people.remove_person, name="remove"),
]
_year = [
    path("", year.year, name="year"),
    path("new", year.add_task, name="add_task"),
    path("usual", year.take_usual_year, name="usual_year"),
    path("<int:pk>", year.change_task, name="change_task"),
    path("<int:pk>/done/<int:year>", year.finish_task, name="finish_task"),
    path("<int:pk>/open/<int:year>", year.reopen_task, name="reopen_task"),
    path("<int:pk>/off", year.remove_task, name="remove_task"),
]
urlpatterns = [
    path("programmes/", programme.programmes, name="programmes"),
    path("programmes/new", programme.new, name="new"),
    path("invitation/<str:token>", invitations.accept, name="accept"),
    path("p/<slug:slug>/about/", include(_about)),
    path("p/<slug:slug>/people/", include(_people)),
    path("p/<slug:slug>/year/", include(_year)),
    path("p/<slug:slug>/trail/", trail.trail, name="trail"),
]
