"""What is sent with a request, held in memory where it may show people.

Django puts a large request into a nameless file on the disk before anyone has looked at
it. Where a picture may be sent, no more is kept of a request than memory holds: its
beginning and its end. The middle that is left out makes the picture too large, which its
form refuses in words, with all else that was written.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeAlias

Message: TypeAlias = Mapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
Application: TypeAlias = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]


_END = 16_000
"""Bytes at the end of a request that hold the fields after a picture."""


def in_memory(
    application: Application, *, addresses: tuple[str, ...], most: int
) -> Application:
    """Let at most so many bytes through, and the end, to addresses that end like this."""

    async def bounded(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        with_picture = scope["type"] == "http" and scope["path"].endswith(addresses)
        await application(
            scope, _up_to(most, receive) if with_picture else receive, send
        )

    return bounded


def _up_to(most: int, receive: Receive) -> Receive:
    left, end = most, b""

    async def bounded() -> Message:
        nonlocal left, end
        message = await receive()
        if message["type"] != "http.request":
            return message
        body = message.get("body", b"")
        let_in = body[:left]
        left -= len(let_in)
        end = (end + body[len(let_in) :])[-_END:]
        if message.get("more_body", False):
            return {**message, "body": let_in}
        return {**message, "body": let_in + end}

    return bounded
