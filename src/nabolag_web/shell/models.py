"""What rooms share of how things are stored."""

from __future__ import annotations

from django.db import models


class Trace(models.Model):
    """One thing that was done: when, what, with what. Each trail adds by whom.

    A trace is written in the transaction that does the thing and is never changed.
    ``subject`` is what it was called then, so that it can be read when it is gone.
    """

    at = models.DateTimeField(db_index=True)
    done = models.CharField(max_length=60)
    subject = models.CharField(max_length=200, blank=True)
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.done} {self.subject}".strip()
