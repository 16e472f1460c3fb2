"""Pages get whole requests: bounded in bytes and time, and a form that was cut off is never taken for an answer."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest

from demarc.server import whole as module
from demarc.server.whole import WholeRequests

SLOW = object()


class Page:
    """Takes what it is given and keeps it."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.door: WholeRequests | None = None

    async def __call__(self, _scope: Any, receive: Any, send: Any) -> None:
        message = await receive()
        assert not message["more_body"]
        self.bodies.append(message["body"])
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})


def ask(
    page: Page,
    pieces: Sequence[Any] = (b"",),
    *,
    path: str = "/",
    query: bytes = b"",
    headers: dict[str, str] | None = None,
    **limits: int,
) -> int | None:
    """Send one request, and return the status of the answer. `None` among the pieces is the browser hanging up."""
    left, said = list(pieces), []

    async def receive() -> Any:
        piece = left.pop(0)
        if piece is SLOW:
            await asyncio.sleep(60)
        if piece is None:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": piece, "more_body": bool(left)}

    async def send(message: Any) -> None:
        said.append(message)

    given = [(name.encode(), value.encode()) for name, value in (headers or {}).items()]
    scope = {"type": "http", "path": path, "query_string": query, "headers": given}
    door = page.door or WholeRequests(page, **{"largest": 100, **limits})
    page.door = door
    asyncio.run(door(scope, receive, send))
    return int(said[0]["status"]) if said else None


def test_a_body_in_pieces_is_one_body() -> None:
    page = Page()
    assert ask(page, (b"a=1", b"&b=", b"2")) == 200
    assert page.bodies == [b"a=1&b=2"]


@pytest.mark.parametrize("headers", [{}, {"content-length": "101"}, {"content-length": "9" * 10_000}])
def test_what_is_too_large_is_refused(headers: dict[str, str]) -> None:
    page = Page()
    assert ask(page, (b"x" * 60, b"x" * 60), headers=headers) == 413
    assert not page.bodies


def test_a_form_that_was_cut_off_reaches_no_page() -> None:
    page = Page()
    assert ask(page, (b"text=half of what I wan", None)) is None
    assert not page.bodies


def test_a_sender_who_dawdles_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SLOW_SECONDS", 0.05)
    page = Page()
    assert ask(page, (b"text=", SLOW)) == 408
    assert not page.bodies


def test_all_that_is_held_is_bounded_and_given_back() -> None:
    page = Page()
    assert ask(page, (b"x" * 60, b"x"), memory=50) == 503
    assert ask(page, (b"x" * 40, b"x")) == 200


@pytest.mark.parametrize(("path", "query"), [("/e/\0/", b""), ("/e/alder/items/", b"find=%00"), ("/", b"find=\xc3\xa9")])
def test_an_address_that_nothing_here_has_is_refused_in_one_line(path: str, query: bytes) -> None:
    page = Page()
    assert ask(page, path=path, query=query) == 400
    assert not page.bodies
