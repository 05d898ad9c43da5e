"""An area's picture as residents have read it, and when it was published."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nabolag_web.knowledge.models.meetings import Meeting
from nabolag_web.programmes.models import Programme


class ReadPicture(models.Model):
    """The picture of an area that a residents' forum read in a meeting.

    ``parts`` is the picture as it stood then, as plain values. What is published is what
    was read, and no other. The area stands by its code and name, since a programme may
    let go of an area and what was read stays.
    """

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="read_pictures"
    )
    code = models.CharField(max_length=120)
    name = models.CharField(max_length=200)
    meeting = models.ForeignKey(Meeting, models.RESTRICT, related_name="read_pictures")
    parts = models.JSONField()
    said = models.CharField(max_length=600, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["-noted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "code"], name="knowledge_picture_read_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.noted_at:%Y-%m-%d}"


class PublishedPicture(models.Model):
    """That what residents read was published, and taken back where it was, and why."""

    read = models.ForeignKey(ReadPicture, models.CASCADE, related_name="publications")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_for = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["read"],
                condition=models.Q(taken_back_at=None),
                name="knowledge_picture_out_once",
            ),
            models.CheckConstraint(
                condition=models.Q(taken_back_at=None, taken_back_for="")
                | (
                    models.Q(taken_back_at__isnull=False) & ~models.Q(taken_back_for="")
                ),
                name="knowledge_picture_taken_back_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.read} {self.published_at:%Y-%m-%d}"
