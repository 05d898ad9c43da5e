"""Meetings of a forum: who was there, its cases, and what is said of each."""

from __future__ import annotations

from django.db import models

from nabolag_web.knowledge.models.findings import Finding
from nabolag_web.knowledge.models.forums import Forum, Seat
from nabolag_web.knowledge.models.questions import Question
from nabolag_web.knowledge.models.standing import Standing, TakenOff


class MeetingStage(models.TextChoices):
    """How far a meeting has come."""

    PLANNED = "planned"
    CALLED = "called"  # its papers are made, and the cases stand as they were then
    HELD = "held"
    APPROVED = "approved"  # its minutes are locked


class Meeting(models.Model):
    """A meeting of a forum: the ``number``-th that ``year``.

    ``others`` are those who were there without a seat. ``version`` counts its changes,
    so that two who change it at once lose nothing.
    """

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="meetings")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    on = models.DateField()
    begins = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    stage = models.CharField(
        max_length=8, choices=MeetingStage.choices, default=MeetingStage.PLANNED
    )
    secretary = models.ForeignKey(
        Seat, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    others = models.CharField(max_length=300, blank=True)
    next_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    planned_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(
                fields=["forum", "stage", "-on"], name="knowledge_meetings_listed"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "year", "number"], name="knowledge_meeting_numbers"
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=MeetingStage.values),
                name="knowledge_known_meeting_stage",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    stage__in=[MeetingStage.PLANNED, MeetingStage.CALLED],
                    held_at__isnull=True,
                )
                | models.Q(
                    stage__in=[MeetingStage.HELD, MeetingStage.APPROVED],
                    held_at__isnull=False,
                ),
                name="knowledge_held_meetings_have_a_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(next_on__isnull=True)
                | models.Q(next_on__gt=models.F("on")),
                name="knowledge_next_meeting_is_later",
            ),
        ]

    def __str__(self) -> str:
        return numbered(self.number, self.year)


class Came(models.TextChoices):
    """Whether someone was at a meeting."""

    PRESENT = "present"
    APOLOGIES = "apologies"
    ABSENT = "absent"


class Attendance(models.Model):
    """Whether the one with a seat was at a meeting; without a row no one has said."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="attendance")
    came = models.CharField(max_length=9, choices=Came.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "seat"], name="knowledge_came_or_not"
            ),
            models.CheckConstraint(
                condition=models.Q(came__in=Came.values), name="knowledge_known_came"
            ),
        ]

    def __str__(self) -> str:
        return self.came


class CaseKind(models.TextChoices):
    """What a meeting is asked to do with a case."""

    FINDING = "finding"
    QUESTION = "question"
    MEASURES = "measures"
    INFORMATION = "information"
    CONSENT = "consent"  # decided in one step with the others of its kind


class Case(models.Model):
    """A case of a meeting: 31/26 is a forum's 31st in 2026.

    ``proposed`` is the proposed decision and ``said`` what was said of the case.
    ``frozen`` holds what was known when the papers were made, as plain values, so that
    it can be read whatever comes later; it is empty until then. ``forum`` and ``year``
    stand here too, so that the database keeps numbers apart. ``version`` counts
    changes, so that two who write at once lose nothing. Members mark how far they share
    the finding while marks are open, one case at a time; ``minority`` is what those who
    do not share it think, in words. One that is taken off the agenda keeps its number,
    and can be put back until the minutes are approved.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="cases")
    forum = models.ForeignKey(Forum, models.CASCADE, related_name="cases")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=11, choices=CaseKind.choices)
    title = models.CharField(max_length=300)
    finding = models.ForeignKey(
        Finding, models.SET_NULL, null=True, blank=True, related_name="cases"
    )
    question = models.ForeignKey(
        Question, models.SET_NULL, null=True, blank=True, related_name="cases"
    )
    proposed = models.TextField(blank=True)
    said = models.TextField(blank=True)
    frozen = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    marks_opened_at = models.DateTimeField(null=True, blank=True)
    marks_closed_at = models.DateTimeField(null=True, blank=True)
    minority = models.CharField(max_length=600, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = Standing["Case"]()
    taken_off = TakenOff["Case"]()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"],
                condition=models.Q(
                    marks_opened_at__isnull=False, marks_closed_at__isnull=True
                ),
                name="knowledge_marks_one_case_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(marks_closed_at__isnull=True)
                | models.Q(marks_opened_at__isnull=False),
                name="knowledge_marks_open_before_they_close",
            ),
            models.UniqueConstraint(
                fields=["forum", "year", "number"], name="knowledge_case_numbers"
            ),
            models.CheckConstraint(
                condition=~models.Q(title=""), name="knowledge_cases_have_a_title"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=CaseKind.values),
                name="knowledge_known_case_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.title}"

    @property
    def takes_marks(self) -> bool:
        """Tell whether members may mark it now."""
        return self.marks_opened_at is not None and self.marks_closed_at is None

    @property
    def label(self) -> str:
        """Give its number as it is written, such as 31/26."""
        return numbered(self.number, self.year)


class Disqualified(models.Model):
    """That someone took no part in a case, and on which ground."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="disqualified")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")
    ground = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "seat"], name="knowledge_disqualified_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(ground=""),
                name="knowledge_disqualified_on_a_ground",
            ),
        ]

    def __str__(self) -> str:
        return self.ground


def numbered(number: int, year: int) -> str:
    """Give a number of a year as it is written.

    >>> numbered(31, 2026)
    '31/26'
    """
    return f"{number}/{year % 100:02d}"
