"""What is asked about a finding: questions, other readings, who would disagree."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nabolag_web.knowledge.models.findings import Finding


class Asks(models.TextChoices):
    """In which way a finding is questioned."""

    QUESTION = "question"
    READING = "reading"  # it can be understood otherwise
    DISAGREES = "disagrees"  # someone would not share it


class Question(models.Model):
    """A question about a finding. It follows the finding until it is answered."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="questions")
    asks = models.CharField(max_length=10, choices=Asks.choices, default=Asks.QUESTION)
    text = models.CharField(max_length=400)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=600, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""), name="knowledge_questions_ask"
            ),
            models.CheckConstraint(
                condition=models.Q(asks__in=Asks.values), name="knowledge_known_asks"
            ),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at__isnull=True)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False)),
                name="knowledge_answers_have_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.text
