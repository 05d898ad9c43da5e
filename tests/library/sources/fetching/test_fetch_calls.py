"""Calls to a server: redirects, waiting, pace and giving up."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nabolag.errors import BadInput
from nabolag.sources.fetching.fetch_calls import Call, Caller, Pace
from nabolag.sources.files.opening import Limits

HERE = "https://statistics.example/api/data"


class Told:
    """A server that says one thing after another, and a clock that waiting moves."""

    def __init__(self, *says: httpx.Response | httpx.RequestError) -> None:
        self.says = iter(says)
        self.asked: list[httpx.Request] = []
        self.now = 0.0
        self.waits: list[float] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        said = next(self.says)
        if isinstance(said, httpx.RequestError):
            raise said
        return said

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    def caller(self) -> Caller:
        client = httpx.Client(transport=httpx.MockTransport(self))
        clock = lambda: self.now  # noqa: E731
        return Caller(client=client, wait=self.wait, clock=clock, limits=Limits())


def ok(text: str = "[]") -> httpx.Response:
    return httpx.Response(200, text=text, headers={"content-type": "application/json"})


def moved(to: str, status: int = 302) -> httpx.Response:
    return httpx.Response(status, headers={"location": to})


def refused(told: Told, call: Call | None = None) -> str:
    with pytest.raises(BadInput) as error:
        told.caller().ask(call or Call(url=HERE))
    return error.value.found


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_within_the_host_is_followed_with_the_same_question(
    status: int,
) -> None:
    told = Told(moved("/api/v2/data?a=1", status), ok("[1]"))
    assert told.caller().ask(Call(url=HERE, body=b"{}")) == b"[1]"
    assert str(told.asked[1].url) == "https://statistics.example/api/v2/data?a=1"
    assert [r.method for r in told.asked] == ["POST", "POST"]
    assert [r.content for r in told.asked] == [b"{}", b"{}"]


def test_a_redirect_from_http_to_https_is_followed() -> None:
    told = Told(moved("https://statistics.example/x"), ok())
    assert told.caller().ask(Call(url="http://statistics.example/x")) == b"[]"


@pytest.mark.parametrize(
    "to",
    [
        "https://elsewhere.example/api/data",
        "//elsewhere.example/api/data",
        "http://statistics.example/api/data",
        "https://statistics.example:8443/api/data",
        "https://statistics.example@elsewhere.example/",
        "file:///etc/passwd",
    ],
)
def test_a_redirect_elsewhere_is_refused(to: str) -> None:
    told = Told(moved(to), ok())
    assert "The server sends us on to" in refused(told)
    assert len(told.asked) == 1


def test_a_ring_of_redirects_is_refused() -> None:
    assert "in a ring" in refused(Told(*[moved(HERE)] * 5))


def test_a_redirect_to_nowhere_is_a_refusal() -> None:
    assert "The server refuses, 302" in refused(Told(httpx.Response(302)))


def test_a_web_page_is_refused_whatever_it_begins_with() -> None:
    page = httpx.Response(200, text="Velkommen", headers={"content-type": "text/html"})
    assert "answers with a web page" in refused(Told(page))


@pytest.mark.parametrize(
    "error",
    [
        httpx.ConnectError("no route"),
        httpx.ReadTimeout("too slow"),
        httpx.RemoteProtocolError("cut"),
        httpx.DecodingError("not gzip"),
        httpx.ConnectTimeout(""),
    ],
)
def test_a_fault_on_the_way_is_tried_again_with_growing_pauses(
    error: httpx.RequestError,
) -> None:
    told = Told(*[error] * 4, ok())
    assert told.caller().ask(Call(url=HERE)) == b"[]"
    assert told.waits == [1, 2, 4, 8]
    said = str(error) or "ConnectTimeout"
    assert f"in 5 tries: {said}." in refused(Told(*[error] * 5))


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_server_in_trouble_is_asked_again(status: int) -> None:
    told = Told(httpx.Response(status), ok())
    assert told.caller().ask(Call(url=HERE)) == b"[]"
    busy = Told(*[httpx.Response(status)] * 5)
    assert f"in 5 tries: it said {status}." in refused(busy)


@pytest.mark.parametrize(
    ("said", "date", "waited"),
    [
        ("30", None, 30.0),
        ("0", None, 0.0),
        ("Tue, 02 Jan 2024 10:00:30 GMT", "Tue, 02 Jan 2024 10:00:00 GMT", 30.0),
        ("Tue, 02 Jan 2024 10:00:00 GMT", "Tue, 02 Jan 2024 11:00:00 GMT", 0.0),
        ("Tue, 02 Jan 2024 10:00:30 GMT", None, 1.0),
        ("Tue, 02 Jan 2024 10:00:30 GMT", "today", 1.0),
        ("Tue, 02 Jan 2024 10:00:30 GMT", "Tue, 02 Jan 2024 10:00:30 -0000", 1.0),
        ("-5", None, 1.0),
        ("²", None, 1.0),
    ],
)
def test_the_time_a_server_asks_for_is_kept(
    said: str, date: str | None, waited: float
) -> None:
    headers = {b"retry-after": said.encode()}
    if date is not None:
        headers[b"date"] = date.encode()
    told = Told(httpx.Response(429, headers=headers), ok())
    assert told.caller().ask(Call(url=HERE)) == b"[]"
    assert told.waits == [waited]


def test_a_server_that_asks_for_an_hour_is_left_for_now() -> None:
    told = Told(httpx.Response(503, headers={"retry-after": "3600"}))
    assert "asks us to wait 3600 seconds" in refused(told)
    assert told.waits == []


def test_an_optional_question_may_be_refused_but_not_unanswered() -> None:
    optional = Call(url=HERE, optional=True)
    assert Told(httpx.Response(404)).caller().json(optional) is None
    assert Told(ok("not json")).caller().json(optional) is None
    assert Told(ok('{"a": 1}')).caller().json(optional) == {"a": "1"}
    assert Told().caller().json(None) is None
    with pytest.raises(BadInput, match="did not answer"):
        Told(*[httpx.ConnectError("gone")] * 5).caller().json(optional)
    with pytest.raises(BadInput, match="refuses, 404"):
        Told(httpx.Response(404)).caller().json(Call(url=HERE))


def test_the_same_question_has_the_same_key() -> None:
    calls = [Call(url="u"), Call(url="u", body=b"x"), Call(url="ux"), Call(url="v")]
    assert len({call.key for call in calls}) == 4
    assert Call(url="u").key == Call(url="u", optional=True).key


@given(
    st.integers(1, 5),
    st.floats(0.5, 60),
    st.lists(st.floats(0, 100), min_size=1, max_size=40),
)
@settings(max_examples=60, deadline=None)
def test_no_window_holds_more_calls_than_the_pace(
    calls: int, seconds: float, pauses: list[float]
) -> None:
    times: list[float] = []

    def answers() -> Iterator[httpx.Response]:
        while True:
            times.append(told.now)
            yield ok()

    told = Told()
    told.says = answers()
    caller = told.caller()
    caller.pace = Pace(calls=calls, seconds=seconds)
    for pause in pauses:
        told.now += pause
        caller.ask(Call(url=HERE))
    assert len(times) == len(pauses)
    crowded = zip(times, times[calls:], strict=False)
    assert all(late - early >= seconds - 1e-6 for early, late in crowded)
    assert all(early <= late for early, late in pairwise(times))


def test_a_pace_that_tightens_counts_the_calls_already_made() -> None:
    told = Told(*[ok()] * 4)
    caller = told.caller()
    caller.ask(Call(url=HERE))
    caller.ask(Call(url=HERE))
    caller.pace = Pace(calls=1, seconds=30)
    caller.ask(Call(url=HERE))
    assert told.waits == [30]
