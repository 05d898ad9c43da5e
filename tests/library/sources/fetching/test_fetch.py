"""Fetching from a publisher, proved against a local server with failures included."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from typing import Any

import httpx
import pytest

from nabolag.errors import BadInput
from nabolag.sources.fetching.fetch import Request, fetch
from nabolag.sources.files.opening import Limits, open_file
from nabolag.sources.formats.jsonstat import read_jsonstat

START = 1_700_000_000.0
META = {
    "class": "dataset",
    "label": "Folk",
    "updated": "2024-01-01T07:00:00Z",
    "id": ["Region", "ContentsCode", "Tid"],
    "size": [5, 2, 3],
    "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
    "dimension": {
        "Region": {
            "category": {"index": {f"030{n}": n for n in range(5)}},
            "extension": {"elimination": True},
        },
        "ContentsCode": {"category": {"index": ["Personer", "Andel"]}},
        "Tid": {"category": {"index": ["2021", "2022", "2023"]}},
    },
    "value": None,
}


class Clock:
    """Time that passes only when somebody waits."""

    def __init__(self) -> None:
        self.now = START
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


@dataclass
class Reply:
    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int = 0
    held: bool = False


@dataclass
class Publisher:
    """A PxWebApi 2 server with one table.

    ``next_data`` are what it is told to say next; where that is None, and after the
    last, it gives its own true answer.
    """

    address: str
    clock: Clock
    meta: dict[str, Any]
    config: bytes = (
        b'{"maxDataCells": 100, "maxCallsPerTimeWindow": 30, "timeWindow": 10}'
    )
    next_data: list[Reply | None] = field(default_factory=list)
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    called: list[tuple[str, float]] = field(default_factory=list)
    extra: float = 0
    release: threading.Event = field(default_factory=threading.Event)

    def answer(self, path: str, body: bytes) -> Reply:
        self.called.append((path, self.clock.now))
        if path.startswith("/config"):
            return Reply(body=self.config)
        if "/metadata?" in path:
            return Reply(body=json.dumps(self.meta).encode())
        told = self.next_data.pop(0) if self.next_data else None
        if told is not None:
            return told
        return Reply(body=self.figures(json.loads(body)))

    def figures(self, question: dict[str, Any]) -> bytes:
        """What a true server would answer: each figure tells its own place."""
        asked = {s["variableCode"]: s["valueCodes"] for s in question["selection"]}
        self.asked.append(asked)
        places = [
            [list(self.codes(name)).index(code) for code in codes]
            for name, codes in asked.items()
        ]
        return json.dumps(
            {
                "class": "dataset",
                "id": list(asked),
                "size": [len(codes) for codes in asked.values()],
                "role": self.meta["role"],
                "dimension": {k: {"category": {"index": v}} for k, v in asked.items()},
                "value": [
                    sum(p * 1000**n for n, p in enumerate(place)) + self.extra
                    for place in product(*places)
                ],
            }
        ).encode()

    def codes(self, dimension: str) -> list[str]:
        return list(self.meta["dimension"][dimension]["category"]["index"])


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            reply = playing.answer(self.path, self.rfile.read(length))
            if reply.held:
                playing.release.wait()
                return
            self.send_response_only(reply.status)
            for key, value in reply.headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body[: len(reply.body) - reply.cut])

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    address = f"http://127.0.0.1:{server.server_port}"
    playing = Publisher(
        address=address, clock=Clock(), meta=json.loads(json.dumps(META))
    )
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.01}
    )
    thread.start()
    yield playing
    playing.release.set()
    server.shutdown()
    server.server_close()
    thread.join()


ALL = {"Region": ("*",), "ContentsCode": ("*",), "Tid": ("*",)}


def silent(done: int, parts: int) -> None:
    return


def run(
    publisher: Publisher,
    folder: Path,
    *,
    query: Mapping[str, tuple[str, ...]] = ALL,
    progress: Callable[[int, int], None] = silent,
    limits: Limits | None = None,
    timeout: float = 30,
) -> tuple[Path, ...]:
    request = Request(
        address=publisher.address,
        api="pxwebapi2",
        table="T1",
        query=query,
        limits=limits or Limits(),
    )
    with httpx.Client(timeout=timeout, trust_env=False) as client:
        return fetch(
            request,
            folder=folder,
            wait=publisher.clock.wait,
            clock=publisher.clock,
            client=client,
            progress=progress,
        )


def refused(publisher: Publisher, folder: Path, **more: Any) -> str:
    with pytest.raises(BadInput) as error:
        run(publisher, folder, **more)
    return str(error.value)


def figures(paths: tuple[Path, ...]) -> list[str]:
    """All figures in the files, however they are divided."""
    found: list[str] = []
    for path in paths:
        table = read_jsonstat(open_file(path))
        columns = [k[7:] for k in table.facts if k.startswith("metric:")]
        found += [cell for column in columns for cell in table.cells[column]]
    return sorted(found)


def manifest(folder: Path, part: str = "answers") -> list[dict[str, Any]]:
    text = (folder / "manifest.json").read_text(encoding="utf-8")
    return list(json.loads(text)[part].values())


def data_calls(publisher: Publisher) -> int:
    return sum("/data?" in path for path, _ in publisher.called)


EVERYTHING = sorted(
    str(r + 1000 * c + 10**6 * t) for r in range(5) for c in range(2) for t in range(3)
)


def test_a_small_question_is_one_answer(publisher: Publisher, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    paths = run(publisher, tmp_path / "new", progress=lambda d, n: steps.append((d, n)))
    assert figures(paths) == EVERYTHING
    assert steps == [(0, 1), (1, 1)]
    assert [path for path, _ in publisher.called] == [
        "/config",
        "/tables/T1/metadata?outputFormat=json-stat2",
        "/tables/T1/data?outputFormat=json-stat2",
    ]


def test_a_large_question_is_divided_within_the_publishers_limit(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.config = b'{"MaxDataCells": 8, "MaxCalls": 30, "TimeWindow": 10}'
    steps: list[tuple[int, int]] = []
    paths = run(publisher, tmp_path, progress=lambda d, n: steps.append((d, n)))
    assert figures(paths) == EVERYTHING
    assert [asked["Region"] for asked in publisher.asked] == [
        [f"030{n}"] for n in range(5)
    ]
    assert steps == [(n, 5) for n in range(6)]


def test_a_second_run_asks_for_no_figures(publisher: Publisher, tmp_path: Path) -> None:
    first = run(publisher, tmp_path)
    publisher.called.clear()
    assert run(publisher, tmp_path) == first
    assert data_calls(publisher) == 0


def test_what_a_stopped_run_got_is_not_asked_for_again(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.config = b'{"maxDataCells": 6}'

    def stop(done: int, _: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(publisher, tmp_path, progress=stop)
    assert not list(tmp_path.glob(".*"))
    assert figures(run(publisher, tmp_path)) == EVERYTHING
    assert [asked["Region"] for asked in publisher.asked] == [
        [f"030{n}"] for n in range(5)
    ]


def test_the_server_is_never_called_more_often_than_it_allows(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.config = (
        b'{"maxDataCells": 1, "maxCallsPerTimeWindow": 4, "timeWindow": 60}'
    )
    run(publisher, tmp_path)
    times = [at for _, at in publisher.called]
    assert len(times) == 33
    gaps = [late - early for early, late in zip(times, times[4:], strict=False)]
    assert min(gaps) >= 60


@pytest.mark.parametrize(
    ("headers", "waited"),
    [
        ({"Retry-After": "7"}, 7),
        (
            {
                "Date": "Mon, 01 Jan 2024 07:00:00 GMT",
                "Retry-After": "Mon, 01 Jan 2024 07:00:20 GMT",
            },
            20,
        ),
        ({"Retry-After": "soon"}, 1),
        ({}, 1),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again_when_it_says(
    publisher: Publisher,
    tmp_path: Path,
    status: int,
    headers: dict[str, str],
    waited: float,
) -> None:
    publisher.next_data = [Reply(status=status, headers=headers)]
    assert figures(run(publisher, tmp_path)) == EVERYTHING
    assert publisher.clock.waits == [waited]


def test_a_cut_connection_and_a_silent_server_are_tried_again(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.next_data = [Reply(body=b"x" * 100, cut=50), Reply(held=True)]
    assert figures(run(publisher, tmp_path, timeout=1)) == EVERYTHING
    assert publisher.clock.waits == [1, 2]


def test_a_server_that_never_answers_is_given_up_and_parts_are_kept(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.config = b'{"maxDataCells": 6}'
    publisher.next_data = [None, *[Reply(body=b"x", cut=1)] * 5]
    said = refused(publisher, tmp_path)
    assert "did not answer in 5 tries" in said
    assert publisher.clock.waits == [1, 2, 4, 8]
    assert (len(manifest(tmp_path)), len(manifest(tmp_path, "coming"))) == (0, 1)


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    clock = Clock()
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as gone:
        address = f"http://127.0.0.1:{gone.server_port}"
    missing = Publisher(address=address, clock=clock, meta={})
    assert "did not answer in 5 tries" in refused(missing, tmp_path)


def test_a_refusal_is_told_in_the_servers_words(
    publisher: Publisher, tmp_path: Path
) -> None:
    words = b'{"title": "Non-existent value",\n "status": 400}'
    publisher.next_data = [Reply(status=400, body=words)]
    said = refused(publisher, tmp_path)
    assert 'The server refuses, 400: {"title": "Non-existent value", "status"' in said
    assert publisher.clock.waits == []
    publisher.next_data = [Reply(status=404, body=b"<h1>Not here</h1>")]
    assert "The server refuses, 404: it does not say why." in refused(
        publisher, tmp_path
    )


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"\n<!DOCTYPE html><p>Vedlikehold</p>", "answers with a web page"),
        (b'{"class": "dataset", "id": ["Region"', "breaks the JSON"),
        (b'{"error": "too many"}', "not JSON-stat"),
        (b"", "breaks the JSON"),
    ],
)
def test_an_answer_that_is_no_figures_is_refused_and_not_kept(
    publisher: Publisher, tmp_path: Path, body: bytes, said: str
) -> None:
    publisher.next_data = [Reply(body=body)]
    assert said in refused(publisher, tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert figures(run(publisher, tmp_path)) == EVERYTHING


def altered(change: Callable[[dict[str, Any]], object]) -> Reply:
    """A whole answer to ALL, but for one change."""
    playing = Publisher(address="", clock=Clock(), meta=META)
    selection = [
        {"variableCode": name, "valueCodes": playing.codes(name)} for name in ALL
    ]
    answer = json.loads(playing.figures({"selection": selection}))
    change(answer)
    return Reply(body=json.dumps(answer).encode())


def test_an_answer_of_the_wrong_length_is_refused(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.next_data = [altered(lambda answer: answer["value"].pop())]
    assert "The file holds 29 values. Expected 30 values" in refused(
        publisher, tmp_path
    )
    assert list(tmp_path.iterdir()) == []


def test_an_answer_to_another_question_is_refused(
    publisher: Publisher, tmp_path: Path
) -> None:
    def other(answer: dict[str, Any]) -> None:
        answer["dimension"]["Region"]["category"]["index"][4] = "9999"

    publisher.next_data = [altered(other)]
    assert "Values asked for and values given differ: 0304" in refused(
        publisher, tmp_path
    )


def test_a_table_described_anew_is_fetched_anew(
    publisher: Publisher, tmp_path: Path
) -> None:
    first = run(publisher, tmp_path)
    publisher.meta["updated"] = "2024-06-01T07:00:00Z"
    assert run(publisher, tmp_path) == first
    assert [entry["replaced"] for entry in manifest(tmp_path)] == [None]
    publisher.meta["updated"] = "2025-01-01T07:00:00Z"
    publisher.extra = 0.5
    second = run(publisher, tmp_path)
    assert second != first
    assert first[0].exists()
    (entry,) = manifest(tmp_path)
    assert entry["replaced"][:16] in first[0].name
    assert entry["sha256"][:16] in second[0].name
    assert entry["fetched"] == "2023-11-14T22:13:20+00:00"
    assert json.loads(entry["asked"])["selection"][2]["valueCodes"] == [
        "2021",
        "2022",
        "2023",
    ]


def test_a_table_that_changes_meanwhile_is_refused_and_then_fetched_whole(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.config = b'{"maxDataCells": 15}'

    def change(done: int, _: int) -> None:
        publisher.meta["updated"] = f"2025-01-0{done + 1}"

    said = refused(publisher, tmp_path, progress=change)
    assert "changed the table while it was being fetched" in said
    assert manifest(tmp_path) == []
    publisher.called.clear()
    paths = run(publisher, tmp_path)
    assert figures(paths) == EVERYTHING
    assert data_calls(publisher) == len(paths) == 3
    assert [entry["file"] for entry in manifest(tmp_path)] == [p.name for p in paths]


def test_the_last_whole_answer_stands_until_the_next_is_whole(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.config = b'{"maxDataCells": 15}'
    first = run(publisher, tmp_path)
    narrower = {**ALL, "Tid": ("2023",)}
    publisher.next_data = [Reply(status=400)]
    refused(publisher, tmp_path, query=narrower)
    assert [entry["file"] for entry in manifest(tmp_path)] == [p.name for p in first]
    (second,) = run(publisher, tmp_path, query=narrower)
    assert [entry["file"] for entry in manifest(tmp_path)] == [second.name]
    assert manifest(tmp_path, "coming") == []


def test_a_damaged_file_is_fetched_again(publisher: Publisher, tmp_path: Path) -> None:
    (path,) = run(publisher, tmp_path)
    path.write_bytes(path.read_bytes()[:-5])
    assert figures(run(publisher, tmp_path)) == EVERYTHING
    path.unlink()
    assert figures(run(publisher, tmp_path)) == EVERYTHING
    assert data_calls(publisher) == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"answers": {"a": ', "breaks the JSON"),
        ('{"name": "another programme"}', "not the list of a fetched table's answers"),
        ('{"answers": {}, "coming": []}', "not the list of a fetched table's answers"),
        ("[]", "not the list of a fetched table's answers"),
    ],
)
def test_a_folder_with_another_manifest_is_refused(
    publisher: Publisher, tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    assert said in refused(publisher, tmp_path)


def test_an_answer_larger_than_the_limit_is_refused(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.next_data = [Reply(body=b"[" * 3_000_000)]
    said = refused(publisher, tmp_path, limits=Limits(bytes_=2_000_000))
    assert "The answer is too large. Expected at most 2 MB" in said


def test_a_query_that_does_not_fit_the_table_is_refused_before_any_figures(
    publisher: Publisher, tmp_path: Path
) -> None:
    said = refused(publisher, tmp_path, query={**ALL, "Region": ("0399",)})
    assert "“0399”, which is no value of Region" in said
    assert data_calls(publisher) == 0


def test_without_a_client_one_is_made_and_closed(
    publisher: Publisher, tmp_path: Path
) -> None:
    request = Request(address=publisher.address, api="pxwebapi2", table="T1", query=ALL)
    paths = fetch(
        request,
        folder=tmp_path,
        wait=publisher.clock.wait,
        clock=publisher.clock,
        progress=silent,
    )
    assert figures(paths) == EVERYTHING


@pytest.mark.shared_data
@pytest.mark.parametrize("config", ["config-response.json", "configResponse.json"])
@pytest.mark.parametrize(
    "meta", ["dataset-meta.json", "table-metadata-example-jsonstat-nocomments.json"]
)
def test_recorded_answers_of_pxwebapi_2_are_understood(
    publisher: Publisher, tmp_path: Path, shared_data: Path, config: str, meta: str
) -> None:
    recorded = shared_data / "pxwebapi2"
    publisher.config = (recorded / config).read_bytes()
    publisher.meta = json.loads((recorded / meta).read_text(encoding="utf-8"))
    query = {
        "Region": ("01*",),
        "Alder": ("*",),
        "Kon": ("1", "2"),
        "ContentsCode": ("BE0101N1", "BE0101N2"),
        "Tid": ("top(1)",),
    }
    paths = run(publisher, tmp_path, query=query)
    assert len(paths) == 2
    sizes = [len(a["Region"]) * len(a["Alder"]) * 4 for a in publisher.asked]
    assert max(sizes) <= 10_000
    assert sum(sizes) == 27 * 102 * 2 * 2
    assert len(figures(paths)) == 27 * 102 * 2 * 2
    assert {code for a in publisher.asked for code in a["Alder"]} == set(
        publisher.codes("Alder")
    )
    assert publisher.asked[0]["Tid"] == ["2021"]
    assert "Civilstand" not in publisher.asked[0]
