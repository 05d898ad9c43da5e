"""Accounts in words and figures: the trail, and the copy of one's own data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabolag_web.accounts import browser, queries
from nabolag_web.accounts.models import AccountTrace, User
from nabolag_web.shell import registry
from nabolag_web.shell.keeping import span

DONE_WORDS = {
    "account_made": gettext_lazy("made the account"),
    "account_described": gettext_lazy("changed their name or language"),
    "language_chosen": gettext_lazy("chose another language"),
    "address_changed": gettext_lazy("changed their e-mail address"),
    "password_changed": gettext_lazy("chose a new password"),
    "password_link_made": gettext_lazy("made a link to a new password for %(person)s"),
    "password_link_printed": gettext_lazy(
        "printed a link to a new password for %(person)s, as someone asked on the"
        " machine"
    ),
    "second_factor_on": gettext_lazy("turned on sign-in with a code"),
    "second_factor_off": gettext_lazy("turned off sign-in with a code"),
    "second_factor_taken": gettext_lazy(
        "turned off sign-in with a code for %(person)s"
    ),
    "recovery_codes_made": gettext_lazy("made new recovery codes"),
    "sign_in_connected": gettext_lazy("connected another way to sign in"),
    "sign_in_disconnected": gettext_lazy("took away another way to sign in"),
    "data_copied": gettext_lazy("took a copy of what is stored about them"),
    "account_deleted": gettext_lazy("deleted their account"),
    "account_closed": gettext_lazy("closed the account of %(person)s"),
    "account_opened": gettext_lazy("opened the account of %(person)s"),
    "administrator_made": gettext_lazy("made %(person)s an administrator"),
    "administrator_unmade": gettext_lazy(
        "took the right to run the installation from %(person)s"
    ),
    "operator_described": gettext_lazy("changed what the public statements say"),
    "tidied": gettext_lazy("took out what was due (%(count)s): %(kind)s"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A line of the trail: who, what, when."""

    at: datetime
    who: str
    what: str


def trail_lines(traces: Sequence[AccountTrace]) -> Iterator[Done]:
    """Give what was done, in words; those who are gone have no name."""
    persons = [trace.details.get("person") for trace in traces]
    names = queries.names(person for person in persons if person)
    gone = _("someone who has left")
    kinds = {thing.key: str(thing.what) for thing in registry.kept()}
    for trace, person in zip(traces, persons, strict=True):
        details = trace.details
        facts = {
            "person": names.get(person, gone),
            "count": details.get("count"),
            "kind": kinds.get(details.get("kind"), details.get("kind")),
        }
        what = str(DONE_WORDS[trace.done]) % facts
        yield Done(at=trace.at, who=_who(trace), what=what)


_BY_ITSELF = ("tidied", "password_link_printed")


def _who(trace: AccountTrace) -> str:
    if trace.by:
        return trace.by.name
    return "Nabolag" if trace.done in _BY_ITSELF else _("Someone who has left")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cookie:
    """A cookie that our pages may ask a browser to keep."""

    name: str
    why: str
    how_long: str


def cookies() -> list[Cookie]:
    """Give every cookie there is. None of them follows anyone anywhere."""
    until_closed = _("Until the browser is closed")
    told = (
        (
            settings.SESSION_COOKIE_NAME,
            _("Remembers that you are signed in."),
            _for(settings.SESSION_COOKIE_AGE),
        ),
        (
            browser.COOKIE,
            _("Keeps what you wrote for you alone, should the sign-in run out."),
            until_closed,
        ),
        (
            settings.CSRF_COOKIE_NAME,
            _("Makes sure that a form is sent from our own page."),
            _for(settings.CSRF_COOKIE_AGE),
        ),
        (
            settings.LANGUAGE_COOKIE_NAME,
            _("Remembers your language, when you have chosen one."),
            _for(settings.LANGUAGE_COOKIE_AGE),
        ),
        (
            CookieStorage.cookie_name,
            _("Carries a message such as “Saved” to the next page."),
            until_closed,
        ),
    )
    return [Cookie(name=name, why=why, how_long=long) for name, why, long in told]


def _for(seconds: int | None) -> str:
    return span(timedelta(seconds=seconds or 0))


def in_groups(secret: str, *, of: int = 4) -> str:
    """Give a long secret in groups that the eye can hold.

    >>> in_groups("ABCDEFGHIJ")
    'ABCD EFGH IJ'
    """
    return " ".join(secret[at : at + of] for at in range(0, len(secret), of))


def copy_of(user: User, *, at: datetime) -> dict[str, Any]:
    """Give all that is stored about someone, room by room, with keys in English."""
    return {
        "made_at": at,
        "account": {
            "name": user.name,
            "email": user.email,
            "language": user.language,
            "is_administrator": user.is_administrator,
            "made_at": user.made_at,
            "last_sign_in": user.last_login,
            "second_factor": queries.has_second_factor(user),
            "connected_sign_ins": [
                _connected(each) for each in queries.connected(user)
            ],
            "trail": [_trace(trace, user) for trace in queries.trail_about(user)],
            "drafts": [
                {"page": each.page, "saved_at": each.saved_at, "fields": each.fields}
                for each in user.drafts.order_by("page")
            ],
        },
        **{
            room.name: room.about_person(user)
            for room in registry.rooms()
            if room.about_person
        },
    }


def _connected(connected: Any) -> dict[str, Any]:
    return {
        "provider": connected.provider,
        "number_there": connected.uid,
        "email_there": connected.extra_data.get("email", ""),
        "connected_at": connected.date_joined,
        "last_used_at": connected.last_login,
    }


def _trace(trace: AccountTrace, user: User) -> dict[str, Any]:
    """Give a line of the trail without telling who else it was about."""
    return {
        "at": trace.at,
        "done": trace.done,
        "by_you": trace.by_id == user.pk,
        "about_you": trace.details.get("person") == user.pk,
    }
