"""Programmes, who works in them and with which role, goals, the year, and the trail."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from nabolag_web.shell.models import Trace


class Role(models.TextChoices):
    """What someone is in a programme. What each may do stands in ``access.py``."""

    COORDINATOR = "coordinator"
    ANALYST = "analyst"
    STAFF = "staff"
    BOARD = "board"
    PARTNER = "partner"
    READER = "reader"


class Phase(models.IntegerChoices):
    """How far an area programme has come."""

    CHOOSING = 1
    KNOWING = 2
    PLANNING = 3
    DOING = 4
    CARRYING_ON = 5


class Programme(models.Model):
    """A time-limited effort for one place. ``made_up`` is said on its every page."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    municipality = models.CharField(max_length=120, blank=True)
    first_year = models.PositiveSmallIntegerField(null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    main_goal = models.CharField(max_length=500, blank=True)
    phase = models.PositiveSmallIntegerField(
        choices=Phase.choices, default=Phase.CHOOSING
    )
    is_public = models.BooleanField(default=False)
    made_up = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="programmes"
    )

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name=""), name="programmes_have_a_name"
            ),
            models.CheckConstraint(
                condition=models.Q(last_year__isnull=True)
                | models.Q(first_year__isnull=True)
                | models.Q(last_year__gte=models.F("first_year")),
                name="programmes_end_after_they_begin",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """Someone's role in a programme; one person has one role there."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships"
    )
    role = models.CharField(max_length=12, choices=Role.choices)
    since = models.DateTimeField()

    class Meta:
        ordering = ["user__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "user"], name="programmes_one_role_each"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="programmes_known_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class RoleName(models.Model):
    """What a programme calls a role; without one the usual word is used."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="role_names")
    role = models.CharField(max_length=12, choices=Role.choices)
    name = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "role"], name="programmes_one_name_a_role"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Invitation(models.Model):
    """A link that lets one person in. Only a fingerprint of it is kept."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=12, choices=Role.choices)
    fingerprint = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    good_until = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "programme",
                condition=models.Q(accepted_at__isnull=True),
                name="programmes_one_open_invitation",
            )
        ]

    def __str__(self) -> str:
        return self.email


class Goal(models.Model):
    """A goal below the main goal; a goal may have goals of its own."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="goals")
    above = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="below"
    )
    text = models.CharField(max_length=300)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.text


class YearlyTask(models.Model):
    """Something that comes every year: the plan, the budget, the report.

    ``done_for`` is the last year that needs no more: it was done, at ``done_at``, or
    its day had passed when the task was added.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="year")
    title = models.CharField(max_length=120)
    month = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField()
    done_for = models.PositiveSmallIntegerField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["month", "day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(month__range=(1, 12), day__range=(1, 31)),
                name="programmes_a_day_of_the_year",
            ),
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=True)
                | models.Q(done_for__isnull=False),
                name="programmes_done_for_some_year",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProgrammeTrace(Trace):
    """What was done in a programme, and by whom."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="trail")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta(Trace.Meta):
        abstract = False
