"""What every change of a finding does beside the change itself."""

from __future__ import annotations

from datetime import datetime

from nabolag.searching import search_stems
from nabolag_web.accounts.models import User
from nabolag_web.knowledge.models import Finding, FindingWord
from nabolag_web.programmes import actions as programmes

_LONGEST = 60


def touched(finding: Finding, done: str, *, by: User, at: datetime) -> None:
    """Tell that something about a finding was changed, and keep its words in step."""
    finding.changed_at = at
    finding.save(update_fields=["changed_at"])
    index_words(finding)
    note(finding, done, by=by, at=at)


def note(finding: Finding, done: str, *, by: User, at: datetime) -> None:
    """Write in the programme's trail what was done with a finding, by its number."""
    programmes.note(finding.programme, done, by=by, at=at, subject=finding.number)


def index_words(finding: Finding) -> None:
    """Keep the stems of all that is said in a finding now, so that it can be found."""
    wanted = {stem[:_LONGEST] for stem in search_stems("\n".join(_texts(finding)))}
    there = set(finding.words.values_list("stem", flat=True))
    finding.words.filter(stem__in=there - wanted).delete()
    FindingWord.objects.bulk_create(
        FindingWord(programme_id=finding.programme_id, finding=finding, stem=stem)
        for stem in sorted(wanted - there)
    )


def _texts(finding: Finding) -> list[str]:
    backed = finding.evidence.filter(ended_at=None).values_list("title", "note")
    asked = finding.questions.values_list("text", "answer")
    return [finding.sentence, *(text for pair in (*backed, *asked) for text in pair)]
