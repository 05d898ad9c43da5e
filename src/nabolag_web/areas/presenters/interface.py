"""What the open interface can be asked for, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext_lazy as _

from nabolag_web.areas.queries.published import Published

INTERFACE = "/api/v1"
GIVES = {
    "/programmes": _("Programmes that show their figures to anyone"),
    "/programmes/{slug}": _("One programme"),
    "/programmes/{slug}/cities": _("The city its areas are held against"),
    "/programmes/{slug}/areas": _("The programme's own areas"),
    "/programmes/{slug}/indicators": _(
        "What is measured, by what definition, and from which sources"
    ),
    "/programmes/{slug}/observations": _(
        "Figures of the areas and the city, with intervals"
    ),
    "/programmes/{slug}/observations.csv": _("The same as a CSV file"),
    "/programmes/{slug}/standings": _(
        "How the areas stand against the rest of the city, and where that is heading"
    ),
    "/programmes/{slug}/indicators/{key}/jsonstat": _(
        "Figures of one indicator as JSON-stat 2.0"
    ),
    "/catalogue": _("A data catalogue (DCAT-AP-NO, JSON-LD)"),
    "/openapi.json": _("A description for programs (OpenAPI)"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address of the open interface: what it gives, and one to try, if there is any."""

    path: str
    gives: str
    example: str


def addresses(open_: Sequence[Published]) -> tuple[Address, ...]:
    """Give what the open interface can be asked for, with the first programme to try."""
    known = _known(open_[0]) if open_ else {}
    return tuple(
        Address(path=INTERFACE + path, gives=str(gives), example=_example(path, known))
        for path, gives in GIVES.items()
    )


def _known(here: Published) -> dict[str, str]:
    key = {"{key}": quote(here.keys[0])} if here.keys else {}
    return {"{slug}": here.programme.slug, **key}


def _example(path: str, known: Mapping[str, str]) -> str:
    for name, value in known.items():
        path = path.replace(name, value)
    return "" if "{" in path else INTERFACE + path
