"""What speaks for and against a finding, and the sources that evidence rests on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import TypeAlias

from django.conf import settings
from django.db import models

from nabolag_web.areas.models import FocusArea
from nabolag_web.knowledge.models.documents import Document
from nabolag_web.knowledge.models.findings import Finding
from nabolag_web.knowledge.models.places import PlaceAnalysis, PlaceNote
from nabolag_web.knowledge.models.pulse import PulseSeries
from nabolag_web.knowledge.models.staff import StaffAnswer
from nabolag_web.programmes.models import Programme


class Kind(models.TextChoices):
    """The four kinds of sources, as the library names them."""

    STATISTICS = "statistics"
    PLACE = "place"
    STAFF = "staff"
    RESIDENTS = "residents"


class PinnedFigure(models.Model):
    """A figure as it stood when someone pinned it, whatever comes later.

    ``value``, ``low`` and ``high`` are in ``unit``; ``facts`` holds how it stood against
    the rest of the city. ``names`` is the measure's name in each language.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="figures")
    indicator = models.CharField(max_length=200)
    names = models.JSONField()
    area = models.CharField(max_length=120)
    area_name = models.CharField(max_length=200)
    period = models.CharField(max_length=60)
    value = models.FloatField()
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    unit = models.CharField(max_length=120, blank=True)
    facts = models.JSONField(default=dict)
    source = models.CharField(max_length=300, blank=True)
    recipe = models.CharField(max_length=60, blank=True)
    pinned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    pinned_at = models.DateTimeField()

    class Meta:
        ordering = ["-pinned_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area} {self.period}"


class ResidentInput(models.Model):
    """What a resident has said, written down by hand: where it was heard, and when.

    It names no one. ``channel`` is how it came, in the words of whoever heard it.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="inputs")
    text = models.CharField(max_length=600)
    channel = models.CharField(max_length=120)
    heard_on = models.DateField()
    area = models.ForeignKey(
        FocusArea, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-heard_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text="") & ~models.Q(channel=""),
                name="knowledge_inputs_say_what_and_how",
            )
        ]

    def __str__(self) -> str:
        return self.text


Source: TypeAlias = (
    PinnedFigure
    | ResidentInput
    | PlaceNote
    | PlaceAnalysis
    | StaffAnswer
    | PulseSeries
    | Document
)

SOURCES: Mapping[str, type[Source]] = {
    "figure": PinnedFigure,
    "resident_input": ResidentInput,
    "place_note": PlaceNote,
    "place_analysis": PlaceAnalysis,
    "staff_answer": StaffAnswer,
    "pulse_series": PulseSeries,
    "document": Document,
}
"""The references of evidence, and what each leads to."""

_KINDS: Mapping[type[Source], Kind] = {
    PinnedFigure: Kind.STATISTICS,
    ResidentInput: Kind.RESIDENTS,
    PlaceNote: Kind.PLACE,
    PlaceAnalysis: Kind.PLACE,
    StaffAnswer: Kind.STAFF,
    PulseSeries: Kind.STAFF,
}


def kind_of(source: Source) -> Kind | None:
    """Give the kind that a source settles; a document may hold any kind."""
    return _KINDS.get(type(source))


def held_in(source: Source) -> str:
    """Give the reference of evidence that leads to such a source."""
    return next(name for name, model in SOURCES.items() if isinstance(source, model))


def _rests_on_one() -> models.Q:
    """Tell that at most one of the sources is given: all others than it are missing."""
    return reduce(
        or_,
        (
            models.Q(**{f"{other}__isnull": True for other in SOURCES if other != one})
            for one in SOURCES
        ),
    )


class Evidence(models.Model):
    """One piece of evidence for or against a finding. A row is never rewritten.

    Changing a piece ends it and adds another that ``replaces`` it, so that what stood
    there at any moment can be read. ``same_as`` is a piece that this one rests on the
    same source as. What it rests on is one typed reference, or only told in words. A
    document may hold any kind of evidence; ``page_reference`` tells where in it.
    """

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    strength = models.PositiveSmallIntegerField()
    supports = models.BooleanField()
    title = models.CharField(max_length=200)
    note = models.CharField(max_length=600, blank=True)
    page_reference = models.CharField(max_length=60, blank=True)
    about_cause = models.BooleanField(default=False)
    same_as = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="alike"
    )
    replaces = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaced_by"
    )
    figure = models.ForeignKey(
        PinnedFigure, models.RESTRICT, null=True, blank=True, related_name="evidence"
    )
    resident_input = models.ForeignKey(
        ResidentInput, models.RESTRICT, null=True, blank=True, related_name="evidence"
    )
    place_note = models.ForeignKey(
        PlaceNote, models.RESTRICT, null=True, blank=True, related_name="evidence"
    )
    place_analysis = models.ForeignKey(
        PlaceAnalysis, models.RESTRICT, null=True, blank=True, related_name="evidence"
    )
    document = models.ForeignKey(
        Document, models.RESTRICT, null=True, blank=True, related_name="evidence"
    )
    staff_answer = models.ForeignKey(
        StaffAnswer, models.RESTRICT, null=True, blank=True, related_name="evidence"
    )
    pulse_series = models.ForeignKey(
        PulseSeries, models.RESTRICT, null=True, blank=True, related_name="evidence"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-strength", "pk"]
        indexes = [
            models.Index(
                fields=["finding", "ended_at"], name="knowledge_evidence_in_use"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="knowledge_known_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(strength__range=(1, 3)),
                name="knowledge_strength_one_to_three",
            ),
            models.CheckConstraint(
                condition=~models.Q(title=""), name="knowledge_evidence_has_a_title"
            ),
            models.CheckConstraint(
                condition=_rests_on_one(), name="knowledge_evidence_rests_on_one"
            ),
            models.CheckConstraint(
                condition=models.Q(figure__isnull=True)
                | models.Q(kind=Kind.STATISTICS),
                name="knowledge_figures_are_statistics",
            ),
            models.CheckConstraint(
                condition=models.Q(resident_input__isnull=True)
                | models.Q(kind=Kind.RESIDENTS),
                name="knowledge_inputs_are_residents",
            ),
            models.CheckConstraint(
                condition=models.Q(place_note__isnull=True, place_analysis__isnull=True)
                | models.Q(kind=Kind.PLACE),
                name="knowledge_analyses_are_of_places",
            ),
            models.CheckConstraint(
                condition=models.Q(staff_answer__isnull=True, pulse_series__isnull=True)
                | models.Q(kind=Kind.STAFF),
                name="knowledge_answers_are_staff",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def rests_on(self) -> Source | None:
        """Give the stored source it comes from, where there is one."""
        held = (name for name in SOURCES if getattr(self, f"{name}_id") is not None)
        return next((getattr(self, name) for name in held), None)


class LookedFor(models.Model):
    """That someone has looked among one kind of source, and found nothing."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="looked_for")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    supports = models.BooleanField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "kind", "supports"], name="knowledge_looked_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="knowledge_looked_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.kind
