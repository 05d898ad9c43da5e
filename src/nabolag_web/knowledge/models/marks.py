"""How far those in a forum share a finding: their own marks, or a show of hands."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nabolag_web.knowledge.models.forums import Seat
from nabolag_web.knowledge.models.meetings import Case, Meeting


class Given(models.TextChoices):
    """How a mark came."""

    PHONE = "phone"
    HAND = "hand"  # written down by the secretary


class TakenSeat(models.Model):
    """That a phone marks for a seat in a meeting, and no other phone does.

    ``key`` is a digest of what the phone keeps, so that the store does not tell it.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="taken_seats")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "seat"], name="knowledge_a_seat_taken_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.seat_id}"


class Mark(models.Model):
    """How far one in the forum shares a finding, 1–5, and what is missing in it.

    It stands with the seat while it can be changed. When the minutes are approved it is
    cut loose, and then no one can tell whose it was.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="marks")
    seat = models.ForeignKey(
        Seat, models.SET_NULL, null=True, blank=True, related_name="marks"
    )
    value = models.PositiveSmallIntegerField()
    missing = models.CharField(max_length=400, blank=True)
    given = models.CharField(max_length=5, choices=Given.choices, default=Given.PHONE)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "seat"], name="knowledge_one_mark_each"
            ),
            models.CheckConstraint(
                condition=models.Q(value__range=(1, 5)),
                name="knowledge_marks_one_to_five",
            ),
            models.CheckConstraint(
                condition=models.Q(given__in=Given.values), name="knowledge_known_given"
            ),
        ]

    def __str__(self) -> str:
        return str(self.value)


class Hands(models.Model):
    """A show of hands: how many were on each of 1–5, the five counts in that order."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="hands")
    counts = models.JSONField()
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.counts)
