"""Answers as they were computed, and the figures drawn of them."""

from __future__ import annotations

from django.db import models

from nabolag_web.areas.models.places import City


class Result(models.Model):
    """The answer about a city, as it was computed from the figures in use then."""

    city = models.ForeignKey(City, models.CASCADE, related_name="results")
    version = models.CharField(max_length=80)
    computed_at = models.DateTimeField()
    seconds = models.FloatField()

    class Meta:
        ordering = ["-computed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.city_id} {self.version}"


class ResultPart(models.Model):
    """A piece of an answer: what all pages share, or one area's figures through time."""

    result = models.ForeignKey(Result, models.CASCADE, related_name="parts")
    area = models.CharField(max_length=120, blank=True)
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["result", "area"], name="areas_one_part_an_area"
            )
        ]

    def __str__(self) -> str:
        return f"{self.result_id} {self.area}"


class DrawnPage(models.Model):
    """A page's figures as HTML, kept with the answer they show.

    ``page`` is an area's code, ``city`` for the whole city, or ``indicator:`` and a key.
    """

    result = models.ForeignKey(Result, models.CASCADE, related_name="pages")
    page = models.CharField(max_length=220)
    language = models.CharField(max_length=2)
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["result", "page", "language"], name="areas_drawn_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.result_id} {self.page} {self.language}"
