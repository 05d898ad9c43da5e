"""What is looked up about forums, their meetings and their cases."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from nabolag_web.accounts.models import User
from nabolag_web.knowledge.models import (
    Case,
    CaseKind,
    Decision,
    Disqualified,
    Forum,
    Meeting,
    MeetingStage,
    Seat,
)
from nabolag_web.programmes.models import Membership, Programme


def forums(programme: Programme) -> QuerySet[Forum]:
    """Give a programme's forums, those that have ended last, with how many sit there."""
    seated = Count("seats", filter=Q(seats__until__isnull=True), distinct=True)
    return programme.forums.annotate(seated=seated).order_by("ended_at", "name", "pk")


def sitting(forum: Forum) -> QuerySet[Seat]:
    """Give those who sit in a forum now."""
    return forum.seats.filter(until__isnull=True).select_related("user")


def who_can_sit(forum: Forum, seat: Seat | None) -> QuerySet[User]:
    """Give those in the programme without a seat in a forum, and the seat's own."""
    places = Membership.objects.filter(programme=forum.programme_id)
    taken = forum.seats.filter(until__isnull=True, user__isnull=False)
    free = Q(pk__in=places.values("user")) & ~Q(pk__in=taken.values("user"))
    own = Q(pk=seat.user_id if seat else None)
    return User.objects.filter(free | own).order_by("name", "pk")


def seat_of(user: User, forum: Forum) -> Seat | None:
    """Give someone's own seat in a forum, if they have one."""
    return forum.seats.filter(user=user, until__isnull=True).first()


def forums_of(user: User, programme: Programme) -> QuerySet[Forum]:
    """Give the forums of a programme that someone sits in."""
    seats = Seat.objects.filter(user=user, until__isnull=True)
    return programme.forums.filter(pk__in=seats.values("forum"))


def meetings(forum: Forum) -> QuerySet[Meeting]:
    """Give a forum's meetings, the newest first, with how many cases each has."""
    return forum.meetings.select_related("minutes").annotate(
        takes_up=Count("cases", filter=Q(cases__removed_at=None), distinct=True),
        decided=Count(
            "cases__decisions",
            filter=Q(cases__decisions__removed_at=None),
            distinct=True,
        ),
    )


def seated_at(meeting: Meeting) -> QuerySet[Seat]:
    """Give those who had a seat on the day of a meeting, or have one still."""
    forum = meeting.forum
    still = Q(until__isnull=True) | Q(until__gte=meeting.on)
    return forum.seats.filter(still).select_related("user")


def cases_with_all(meeting: Meeting) -> QuerySet[Case]:
    """Give a meeting's cases in order, with all that was recorded of each."""
    return meeting.cases.select_related("finding", "question").prefetch_related(
        Prefetch("decisions", Decision.objects.select_related("owner__user")),
        Prefetch("disqualified", Disqualified.objects.select_related("seat__user")),
    )


def decided_by_email(meeting: Meeting) -> QuerySet[Decision]:
    """Give what the forum decided by e-mail since its meeting before this one.

    What was written down only after that meeting's minutes were approved comes here
    too, however long ago it was decided, so that none is left out of all minutes.
    """
    forum = meeting.forum
    decided = forum.decisions.filter(by_email=True, on__lte=meeting.on)
    before = (
        forum.meetings.filter(on__lt=meeting.on)
        .filter(stage__in=[MeetingStage.HELD, MeetingStage.APPROVED])
        .first()
    )
    if before is not None:
        since = Q(on__gt=before.on)
        if before.stage == MeetingStage.APPROVED:
            since |= Q(decided_at__gt=before.minutes.approved_at)
        decided = decided.filter(since)
    return decided.select_related("owner__user")


def by_email(forum: Forum) -> QuerySet[Decision]:
    """Give what a forum has decided by e-mail, the newest first."""
    decided = forum.decisions.filter(by_email=True).select_related("owner__user")
    return decided.order_by("-on", "-pk")


def next_meetings(programme: Programme) -> dict[int, date]:
    """Give the day each forum meets next, by the forum's key."""
    ahead = Meeting.objects.filter(
        forum__programme=programme,
        stage__in=[MeetingStage.PLANNED, MeetingStage.CALLED],
    ).order_by("-on")
    return dict(ahead.values_list("forum", "on"))


def first_open_case(meeting: Meeting) -> Case | None:
    """Give the case a meeting has come to: the first in which nothing is recorded."""
    return undecided(meeting).filter(said="").first()


def undecided(meeting: Meeting) -> QuerySet[Case]:
    """Give the cases of a meeting in which nothing is decided."""
    made = Decision.objects.filter(case__meeting=meeting)
    return meeting.cases.exclude(pk__in=made.values("case"))


def beside(case: Case) -> tuple[list[Case], int]:
    """Give all the cases of a case's meeting in order, and its place among them."""
    cases = list(case.meeting.cases.only("pk", "number", "year", "title", "meeting"))
    return cases, [each.pk for each in cases].index(case.pk)


def attendance(meeting: Meeting) -> dict[int, str]:
    """Give who came and who did not, by seat."""
    return dict(meeting.attendance.values_list("seat", "came"))


def is_open_consent(case: Case) -> bool:
    """Tell whether a case can be decided in one step with the others of its kind."""
    is_consent = case.kind == CaseKind.CONSENT and case.proposed != ""
    return is_consent and not case.decisions.all()


def recorded(case: Case) -> tuple[QuerySet[Decision], QuerySet[Disqualified]]:
    """Give what was decided in a case, and who took no part in it."""
    return (
        case.decisions.select_related("owner__user"),
        case.disqualified.select_related("seat__user"),
    )
