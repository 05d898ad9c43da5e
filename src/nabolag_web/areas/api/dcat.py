"""What a data catalogue is written with: its vocabulary, and properties with a rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from django.utils import translation

from nabolag_web.areas.queries.public_rows import Told
from nabolag_web.areas.queries.published import Published

Node = dict[str, Any]
LANGUAGES = ("nb", "nn", "en")

AUTHORITY = "http://publications.europa.eu/resource/authority/"
PUBLIC = AUTHORITY + "access-right/PUBLIC"
THEMES = (AUTHORITY + "data-theme/SOCI", AUTHORITY + "data-theme/REGI")
FILE_TYPE = AUTHORITY + "file-type/"
MEDIA = "https://www.iana.org/assignments/media-types/"
CONTEXT: Mapping[str, str] = MappingProxyType(
    {
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
_LICENCES: Mapping[str, str] = MappingProxyType(
    {
        "apache20": "APACHE_2_0",
        "cc010": "CC0",
        "cc0": "CC0",
        "ccby40": "CC_BY_4_0",
        "ccbysa40": "CC_BYSA_4_0",
        "mit": "MIT",
        "nlod": "NLOD_2_0",
        "nlod10": "NLOD_1_0",
        "nlod20": "NLOD_2_0",
    }
)
"""Licences in the EU's own list, by their names without anything but letters and digits."""


def in_all(text: Callable[[], str]) -> list[Node]:
    """Give a text in all our languages."""
    found = []
    for language in LANGUAGES:
        with translation.override(language):
            found.append({"@language": language, "@value": text()})
    return found


def changed(here: Published) -> Node:
    """Give the day the answer was computed."""
    if here.result is None:
        return {}
    return {"dct:modified": _day(here.result.computed_at.date().isoformat())}


def period(about: Told) -> Node:
    """Give the years there are figures for, where their periods say."""
    if about.years is None:
        return {}
    first, last = about.years
    return {
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(f"{first}-01-01"),
            "dcat:endDate": _day(f"{last}-12-31"),
        }
    }


def _day(day: str) -> Node:
    return {"@type": "xsd:date", "@value": day}


def provenance(about: Told) -> Node:
    """Give who published the figures first, and in which table."""
    if not about.sources:
        return {}
    return {
        "dct:provenance": [
            {
                "@type": "dct:ProvenanceStatement",
                "rdfs:label": f"{source.publisher}: {source.title}",
            }
            for source in about.sources
        ]
    }


def terms(about: Told) -> Node:
    """Give the licence where all sources have the same; otherwise what each of them says."""
    licences = sorted({source.licence or "" for source in about.sources})
    letters = ["".join(filter(str.isalnum, each)).lower() for each in licences]
    if len(letters) == 1 and letters[0] in _LICENCES:
        return {"dct:license": {"@id": f"{AUTHORITY}licence/{_LICENCES[letters[0]]}"}}
    said = "; ".join(each for each in licences if each)
    if not said:
        return {}
    return {"dct:rights": {"@type": "dct:RightsStatement", "rdfs:label": said}}
