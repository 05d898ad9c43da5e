"""Addresses of accounts. Those of signing in stand in ``sign_in_urls.py``."""

from __future__ import annotations

from django.urls import path

from nabolag_web.accounts.views import (
    drafts,
    first,
    installation,
    keeping,
    language,
    mine,
    signing_in,
    statements,
)

app_name = "accounts"
urlpatterns = [
    path("language", language.language, name="language"),
    path("start/<str:token>", first.first, name="first"),
    path("account/unknown", signing_in.no_account, name="no_account"),
    path("account/", mine.mine, name="mine"),
    path("account/describe", mine.describe, name="describe"),
    path("account/address", mine.change_address, name="change_address"),
    path("account/address/<str:token>", mine.confirm_address, name="confirm_address"),
    path("account/provider/<int:pk>/off", mine.disconnect, name="disconnect"),
    path("account/copy", mine.copy, name="copy"),
    path("account/drafts/<str:key>", drafts.draft, name="draft"),
    path("account/drafts/<str:key>/off", drafts.discard, name="discard_draft"),
    path("account/delete", mine.delete, name="delete"),
    path("privacy", statements.privacy, name="privacy"),
    path("accessibility", statements.accessibility, name="accessibility"),
    path("installation/", installation.installation, name="installation"),
    path("installation/kept", keeping.kept_things, name="kept"),
    path("installation/kept/tidy", keeping.tidy, name="tidy"),
    path("installation/trail", installation.trail, name="trail"),
    path(
        "installation/operator",
        installation.describe_operator,
        name="describe_operator",
    ),
    path(
        "installation/accessibility",
        installation.describe_accessibility,
        name="describe_accessibility",
    ),
    path("installation/accounts/<int:pk>", installation.account, name="account"),
    path("installation/accounts/<int:pk>/close", installation.close, name="close"),
    path("installation/accounts/<int:pk>/open", installation.open_again, name="open"),
    path(
        "installation/accounts/<int:pk>/administrator",
        installation.make_administrator,
        name="make_administrator",
    ),
    path(
        "installation/accounts/<int:pk>/administrator/off",
        installation.unmake_administrator,
        name="unmake_administrator",
    ),
    path(
        "installation/accounts/<int:pk>/second-factor/off",
        installation.take_second_factor,
        name="take_second_factor",
    ),
    path(
        "installation/accounts/<int:pk>/password",
        installation.new_password,
        name="new_password",
    ),
]
