"""Times findings on SQLite: 10,000 of them with 100,000 pieces of evidence.

Opens the list, searches, narrows it and opens findings, as people do. Prints a line for
each page beside its bar of 200 ms at the median; written by ``./dev bench findings``.
"""

from __future__ import annotations

import logging
import os
import random
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from workbench import OPENINGS, say, time_page

FINDINGS, PIECES = 10_000, 10
BAR = 0.2
WORDS = (
    "naboer",
    "skole",
    "gårdsrom",
    "lekeplass",
    "bolig",
    "leie",
    "flytting",
    "trygghet",
    "gangvei",
    "butikk",
    "bibliotek",
    "ungdom",
    "familier",
    "eldre",
    "benk",
    "lys",
    "trafikk",
    "møteplass",
    "forening",
    "støy",
    "park",
    "helsestasjon",
    "språkkafé",
    "inngang",
    "bakgård",
    "kiosk",
    "vaktmester",
    "sommer",
    "vinter",
    "kveld",
)


def main() -> None:
    """Fill a programme and time its pages."""
    logging.disable(logging.WARNING)  # a line a request would drown it
    os.environ["NABOLAG_DATA"] = tempfile.mkdtemp(prefix="nabolag-bench-")
    from nabolag_web.config.commands import preparing

    preparing.make_folder(Path(os.environ["NABOLAG_DATA"]))
    preparing.set_up()
    preparing.bring_up_to_date()
    begun = time.perf_counter()
    user, programme = _filled()
    say(f"filling in {FINDINGS * PIECES:,} pieces", time.perf_counter() - begun)
    base = f"/p/{programme.slug}/findings/"
    for name, address in (
        ("findings", base),
        ("findings, the last page", f"{base}?page=500"),
        ("search, one word", f"{base}?q=naboane"),
        ("search, three words", f"{base}?q=skule+leikeplass+bustad"),
        ("search, a word no one has used", f"{base}?q=kommunestyre"),
        ("without residents, questioned", f"{base}?lacks=residents&status=questioned"),
        ("one finding", f"{base}5000"),
        ("one finding, as it stood", f"{base}5000/history?on=2026-06-01"),
        ("search of the programme", f"/p/{programme.slug}/search?q=naboer"),
        ("what residents have said", f"/p/{programme.slug}/inputs/"),
    ):
        first, again = time_page(user, address)
        say(f"{name}, first opening", first)
        say(f"{name}, median of {OPENINGS}", again, bar=BAR)


def _filled():
    """Write findings straight into the store, as the actions would have left them."""
    from nabolag_web.accounts.actions import make_account
    from nabolag_web.programmes.actions import make_programme

    at = datetime(2026, 1, 1, tzinfo=UTC)
    user = make_account(
        email="bench@example.no", name="Bench", password="x" * 20, language="nb", at=at
    )
    programme = make_programme(name="Stort", municipality="", by=user, at=at)
    dice = random.Random(5)  # noqa: S311 - the same words each time
    _write(programme, user, at, dice)
    return user, programme


def _write(programme, user, at, dice) -> None:
    from nabolag.searching import search_stems
    from nabolag_web.knowledge.models import (
        Evidence,
        Finding,
        FindingVersion,
        FindingWord,
        Kind,
        Question,
        Status,
    )

    def sentence(n):
        return " ".join(dice.choices(WORDS, k=n)).capitalize()

    findings = Finding.objects.bulk_create(
        Finding(
            programme=programme,
            number=number,
            sentence=sentence(8),
            status=dice.choice(Status.values),
            made_by=user,
            made_at=at + timedelta(minutes=number),
            changed_at=at + timedelta(minutes=number),
        )
        for number in range(1, FINDINGS + 1)
    )
    pieces = [
        Evidence(
            finding=finding,
            kind=dice.choice(Kind.values),
            strength=dice.randint(1, 3),
            supports=dice.random() < 0.8,
            title=sentence(6),
            note=sentence(15),
            added_by=user,
            added_at=finding.made_at,
        )
        for finding in findings
        for _ in range(PIECES)
    ]
    Evidence.objects.bulk_create(pieces, batch_size=5000)
    Question.objects.bulk_create(
        Question(finding=f, text=sentence(6), asked_by=user, asked_at=f.made_at)
        for f in findings
    )
    FindingVersion.objects.bulk_create(
        FindingVersion(
            finding=f,
            number=1,
            sentence=f.sentence,
            bears=f.bears,
            status=f.status,
            by=user,
            at=f.made_at,
        )
        for f in findings
    )
    said: dict[int, set[str]] = {f.pk: set(search_stems(f.sentence)) for f in findings}
    for piece in pieces:
        said[piece.finding_id].update(search_stems(f"{piece.title} {piece.note}"))
    FindingWord.objects.bulk_create(
        (
            FindingWord(programme=programme, finding_id=finding, stem=stem)
            for finding, stems in said.items()
            for stem in sorted(stems)
        ),
        batch_size=10_000,
    )


if __name__ == "__main__":
    main()
    sys.stdout.flush()
