"""What is published as a data catalogue: DCAT-AP-NO 2, written as JSON-LD.

One data set for each published indicator of each open programme. Mandatory properties:
https://data.norge.no/specification/dcat-ap-no/ (2.x); those that version 3 adds
(a contact point for catalogue, data sets and service) are there as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from nabolag_web.accounts.models import Operator
from nabolag_web.accounts.queries import operator
from nabolag_web.areas.api.dcat import (
    CONTEXT,
    FILE_TYPE,
    LANGUAGES,
    MEDIA,
    PUBLIC,
    THEMES,
    Node,
    changed,
    in_all,
    period,
    provenance,
    terms,
)
from nabolag_web.areas.models import Indicator
from nabolag_web.areas.queries.public_rows import Told
from nabolag_web.areas.queries.published import (
    Published,
    all_published,
    name_in,
    told_of_all,
)

MEDIA_TYPE = "application/ld+json"


def catalogue_of(request: HttpRequest) -> HttpResponse:
    """Give the catalogue of all that is published here."""
    graph = _Graph(request=request, operator=operator(), open_=all_published())
    document = {"@context": dict(CONTEXT), "@graph": list(graph.nodes())}
    return HttpResponse(
        json.dumps(document, ensure_ascii=False),
        content_type=MEDIA_TYPE,
        headers={"Cache-Control": "public, no-cache"},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Graph:
    """All nodes of the catalogue, with addresses as whoever asks sees them."""

    request: HttpRequest
    operator: Operator
    open_: Sequence[Published]

    def nodes(self) -> Iterator[Node]:
        """Give the catalogue, who is behind it, how to reach them, and each data set."""
        told = told_of_all(self.open_)
        sets = [
            self._data_set(here, indicator, about.get(indicator.key, Told()))
            for here in self.open_
            for about in [told.get(here.programme.pk, {})]
            for indicator in here.indicators
        ]
        ids = [{"@id": each["@id"]} for each in sets]
        yield self._catalogue(ids)
        yield self._service(ids)
        yield self._publisher()
        yield self._contact()
        yield from sets

    def _catalogue(self, sets: Sequence[Node]) -> Node:
        return {
            "@id": self._address("areas:interface:catalogue"),
            "@type": "dcat:Catalog",
            "dct:identifier": self._address("areas:interface:catalogue"),
            "dct:title": in_all(lambda: _("Published figures in Nabolag")),
            "dct:description": in_all(
                lambda: _(
                    "Figures that area programmes have published: how their areas stand"
                    " against the rest of the city, with how sure that is."
                )
            ),
            **self._who(),
            "foaf:homepage": {"@id": self._at("/"), "@type": "foaf:Document"},
            "dcat:dataset": list(sets),
            "dcat:service": {"@id": self._service_id},
        }

    def _service(self, sets: Sequence[Node]) -> Node:
        return {
            "@id": self._service_id,
            "@type": "dcat:DataService",
            "dct:identifier": self._service_id,
            "dct:title": in_all(lambda: _("Nabolag's open interface")),
            **self._who(),
            "dcat:endpointURL": {"@id": self._address("areas:interface:api-root")},
            "dcat:endpointDescription": {
                "@id": self._address("areas:interface:openapi-json")
            },
            "dcat:servesDataset": list(sets),
        }

    def _publisher(self) -> Node:
        return {
            "@id": self._publisher_id,
            "@type": "foaf:Agent",
            "foaf:name": self._name,
        }

    def _contact(self) -> Node:
        how = (
            {"vcard:hasEmail": {"@id": f"mailto:{self.operator.contact}"}}
            if self.operator.contact
            else {"vcard:hasURL": {"@id": self._address("accounts:privacy")}}
        )
        return {
            "@id": self._contact_id,
            "@type": "vcard:Organization",
            "vcard:fn": self._name,
            **how,
        }

    def _data_set(self, here: Published, indicator: Indicator, about: Told) -> Node:
        page = self._address(
            "areas:public_indicator", here.programme.slug, indicator.key
        )
        return {
            "@id": f"{page}#data",
            "@type": "dcat:Dataset",
            "dct:identifier": f"{page}#data",
            "dct:title": in_all(lambda: _title(here, indicator)),
            "dct:description": in_all(lambda: _description(here, indicator)),
            **self._who(),
            "dcat:theme": [{"@id": theme} for theme in THEMES],
            "dct:accessRights": {"@id": PUBLIC},
            "dcat:keyword": [here.programme.name, *(area.name for area in here.areas)],
            "dcat:landingPage": {"@id": page, "@type": "foaf:Document"},
            **changed(here),
            **period(about),
            **provenance(about),
            "dcat:distribution": list(self._distributions(here, indicator, about)),
        }

    def _distributions(
        self, here: Published, indicator: Indicator, about: Told
    ) -> Iterator[Node]:
        slug, only = here.programme.slug, urlencode({"indicator": indicator.key})
        json_ = self._address("areas:interface:observations", slug)
        csv = self._address("areas:interface:observations_as_csv", slug)
        stat = self._address("areas:interface:jsonstat", slug, indicator.key)
        for title, kind, media, address in (
            ("JSON", "JSON", "application/json", f"{json_}?{only}"),
            ("CSV", "CSV", "text/csv", f"{csv}?{only}"),
            ("JSON-stat 2.0", "JSON", "application/json", stat),
        ):
            yield {
                "@type": "dcat:Distribution",
                "dct:title": title,
                "dcat:accessURL": {"@id": address},
                "dct:format": {"@id": FILE_TYPE + kind},
                "dcat:mediaType": {"@id": MEDIA + media},
                "dcat:accessService": {"@id": self._service_id},
                **terms(about),
            }

    def _who(self) -> Node:
        return {
            "dct:publisher": {"@id": self._publisher_id},
            "dcat:contactPoint": {"@id": self._contact_id},
        }

    @property
    def _name(self) -> str:
        return self.operator.name or self.request.get_host()

    @property
    def _service_id(self) -> str:
        return self._at("/#interface")

    @property
    def _publisher_id(self) -> str:
        return self._at("/#publisher")

    @property
    def _contact_id(self) -> str:
        return self._at("/#contact")

    def _address(self, name: str, *arguments: str) -> str:
        return self._at(reverse(name, args=arguments))

    def _at(self, path: str) -> str:
        return self.request.build_absolute_uri(path)


def _title(here: Published, indicator: Indicator) -> str:
    return _("%(indicator)s in %(programme)s") % {
        "indicator": name_in(indicator, translation.get_language() or LANGUAGES[0]),
        "programme": here.programme.name,
    }


def _description(here: Published, indicator: Indicator) -> str:
    said = [
        _("Fictional example: neither the place, the people nor the figures exist.")
        if here.programme.made_up
        else "",
        indicator.definition,
        _("Figures for %(areas)s and for %(city)s as a whole.")
        % {
            "areas": ", ".join(area.name for area in here.areas),
            "city": here.city or "",
        }
        if here.areas
        else _("Figures for %(city)s as a whole.") % {"city": here.city or ""},
    ]
    return " ".join(each for each in said if each)
