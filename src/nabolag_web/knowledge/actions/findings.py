"""What may change about findings: write, change, move on, take out, merge and split."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from nabolag_web.accounts.models import User
from nabolag_web.knowledge.actions.noting import index_words, note
from nabolag_web.knowledge.models import (
    Bears,
    Evidence,
    Finding,
    FindingVersion,
    Question,
    Status,
)
from nabolag_web.programmes.models import Programme
from nabolag_web.shell.versions import keep_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a finding says: its sentence, and how it is sorted."""

    sentence: str
    bears: str = Bears.CHALLENGE
    dimension: str = ""
    area: int | None = None


@transaction.atomic
def write_finding(
    *,
    programme: Programme,
    said: Said,
    by: User,
    at: datetime,
    split_from: Finding | None = None,
) -> Finding:
    """Write down a new finding, as a draft with the programme's next number."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    newest = programme.findings.aggregate(newest=Max("number"))["newest"] or 0
    finding = Finding(
        programme=programme,
        number=newest + 1,
        split_from=split_from,
        made_by=by,
        made_at=at,
        **_as_fields(said),
    )
    _save(finding, reason="", by=by, at=at)
    note(finding, "finding_written", by=by, at=at)
    return finding


@transaction.atomic
def change_finding(
    *,
    finding: Finding,
    version: int,
    said: Said,
    reason: str,
    by: User,
    at: datetime,
) -> Finding:
    """Let a finding say something else, unless someone else has changed it meanwhile."""
    held = _held(finding, version)
    for name, value in _as_fields(said).items():
        setattr(held, name, value)
    _next_version(held, reason=reason, by=by, at=at)
    note(held, "finding_changed", by=by, at=at)
    return held


@transaction.atomic
def move_on(
    *,
    finding: Finding,
    version: int,
    status: Status,
    reason: str,
    by: User,
    at: datetime,
) -> Finding:
    """Give a finding another status, with the reason why."""
    held = _held(finding, version)
    held.status = status
    _next_version(held, reason=reason, by=by, at=at)
    note(held, "finding_moved_on", by=by, at=at)
    return held


@transaction.atomic
def take_out(*, finding: Finding, by: User, at: datetime) -> None:
    """Take a finding out. It can be put back until it is deleted."""
    held = Finding.objects.select_for_update().get(pk=finding.pk)
    held.removed_at = at
    held.save(update_fields=["removed_at"])
    note(held, "finding_taken_out", by=by, at=at)


@transaction.atomic
def put_back(*, finding: Finding, by: User, at: datetime) -> None:
    """Put back a finding that was taken out."""
    held = Finding.objects.select_for_update().get(pk=finding.pk)
    held.removed_at = None
    held.save(update_fields=["removed_at"])
    note(held, "finding_put_back", by=by, at=at)


@transaction.atomic
def merge(
    *, finding: Finding, into: Finding, reason: str, by: User, at: datetime
) -> None:
    """Let one finding go into another: its evidence and questions go with it.

    What it said, and what backed it until then, can still be read where it stood.
    """
    held = Finding.objects.select_for_update().get(pk=finding.pk)
    target = Finding.objects.select_for_update().get(pk=into.pk)
    move_evidence(held.evidence.filter(ended_at=None), to=target, by=by, at=at)
    Question.objects.filter(finding=held, answered_at=None).update(finding=target)
    held.merged_into, held.status = target, Status.ASIDE
    _next_version(held, reason=reason, by=by, at=at)
    _next_version(target, reason=reason, by=by, at=at)
    note(held, "finding_merged", by=by, at=at)


@transaction.atomic
def split(
    *,
    finding: Finding,
    said: Said,
    evidence: Collection[int],
    reason: str,
    by: User,
    at: datetime,
) -> Finding:
    """Make a finding of a part of another; the chosen evidence goes with it."""
    held = Finding.objects.select_for_update().get(pk=finding.pk)
    part = write_finding(
        programme=held.programme, said=said, by=by, at=at, split_from=held
    )
    chosen = held.evidence.filter(pk__in=evidence, ended_at=None)
    move_evidence(chosen, to=part, by=by, at=at)
    _next_version(held, reason=reason, by=by, at=at)
    index_words(part)
    return part


def move_evidence(
    pieces: Collection[Evidence], *, to: Finding, by: User, at: datetime
) -> None:
    """End pieces where they stand and add them to another finding.

    Two that rested on the same source still do, where both went along.
    """
    moved: dict[int, Evidence] = {}
    for piece in sorted(pieces, key=lambda p: p.pk):
        old = piece.pk
        Evidence.objects.filter(pk=old).update(ended_at=at)
        piece.pk, piece.replaces_id, piece.finding = None, old, to
        piece.same_as = moved.get(piece.same_as_id or 0)
        piece.added_by, piece.added_at, piece.ended_at = by, at, None
        piece._state.adding = True
        piece.save()
        moved[old] = piece


def _as_fields(said: Said) -> dict[str, object]:
    return {
        "sentence": said.sentence,
        "bears": said.bears,
        "dimension": said.dimension,
        "area_id": said.area,
    }


def _held(finding: Finding, version: int) -> Finding:
    """Hold a finding while it is changed, if it is as it was when the page opened."""
    held = Finding.objects.select_for_update().get(pk=finding.pk)
    keep_version(held, version)
    return held


def _next_version(finding: Finding, *, reason: str, by: User, at: datetime) -> None:
    finding.version += 1
    _save(finding, reason=reason, by=by, at=at)


def _save(finding: Finding, *, reason: str, by: User, at: datetime) -> None:
    finding.changed_at = at
    finding.full_clean()
    finding.save()
    FindingVersion.objects.create(
        finding=finding,
        number=finding.version,
        sentence=finding.sentence,
        bears=finding.bears,
        dimension=finding.dimension,
        area_name="" if finding.area is None else finding.area.name,
        status=finding.status,
        reason=reason,
        by=by,
        at=at,
    )
    index_words(finding)
