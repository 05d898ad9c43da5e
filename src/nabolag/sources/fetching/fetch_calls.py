"""Calls over HTTP: never too often, never to another host, and again after a fault."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from nabolag.errors import BadInput, Where
from nabolag.sources.files.opening import Limits, printable
from nabolag.sources.formats.json_text import parse_json

if TYPE_CHECKING:
    import httpx

_PAUSES = (1.0, 2.0, 4.0, 8.0)
TRIES = len(_PAUSES) + 1
"""How many times one call is made before we give up."""
LONGEST_WAIT = 600.0
"""The longest, in seconds, that we wait because a server asks us to."""
_LATER = frozenset({429, 500, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One question to a server; an ``optional`` one may be answered with a refusal."""

    url: str
    body: bytes | None = None
    optional: bool = False

    @property
    def key(self) -> str:
        """A fingerprint of the question: the same question has the same one."""
        return hashlib.sha256(
            self.url.encode() + b"\n" + (self.body or b"")
        ).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How many calls a server takes within so many seconds."""

    calls: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said."""

    status: int
    headers: Mapping[str, str]
    data: bytes


class Caller:
    """Asks one server, within its pace, and again when it stumbles."""

    def __init__(
        self,
        *,
        client: httpx.Client,
        wait: Callable[[float], None],
        clock: Callable[[], float],
        limits: Limits,
    ) -> None:
        """Take what reaches outside: the client, the waiting and the clock."""
        self.clock = clock
        self.pace = Pace(calls=10, seconds=10)
        self._client, self._wait, self._limits = client, wait, limits
        self._calls: deque[float] = deque()

    def json(self, call: Call | None) -> object:
        """Give an answer's JSON; nothing for no call, or a refused optional one."""
        if call is None:
            return None
        answer = self._answered(call)
        try:
            return parse_json(_body(call, answer), file=call.url)
        except BadInput:
            if call.optional:
                return None
            raise

    def ask(self, call: Call) -> bytes:
        """Give the body of the server's answer, which is not a web page."""
        return _body(call, self._answered(call))

    def _answered(self, call: Call) -> Answer:
        """Call until the server answers, as often as we may."""
        trouble = ""
        for pause in (*_PAUSES, None):
            answer, trouble = self._tried(call)
            if answer is not None and answer.status not in _LATER:
                return answer
            if pause is not None:
                self._wait(_pause(call, answer, pause))
        raise BadInput(
            where=Where(file=call.url),
            found=f"The server did not answer in {TRIES} tries: {trouble}.",
            expected="an answer",
            remedy="Try again later; what has come is kept and is not asked for again.",
        )

    def _tried(self, call: Call) -> tuple[Answer | None, str]:
        import httpx

        self._take_turn()
        try:
            answer = self._sent(call)
        except httpx.RequestError as error:
            return None, printable(str(error) or type(error).__name__)
        return answer, f"it said {answer.status}"

    def _take_turn(self) -> None:
        """Wait until one more call stays within the server's pace."""
        now = self.clock()
        while self._calls and self._calls[0] <= now - self.pace.seconds:
            self._calls.popleft()
        if len(self._calls) >= self.pace.calls:
            self._wait(self._calls[-self.pace.calls] + self.pace.seconds - now)
        self._calls.append(self.clock())

    def _sent(self, call: Call) -> Answer:
        """Send, and follow a redirect as long as it stays with the same host."""
        url = call.url
        for _ in range(5):
            answer = self._once(url, call.body)
            onward = answer.headers.get("location")
            if answer.status not in _MOVED or onward is None:
                return answer
            url = _same_host(call, url, onward)
        raise _refusal(call, "The server sends us round in a ring.")

    def _once(self, url: str, body: bytes | None) -> Answer:
        sent = self._client.stream(
            "GET" if body is None else "POST",
            url,
            content=body,
            headers={"Content-Type": "application/json"} if body else {},
            follow_redirects=False,
        )
        with sent as response:
            data = bytearray()
            for chunk in response.iter_bytes():
                data += chunk
                if len(data) > self._limits.bytes_:
                    raise BadInput(
                        where=Where(file=url),
                        found="The answer is too large.",
                        expected=f"at most {self._limits.bytes_ // 1_000_000} MB",
                        remedy="Ask for fewer areas, years or figures.",
                    )
            headers = dict(response.headers)
            return Answer(
                status=response.status_code, headers=headers, data=bytes(data)
            )


def _body(call: Call, answer: Answer) -> bytes:
    if answer.status != 200:
        said = _words(answer)
        raise _refusal(call, f"The server refuses, {answer.status}: {said}")
    page = answer.headers.get("content-type", "").startswith("text/html")
    if page or answer.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise _refusal(call, "The server answers with a web page, not with figures.")
    return answer.data


def _words(answer: Answer) -> str:
    """Give what the server says is wrong, in one short line."""
    text = answer.data[:2000].decode("utf-8", errors="replace").strip()
    if not text or text.startswith("<"):
        return "it does not say why."
    return printable(" ".join(text.split()))[:300]


def _refusal(call: Call, found: str) -> BadInput:
    return BadInput(
        where=Where(file=call.url),
        found=found,
        expected="the table's figures as JSON",
        remedy="Check the address, the table and the query in the recipe.",
    )


def _same_host(call: Call, url: str, onward: str) -> str:
    import httpx

    here = httpx.URL(url)
    there = here.join(onward)
    downwards = here.scheme == "https" and there.scheme != "https"
    if (there.host, there.port) != (here.host, here.port) or downwards:
        raise _refusal(call, printable(f"The server sends us on to {there}."))
    return str(there)


def _pause(call: Call, answer: Answer | None, pause: float) -> float:
    """Give how long to wait: what the server asks for, or our own growing pause."""
    asked = _retry_after(answer.headers) if answer is not None else None
    if asked is None:
        return pause
    if asked > LONGEST_WAIT:
        raise BadInput(
            where=Where(file=call.url),
            found=f"The server asks us to wait {asked:.0f} seconds.",
            expected=f"at most {LONGEST_WAIT:.0f} seconds",
            remedy="Run the command again then; what has come is kept.",
        )
    return asked


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Read Retry-After: seconds, or a time that counts from the answer's own Date."""
    said = headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        until = parsedate_to_datetime(said)
        return max(
            (until - parsedate_to_datetime(headers["date"])).total_seconds(), 0.0
        )
    except (ValueError, TypeError, KeyError):
        return None
