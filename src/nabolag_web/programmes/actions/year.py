"""What comes every year: the plan, the budget, the reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from nabolag_web.accounts.models import User
from nabolag_web.programmes import queries
from nabolag_web.programmes.actions.trail import note
from nabolag_web.programmes.models import Programme, YearlyTask


@transaction.atomic
def add_task(
    *, programme: Programme, title: str, month: int, day: int, by: User, at: datetime
) -> YearlyTask:
    """Add something that comes every year, from the next time its day comes."""
    today = localdate(at)
    passed = queries.day_of(today.year, month, day) < today
    task = YearlyTask(
        programme=programme,
        title=title,
        month=month,
        day=day,
        done_for=today.year if passed else None,
    )
    task.full_clean()
    task.save()
    note(programme, "task_added", by=by, at=at, subject=title)
    return task


@transaction.atomic
def add_tasks(
    *,
    programme: Programme,
    tasks: Sequence[tuple[str, int, int]],
    by: User,
    at: datetime,
) -> None:
    """Add what usually comes every year, leaving out what is there already."""
    there = set(programme.year.values_list("title", flat=True))
    for title, month, day in tasks:
        if title not in there:
            add_task(
                programme=programme, title=title, month=month, day=day, by=by, at=at
            )


@transaction.atomic
def change_task(
    *, task: YearlyTask, title: str, month: int, day: int, by: User, at: datetime
) -> None:
    """Call something that comes every year by another name, or move its day."""
    task.title, task.month, task.day = title, month, day
    task.full_clean()
    task.save(update_fields=["title", "month", "day"])
    note(task.programme, "task_changed", by=by, at=at, subject=title)


@transaction.atomic
def finish_task(*, task: YearlyTask, year: int, by: User, at: datetime) -> None:
    """Say that a year's is done."""
    task.done_for, task.done_at = year, at
    task.save(update_fields=["done_for", "done_at"])
    note(task.programme, "task_done", by=by, at=at, subject=task.title, year=year)


@transaction.atomic
def reopen_task(*, task: YearlyTask, year: int, by: User, at: datetime) -> None:
    """Say that a year's was not done after all."""
    task.done_for, task.done_at = year - 1, None
    task.save(update_fields=["done_for", "done_at"])
    note(task.programme, "task_reopened", by=by, at=at, subject=task.title, year=year)


@transaction.atomic
def remove_task(*, task: YearlyTask, by: User, at: datetime) -> None:
    """Take something out of the year."""
    note(task.programme, "task_removed", by=by, at=at, subject=task.title)
    task.delete()
