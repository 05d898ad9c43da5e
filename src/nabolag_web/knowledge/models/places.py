"""Place analyses: a walk, a mapping or a workshop, and what was noted there."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nabolag_web.areas.models import FocusArea
from nabolag_web.programmes.models import Programme

_NO_POINT = models.Q(latitude__isnull=True, longitude__isnull=True)
# A comparison with nothing is unknown, which a store lets pass: so both are asked.
_A_POINT = models.Q(
    latitude__isnull=False,
    latitude__range=(-90, 90),
    longitude__isnull=False,
    longitude__range=(-180, 180),
)
_NO_PHOTO = models.Q(photo="", photo_shows="", photo_width=None, photo_height=None)
_A_PHOTO = (
    ~models.Q(photo="")
    & ~models.Q(photo_shows="")
    & models.Q(photo_width__isnull=False, photo_width__gt=0)
    & models.Q(photo_height__isnull=False, photo_height__gt=0)
)


class Method(models.TextChoices):
    """How a place was looked at."""

    WALK = "walk"
    MAPPING = "mapping"
    INTERVIEW = "interview"
    WORKSHOP = "workshop"
    PLACE_STANDARD = "place_standard"
    OTHER = "other"


class Code(models.TextChoices):
    """What a note is about: stedsbruk, stedsbilder or stedsinteresser."""

    USE = "use"  # what people do there
    IMAGES = "images"  # how people see the place and speak of it
    INTERESTS = "interests"  # what people want with it


class PlaceAnalysis(models.Model):
    """One look at a place, on one day. ``took_part`` tells who did, and names no one.

    ``searched`` holds the text folded, since SQLite folds no æ, ø and å itself. One
    that is taken out stays for a while and can come back.
    """

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="place_analyses"
    )
    title = models.CharField(max_length=200)
    method = models.CharField(
        max_length=14, choices=Method.choices, default=Method.WALK
    )
    on = models.DateField()
    area = models.ForeignKey(
        FocusArea, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    took_part = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    searched = models.TextField(editable=False)

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(
                fields=["programme", "removed_at", "-on"],
                name="knowledge_places_listed",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(title=""), name="knowledge_places_have_a_title"
            ),
            models.CheckConstraint(
                condition=models.Q(method__in=Method.values),
                name="knowledge_known_method",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PlaceNote(models.Model):
    """Something that was seen or said at a place, coded, and by whom it was said.

    ``said_by`` is a role, such as “shopkeeper”, and never a name. The photo is stored
    after its metadata is gone and what could be recognised is covered; ``photo_shows``
    tells it in words. The point is WGS 84, in degrees.
    """

    analysis = models.ForeignKey(PlaceAnalysis, models.CASCADE, related_name="notes")
    code = models.CharField(max_length=9, choices=Code.choices)
    text = models.CharField(max_length=600)
    said_by = models.CharField(max_length=80)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    photo = models.FileField(upload_to="places/", max_length=200, blank=True)
    photo_shows = models.CharField(max_length=300, blank=True)
    photo_width = models.PositiveIntegerField(null=True, blank=True)
    photo_height = models.PositiveIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    noted_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    searched = models.TextField(editable=False)

    class Meta:
        ordering = ["noted_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text="") & ~models.Q(said_by=""),
                name="knowledge_notes_say_what_and_who",
            ),
            models.CheckConstraint(
                condition=models.Q(code__in=Code.values), name="knowledge_known_code"
            ),
            models.CheckConstraint(
                condition=_NO_POINT | _A_POINT, name="knowledge_points_are_whole"
            ),
            models.CheckConstraint(
                condition=_NO_PHOTO | _A_PHOTO, name="knowledge_photos_are_told"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Score(models.Model):
    """What a place was given on one theme, from 1 to ``scale``, and by how many."""

    analysis = models.ForeignKey(PlaceAnalysis, models.CASCADE, related_name="scores")
    number = models.PositiveSmallIntegerField()
    theme = models.CharField(max_length=120)
    score = models.FloatField()
    scale = models.PositiveSmallIntegerField(default=7)
    respondents = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["analysis", "theme"], name="knowledge_themes_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(theme="")
                & models.Q(score__gte=1, score__lte=models.F("scale")),
                name="knowledge_scores_within_scale",
            ),
            models.CheckConstraint(
                condition=models.Q(respondents=None) | models.Q(respondents__gte=1),
                name="knowledge_scores_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.theme}: {self.score:g}"
