"""Which devices have one owner for a duty, none, or two: the decision over devices and duty topics.

Devices that say the same are decided once. A duty is work planned for opening hours, so the window is business where
the duty's calendar ever opens; `check` looks at the other windows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from demarc.core.matrix.compiled import Compiled
from demarc.core.matrix.decide import Verdict
from demarc.core.matrix.facts import facts_of
from demarc.core.matrix.table import TOPIC, WINDOW, Matrix
from demarc.core.matrix.who import calendar_of
from demarc.core.words import ItemKind, RowId, Window

ABOUT_DEVICES = frozenset({"device_class", "os_family", "management", "support", "exposure"})
Said = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Device:
    """One device: its number in the list, its name (or nothing), what it says of each aspect in turn, and its tags."""

    row: int
    name: str
    said: tuple[str, ...]
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alike:
    """Devices that a duty treats alike: the facts they share, the rows that take them, and the devices."""

    witness: Mapping[str, str]
    rows: tuple[RowId, ...]
    devices: tuple[Device, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """A duty over a fleet: how many have exactly one row, and those with none or several, most devices first."""

    duty: str
    devices: int
    owned: Mapping[RowId, int]
    unowned: tuple[Alike, ...]
    doubly_owned: tuple[Alike, ...]


def duties_of(matrix: Matrix) -> tuple[str, ...]:
    """List the duty topics: those marked so, else those that a row on devices names; without topics, one nameless duty."""
    marked = tuple(topic.name for topic in matrix.topics if topic.duty)
    if marked:
        return marked
    if matrix.aspect(TOPIC) is None:
        return ("",)
    return tuple(
        dict.fromkeys(
            topic
            for row in matrix.rows
            if ABOUT_DEVICES & row.box().keys()
            for topic in matrix.domain(TOPIC)
            if topic in row.box().get(TOPIC, ())
        )
    )


def cover(compiled: Compiled, duty: str, aspects: Sequence[str], devices: Iterable[Device]) -> Cover:
    """Decide one duty for every device; `aspects` name what the devices' texts speak of, in order."""
    matrix = compiled.matrix
    relevant = _relevant(matrix, aspects)
    alike: dict[Said, list[Device]] = {}
    count = 0
    for device in devices:
        count += 1
        key = (tuple(device.said[at] for at in relevant), device.tags)
        alike.setdefault(key, []).append(device)
    fixed = {TOPIC: duty, "kind": ItemKind.DEVICE_DUTY.value}
    window = _window(matrix, duty)
    names = [aspects[at] for at in relevant]
    owned: dict[RowId, int] = {}
    merged: dict[tuple[tuple[RowId, ...], tuple[tuple[str, str], ...]], list[Device]] = {}
    for (said, tags), same in alike.items():
        facts = facts_of(matrix.aspects, {**dict(zip(names, said, strict=True)), **fixed}, tags).values
        witness = {**facts, WINDOW: window}
        verdict: Verdict = compiled.decide(witness)
        if verdict.row is not None:
            owned[verdict.row] = owned.get(verdict.row, 0) + len(same)
        else:
            merged.setdefault((verdict.effective, tuple(witness.items())), []).extend(same)
    unowned = _sorted((rows, witness, same) for (rows, witness), same in merged.items() if not rows)
    doubly = _sorted((rows, witness, same) for (rows, witness), same in merged.items() if rows)
    return Cover(duty, count, owned, unowned, doubly)


def _sorted(
    found: Iterable[tuple[tuple[RowId, ...], tuple[tuple[str, str], ...], list[Device]]],
) -> tuple[Alike, ...]:
    alike = (Alike(dict(witness), rows, tuple(sorted(same, key=_row))) for rows, witness, same in found)
    return tuple(sorted(alike, key=lambda one: (-len(one.devices), one.devices[0].row)))


def _row(device: Device) -> int:
    return device.row


def _relevant(matrix: Matrix, aspects: Sequence[str]) -> tuple[int, ...]:
    """List the columns that some row has a condition on; what no row asks about cannot tell devices apart."""
    asked = {aspect for row in matrix.rows for aspect, _ in row.scope}
    return tuple(at for at, aspect in enumerate(aspects) if aspect in asked and aspect != TOPIC)


def _window(matrix: Matrix, duty: str) -> str:
    opens = calendar_of(matrix, matrix.topic(duty)).ever_opens() or not matrix.calendars
    return (Window.BUSINESS if opens else Window.AFTER_HOURS).value
