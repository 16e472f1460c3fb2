"""The 212 tickets that stayed on their own side: mirrored from the ticket systems, held by their row, closed there.

Nobody clicks anywhere for them. They are drawn once, by arithmetic and not by chance, so that the demo is the same twice.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import cycle, islice
from typing import Any

from demarc.server.operate.demo_days import Days
from demarc.server.operate.demo_past import Past, Story

TICKETS = 212
OPEN_STILL = 9
SITES = ("north", "south", "east", "west", "central", "lab")
HOURS = ("08:00", "09:00", "10:00", "11:00", "12:00", "13:00", "14:00", "15:00", "16:00")
AFTER = tuple(timedelta(hours=hours) for hours in (2, 3, 5, 1, 7, 24, 4, 2, 26, 6))
"""How long the tickets take, one after the other."""

SUBJECTS = (
    ("user-request", "low", "Second screen for the front desk, {site}"),
    ("user-request", "low", "Printer at the {site} clinic prints half pages"),
    ("user-request", "low", "A shared calendar for hygiene, {site}"),
    ("backup-failure", "low", "Backup of {site} ran long and was repeated"),
    ("user-request", "low", "Headset without sound, {site}"),
    ("os-patch", "low", "Monthly updates of the front desk machines, {site}"),
    ("user-request", "low", "Scanner sends to the old folder, {site}"),
    ("server-health", "low", "Memory of the {site} application server above 90 %"),
    ("user-request", "low", "Password of the X-ray viewer forgotten, {site}"),
    ("user-request", "low", "New toner for {site}"),
    ("backup-failure", "low", "One file open during the backup, {site}"),
    ("user-request", "low", "A phone extension moves rooms, {site}"),
    ("os-patch", "low", "Restart after updates is due, {site}"),
)


def tickets() -> tuple[dict[str, Any], ...]:
    """Draw the tickets as a mirror posts them."""
    return tuple(_ticket(number, *what, site) for number, what, site in _draw())


def quiet(past: Past, days: Days) -> Story:
    """Let the mirrors post on the hour: what is new, and what was closed over there since."""
    posts: dict[datetime, list[dict[str, Any]]] = defaultdict(list)
    hours = [days.at(day, hour) for day in days.worked for hour in HOURS]
    hours = [hour for hour in hours if days.beginning + timedelta(hours=1) < hour < days.now - timedelta(hours=1)]
    for number, ticket in enumerate(tickets()):
        opened = hours[number * len(hours) // TICKETS]
        posts[opened].append(ticket)
        closed = opened + AFTER[number % len(AFTER)]
        if number < TICKETS - OPEN_STILL:
            posts[min(closed, days.now - timedelta(minutes=50))].append({**ticket, "status": "resolved"})
    for instant in sorted(posts):
        yield instant
        past.post("desk", *posts[instant])


def _draw() -> Iterator[tuple[int, tuple[str, str, str], str]]:
    drawn = zip(cycle(SUBJECTS), cycle(SITES), strict=False)
    for number, (what, site) in enumerate(islice(drawn, TICKETS)):
        yield number, what, site


def _ticket(number: int, topic: str, severity: str, subject: str, site: str) -> dict[str, Any]:
    device = {"os-patch": "workstation", "user-request": "none"}.get(topic, "server")
    return {
        "id": f"ticket-{number}",
        "subject": subject.format(site=site),
        "severity": severity,
        "facts": {"topic": topic, "kind": "ticket", "device_class": device, "support": "supported", "site": site},
        "external": f"T-{20_418 + 3 * number}",
    }
