"""Two to four areas side by side: which are chosen, and what is told of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from nabolag.reports.side_by_side import FEWEST, MOST
from nabolag_web.areas.presenters.pages import labels_of
from nabolag_web.areas.queries.answers import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """An area that was chosen, and where to go to be without it."""

    code: str
    label: str
    address: str
    without: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which areas are chosen, which are left, and what is wrong with the choice."""

    chosen: tuple[Chosen, ...]
    left: tuple[tuple[str, str], ...]
    problem: str
    ready: bool

    @property
    def codes(self) -> tuple[str, ...]:
        """Give the codes of the chosen areas."""
        return tuple(each.code for each in self.chosen)

    @property
    def full(self) -> bool:
        """Tell whether no more areas have room."""
        return len(self.chosen) >= MOST


def choice_of(slug: str, asked: Sequence[str], places: Sequence[Place]) -> Choice:
    """Sort out which areas are asked for; unknown ones are told, never guessed."""
    labels = labels_of(places)
    codes = [code for code in dict.fromkeys(asked) if code in labels]
    unknown = [code for code in dict.fromkeys(asked) if code and code not in labels]
    address = reverse("areas:compare", args=[slug])
    return Choice(
        chosen=tuple(
            Chosen(
                code=code,
                label=labels[code],
                address=reverse("areas:area", args=[slug, code]),
                without=f"{address}?{urlencode([('a', c) for c in codes if c != code])}",
            )
            for code in codes
        ),
        left=tuple((c, label) for c, label in labels.items() if c not in codes),
        problem=" ".join(_problems(codes, unknown)),
        ready=FEWEST <= len(codes) <= MOST,
    )


def _problems(codes: Sequence[str], unknown: Sequence[str]) -> Iterator[str]:
    if unknown:
        yield _("No area with figures has the code %(codes)s.") % {
            "codes": ", ".join(unknown)
        }
    if len(codes) > MOST:
        yield _("At most four areas have room side by side. Take some out.")
