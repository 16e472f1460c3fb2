"""The real server against senders that mean harm or do not know better, over plain sockets."""

import json
import socket
from collections.abc import Iterator
from hashlib import sha256
from time import monotonic, sleep

import pytest
from django.db import connection

from demarc.record import models
from tests.acts.test_take_in import a_feed
from tests.databases import Database
from tests.services import LOOPBACK
from tests.serving import Server, serving
from tests.stage import put_on_stage

TOKEN = "t" * 43


@pytest.fixture
def server(database: Database) -> Iterator[tuple[Server, str]]:
    """A server with one feed whose token is known."""
    feed = a_feed(put_on_stage())
    models.Feed.objects.update(token_hash=sha256(TOKEN.encode()).hexdigest())
    connection.close()
    with serving(database.env) as running:
        yield running, feed


def say(server: Server, sent: bytes, *, wait: float = 2) -> str:
    """Send bytes as they are, and give everything that comes back until the server hangs up or is silent."""
    with socket.create_connection((LOOPBACK, server.port), timeout=wait) as line:
        heard = b""
        try:
            line.sendall(sent)
            while piece := line.recv(65_536):
                heard += piece
        except (TimeoutError, ConnectionResetError, BrokenPipeError):
            # Who is refused in the middle of sending may be cut off before the answer reaches them.
            pass
    return heard.decode("latin-1")


def request(path: str, body: bytes = b"", *, method: str = "POST", token: str = TOKEN, **headers: str) -> bytes:
    given = {"Host": "127.0.0.1", "Authorization": f"Bearer {token}", "Content_Length": str(len(body)), **headers}
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in given.items())
    return f"{method} {path} HTTP/1.1\r\n{lines}Connection: close\r\n\r\n".encode("latin-1") + body


def status(heard: str) -> int:
    return int(heard.split(" ", 2)[1]) if heard else 0


def test_a_real_server_takes_all_this_calmly(server: tuple[Server, str]) -> None:
    running, feed = server
    good = json.dumps({"subject": "x"}).encode()
    expected: dict[bytes, set[int]] = {
        request(f"/in/{feed}", good): {202},
        request(f"/in/{feed}", good, token="\xe9\xff"): {401},
        request(f"/in/{feed}", good, token="x" * 20_000): {401},
        request(f"/in/../in/{feed}", good): {401},
        request(f"/in/%2e%2e%2f{feed}", good): {401},
        request(f"/in/x%2f{feed}", good): {401},
        request(f"/in/{feed}%00", good): {401},
        request(f"/in//{feed}", good): {401},
        request("/in/" + "x" * 30_000, good): {400, 401, 414},
        request(f"/in/{feed}", good, method="GET"): {405},
        request(f"/in/{feed}", good, method="DELETE"): {405},
        request(f"/in/{feed}", good, method="BREW"): {400, 405},
        request(f"/in/{feed}", good, Content_Length="9" * 5_000): {400},
        request(f"/in/{feed}", good, Content_Length="-1"): {400},
        request(f"/in/{feed}", good, Content_Length="2000000"): {413},
        request(f"/in/{feed}", good, Content_Length="500"): {0, 400},
        request(f"/in/{feed}", good, Idempotency_Key="\x00"): {400},
        request(f"/in/{feed}", good, Idempotency_Key="\xff" * 5_000): {202},
        b"POST /in/x HTTP/1.1\r\n\r\n": {400, 401},
        b"\x16\x03\x01\x02\x00\x01\x00\x01": {400},
        b"GET /enter/?next=\xc3\xa9 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n": {400},
        request("/enter/%00/", method="GET"): {400},
        request("/e/%ff%fe/", method="GET"): {302},
        request("/enter/x/", b"a" * 3_000_000): {0, 413},
        request("/check/", b"a" * 3_000_000): {200, 400, 403, 404, 422},
        request("/check/", Content_Length="30000000"): {413},
        request("/before/proposal/", b"a" * 3_000_000): {400, 403},
        request("/e/nobody/matrix/versions/", b"a" * 3_000_000): {302},
        request("/e/nobody/matrix/versions/", Content_Length="30000000"): {413},
        request("/e/nobody/matrix/versions/1/", b"a" * 3_000_000): {0, 413},
        request("/enter/?next=" + "x" * 60_000, method="GET"): {200, 400, 414},
        request("/enter/", method="GET", Host="evil.example"): {400},
        request("/enter/", method="GET", X_Forwarded_Host="evil.example"): {200},
    }
    for sent, wanted in expected.items():
        heard = say(running, sent)
        assert status(heard) in wanted, (sent[:60], heard[:200])
        assert "Traceback" not in heard
    assert running.get("/livez") == 200
    deadline = monotonic() + 10
    while models.Inbox.objects.filter(waiting=True).exists():
        assert monotonic() < deadline, "the engine does not turn any more"
        sleep(0.1)
    assert models.Inbox.objects.count() == 2


@pytest.mark.parametrize("path", ["/enter/x/", "/leave/", "/demo/become/"])
def test_many_dawdlers_keep_nobody_from_a_page(server: tuple[Server, str], path: str) -> None:
    running, _ = server
    cookie = f"Cookie: csrftoken={'a' * 32}\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\n"
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{cookie}{kind}Content-Length: 1000\r\n\r\ncsrf".encode()
    dawdlers = [socket.create_connection((LOOPBACK, running.port)) for _ in range(40)]
    try:
        for one in dawdlers:
            one.sendall(head)
        sleep(0.3)
        started = monotonic()
        assert status(say(running, request("/enter/", method="GET"))) == 200
        assert monotonic() - started < 3
    finally:
        for one in dawdlers:
            one.close()
