"""Whole requests for the pages: a body is taken here first, bounded in bytes and in time, and then handed on in one piece.

Pages are answered by a few threads. A sender who dawdles would hold one of them, a body without an end would fill memory
or disk, and a form cut off in the middle would be taken for what somebody wanted to say. Here a slow sender holds nothing
but its own connection, and what did not arrive whole never reaches a page.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from demarc.server.answers import CLOSE, COME_BACK, Answer

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

SLOW_SECONDS, SLOWEST = 20.0, 50_000
"""How long a browser may take for a form, and how many bytes a second of what it announced it must send beyond that."""
MEMORY = 67_108_864
"""How many bytes of forms may be held at once, over all connections."""

BAD_ADDRESS = Answer.of(400, "this address has characters that no address here has", CLOSE)
TOO_LARGE = Answer.of(413, "this is more than a form here ever sends", CLOSE)
TOO_SLOW = Answer.of(408, "the rest of the form did not come in time; nothing was done", CLOSE)
TOO_MUCH = Answer.of(503, "too much at once; nothing was done, send it again in a second", COME_BACK, CLOSE)


class WholeRequests:
    """The ASGI application before the pages. `largest` is bytes per body, `memory` bytes over all that are held."""

    def __init__(self, pages: Application, *, largest: int, memory: int = MEMORY) -> None:
        self._pages, self._largest, self._most = pages, largest, memory
        self._held = 0

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Take the body and let the page answer, or answer in its place; nobody is answered who has gone."""
        if _is_odd(scope):
            await _say(BAD_ADDRESS, send)
            return
        body = bytearray()
        try:
            refused = await self._take(scope, receive, body)
            if isinstance(refused, Answer):
                await _say(refused, send)
            elif not refused:
                await self._pages(scope, _given(bytes(body), receive), send)
        finally:
            self._held -= len(body)

    async def _take(self, scope: Message, receive: Receive, body: bytearray) -> Answer | bool:
        """Fill `body`; return why it is refused, True when the sender has gone, False when all is here."""
        announced = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        if _is_beyond(announced, self._largest):
            return TOO_LARGE
        try:
            async with asyncio.timeout(SLOW_SECONDS + int(announced) / SLOWEST):
                while True:
                    message = await receive()
                    if message["type"] != "http.request":
                        return True
                    body += message.get("body", b"")
                    self._held += len(message.get("body", b""))
                    if len(body) > self._largest:
                        return TOO_LARGE
                    if self._held > self._most:
                        return TOO_MUCH
                    if not message.get("more_body"):
                        return False
        except TimeoutError:
            return TOO_SLOW


def _is_odd(scope: Message) -> bool:
    """Tell whether an address holds what no database text and no link of ours holds."""
    query: bytes = scope["query_string"]
    return "\0" in scope["path"] or b"%00" in query or not query.isascii()


def _is_beyond(length: bytes, largest: int) -> bool:
    """Compare an announced length without reading an endless number."""
    return not length.isdigit() or len(length) > len(str(largest)) or int(length) > largest


def _given(body: bytes, receive: Receive) -> Receive:
    """Hand the body on in one piece, and afterwards whatever else the connection says."""
    left = [body]

    async def once() -> Message:
        return {"type": "http.request", "body": left.pop(), "more_body": False} if left else await receive()

    return once


async def _say(answer: Answer, send: Send) -> None:
    await send(answer.start)
    await send(answer.body)
