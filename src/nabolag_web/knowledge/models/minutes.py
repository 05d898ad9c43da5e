"""Minutes of a meeting: a working document until they are approved, then locked."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nabolag_web.knowledge.models.documents import DocumentStatus
from nabolag_web.knowledge.models.meetings import Meeting


class Minutes(models.Model):
    """What a meeting said and decided. Once approved, nothing of it is altered.

    Until then the page reads everything from the meeting's own rows. Approval freezes
    that in ``parts`` with its fingerprint, and keeps the ``file`` (PDF/A) with its own
    hash. Exempt minutes name the legal ground.
    """

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="minutes")
    status = models.CharField(
        max_length=7, choices=DocumentStatus.choices, default=DocumentStatus.WORKING
    )
    is_exempt = models.BooleanField(default=False)
    legal_ground = models.CharField(max_length=200, blank=True)
    parts = models.JSONField(default=dict, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    file = models.FileField(upload_to="minutes/%Y/", max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_exempt=False, legal_ground="")
                | (models.Q(is_exempt=True) & ~models.Q(legal_ground="")),
                name="knowledge_exempt_on_a_ground",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    status=DocumentStatus.WORKING,
                    approved_at__isnull=True,
                    fingerprint="",
                    file="",
                )
                | (
                    models.Q(status=DocumentStatus.CASE, approved_at__isnull=False)
                    & ~models.Q(fingerprint="")
                ),
                name="knowledge_approved_minutes_are_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(file="", sha256="")
                | (~models.Q(file="") & ~models.Q(sha256="")),
                name="knowledge_minutes_files_have_a_hash",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.status}"
