"""What is stored of services and what staff tell: why, how long, and then."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nabolag_web.knowledge.models import (
    Block,
    Contact,
    ContactLink,
    Pulse,
    PulseDone,
    PulseMarks,
    PulseQuestion,
    PulseRound,
    PulseSeries,
    Service,
    StaffAnswer,
    Stage,
)
from nabolag_web.shell.registry import Kept, Then

UNSENT = timedelta(days=30)
"""How long words that someone in a service has not sent are kept."""

DONE = timedelta(days=1)
"""How long after a round has closed it is known by fingerprint who has answered."""

LINKS = timedelta(days=400)
"""How long a link works: a year, and a month to be asked again in."""


def _unsent(before: datetime) -> QuerySet[StaffAnswer]:
    told = (Stage.SENT, Stage.REFUSED)
    return StaffAnswer.objects.exclude(stage__in=told).filter(
        written_on__lt=before.date()
    )


def _old_links(before: datetime) -> QuerySet[ContactLink]:
    return ContactLink.objects.filter(made_at__lt=before)


def _done(before: datetime) -> QuerySet[PulseDone]:
    return PulseDone.objects.filter(round__closes_at__lte=before)


STAFF = (
    Kept(
        key="staff_contacts",
        models=(Contact,),
        what=_(
            "Whom to ask in a service: name or role, e-mail address or telephone, and"
            " whether they read for others"
        ),
        why=_("So that they get the link they answer by."),
        until=_("Until they leave, and the coordinator deletes them"),
        then=Then.DELETED,
        personal=True,
    ),
    Kept(
        key="staff_links",
        models=(ContactLink,),
        what=_("Fingerprints of the links that staff answer by, which open nothing"),
        why=_("So that a link can be known again."),
        until=_("%(how_long)s, or until the link is renewed or closed"),
        how_long=LINKS,
        then=Then.DELETED,
        personal=True,
        due=_old_links,
    ),
    Kept(
        key="staff_unsent",
        models=(StaffAnswer,),
        what=_("What staff have written and not sent, and who wrote it"),
        why=_("So that another in the service can read it first."),
        until=_("%(how_long)s after it was written"),
        how_long=UNSENT,
        then=Then.DELETED,
        personal=True,
        due=_unsent,
    ),
    Kept(
        key="staff_answers",
        models=(Service, Block, StaffAnswer),
        what=_("What services have told, without anyone's name, and the places meant"),
        why=_("So that what staff see counts as evidence, and can be answered."),
        until=_("As long as the programme stands here"),
        then=Then.KEPT,
    ),
    Kept(
        key="pulse",
        models=(Pulse, PulseQuestion, PulseRound, PulseMarks),
        what=_("The monthly questions, and marks without a name or a day"),
        why=_("So that it can be seen how things move, month by month."),
        until=_("As long as the programme stands here"),
        then=Then.KEPT,
    ),
    Kept(
        key="pulse_series",
        models=(PulseSeries,),
        what=_("Series from the pulse that were kept as evidence"),
        why=_("So that what a decision rested on can always be read."),
        until=_("As long as the programme stands here"),
        then=Then.KEPT,
    ),
    Kept(
        key="pulse_done",
        models=(PulseDone,),
        what=_("That someone has answered this month, as a fingerprint"),
        why=_("So that no one is counted twice."),
        until=_("%(how_long)s after the month's round closes"),
        how_long=DONE,
        then=Then.DELETED,
        personal=True,
        due=_done,
    ),
)
