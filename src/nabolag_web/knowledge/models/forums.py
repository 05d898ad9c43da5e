"""Forums that question and decide, who sits in them, and when each was last reminded."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nabolag_web.programmes.models import Programme


class ForumType(models.TextChoices):
    """What a forum is. By law anyone may come to the meetings of an elected one."""

    ELECTED = "elected"
    ADMINISTRATIVE = "administrative"
    PARTNERSHIP = "partnership"
    RESIDENTS = "residents"


class Duty(models.TextChoices):
    """What someone does in a forum beside being there."""

    MEMBER = "member"
    CHAIR = "chair"
    SECRETARY = "secretary"


class Forum(models.Model):
    """A group that questions findings and decides. ``rhythm`` is how often, in words.

    ``is_open`` says that anyone may be there and read what was said. One that has ended
    stays, with its meetings.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="forums")
    name = models.CharField(max_length=120)
    type = models.CharField(max_length=14, choices=ForumType.choices)
    rhythm = models.CharField(max_length=120, blank=True)
    is_open = models.BooleanField(default=False)
    founded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"],
                condition=models.Q(ended_at__isnull=True),
                name="knowledge_forum_names",
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""), name="knowledge_forums_have_a_name"
            ),
            models.CheckConstraint(
                condition=models.Q(type__in=ForumType.values),
                name="knowledge_known_forum_type",
            ),
            models.CheckConstraint(
                condition=~models.Q(type=ForumType.ELECTED) | models.Q(is_open=True),
                name="knowledge_elected_forums_are_open",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """Someone's place in a forum: with an account, or only by name.

    Most leaders never sign in, so a name is enough; of someone with an account the name
    is read from there. ``title`` is what they are and ``organisation`` where from. A
    seat that was left has ``until`` and stays, so that old minutes can be read; an
    account that is deleted leaves such a seat without a name.
    """

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="seats")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="seats",
    )
    name = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=120, blank=True)
    organisation = models.CharField(max_length=120, blank=True)
    duty = models.CharField(max_length=9, choices=Duty.choices, default=Duty.MEMBER)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["forum", "pk"]
        indexes = [
            models.Index(fields=["user", "until"], name="knowledge_seats_of_someone")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "user"],
                condition=models.Q(until__isnull=True),
                name="knowledge_one_seat_each",
            ),
            models.UniqueConstraint(
                fields=["forum"],
                condition=models.Q(until__isnull=True, duty=Duty.CHAIR),
                name="knowledge_one_chair_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(duty__in=Duty.values), name="knowledge_known_duty"
            ),
            models.CheckConstraint(
                condition=models.Q(user__isnull=False)
                | ~models.Q(name="")
                | models.Q(until__isnull=False),
                name="knowledge_seats_are_someones",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True)
                | models.Q(until__gte=models.F("since")),
                name="knowledge_seats_end_after_they_begin",
            ),
        ]

    def __str__(self) -> str:
        return self.user.name if self.user else self.name


class Reminded(models.Model):
    """When someone was last sent a mail about what waits for them in a programme."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "user"], name="knowledge_reminded_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.at:%Y-%m-%d}"
