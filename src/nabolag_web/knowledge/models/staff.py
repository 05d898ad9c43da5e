"""Services that tell what they see, whom to ask there, and what they have told."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from nabolag_web.areas.models import FocusArea
from nabolag_web.programmes.models import Programme


class Service(models.Model):
    """A front-line service that is asked: a library, a school, a youth club."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="staff_services"
    )
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"), "programme", name="knowledge_services_have_own_names"
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""), name="knowledge_services_have_names"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Contact(models.Model):
    """Someone in a service who gets a link. Deleted when they leave.

    ``asked_in`` and ``reminded_in`` are the last rounds that a link was mailed for;
    they say nothing of whether anyone answered.
    """

    service = models.ForeignKey(Service, models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    is_reader = models.BooleanField(default=False)
    asked_in = models.ForeignKey(
        "PulseRound", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reminded_in = models.ForeignKey(
        "PulseRound", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(email="") | ~models.Q(phone=""),
                name="knowledge_contacts_can_be_reached",
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""), name="knowledge_contacts_have_names"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ContactLink(models.Model):
    """A link that someone answers by. Only a fingerprint of it is kept.

    A new one is made for each mail, since an old one cannot be read back.
    """

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="links")
    fingerprint = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.fingerprint[:8]


class Block(models.Model):
    """A part of an area that staff may point at. No place is told finer than this."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="blocks")
    name = models.CharField(max_length=120)
    area = models.ForeignKey(
        FocusArea, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"), "programme", name="knowledge_blocks_have_own_names"
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""), name="knowledge_blocks_have_names"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Stage(models.TextChoices):
    """How far what someone in a service wrote has come."""

    WRITTEN = "written"  # with whoever wrote it
    WITH_SECOND_READER = "with_second_reader"
    SENT = "sent"
    TAKEN_BACK = "taken_back"  # by whoever wrote it, before it was sent
    REFUSED = "refused"  # taken out by the team after it was sent


_TOLD = (Stage.SENT, Stage.REFUSED)
_WITHOUT_WORDS = (Stage.TAKEN_BACK, Stage.REFUSED)


class StaffAnswer(models.Model):
    """What someone in a service has seen, in words. It names no one.

    Until it is sent it knows who wrote it, so that another reads it first. From then on
    nothing leads back to them: days stand in the place of moments.
    """

    service = models.ForeignKey(Service, models.CASCADE, related_name="answers")
    question = models.ForeignKey(
        "PulseQuestion", models.RESTRICT, null=True, blank=True, related_name="+"
    )
    words = models.CharField(max_length=600, blank=True)
    block = models.ForeignKey(
        Block, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    stage = models.CharField(max_length=18, choices=Stage.choices)
    writer = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="unsent"
    )
    sent_back_with = models.CharField(max_length=300, blank=True)
    written_on = models.DateField()
    read_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-written_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stage__in=Stage.values),
                name="knowledge_answers_known_stage",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=_TOLD)
                | models.Q(writer__isnull=True, read_on__isnull=False),
                name="knowledge_answers_lead_to_no_one",
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=_WITHOUT_WORDS) | ~models.Q(words=""),
                name="knowledge_answers_say_something",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=_WITHOUT_WORDS) | models.Q(words=""),
                name="knowledge_answers_are_emptied",
            ),
        ]

    def __str__(self) -> str:
        return self.words
