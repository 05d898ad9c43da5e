"""Decisions, who carries them out and by when, and which findings they rest on."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nabolag_web.knowledge.models.findings import Finding
from nabolag_web.knowledge.models.forums import Forum, Seat
from nabolag_web.knowledge.models.meetings import Case
from nabolag_web.knowledge.models.standing import Standing, TakenOff


class Decision(models.Model):
    """What a forum decided: in a case of a meeting, or by e-mail between meetings.

    ``owner`` has a seat in the forum; ``owner_words`` names a service or someone
    without one. Votes are counted for both sides or not at all, and ``minority`` is
    what those who lost wanted, in their words. One that is taken back can be put back
    until the minutes are approved.
    """

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="decisions")
    case = models.ForeignKey(
        Case, models.CASCADE, null=True, blank=True, related_name="decisions"
    )
    by_email = models.BooleanField(default=False)
    on = models.DateField()
    text = models.TextField()
    votes_for = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(null=True, blank=True)
    minority = models.CharField(max_length=600, blank=True)
    owner = models.ForeignKey(
        Seat, models.SET_NULL, null=True, blank=True, related_name="decisions"
    )
    owner_words = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    findings = models.ManyToManyField(
        Finding, through="DecisionFinding", related_name="decisions"
    )
    decided_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = Standing["Decision"]()
    taken_off = TakenOff["Decision"]()

    class Meta:
        ordering = ["on", "pk"]
        indexes = [
            models.Index(
                fields=["owner", "done_on", "due_on"], name="knowledge_decisions_owned"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""), name="knowledge_decisions_say_something"
            ),
            models.CheckConstraint(
                condition=models.Q(by_email=True, case__isnull=True)
                | models.Q(by_email=False, case__isnull=False),
                name="knowledge_decided_in_a_case_or_by_email",
            ),
            models.CheckConstraint(
                condition=models.Q(votes_for__isnull=True, votes_against__isnull=True)
                | models.Q(votes_for__isnull=False, votes_against__isnull=False),
                name="knowledge_votes_of_both_sides",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class DecisionFinding(models.Model):
    """That a decision rests on a finding, as it stood in that version.

    So a finding that something was decided on is never deleted before its programme.
    """

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="rests_on")
    finding = models.ForeignKey(Finding, models.RESTRICT, related_name="led_to")
    version = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "finding"], name="knowledge_rests_on_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.finding_id}"
