"""Findings: one sentence about an area, what it has said before, and how it is found."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nabolag.values import Dimension
from nabolag_web.areas.models import FocusArea
from nabolag_web.programmes.models import Programme


class Status(models.TextChoices):
    """How far the discussion of a finding has come."""

    DRAFT = "draft"
    QUESTIONED = "questioned"
    SHARED = "shared"
    ASIDE = "aside"


class Bears(models.TextChoices):
    """Whether a finding is something to mend, or something to build on."""

    CHALLENGE = "challenge"
    POSSIBILITY = "possibility"


class Finding(models.Model):
    """Something a programme has found out, in one sentence.

    ``version`` counts its changes, so that two who change it at once lose nothing. One
    that is taken out stays for a while and can come back. ``merged_into`` is where it
    went, and ``split_from`` where it came from.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="findings")
    number = models.PositiveIntegerField()
    sentence = models.CharField(max_length=300)
    bears = models.CharField(
        max_length=11, choices=Bears.choices, default=Bears.CHALLENGE
    )
    dimension = models.CharField(max_length=14, blank=True)
    area = models.ForeignKey(
        FocusArea, models.SET_NULL, null=True, blank=True, related_name="findings"
    )
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.DRAFT
    )
    version = models.PositiveIntegerField(default=1)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged"
    )
    split_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="parts"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        indexes = [
            models.Index(
                fields=["programme", "removed_at", "status", "-number"],
                name="knowledge_findings_listed",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"], name="knowledge_finding_numbers"
            ),
            models.CheckConstraint(
                condition=~models.Q(sentence=""),
                name="knowledge_findings_say_something",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=Status.values),
                name="knowledge_known_status",
            ),
            models.CheckConstraint(
                condition=models.Q(bears__in=Bears.values), name="knowledge_known_bears"
            ),
            models.CheckConstraint(
                condition=models.Q(dimension__in=["", *Dimension]),
                name="knowledge_known_dimension",
            ),
        ]

    def __str__(self) -> str:
        return self.sentence


class FindingVersion(models.Model):
    """What a finding said from a moment on, and why it was changed. Never altered."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    sentence = models.CharField(max_length=300)
    bears = models.CharField(max_length=11)
    dimension = models.CharField(max_length=14, blank=True)
    area_name = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=10)
    reason = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "number"], name="knowledge_version_numbers"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.sentence}"


class FindingWord(models.Model):
    """The stem of a word that stands in a finding, its evidence or its questions."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    finding = models.ForeignKey(Finding, models.CASCADE, related_name="words")
    stem = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "stem", "finding"], name="knowledge_words_once"
            )
        ]

    def __str__(self) -> str:
        return self.stem
