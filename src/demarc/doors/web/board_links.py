"""What of the board is asked for, read from the address and written back into it: every filter is a link."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from demarc.core.words import Priority, Side
from demarc.record.reads.board import OVER, Board, Wanted

LONGEST = 64
GROUPS: Mapping[str, str] = {"lane": "By lane", "priority": "By priority"}
MINE = "me"


@dataclass(frozen=True, slots=True)
class Link:
    """One choice of a filter: what it says, where it leads, and whether it is chosen."""

    title: str
    query: str
    chosen: bool = False


def wanted_of(asked: Mapping[str, str], *, me: str) -> Wanted:
    """Read the filters; what is none of the words asks for everything."""
    group, side = asked.get("group", ""), asked.get("side", "")
    priority = asked.get("priority", "")
    return Wanted(
        group=group if group in GROUPS else "lane",
        side=side if side in {*Side, OVER} else "",
        priority=priority if priority in set(Priority) else "",
        lane=asked.get("lane", "")[:LONGEST],
        person=me if asked.get("whose") == MINE else "",
    )


def query_of(wanted: Wanted) -> str:
    """Write the filters as the query of an address, only what differs from everything by lane."""
    said = {name: value for name, value in asdict(wanted).items() if value and name != "person"}
    if said.get("group") == "lane":
        del said["group"]
    if wanted.person:
        said["whose"] = MINE
    return urlencode(said)


def filters_of(wanted: Wanted, board: Board, *, me: str) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """List the filters, each with its choices; choosing what is chosen takes it away."""

    def choice(title: str, **change: str) -> Link:
        (name, value), *_ = change.items()
        chosen = getattr(wanted, name) == value
        return Link(title, query_of(replace(wanted, **({name: ""} if chosen else change))), chosen)

    lanes = tuple(choice(lane.title, lane=lane.name) for lane in board.lanes)
    groups = tuple(
        Link(title, query_of(replace(wanted, group=name)), wanted.group == name) for name, title in GROUPS.items()
    )
    return (
        ("Order", groups),
        ("Show", (choice("On the line", side=OVER), choice("Mine", person=me))),
        ("Priority", tuple(choice(priority, priority=priority) for priority in Priority)),
        *((("Lane", lanes),) if lanes else ()),
    )


class UnreadableInstant(ValueError):
    """A date and time that cannot be looked at; the message is one sentence for the page."""


def instant_asked(raw: str, *, zone: str, now: datetime) -> datetime | None:
    """Read a wall clock's time at the engagement's place. Raises `UnreadableInstant`; None when nothing is asked.

    An hour that the clock shows twice is its first one.
    """
    if not raw.strip():
        return None
    try:
        found = datetime.fromisoformat(raw.strip()[:LONGEST])
        instant = (found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        said = f"`{raw[:LONGEST]}` is no date and time: write it like 2026-11-28T23:50, as a clock in {zone} shows it."
        raise UnreadableInstant(said) from error
    if instant > now:
        raise UnreadableInstant("That instant has not come yet: the line can be looked at as it was, not as it will be.")
    return instant
