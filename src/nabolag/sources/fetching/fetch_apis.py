"""How each publisher's API is asked: PxWebApi 2, PxWebApi 1 and FHI's open API.

Written from the public descriptions of the three (PxTools' specification with its
recorded examples, Statistics Norway's and FHI's user guides).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol
from urllib.parse import quote, urlencode, urlsplit

from nabolag.errors import BadInput, Where
from nabolag.sources.fetching.fetch_calls import Call, Pace
from nabolag.sources.fetching.fetch_parts import Described, Part, codelists
from nabolag.sources.files.opening import LIMITS, Limits, printable

_CELLS = 100_000
_PACE = Pace(calls=10, seconds=10)
"""What we keep to where the server does not tell: careful guesses."""
_FHI_ROWS = 50_000
"""The number of rows in FHI's own example of a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One table at one publisher's API, and which of its values are wanted.

    ``address`` is the API's base (``…/api/pxwebapi/v2``; for PxWebApi 1 the folder the
    table lies in; for FHI ``…/api/open/v1``). ``api`` is ``pxwebapi2``,
    ``pxwebapi1`` or ``fhi``. ``table`` is the table's id (FHI: ``source/id``).
    ``query`` gives values by dimension, as :func:`~nabolag.sources.fetching.fetch_parts.selected`
    understands them, and ``codelist[Dimension]`` for a grouping of them.
    """

    address: str
    api: str
    table: str
    query: Mapping[str, tuple[str, ...]]
    language: str | None = None
    limits: Limits = field(default=LIMITS, repr=False)

    def __post_init__(self) -> None:
        """Keep the query from changing; refuse an address that is not a publisher's."""
        frozen = {key: tuple(values) for key, values in self.query.items()}
        object.__setattr__(self, "query", MappingProxyType(frozen))
        object.__setattr__(self, "address", self.address.rstrip("/"))
        parts = urlsplit(self.address)
        plain = not (parts.query or parts.fragment or "@" in parts.netloc)
        if parts.scheme not in ("http", "https") or not parts.hostname or not plain:
            raise self._wrong("address", self.address, "an address such as https://…")
        if self.api not in API:
            raise self._wrong("api", self.api, f"one of {', '.join(API)}")
        if not re.fullmatch(r"\w[\w-]*(\.\w+)*(/\w[\w-]*(\.\w+)*)*", self.table):
            raise self._wrong("table", self.table, "a table's id, such as 07459")
        if self.api == "fhi" and "/" not in self.table:
            raise self._wrong("table", self.table, "source and id, such as nokkel/175")

    @property
    def shown(self) -> str:
        """How messages name the table."""
        return f"{self.address}, table {self.table}"

    @property
    def where(self) -> Where:
        """The place messages point at."""
        return Where(file=self.shown)

    def _wrong(self, key: str, value: str, expected: str) -> BadInput:
        return BadInput(
            where=Where(column=key),
            found=printable(f"The {key} is “{value}”."),
            expected=expected,
            remedy="Correct the section [fetch] of the recipe.",
        )


class Api(Protocol):
    """What is asked of every API, in the order it is asked."""

    def config(self, request: Request) -> Call | None:
        """Give the call that tells the server's limits, if it has one."""
        ...

    def allowed(self, config: object) -> tuple[int, Pace]:
        """Give how many cells an answer may have, and how often we may call."""
        ...

    def description(self, request: Request) -> tuple[Call, ...]:
        """Give the calls that tell what the table holds."""
        ...

    def described(self, request: Request, found: Sequence[object]) -> Described:
        """Read the table's dimensions from the answers to ``description``."""
        ...

    def data(self, request: Request, part: Part) -> Call:
        """Give the call for some of the table's figures."""
        ...


class PxWebApi2:
    """PxWebApi 2: Statistics Norway's from 2025, Statistics Sweden's."""

    def config(self, request: Request) -> Call | None:
        """Give the call that tells the server's limits."""
        return Call(url=f"{request.address}/config", optional=True)

    def allowed(self, config: object) -> tuple[int, Pace]:
        """Read the limits; the specification's examples spell them in two ways."""
        return _allowed(config)

    def description(self, request: Request) -> tuple[Call, ...]:
        """Give the call for the table's metadata, with the code lists put to use."""
        lists = {f"codelist[{k}]": v for k, v in codelists(request.query).items()}
        return (Call(url=self._url(request, "metadata", lists)),)

    def described(self, request: Request, found: Sequence[object]) -> Described:
        """Read metadata written as JSON-stat 2."""
        document = _object(found[0])
        about = {k: _object(v) for k, v in _object(document.get("dimension")).items()}
        codes = {
            name: _ordered(_object(of.get("category")).get("index"))
            for name, of in about.items()
        }
        if not all(codes.values()):
            codes = {}
        optional = frozenset(
            name
            for name, of in about.items()
            if _object(of.get("extension")).get("elimination") is True
        )
        times = _object(document.get("role")).get("time")
        time = str(times[0]) if isinstance(times, list) and times else "Tid"
        return _needed(request, Described(codes=codes, optional=optional, time=time))

    def data(self, request: Request, part: Part) -> Call:
        """Give the call for a part, as a POST: long lists do not fit in an address."""
        lists = codelists(request.query)
        selection = [
            {"variableCode": name, "valueCodes": list(codes)}
            | ({"codelist": lists[name]} if name in lists else {})
            for name, codes in part.items()
        ]
        return Call(url=self._url(request, "data", {}), body=_json(selection=selection))

    def _url(self, request: Request, what: str, more: Mapping[str, str]) -> str:
        language = {"lang": request.language} if request.language else {}
        query = urlencode({**language, "outputFormat": "json-stat2", **more})
        return f"{request.address}/tables/{quote(request.table)}/{what}?{query}"


