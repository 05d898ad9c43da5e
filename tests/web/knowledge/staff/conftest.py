"""Services, people in them and their links, as tests of what staff tell need them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from nabolag_web.knowledge.actions import answering, pulse, services
from nabolag_web.knowledge.models import PulseRound
from nabolag_web.knowledge.presenters.pulse import first_questions


@pytest.fixture
def add_service(programme, coordinator, moment):
    """Adds a service: ``add_service("Biblioteket")``."""

    def added(name):
        return services.add_service(
            programme=programme, name=name, by=coordinator, at=moment
        )

    return added


@pytest.fixture
def library(add_service):
    return add_service("Biblioteket")


@pytest.fixture
def add_contact(coordinator, moment):
    """Names someone to ask: ``add_contact(library, "Berit", reads=True)``."""

    def added(service, name, *, reads=False, email=None, phone=""):
        address = f"{name.lower()}@storvik.invalid" if email is None else email
        contact = services.add_contact(
            service=service,
            name=name,
            email=address,
            phone=phone,
            by=coordinator,
            at=moment,
        )
        if reads:
            services.make_reader(contact=contact, reads=True, by=coordinator, at=moment)
        return contact

    return added


@pytest.fixture
def writer(library, add_contact):
    return add_contact(library, "Anders")


@pytest.fixture
def reader(library, add_contact):
    return add_contact(library, "Berit", reads=True)


@pytest.fixture
def link_of(moment):
    """The secret of a link of someone's."""

    def made(contact):
        return services.make_link(contact, at=moment)

    return made


@pytest.fixture
def started(programme, coordinator, moment):
    """The pulse, which asks every month."""
    return pulse.start_pulse(
        programme=programme,
        first=first_questions(),
        site="http://testserver/",
        language="nb",
        by=coordinator,
        at=moment,
    )


@pytest.fixture
def opened(started, library, programme, moment):
    """The month's round, open."""
    return pulse.open_round(programme=programme, at=moment)


@pytest.fixture
def tell(writer, moment):
    """Tells something by the writer's link, which waits to be read."""

    def told(words="Flere barn blir igjen til vi stenger.", **options):
        return answering.tell(
            **{
                "contact": writer,
                "words": words,
                "block": None,
                "at": moment,
                **options,
            }
        )

    return told


@pytest.fixture
def send(tell, reader, moment):
    """Tells something that another has read and sent."""

    def sent(words="Flere barn blir igjen til vi stenger.", **options):
        answer = tell(words, **options)
        answering.send_on(answer=answer, by=reader, at=options.get("at", moment))
        answer.refresh_from_db()
        return answer

    return sent


@pytest.fixture
def mark(add_contact):
    """Marks in a round, each by someone new: ``mark(round, service, [(4, 2), …])``."""

    def marked(asked: PulseRound, service, given):
        scales = [each for each in asked.questions.all() if each.kind == "scale"]
        before = service.contacts.count()
        for number, marks in enumerate(given, start=before):
            contact = add_contact(service, f"{service.name}{number}")
            answering.give_marks(
                asked=asked,
                contact=contact,
                marks={
                    str(each.pk): one for each, one in zip(scales, marks, strict=True)
                },
            )

    return marked


@pytest.fixture
def closed(opened, moment):
    """A moment when the round is over."""
    return opened.closes_at + timedelta(minutes=1)
