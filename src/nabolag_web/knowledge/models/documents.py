"""Documents that evidence is found in: the file, and what it is as a record."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nabolag_web.programmes.models import Programme


class DocumentStatus(models.TextChoices):
    """What a document is under the rules for access to documents.

    Working: a draft within the office. Case: part of a case.
    """

    WORKING = "working"
    CASE = "case"


class Document(models.Model):
    """A file someone has attached. ``kind`` is found in its content, not in its name.

    ``sha256`` is of what is stored; a picture is cleaned of metadata first. One that is
    taken out stays for a while and can come back.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="documents")
    title = models.CharField(max_length=200)
    file = models.FileField(upload_to="documents/", max_length=200)
    file_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField(null=True, blank=True)
    status = models.CharField(
        max_length=7, choices=DocumentStatus.choices, default=DocumentStatus.WORKING
    )
    is_exempt = models.BooleanField(default=False)
    legal_ground = models.CharField(max_length=200, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    searched = models.TextField(editable=False)

    class Meta:
        ordering = ["-added_at", "-pk"]
        indexes = [
            models.Index(
                fields=["programme", "removed_at", "-added_at"],
                name="knowledge_documents_listed",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "sha256"], name="knowledge_documents_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(title="") & ~models.Q(file=""),
                name="knowledge_documents_are_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=DocumentStatus.values),
                name="knowledge_documents_known_status",
            ),
            models.CheckConstraint(
                condition=models.Q(is_exempt=False, legal_ground="")
                | (models.Q(is_exempt=True) & ~models.Q(legal_ground="")),
                name="knowledge_exempt_has_a_ground",
            ),
        ]

    def __str__(self) -> str:
        return self.title
