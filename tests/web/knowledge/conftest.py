"""Findings, evidence and questions as the tests of knowledge need them."""

from __future__ import annotations

import pytest

from nabolag_web.knowledge.actions import evidence, findings, questions
from nabolag_web.knowledge.actions.evidence import Piece
from nabolag_web.knowledge.actions.findings import Said


@pytest.fixture
def write(programme, coordinator, moment):
    """Writes a finding: ``write("Få kjenner naboene")``."""

    def written(sentence="Få kjenner naboene sine", *, by=None, at=None, **said):
        return findings.write_finding(
            programme=programme,
            said=Said(sentence=sentence, **said),
            by=by or coordinator,
            at=at or moment,
        )

    return written


@pytest.fixture
def back(coordinator, moment):
    """Adds evidence: ``back(finding, "staff")``, against it with ``supports=False``."""

    def added(finding, kind="staff", title="Helsestasjonen", *, at=None, **piece):
        return evidence.add_evidence(
            finding=finding,
            piece=Piece(**{"kind": kind, "title": title, "supports": True, **piece}),
            by=coordinator,
            at=at or moment,
        )

    return added


@pytest.fixture
def ask(coordinator, moment):
    """Asks about a finding: ``ask(finding, "Gjelder det hele byen?")``."""

    def asked(finding, text="Gjelder det hele byen?", asks="question", *, at=None):
        return questions.ask(
            finding=finding, asks=asks, text=text, by=coordinator, at=at or moment
        )

    return asked


@pytest.fixture
def hear(programme, coordinator, moment):
    """Writes down what a resident said."""

    def heard(text="Naboene bytter for ofte til at jeg hilser"):
        return evidence.write_input(
            programme=programme,
            text=text,
            channel="kafédialog",
            heard_on=moment.date(),
            by=coordinator,
            at=moment,
        )

    return heard
