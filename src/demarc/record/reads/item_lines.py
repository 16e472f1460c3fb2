"""From stored items to the lines of a list."""

from collections.abc import Iterable, Mapping

from demarc.core.custody.states import State
from demarc.core.words import ItemKind, Priority
from demarc.record.models import Item
from demarc.record.reads.lines import ItemLine, PersonLine

SHOWN = (
    "id",
    "number",
    "version",
    "subject",
    "kind",
    "priority",
    "state",
    "received_at",
    "holder",
    "offered_to",
    "external",
    "security",
    "drill",
    "accept_due",
    "progress_due",
    "next_due",
    "closed_at",
)
"""The columns a line needs; the whole custody and the facts stay where they are."""


def item_lines(
    items: Iterable[Item],
    people: Mapping[str, PersonLine],
    prefix: str,
    questions: Mapping[str, str] | None = None,
) -> tuple[ItemLine, ...]:
    """Make the lines of a list, in the order given; `questions` are what its asks ask, by their id."""
    asked = questions or {}
    return tuple(_line(item, people, prefix, asked.get(item.id, "")) for item in items)


def numbered(prefix: str, number: int) -> str:
    """Write an item's visible number: `A-17`."""
    return f"{prefix}-{number}"


def _line(item: Item, people: Mapping[str, PersonLine], prefix: str, question: str) -> ItemLine:
    accept, progress = item.accept_due, item.progress_due
    on_accept = accept is not None and (progress is None or accept <= progress)
    return ItemLine(
        id=item.id,
        number=numbered(prefix, item.number),
        version=item.version,
        subject=item.subject,
        kind=item.kind,
        priority=item.priority,
        state=item.state,
        received_at=item.received_at,
        holder=people[item.holder],
        source_number=item.external,
        security=item.security,
        drill=item.drill,
        offered_to=people.get(item.offered_to),
        question=question,
        due=accept if on_accept else progress,
        due_for=_waits_for(item) if on_accept else "for the promised step",
    )


def _waits_for(item: Item) -> str:
    """Say what clock A waits for; P3 and P4 that the matrix routed have their row's own due date."""
    if item.kind == ItemKind.ASK:
        return "to answer"
    if item.state == State.OFFERED:
        return "to accept"
    standing = item.state == State.ROUTED and item.priority in {Priority.P3, Priority.P4}
    return "until it is due" if standing else "for a first act"
