"""What is looked up about programmes."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from nabolag_web.accounts.models import User
from nabolag_web.programmes.models import (
    Goal,
    Invitation,
    Membership,
    Programme,
    ProgrammeTrace,
    Role,
    YearlyTask,
)
from nabolag_web.shell.folding import holds
from nabolag_web.shell.registry import Due, Hit


def membership(user: User, slug: str) -> Membership | None:
    """Give someone's place in a programme; nothing for a stranger."""
    return (
        Membership.objects.select_related("programme")
        .filter(user=user, programme__slug=slug)
        .first()
    )


def of(user: User) -> QuerySet[Membership]:
    """Give the programmes someone has a place in."""
    return (
        Membership.objects.filter(user=user)
        .select_related("programme")
        .order_by("programme__name", "pk")
    )


def people(programme: Programme) -> QuerySet[Membership]:
    """Give everyone in a programme, by name."""
    return programme.memberships.select_related("user").order_by("user__name", "pk")


def role_names(programme: Programme) -> Mapping[str, str]:
    """Give what a programme calls roles in its own words."""
    return dict(programme.role_names.values_list("role", "name"))


def open_invitations(programme: Programme, *, at: datetime) -> QuerySet[Invitation]:
    """Give the invitations that can still be accepted."""
    return programme.invitations.filter(accepted_at__isnull=True, good_until__gt=at)


def fingerprint(token: str) -> str:
    """Give what is kept of an invitation's link, which does not open anything."""
    return salted_hmac("nabolag.invitation", token, algorithm="sha256").hexdigest()


def invitation(token: str, *, at: datetime) -> Invitation | None:
    """Give the invitation a link belongs to, while it can be accepted."""
    return (
        Invitation.objects.select_related("programme")
        .filter(
            fingerprint=fingerprint(token),
            accepted_at__isnull=True,
            good_until__gt=at,
        )
        .first()
    )


def goals(programme: Programme) -> QuerySet[Goal]:
    """Give the goals below the main goal, those below them fetched along."""
    return programme.goals.filter(above=None).prefetch_related("below")


def year_tasks(programme: Programme) -> QuerySet[YearlyTask]:
    """Give what comes every year, through the year."""
    return programme.year.all()


def due(programme: Programme, today: date) -> Iterator[Due]:
    """Give what comes next of each yearly task, for the programme's deadlines."""
    where = reverse("programmes:year", args=[programme.slug])
    for task in year_tasks(programme):
        yield Due(on=due_on(task, today=today), title=task.title, address=where)


def due_on(task: YearlyTask, *, today: date) -> date:
    """Give the day a yearly task is due next.

    One that was not done stays due on this year's day until it is done.
    """
    year = today.year if task.done_for is None else max(today.year, task.done_for + 1)
    return day_of(year, task.month, task.day)


def day_of(year: int, month: int, day: int) -> date:
    """Give a day of a year; the 31st is the last day of any month.

    >>> day_of(2027, 2, 31)
    datetime.date(2027, 2, 28)
    """
    return date(year, month, min(day, monthrange(year, month)[1]))


def trail(programme: Programme) -> QuerySet[ProgrammeTrace]:
    """Give what has been done in a programme, the newest first."""
    return programme.trail.select_related("by")


def search(programme: Programme, words: tuple[str, ...]) -> Iterator[Hit]:
    """Give what a search finds among a programme's people, goals and yearly tasks."""
    for kind, page, things in _searched(programme):
        address = reverse(page, args=[programme.slug])
        for title, text in things:
            if holds(words, title):
                yield Hit(kind=kind, title=title, text=text, address=address)


def _searched(
    programme: Programme,
) -> Iterator[tuple[str, str, Iterable[tuple[str, str]]]]:
    people = programme.memberships.values_list("user__name", "user__email")
    goals = programme.goals.values_list("text", flat=True)
    tasks = programme.year.values_list("title", flat=True)
    yield _("People"), "programmes:people", people
    yield _("Goals"), "programmes:about", ((goal, "") for goal in goals)
    yield _("The year"), "programmes:year", ((task, "") for task in tasks)


def about_person(user: User) -> dict[str, Any]:
    """Give what programmes have stored about someone, for their copy."""
    invitations = Invitation.objects.filter(
        Q(email__iexact=user.email) | Q(invited_by=user)
    ).select_related("programme")
    trail = ProgrammeTrace.objects.filter(
        Q(by=user) | Q(details__person=user.pk)
    ).select_related("programme")
    return {
        "programmes": [
            {
                "programme": place.programme.name,
                "role": place.role,
                "since": place.since.isoformat(),
            }
            for place in of(user)
        ],
        "invitations": [
            {
                "programme": invitation.programme.name,
                "email": invitation.email,
                "role": invitation.role,
                "made_at": invitation.made_at.isoformat(),
                "invited_by_you": invitation.invited_by_id == user.pk,
            }
            for invitation in invitations
        ],
        "done_in_programmes": [
            {
                "programme": trace.programme.name,
                "done": trace.done,
                "subject": trace.subject,
                "at": trace.at.isoformat(),
                "by_you": trace.by_id == user.pk,
            }
            for trace in trail
        ],
    }


def before_leaving(user: User) -> Iterator[str]:
    """Tell what someone must see to before their account can be deleted."""
    for place in of(user).filter(role=Role.COORDINATOR):
        others = place.programme.memberships.filter(role=Role.COORDINATOR)
        if not others.exclude(pk=place.pk).exists():
            yield _(
                "%(programme)s needs a coordinator. Make someone else one first."
            ) % {"programme": place.programme}
