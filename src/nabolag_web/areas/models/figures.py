"""Imports on their way in, what is measured, and the one narrow table of figures."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nabolag_web.areas.models.places import City


class Stage(models.TextChoices):
    """How far an import has come."""

    WAITING = "waiting"  # its file is here, and will be read
    READING = "reading"
    UNCLEAR = "unclear"  # a pasted table that needs up to three answers first
    REFUSED = "refused"  # cannot be used as it is; ``problem`` tells why
    READ = "read"  # shown to someone, who decides
    STORING = "storing"
    IN_USE = "in_use"
    UNDONE = "undone"
    DROPPED = "dropped"  # someone decided not to use it


class Holds(models.TextChoices):
    """What a file holds."""

    FIGURES = "figures"
    MOVES = "moves"
    DIMENSIONS = "dimensions"


class Import(models.Model):
    """A file or a pasted table on its way in, or in use, or undone again.

    ``found`` counts what is in it, ``told`` is what stands beside its figures
    (indicators, sources, breaks, notices) as the library keeps them, and ``problem``
    tells why it cannot be used as it is. ``recipe`` is what was asked for (empty: found
    by itself), ``own_recipe`` the text of one that was sent along, and ``source`` where
    the figures are from, where the file itself does not say.
    """

    city = models.ForeignKey(City, models.CASCADE, related_name="imports")
    holds = models.CharField(
        max_length=10, choices=Holds.choices, default=Holds.FIGURES
    )
    file_name = models.CharField(max_length=200)
    file = models.FileField(upload_to="imports/%Y/", max_length=200)
    sha256 = models.CharField(max_length=64)
    is_pasted = models.BooleanField(default=False)
    recipe = models.CharField(max_length=60, blank=True)
    own_recipe = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    stage = models.CharField(max_length=8, choices=Stage.choices, default=Stage.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    found = models.JSONField(default=dict, blank=True)
    told = models.JSONField(default=dict, blank=True)
    problem = models.JSONField(null=True, blank=True)
    refresh = models.ForeignKey(
        "Refresh", models.SET_NULL, null=True, blank=True, related_name="imports"
    )
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,  # what is fetched by itself
        related_name="+",
    )
    begun_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stage__in=Stage.values), name="areas_known_stage"
            ),
            models.CheckConstraint(
                condition=models.Q(progress__lte=100), name="areas_progress_to_100"
            ),
            models.UniqueConstraint(
                fields=["city"],
                condition=models.Q(stage=Stage.STORING),
                name="areas_one_import_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class Indicator(models.Model):
    """What is measured in a city, as described by the newest import that has it.

    ``decided`` names what people have said of it here, which no file changes again.
    ``counts_for`` and ``challenge`` say how it counts in the pile-up; empty means as
    its own description says.
    """

    city = models.ForeignKey(City, models.CASCADE, related_name="indicators")
    key = models.CharField(max_length=200)
    names = models.JSONField()
    measure = models.CharField(max_length=10)
    unit = models.CharField(max_length=120, blank=True)
    per = models.FloatField(default=1.0)
    direction = models.CharField(max_length=16)
    dimension = models.CharField(max_length=14, blank=True)
    kind = models.CharField(max_length=10)
    counted = models.CharField(max_length=200, blank=True)
    definition = models.TextField(blank=True)
    topic = models.CharField(max_length=10, blank=True)
    counts_for = models.CharField(max_length=14, blank=True)
    challenge = models.CharField(max_length=16, blank=True)
    decided = models.JSONField(default=list, blank=True)
    is_public = models.BooleanField(default=False)

    class Meta:
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(
                fields=["city", "key"], name="areas_one_indicator_a_key"
            )
        ]

    def __str__(self) -> str:
        return self.key


class Observation(models.Model):
    """One figure: area × indicator × period. The one narrow table.

    ``area`` is the code as published, so that a figure never loses its area when a
    division changes.
    """

    batch = models.ForeignKey(Import, models.CASCADE, related_name="observations")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="+")
    area = models.CharField(max_length=120)
    name = models.CharField(max_length=200)
    level = models.CharField(max_length=60)
    district = models.CharField(max_length=120, null=True)
    period = models.CharField(max_length=60)
    value = models.FloatField(null=True)
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    cluster_size = models.FloatField(null=True)
    note = models.CharField(max_length=14, null=True)
    source = models.CharField(max_length=300, null=True)
    line = models.PositiveIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.area} {self.period}"


class Fetched(models.TextChoices):
    """What came of fetching a table."""

    IN_USE = "in_use"  # new figures, nothing to doubt
    WAITS = "waits"  # someone must look first
    NOTHING_NEW = "nothing_new"
    REFUSED = "refused"  # what came cannot be used as it is
    NO_ANSWER = "no_answer"  # the publisher did not answer as it should


class Refresh(models.Model):
    """A table to be fetched again and again from its publisher's own service.

    ``own_recipe`` is the text of a recipe that does not come with Nabolag. What came
    of it the last time is a code (:class:`Fetched`), with the ``problem`` if any.
    """

    city = models.ForeignKey(City, models.CASCADE, related_name="refreshes")
    title = models.CharField(max_length=200)
    recipe = models.CharField(max_length=60)
    own_recipe = models.TextField(blank=True)
    every_days = models.PositiveSmallIntegerField()
    next_on = models.DateField()
    last_at = models.DateTimeField(null=True, blank=True)
    last_said = models.CharField(max_length=12, choices=Fetched.choices, blank=True)
    problem = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(every_days__gte=1), name="areas_refresh_not_at_once"
            )
        ]

    def __str__(self) -> str:
        return self.title
