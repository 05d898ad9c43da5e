"""A publisher's table fetched through its API, politely and in parts that are kept.

The table is described first, the question is divided so that no answer passes the
publisher's limit, and each answer is kept as soon as it has come. Nothing here knows
the time or waits by itself: clock and waiting are passed in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from nabolag.errors import BadInput, Where
from nabolag.sources.fetching.fetch_apis import API, Api, Request
from nabolag.sources.fetching.fetch_calls import Call, Caller
from nabolag.sources.fetching.fetch_parts import Described, divided, selected
from nabolag.sources.fetching.fetch_store import Answers
from nabolag.sources.files.opening import File
from nabolag.sources.formats.json_text import parse_json
from nabolag.sources.formats.jsonstat_figures import read_figures
from nabolag.sources.formats.jsonstat_shape import only_dataset, shape

if TYPE_CHECKING:
    import httpx

__all__ = ["Request", "fetch"]


def fetch(
    request: Request,
    *,
    folder: Path,
    wait: Callable[[float], None],
    clock: Callable[[], float],
    client: httpx.Client | None = None,
    progress: Callable[[int, int], None],
) -> tuple[Path, ...]:
    """Give the files that together hold what was asked for, each a JSON-stat data set.

    The files do not overlap and stand in the order of the question; ``folder`` keeps
    them with ``manifest.json``, whose ``answers`` tell for each what was asked, when it
    came, its SHA-256 and which answer it ``replaced``. A second run asks only for what has not
    come; a table that the publisher has described anew since (a new period, a later
    ``updated``) is asked for again, and an answer that has changed gets a new file.

    ``wait`` takes seconds and ``clock`` gives seconds since 1970 (``time.sleep`` and
    ``time.time``); ``progress`` is told parts done and parts in all. Raises
    :class:`BadInput` when the server refuses, answers with something else than
    figures, or does not answer after :data:`nabolag.sources.fetching.fetch_calls.TRIES` times;
    what has come by then is kept.
    """
    with ExitStack() as stack:
        used = client or stack.enter_context(_client())
        caller = Caller(client=used, wait=wait, clock=clock, limits=request.limits)
        return _fetched(request, caller, folder=folder, progress=progress)


def _client() -> httpx.Client:
    import httpx

    headers = {"User-Agent": "nabolag", "Accept": "application/json"}
    return httpx.Client(timeout=60, headers=headers)


def _fetched(
    request: Request,
    caller: Caller,
    *,
    folder: Path,
    progress: Callable[[int, int], None],
) -> tuple[Path, ...]:
    api = API[request.api]
    cells, pace = api.allowed(caller.json(api.config(request)))
    caller.pace = pace
    described, version = _description(request, api, caller)
    wanted = selected(described, request.query, where=request.where)
    parts = divided(wanted, most=cells, where=request.where)
    answers = Answers(folder, name=request.table)
    calls = [api.data(request, part) for part in parts]
    paths: list[Path] = []
    asked = False
    for part, call in zip(parts, calls, strict=True):
        progress(len(paths), len(parts))
        path = answers.kept(call.key, version=version)
        if path is None:
            data = caller.ask(call)
            _check(data, request, part, call)
            path = answers.keep(call, data, version=version, at=caller.clock())
            asked = True
        paths.append(path)
    progress(len(paths), len(parts))
    if asked and len(parts) > 1:
        _unchanged(request, version, _description(request, api, caller)[1])
    answers.finish([call.key for call in calls])
    return tuple(paths)


def _description(request: Request, api: Api, caller: Caller) -> tuple[Described, str]:
    """Ask what the table holds; the text's fingerprint tells when that changes."""
    texts = [caller.ask(call) for call in api.description(request)]
    parsed = [parse_json(text, file=request.shown) for text in texts]
    version = hashlib.sha256(b"\n".join(texts)).hexdigest()
    return api.described(request, parsed), version


def _check(
    data: bytes, request: Request, part: Mapping[str, tuple[str, ...]], call: Call
) -> None:
    """Refuse an answer that is not the whole of what was asked for."""
    file = File(name=call.url, data=data, sha256="")
    dataset = only_dataset(parse_json(file.data, file=file.name), file=file.name)
    cube = shape(dataset).checked(request.limits)
    read_figures(dataset, cube)
    came = {axis.name: axis.codes for axis in cube.axes}
    for dimension, codes in part.items():
        missing = set(codes).symmetric_difference(came.get(dimension, ()))
        if missing:
            raise BadInput(
                where=Where(file=call.url, column=dimension),
                found=f"Values asked for and values given differ: {sorted(missing)[0]}.",
                expected=f"{len(codes)} values of {dimension}, those asked for",
                remedy="Run the command again; if it stays so, tell the publisher.",
            )


def _unchanged(request: Request, before: str, after: str) -> None:
    if before != after:
        raise BadInput(
            where=request.where,
            found="The publisher changed the table while it was being fetched.",
            expected="all parts from one edition of the table",
            remedy="Run the command again: it asks for all parts of the new edition.",
        )
