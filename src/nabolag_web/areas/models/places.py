"""Cities, how they are divided, and the areas a programme works in."""

from __future__ import annotations

from django.db import models

from nabolag_web.programmes.models import Programme


class City(models.Model):
    """A city or town that areas are held against."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    keeper = models.ForeignKey(Programme, models.CASCADE, related_name="cities_kept")
    is_shared = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Comparison(models.Model):
    """The city that a programme's areas are held against."""

    programme = models.OneToOneField(
        Programme, models.CASCADE, related_name="comparison"
    )
    city = models.ForeignKey(City, models.CASCADE, related_name="compared_by")

    def __str__(self) -> str:
        return f"{self.programme_id} {self.city_id}"


class Division(models.Model):
    """How a city is divided: areas on levels. The newest in use counts.

    ``description`` holds names, levels, breaks and source as the library reads them.
    """

    city = models.ForeignKey(City, models.CASCADE, related_name="divisions")
    key = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    description = models.JSONField(default=dict)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    """An area of a division, with boundary and tile where they are known."""

    division = models.ForeignKey(Division, models.CASCADE, related_name="areas")
    code = models.CharField(max_length=120)
    name = models.CharField(max_length=200)
    level = models.CharField(max_length=60)
    parent = models.CharField(max_length=120, blank=True)
    description = models.JSONField(default=dict, blank=True)
    outline = models.JSONField(null=True, blank=True)
    tile = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["division", "code"], name="areas_by_code")]

    def __str__(self) -> str:
        return self.name


class Crosswalk(models.Model):
    """Where the areas of an older division lie in a newer one, as published."""

    older = models.ForeignKey(Division, models.CASCADE, related_name="leads_to")
    newer = models.ForeignKey(Division, models.CASCADE, related_name="comes_from")
    rows = models.JSONField()
    source = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.older_id} {self.newer_id}"


class FocusArea(models.Model):
    """An area that a programme works in, by its code in the comparison city."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="focus_areas")
    code = models.CharField(max_length=120)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "code"], name="areas_focus_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
