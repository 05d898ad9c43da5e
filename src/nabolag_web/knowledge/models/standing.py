"""What stands, and what was taken off and can still be put back."""

from __future__ import annotations

from typing import TypeVar

from django.db import models

Kept = TypeVar("Kept", bound=models.Model)


class Standing(models.Manager[Kept]):
    """Gives only what stands, also through what it belongs to.

    It is the models' first manager, so that no page, paper or search that asks as usual
    comes upon what was taken off. A filter across tables must say so itself.
    """

    def get_queryset(self) -> models.QuerySet[Kept]:
        return super().get_queryset().filter(removed_at=None)


class TakenOff(models.Manager[Kept]):
    """Gives what was taken off and not put back."""

    def get_queryset(self) -> models.QuerySet[Kept]:
        return super().get_queryset().filter(removed_at__isnull=False)