class PxWebApi1:
    """PxWebApi 1: most statistics banks on PxWeb; code lists are ``agg:`` or ``vs:``."""

    def config(self, request: Request) -> Call | None:
        """Give the call that tells the server's limits, which not all have."""
        return Call(url=f"{request.address}?config", optional=True)

    def allowed(self, config: object) -> tuple[int, Pace]:
        """Read the limits."""
        return _allowed(config)

    def description(self, request: Request) -> tuple[Call, ...]:
        """Give the call for the table's variables."""
        return (Call(url=self._url(request)),)

    def described(self, request: Request, found: Sequence[object]) -> Described:
        """Read the variables; a grouping's own codes are taken from the query."""
        listed = _object(found[0]).get("variables")
        variables = [_object(v) for v in listed] if isinstance(listed, list) else []
        codes = {str(v.get("code")): _ordered(v.get("values")) for v in variables}
        grouped = {k: request.query.get(k, ()) for k in codelists(request.query)}
        named = [(str(v.get("code")), v) for v in variables]
        return _needed(
            request,
            Described(
                codes={**codes, **grouped},
                optional=frozenset(c for c, v in named if v.get("elimination") is True),
                time=next((c for c, v in named if v.get("time") is True), "Tid"),
            ),
        )

    def data(self, request: Request, part: Part) -> Call:
        """Give the call for a part."""
        lists = codelists(request.query)
        query = [
            {
                "code": name,
                "selection": {"filter": lists.get(name, "item"), "values": v},
            }
            for name, v in part.items()
        ]
        body = _json(query=query, response={"format": "json-stat2"})
        return Call(url=self._url(request), body=body)

    def _url(self, request: Request) -> str:
        return f"{request.address}/{quote(request.table)}"


class FhiOpenApi:
    """The open API of the Norwegian Institute of Public Health."""

    def config(self, request: Request) -> Call | None:  # noqa: ARG002
        """Give no call: the API does not tell its limits."""
        return None

    def allowed(self, config: object) -> tuple[int, Pace]:  # noqa: ARG002
        """Give limits of our own."""
        return _FHI_ROWS, _PACE

    def description(self, request: Request) -> tuple[Call, ...]:
        """Give the calls for the table's own page (with its date) and its query."""
        url = self._url(request)
        return Call(url=url), Call(url=f"{url}/query")

    def described(self, request: Request, found: Sequence[object]) -> Described:
        """Read the query FHI makes for us, which holds all values of all dimensions."""
        listed = _object(found[1]).get("dimensions")
        each = [_object(d) for d in listed] if isinstance(listed, list) else []
        codes = {str(d.get("code")): _ordered(d.get("values")) for d in each}
        return _needed(request, Described(codes=codes, time="AAR"))

    def data(self, request: Request, part: Part) -> Call:
        """Give the call for a part; all dimensions must be named."""
        dimensions = [
            {"code": name, "filter": "item", "values": list(codes)}
            for name, codes in part.items()
        ]
        response = {"format": "json-stat2", "maxRowCount": _FHI_ROWS}
        body = _json(dimensions=dimensions, response=response)
        return Call(url=f"{self._url(request)}/data", body=body)

    def _url(self, request: Request) -> str:
        source, _, table = request.table.rpartition("/")
        return f"{request.address}/{quote(source)}/Table/{quote(table)}"


API: Mapping[str, Api] = MappingProxyType(
    {"pxwebapi2": PxWebApi2(), "pxwebapi1": PxWebApi1(), "fhi": FhiOpenApi()}
)
"""The APIs we can ask, by their names in recipes."""


def _allowed(config: object) -> tuple[int, Pace]:
    """Read limits whatever their keys' capitals: both spellings are in use."""
    said = {key.lower(): value for key, value in _object(config).items()}
    cells = _count(said, "maxdatacells", "maxcells") or _CELLS
    calls = _count(said, "maxcallspertimewindow", "maxcalls") or _PACE.calls
    seconds = _count(said, "timewindow") or _PACE.seconds
    return cells, Pace(calls=calls, seconds=seconds)


def _count(said: Mapping[str, object], *keys: str) -> int:
    texts = (str(said.get(key, "")) for key in keys)
    return next((int(t) for t in texts if re.fullmatch(r"[0-9]{1,9}", t)), 0)


def _ordered(index: object) -> tuple[str, ...]:
    """Read codes in their order, given as a list or as places by code."""
    if isinstance(index, list):
        return tuple(dict.fromkeys(str(code) for code in index))
    places = {code: str(place) for code, place in _object(index).items()}
    return tuple(sorted(places, key=lambda code: (len(places[code]), places[code])))


def _needed(request: Request, described: Described) -> Described:
    if described.codes and all(described.codes.values()):
        return described
    raise BadInput(
        where=request.where,
        found="The server's description of the table names no dimensions with values.",
        expected="each dimension with its values",
        remedy="Check the address, the api and the table in the recipe.",
    )


def _object(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _json(**values: object) -> bytes:
    return json.dumps(values, ensure_ascii=False, sort_keys=True).encode()
