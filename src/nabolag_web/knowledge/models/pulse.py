"""The pulse: the same three questions every month, and answers that lead to no one."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from nabolag_web.knowledge.models.staff import Service
from nabolag_web.programmes.models import Programme


class Pulse(models.Model):
    """That a programme asks its services every month, from which site and language."""

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="pulse")
    site = models.URLField()
    language = models.CharField(max_length=2)
    started_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.site


class QuestionKind(models.TextChoices):
    """How a question is answered."""

    SCALE = "scale"  # 1 disagree fully to 5 agree fully
    WORDS = "words"


class PulseQuestion(models.Model):
    """A question, in each language. Other words make another question.

    So a series never mixes answers to two texts.
    """

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="pulse_questions"
    )
    kind = models.CharField(max_length=5, choices=QuestionKind.choices)
    texts = models.JSONField()
    order = models.PositiveSmallIntegerField()
    active_from = models.DateField()
    active_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "order"],
                condition=models.Q(active_until__isnull=True),
                name="knowledge_one_question_in_each_place",
            ),
            models.CheckConstraint(
                condition=models.Q(order__range=(1, 3)),
                name="knowledge_three_questions_at_most",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=QuestionKind.values),
                name="knowledge_questions_known_kind",
            ),
        ]

    def __str__(self) -> str:
        return str(next(iter(self.texts.values()), ""))


class PulseRound(models.Model):
    """One month's round. Nothing is told of its answers before it closes."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="pulse_rounds"
    )
    month = models.DateField()
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    questions = models.ManyToManyField(PulseQuestion, related_name="rounds")
    services = models.ManyToManyField(Service, related_name="rounds")

    class Meta:
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "month"], name="knowledge_one_round_a_month"
            ),
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opened_at")),
                name="knowledge_rounds_close_after_they_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class PulseMarks(models.Model):
    """One person's marks in a round: no name, no day, and no words beside them.

    ``marks`` holds 1 to 5 for each scale of the round, by the question's number. The key
    is drawn, so that the order of rows does not tell the order people answered in.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(PulseRound, models.CASCADE, related_name="marks")
    service = models.ForeignKey(Service, models.CASCADE, related_name="marks")
    marks = models.JSONField()

    def __str__(self) -> str:
        return f"{self.round_id} {self.service_id}"


class PulseDone(models.Model):
    """That someone has answered in a round, so that no one counts twice.

    A fingerprint that only this installation's secret can make. Which marks are theirs
    is not known, and these rows are deleted when the round has closed.
    """

    round = models.ForeignKey(PulseRound, models.CASCADE, related_name="done")
    fingerprint = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "fingerprint"], name="knowledge_answered_once"
            )
        ]

    def __str__(self) -> str:
        return self.fingerprint[:8]


class PulseSeries(models.Model):
    """A series as it stood when it was made evidence: a question, month by month.

    Without a ``service`` it is all services together. ``months`` holds ``month``,
    ``n``, ``mean`` and ``median`` for each month that may be shown, and nothing else.
    """

    question = models.ForeignKey(
        PulseQuestion, models.RESTRICT, related_name="frozen_series"
    )
    service = models.ForeignKey(
        Service, models.RESTRICT, null=True, blank=True, related_name="+"
    )
    months = models.JSONField()
    frozen_at = models.DateTimeField()

    class Meta:
        ordering = ["-frozen_at", "-pk"]

    def __str__(self) -> str:
        return str(self.question)
