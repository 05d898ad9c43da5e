"""What may change about questions: ask, answer, and open one again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nabolag_web.accounts.models import User
from nabolag_web.knowledge.actions.noting import touched
from nabolag_web.knowledge.models import Finding, Question


@transaction.atomic
def ask(*, finding: Finding, asks: str, text: str, by: User, at: datetime) -> Question:
    """Ask something about a finding. It stays open until someone answers."""
    question = Question(finding=finding, asks=asks, text=text, asked_by=by, asked_at=at)
    question.full_clean()
    question.save()
    touched(finding, "question_asked", by=by, at=at)
    return question


@transaction.atomic
def answer(*, question: Question, text: str, by: User, at: datetime) -> None:
    """Answer a question, or say the answer otherwise."""
    question.answer, question.answered_by, question.answered_at = text, by, at
    question.full_clean()
    question.save()
    touched(question.finding, "question_answered", by=by, at=at)


@transaction.atomic
def open_again(*, question: Question, by: User, at: datetime) -> None:
    """Take an answer back, so that the question stands open again."""
    question.answer, question.answered_by, question.answered_at = "", None, None
    question.save()
    touched(question.finding, "question_opened", by=by, at=at)
