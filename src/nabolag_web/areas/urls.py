"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from nabolag_web.areas.api.endpoints import interface
from nabolag_web.areas.views import (
    cities,
    copies,
    described,
    dividing,
    importing,
    pages,
    public,
    refreshing,
)

app_name = "areas"
urlpatterns = [
    path("p/<slug:slug>/areas/", pages.front, name="areas"),
    path("p/<slug:slug>/areas/city/", pages.city, name="city"),
    path("p/<slug:slug>/areas/compare/", pages.compare, name="compare"),
    path("p/<slug:slug>/areas/focus", cities.focus, name="focus"),
    path("p/<slug:slug>/areas/city/choose", cities.choose, name="choose_city"),
    path("p/<slug:slug>/areas/city/<int:pk>/take", cities.take, name="take_city"),
    path("p/<slug:slug>/areas/city/share", cities.share, name="share_city"),
    path("p/<slug:slug>/areas/division", dividing.division, name="division"),
    path(
        "p/<slug:slug>/areas/division/<slug:key>/take",
        dividing.take,
        name="take_division",
    ),
    path(
        "p/<slug:slug>/areas/division/<int:pk>/leave",
        dividing.leave,
        name="leave_division",
    ),
    path("p/<slug:slug>/areas/measures", described.every, name="described"),
    path(
        "p/<slug:slug>/areas/measures/<path:key>/describe",
        described.one,
        name="describe",
    ),
    path("p/<slug:slug>/areas/public", described.public, name="publish"),
    path("p/<slug:slug>/areas/fetched", refreshing.every, name="refreshes"),
    path("p/<slug:slug>/areas/fetched/new", refreshing.new, name="refresh_new"),
    path(
        "p/<slug:slug>/areas/fetched/<int:pk>/stop",
        refreshing.stop,
        name="refresh_stop",
    ),
    path(
        "p/<slug:slug>/areas/city/copy/<str:figure>/<str:name>",
        copies.city,
        name="copy_city",
    ),
    path(
        "p/<slug:slug>/areas/indicators/<path:key>/copy/<str:figure>/<str:name>",
        copies.indicator,
        name="copy_indicator",
    ),
    path(
        "p/<slug:slug>/areas/indicators/<path:key>/", pages.indicator, name="indicator"
    ),
    path("p/<slug:slug>/areas/imports/", importing.every, name="imports"),
    path("p/<slug:slug>/areas/imports/new", importing.new, name="import"),
    path("p/<slug:slug>/areas/imports/<int:pk>/", importing.one, name="import_one"),
    path(
        "p/<slug:slug>/areas/imports/<int:pk>/answer",
        importing.answer,
        name="import_answer",
    ),
    path(
        "p/<slug:slug>/areas/imports/<int:pk>/again",
        importing.again,
        name="import_again",
    ),
    path("p/<slug:slug>/areas/imports/<int:pk>/use", importing.use, name="import_use"),
    path(
        "p/<slug:slug>/areas/imports/<int:pk>/drop", importing.drop, name="import_drop"
    ),
    path(
        "p/<slug:slug>/areas/imports/<int:pk>/undo", importing.undo, name="import_undo"
    ),
    path(
        "p/<slug:slug>/areas/at/<path:code>/copy/<str:figure>/<str:name>",
        copies.area,
        name="copy",
    ),
    path(
        "p/<slug:slug>/areas/at/<path:code>/figures.<str:kind>",
        copies.figures,
        name="figures",
    ),
    path("p/<slug:slug>/areas/at/<path:code>/", pages.area, name="area"),
    path("p/<slug:slug>/areas/at/<path:code>/<str:kind>", copies.report, name="report"),
    path("public/<slug:slug>/", public.programme, name="public"),
    path("public/<slug:slug>/areas/<path:code>/", public.area, name="public_area"),
    path(
        "public/<slug:slug>/indicators/<path:key>/",
        public.indicator,
        name="public_indicator",
    ),
    path("api/", public.interface, name="interface_page"),
    path("api/v1/", interface.urls),
    path("robots.txt", public.robots, name="robots"),
    path("sitemap.xml", public.sitemap, name="sitemap"),
]
