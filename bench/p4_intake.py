"""P4: durable intake. Alerts posted over HTTP: 202 after the commit, beside Alertmanager's 200 from memory.

The whole `demarc serve` runs, engine included, on SQLite with synchronous FULL. After every round the stored bodies are
counted: never fewer than there were 202s.
"""

import asyncio
import json
import re
import statistics
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

from bench.alertmanager import Alertmanager
from bench.report import Figure, interleaved
from bench.server import DemarcServer

HERE = Path(__file__).parent
CONNECTIONS, SECONDS = 32, 4
RATE, STEADY_SECONDS = 2_000, 5
ROUTES = "route:\n  receiver: none\n  group_wait: 1h\nreceivers:\n- name: none\n"


def figures() -> list[Figure]:
    """Measure P4a and P4c."""
    found = interleaved({"ours": _durable, "alertmanager": _from_memory})
    ratio = found["ours"] / found["alertmanager"]
    beside = f"{found['ours']:,.0f}/s on disk vs {found['alertmanager']:,.0f}/s in memory"
    waited = statistics.median(_waited_at_steady_rate() for _ in range(3))
    return [
        Figure("P4a", "durable 202s, engine running, vs Alertmanager's 200s", ratio, "x", 0.5, 1.0, detail=beside),
        Figure("P4c", "from 202 to a holder, p99 at 2,000 posts/s", waited, "s", 1.0, 0.2, least=False),
    ]


def _durable() -> float:
    with DemarcServer() as server:
        accepted, taken = _wrk(server.intake, "post.lua", server.token)
        stored = server.count("SELECT count(*) FROM record_inbox")[0][0]
        assert stored >= accepted, f"{accepted} were acknowledged, {stored} are stored"
    return accepted / taken


def _from_memory() -> float:
    with Alertmanager(ROUTES) as server:
        accepted, taken = _wrk(f"{server.url}/api/v2/alerts", "post_alertmanager.lua")
    return accepted / taken


def _wrk(url: str, script: str, *arguments: str) -> tuple[int, float]:
    """Post for some seconds over 32 connections; return how many were accepted and the seconds it took."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", str(HERE / script), url, "--", *arguments]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    total, seconds = re.search(r"(\d+) requests in ([\d.]+)s", told).groups()  # type: ignore[union-attr]  # wrk always says it
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
    return int(total) - (int(refused[1]) if refused else 0), float(seconds)


@dataclass(slots=True)
class _Run:
    """What a steady run saw: when each 202 came, and from when on how many items had a holder."""

    answered: list[float] = field(default_factory=list)
    held: list[tuple[float, int]] = field(default_factory=list)

    def p99(self) -> float:
        """Match the n-th 202 with the n-th item, in the order of arrival, and take the 99th percentile of the waits."""
        waits, look = [], iter(self.held)
        at, count = next(look)
        for number, answered in enumerate(sorted(self.answered), start=1):
            while count < number:
                at, count = next(look)
            waits.append(max(0.0, at - answered))
        return statistics.quantiles(waits, n=100)[98]


def _waited_at_steady_rate() -> float:
    run, over = _Run(), Event()
    with DemarcServer() as server:
        watcher = Thread(target=_watch, args=(server, run, over))
        watcher.start()
        try:
            asyncio.run(_post_steadily(server, run))
        finally:
            over.set()
            watcher.join()
    return run.p99()


def _watch(server: DemarcServer, run: _Run, over: Event) -> None:
    """Look every 10 ms how many items there are; after the last post, until all have a holder or 30 s have passed."""
    ending = float("inf")
    while time.perf_counter() < ending:
        count = server.count("SELECT count(*) FROM record_item")[0][0]
        run.held.append((time.perf_counter(), count))
        if over.is_set():
            ending = min(ending, time.perf_counter() + 30)
            if count >= len(run.answered):
                return
        time.sleep(0.01)


async def _post_steadily(server: DemarcServer, run: _Run) -> None:
    where = urlsplit(server.intake)
    begin = time.perf_counter()

    async def connection(number: int) -> None:
        reader, writer = await asyncio.open_connection(where.hostname, where.port)
        for turn in range(RATE * STEADY_SECONDS // CONNECTIONS):
            await asyncio.sleep(max(0.0, begin + (turn * CONNECTIONS + number) / RATE - time.perf_counter()))
            writer.write(_request(where.path, where.netloc, server.token, f"{number}-{turn}"))
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 202"), head
            length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
            await reader.readexactly(int(length[1]) if length else 0)
            run.answered.append(time.perf_counter())
        writer.close()

    await asyncio.gather(*(connection(number) for number in range(CONNECTIONS)))


def _request(path: str, host: str, token: str, id_: str) -> bytes:
    facts = {"topic": "edr-alert", "site": "hq"}
    body = json.dumps(
        {"id": id_, "subject": f"benchmark {id_}", "severity": "high", "facts": facts, "text": "x" * 700}
    ).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body
