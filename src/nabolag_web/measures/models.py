"""Measures, what they began with, and how they stood before."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nabolag_web.knowledge.models import Decision
from nabolag_web.programmes.models import Programme


class Stage(models.TextChoices):
    """How far a measure has come."""

    PLANNED = "planned"
    DOING = "doing"
    DONE = "done"
    PUT_OFF = "put_off"
    STOPPED = "stopped"


class Measure(models.Model):
    """Something done for the area. It begins with a decision, or a political order.

    ``ordered`` tells who gave the order and in which case. ``money`` is in whole
    kroner. ``version`` counts changes, so that two who change it at once lose nothing.
    One that is taken out stays for a while and can come back.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="measures")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    decision = models.ForeignKey(
        Decision, models.RESTRICT, null=True, blank=True, related_name="measures"
    )
    ordered = models.CharField(max_length=200, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="measures",
    )
    owner_words = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, blank=True)
    money = models.PositiveBigIntegerField(null=True, blank=True)
    stage = models.CharField(max_length=7, choices=Stage.choices, default=Stage.PLANNED)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        indexes = [
            models.Index(
                fields=["programme", "removed_at", "stage"], name="measures_listed"
            ),
            models.Index(fields=["owner", "stage", "due_on"], name="measures_owned"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"], name="measures_numbers"
            ),
            models.CheckConstraint(
                condition=~models.Q(title=""), name="measures_have_a_title"
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=Stage.values), name="measures_known_stage"
            ),
            models.CheckConstraint(
                condition=models.Q(decision__isnull=True) & ~models.Q(ordered="")
                | models.Q(decision__isnull=False, ordered=""),
                name="measures_begin_with_one",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class MeasureVersion(models.Model):
    """How a measure stood from a moment on, and why it was changed. Never altered."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    stage = models.CharField(max_length=7)
    due_on = models.DateField(null=True, blank=True)
    money = models.PositiveBigIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "number"], name="measures_version_numbers"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.title}"
