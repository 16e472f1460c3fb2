"""From stored items to the lines of a list."""

from collections.abc import Iterable, Mapping

from demarc.core.custody.states import State
from demarc.core.words import ItemKind
from demarc.record.models import Item
from demarc.record.reads.lines import ItemLine, PersonLine

SHOWN = (
    "id",
    "number",
    "subject",
    "kind",
    "priority",
    "state",
    "received_at",
    "holder",
    "offered_to",
    "external",
    "security",
    "accept_due",
    "progress_due",
    "next_due",
    "closed_at",
)
"""The columns a line needs; the whole custody and the facts stay where they are."""


_ACCEPTING = {State.OFFERED: "to accept"}
"""What clock A waits for, where it is not a first act."""


def item_lines(items: Iterable[Item], people: Mapping[str, PersonLine], prefix: str) -> tuple[ItemLine, ...]:
    """Make the lines of a list, in the order given."""
    return tuple(_line(item, people, prefix) for item in items)


def numbered(prefix: str, number: int) -> str:
    """Write an item's visible number: `A-17`."""
    return f"{prefix}-{number}"


def _line(item: Item, people: Mapping[str, PersonLine], prefix: str) -> ItemLine:
    accept, progress = item.accept_due, item.progress_due
    on_accept = accept is not None and (progress is None or accept <= progress)
    waits_for = "to answer" if item.kind == ItemKind.ASK else _ACCEPTING.get(State(item.state), "for a first act")
    return ItemLine(
        id=item.id,
        number=numbered(prefix, item.number),
        subject=item.subject,
        kind=item.kind,
        priority=item.priority,
        state=item.state,
        received_at=item.received_at,
        holder=people[item.holder],
        source_number=item.external,
        security=item.security,
        offered_to=people.get(item.offered_to),
        due=accept if on_accept else progress,
        due_for=waits_for if on_accept else "for the promised step",
    )
