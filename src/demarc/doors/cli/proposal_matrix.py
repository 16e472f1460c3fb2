"""What the table inside a proposal is worth: what does not hold in it, the scenarios it stands, the provider's share."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from demarc.core.catalogue import FUNCTIONS, Split
from demarc.core.catalogue.effort import MINUTES
from demarc.core.drill import Drilled, drill
from demarc.core.matrix.findings import Level
from demarc.core.proposal.document import Document
from demarc.core.proposal.share import Share, said_of, shares
from demarc.core.words import Side
from demarc.doors.cli.first_matrix import FirstMatrix, first_of
from demarc.doors.cli.first_matrix import as_plain as first_plain
from demarc.doors.cli.formats.report import Entry, Section, Tone, counted
from demarc.files.documents.matrix_inside import matrix_inside, owners_of, tables_inside
from demarc.files.grid import Grid
from demarc.files.scenarios import library
from demarc.files.stranger import Stranger

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Inside:
    """The tables of a proposal as they stand, read as one, drilled, shared out, and what a first matrix makes of them."""

    read: Stranger
    tables: tuple[Grid, ...]
    first: FirstMatrix
    drilled: tuple[Drilled, ...]
    provider: Share
    client: Share

    @property
    def errors(self) -> tuple[str, ...]:
        """List what does not hold in it, the most harmful first."""
        return tuple(one.finding.message for one in self.read.findings if one.finding.severity is Level.ERROR)


def inside_of(document: Document, begins: datetime) -> Inside | None:
    """Import, check and drill the table of a proposal; None where it holds none. Scenarios begin at or after `begins`."""
    read = matrix_inside(document)
    if read is None:
        return None
    owned = shares(owners_of(read))
    drilled = tuple(drill(read.matrix, scenario, begins) for scenario in library())
    first = first_of(read, Split.SECURITY_BACKUP_PATCH, begins.date(), PurePath(document.file).name)
    return Inside(read, tables_inside(document), first, drilled, owned[Side.PROVIDER], owned[Side.CLIENT])


def as_plain(inside: Inside) -> dict[str, Any]:
    """Give it as scripts read it."""
    return {
        "rows": len(inside.read.lines),
        "errors": list(inside.errors),
        "functions": len(FUNCTIONS),
        "estimates": MINUTES,
        "provider": _share(inside.provider),
        "client": _share(inside.client),
        "tables": [
            {"heading": table.name, "rows": [[cell.text for cell in row if not cell.missing] for row in table.rows]}
            for table in inside.tables
        ],
        "first": first_plain(inside.first),
        "scenarios": {"passed": sum(one.passes for one in inside.drilled), "of": len(inside.drilled)},
    }


def _share(share: Share) -> dict[str, Any]:
    return {
        "accountable": len(share.functions),
        "daily": len(share.daily),
        "minutes_a_week": share.minutes,
        "share_of_minutes": round(share.of_the_week, 3),
        "functions": list(share.functions),
    }


def section_of(inside: Inside | None, file: str) -> Section:
    """Tell it as a section of the report."""
    title = f"The matrix inside {file}"
    if inside is None:
        said = "It holds no table that says who answers for what. Ask for a filled one, with the names taken out."
        return Section(title, (Entry(said, tone=Tone.BAD),))
    return Section(title, tuple(_entries(inside)), lead=f"{counted(len(inside.read.lines), 'row')}, read as they stand.")


def _entries(inside: Inside) -> Iterator[Entry]:
    for whose, share in (("The provider", inside.provider), ("The client", inside.client)):
        named = " ".join(share.functions)
        yield Entry(f"{whose} is {said_of(share)}", details=(named,) if named else ())
    passed = [one.scenario.id for one in inside.drilled if one.passes]
    failed = [one.scenario.id for one in inside.drilled if not one.passes]
    yield Entry(
        f"{len(passed)} of {len(inside.drilled)} scenarios end with one holder, a clock and a deputy",
        details=(f"Not these: {' '.join(failed)}",) if failed else (),
        tone=Tone.BAD if failed else Tone.GOOD,
    )
    for message in inside.errors[:SHOWN]:
        yield Entry(message, tone=Tone.BAD)
    if len(inside.errors) > SHOWN:
        yield Entry(f"and {len(inside.errors) - SHOWN} more that do not hold", tone=Tone.BAD)
