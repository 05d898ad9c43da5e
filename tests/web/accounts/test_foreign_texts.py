"""Every text of allauth's and Django's that people can meet is said in our words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import allauth
import django
import pytest
from django.utils import translation

from nabolag_web.accounts import adapters, foreign_texts

CALLS = ("_", "gettext", "gettext_lazy", "pgettext", "ngettext", "ngettext_lazy")

# What stands here is never met, since its page is not reached or its words are ours.
LABELS_OF_OUR_OWN = {
    "Password",
    "Current Password",
    "New Password",
    "New Password (again)",
    "Code",
    "Authenticator code",
    "Email",
    "Email address",
    "Forgot your password?",
    "Use your password",
    "Use authenticator app or code",
}
ONE_ADDRESS_AND_NO_SIGNING_UP = {
    "Password (again)",
    "Email (again)",
    "Email (optional)",
    "Email address confirmation",
    "Username",
    "Username (optional)",
    "Username or email",
    "Username or phone",
    "Username, email or phone",
    "Email or phone",
    "Phone",
    "Login",
    "field label",
    "Remember Me",
    "You must type the same email each time.",
    "Use a security key",
    "Enter a phone number including country code (e.g. +1 for the US).",
}
SOURCES = {
    "account": ("adapter", "forms", "fields"),
    "mfa": ("adapter", "base.forms", "totp.forms", "recovery_codes.forms"),
    "socialaccount": ("adapter", "forms"),
}


def said_in(module: str) -> Iterator[str]:
    """Give the texts that a module of allauth's may say."""
    source = Path(import_module(module).__file__).read_text("utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
            if name in CALLS and texts and isinstance(texts[0], str):
                yield texts[-1] if name == "pgettext" else texts[0]


def all_of_allauths() -> set[str]:
    return {
        text
        for part, modules in SOURCES.items()
        for module in modules
        for text in said_in(f"{allauth.__name__}.{part}.{module}")
    }


def errors_of(adapter) -> dict[str, object]:
    return adapter.error_messages


# Each error of allauth's that we have no words for, and why no one meets it.
NEVER_MET = {
    "account_inactive": "only asked for where pages are drawn elsewhere",
    "cannot_remove_primary_email": "allauth's page for addresses is not reached",
    "duplicate_email": "allauth's page for addresses is not reached",
    "max_email_addresses": "allauth's page for addresses is not reached",
    "unverified_primary_email": "allauth's page for addresses is not reached",
    "email_taken": "no one signs up",
    "invalid_or_expired_key": "only asked for where pages are drawn elsewhere",
    "invalid_login": "everyone signs in with a password",
    "phone_password_mismatch": "there are no phone numbers",
    "phone_taken": "there are no phone numbers",
    "unknown_phone": "there are no phone numbers",
    "same_as_current": "there are no phone numbers",
    "select_only_one": "no one signs in by a code in a mail",
    "unknown_email": "it is not told which addresses have accounts",
    "username_blacklisted": "there are no user names",
    "username_password_mismatch": "there are no user names",
    "username_taken": "there are no user names",
    "add_email_blocked": "allauth's page for addresses is not reached",
    "cannot_delete_authenticator": "it can always be turned off",
    "unverified_email": "every address is one's own from the start",
    "invalid_token": "only asked for where pages are drawn elsewhere",
    "no_password": "our own page takes a sign-in away, and all have a password",
    "no_verified_email": "our own page takes a sign-in away",
    "disconnect_last": "our own page takes a sign-in away",
    "connected_other": "our own page connects",
}
ADAPTERS = (
    adapters.AccountAdapter,
    adapters.SecondFactorAdapter,
    adapters.SocialAccountAdapter,
)


@pytest.mark.parametrize("adapter", ADAPTERS)
def test_every_error_is_in_our_words_or_never_met(adapter):
    theirs = adapter.__base__.error_messages
    ours = {
        key for key, text in errors_of(adapter).items() if text is not theirs.get(key)
    }
    assert set(theirs) - ours <= set(NEVER_MET)
    assert not ours & set(NEVER_MET)


def test_no_text_of_allauths_is_left_out():
    """A new version that says something new makes this fail until it is looked at."""
    with translation.override(None):
        as_errors = {
            str(text)
            for adapter in ADAPTERS
            for text in adapter.__base__.error_messages.values()
        }
    keys = {"Master key", "Backup key", "Key nr. {number}"}  # no one signs in with keys
    known = (
        set(foreign_texts.TEXTS)
        | as_errors
        | LABELS_OF_OUR_OWN
        | ONE_ADDRESS_AND_NO_SIGNING_UP
        | keys
    )
    assert all_of_allauths() - known == set()


def test_the_labels_that_people_meet_are_ours():
    from nabolag_web.accounts.forms import signing_in

    forms = [
        form
        for form in vars(signing_in).values()
        if isinstance(form, type) and hasattr(form, "labels")
    ]
    for form in forms:
        if not form.__name__.startswith("_"):
            shown = {name for name in form.base_fields if name != "remember"}
            shown |= {"login"} if form is signing_in.SignIn else set()
            assert shown == set(form.labels), form


@pytest.mark.parametrize("text", foreign_texts.TEXTS)
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_foreign_text_is_translated(text, language):
    with translation.override(language):
        assert translation.gettext(text) != text


@pytest.mark.parametrize("text", foreign_texts.COUNTED)
@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("count", [1, 12])
def test_every_counted_text_is_translated(text, language, count):
    one, many = text._kw["singular"], text._kw["plural"]
    with translation.override(language):
        assert translation.ngettext(one, many, count) not in (one, many)


def msgids(path: str) -> set[str]:
    return set(said_in(f"{django.__name__}.{path}"))


PASSWORD_RULES_NOT_USED = {
    "The password is too similar to the %(verbose_name)s.",
    "Your password can’t be too similar to your other personal information.",
    "This password is entirely numeric.",
    "Your password can’t be entirely numeric.",
}


def test_every_rule_for_passwords_is_in_our_words():
    counted = {text._kw["singular"] for text in foreign_texts.COUNTED}
    rules = msgids("contrib.auth.password_validation")
    known = set(foreign_texts.TEXTS) | counted | PASSWORD_RULES_NOT_USED
    assert rules - known == set()
