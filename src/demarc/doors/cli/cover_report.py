"""What `demarc cover` found, as a report: devices without an owner first, then those with two, then who does what."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from demarc.core.matrix.fleet import Alike, Cover
from demarc.core.matrix.table import Matrix
from demarc.doors.cli.formats.report import Entry, Figure, Report, Section, Table, Tone, counted, sides_of
from demarc.doors.cli.spoken import name_of
from demarc.doors.cli.witness import item_in_words
from demarc.files.devices import Devices

NAMED = 4
"""Devices named of a sort; the others are counted."""


def rows_without_one(covers: Sequence[Cover]) -> tuple[set[int], set[int]]:
    """List the devices, by their row, that lack an owner for some duty, and those that only have two for some."""
    unowned = {device.row for one in covers for alike in one.unowned for device in alike.devices}
    doubly = {device.row for one in covers for alike in one.doubly_owned for device in alike.devices}
    return unowned, doubly - unowned


def report_of(file: str, matrix: Matrix, devices: Devices, covers: Sequence[Cover], *, everything: bool = False) -> Report:
    """Make the report: what falls through first, then who does what for how many."""
    gaps, claims = rows_without_one(covers)
    none, two, unread = len(gaps), len(claims), len(devices.unreadable)
    total = len(devices.devices) + unread
    holds = not (gaps or claims or unread)
    parts = [f"{none:,} with no owner" if none else "", f"{two:,} with two" if two else ""]
    parts += [f"{unread:,} that cannot be read" if unread else ""]
    told = ", ".join(part for part in parts if part)
    headline = f"{counted(total, 'device')}: {told or 'each has exactly one owner'}."
    return Report(
        command="cover",
        file=devices.file,
        headline=headline,
        tone=Tone.GOOD if holds else Tone.BAD,
        lead=tuple(_lead(file, devices)),
        sides=sides_of(matrix),
        figures=(
            Figure(f"{total:,}", "devices"),
            Figure(f"{total - none - two - unread:,}", "with one owner", Tone.GOOD),
            Figure(f"{none:,}", "with no owner", Tone.BAD if none else Tone.GOOD),
            Figure(f"{two:,}", "with two", Tone.BAD if two else Tone.GOOD),
        ),
        sections=tuple(_sections(matrix, devices, covers, everything=everything)),
        more=((f"demarc check {file}", "The whole matrix, at every hour"),),
    )


def _lead(file: str, devices: Devices) -> Iterator[str]:
    columns = ", ".join(
        name if name.casefold() == heading.casefold() else f"{name} (`{heading}`)"
        for name, heading in devices.columns.items()
    )
    yield f"By {file}. Columns read: {columns}." + (
        f" Not used: {', '.join(f'`{head}`' for head in devices.ignored[:8])}." if devices.ignored else ""
    )
    if devices.unlisted:
        worst = sorted(devices.unlisted.items(), key=lambda pair: -pair[1])
        said = ", ".join(f"{aspect} `{value[:40]}` ({count:,})" for (aspect, value), count in worst[:5])
        more = f" and {len(worst) - 5} more" if len(worst) > 5 else ""  # noqa: PLR2004 - as many as were said
        yield f"Not in the matrix, so read as unknown: {said}{more}."
    if devices.short:
        yield f"{counted(devices.short, 'row')} shorter than the headings; the missing cells count as unknown."


def _sections(matrix: Matrix, devices: Devices, covers: Sequence[Cover], *, everything: bool) -> Iterator[Section]:
    named = None if everything else NAMED
    gaps = tuple(_alike(matrix, alike, "nobody", named) for one in covers for alike in one.unowned)
    twice = tuple(_alike(matrix, alike, _both(matrix, alike), named) for one in covers for alike in one.doubly_owned)
    if gaps:
        yield Section("No owner", gaps, numbered=True)
    if twice:
        yield Section("Two owners", twice, numbered=True)
    if devices.unreadable:
        entries = tuple(
            Entry(
                unread.device or "a device without a name", details=(unread.why,), place=f"row {unread.row}", tone=Tone.SOON
            )
            for unread in devices.unreadable
        )
        yield Section("Cannot be read", entries, numbered=True)
    rows = tuple(
        (one.duty or "all", id_, _holder(matrix, id_), f"{count:,}") for one in covers for id_, count in _most(one.owned)
    )
    if rows:
        yield Section("Who does what", table=Table(("Duty", "Row", "Who", "Devices"), rows))


def _most(owned: Mapping[Any, int]) -> list[tuple[str, int]]:
    return sorted(owned.items(), key=lambda pair: -pair[1])


def _alike(matrix: Matrix, alike: Alike, whose: str, named: int | None) -> Entry:
    shown_ = alike.devices if named is None else alike.devices[:named]
    names = ", ".join(f"{device.name or 'no name'} (row {device.row})" for device in shown_)
    more = f" and {len(alike.devices) - len(shown_):,} more" if len(shown_) < len(alike.devices) else ""
    several = f" ({len(alike.devices):,} devices)" if len(alike.devices) > 1 else ""
    return Entry(f"{item_in_words(matrix, alike.witness)}{several}", whose, (f"{names}{more}",), tone=Tone.BAD)


def _both(matrix: Matrix, alike: Alike) -> str:
    return " and ".join(f"{_holder(matrix, row)} ({row})" for row in alike.rows)


def _holder(matrix: Matrix, id_: str) -> str:
    row = matrix.row(id_)
    return name_of(matrix, row.slots.accountable) or "nobody" if row else id_
