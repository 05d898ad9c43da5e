"""Experience notes: what was done, what happened, what we would do again."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nabolag_web.programmes.models import Programme


class ExperienceNote(models.Model):
    """Three lines about how something went, on the page they belong to.

    ``page`` is the page's address within the programme and ``about`` its title then.
    ``searched`` holds the text folded, since SQLite folds no æ, ø and å itself.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="experience")
    did = models.CharField(max_length=400)
    happened = models.CharField(max_length=400)
    again = models.CharField(max_length=400)
    page = models.CharField(max_length=300, blank=True)
    about = models.CharField(max_length=200, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    written_at = models.DateTimeField()
    searched = models.TextField(editable=False)

    class Meta:
        ordering = ["-written_at", "-pk"]
        indexes = [
            models.Index(fields=["programme", "page"], name="methods_notes_by_page")
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(did="")
                & ~models.Q(happened="")
                & ~models.Q(again=""),
                name="methods_notes_have_three_lines",
            )
        ]

    def __str__(self) -> str:
        return self.did
