"""What was found in a table that is not in our format, for scripts and as a page to mail."""

from typing import Any

from demarc.core.matrix.findings import CODES, Level
from demarc.doors.cli.formats.report import Entry, Figure, Report, Section, Table, Tone, marking
from demarc.doors.cli.stranger_told import headline, how_read, most_missed, opening
from demarc.files.stranger import Group, Plain, Stranger

TONES = {Level.ERROR: Tone.BAD, Level.WARNING: Tone.SOON, Level.INFO: Tone.PLAIN}
MOST = 200


def plain_of(read: Stranger) -> dict[str, Any]:
    """Give what a stranger's table adds to the object for scripts: rows as they stand, and how each was read."""
    return {
        "rows": len(read.lines),
        "recognised": read.recognised,
        "guessed": read.guessed,
        "sides": [
            {
                "name": holder.name,
                "side": holder.side,
                "is": holder.kind,
                "certain": holder.certain,
                "because": holder.because,
            }
            for holder in read.holders
        ],
        "tables": [
            {
                "sheet": table.sheet,
                "name": table.name,
                "is": table.kind,
                "rows": len(table.rows),
                "columns": dict(table.columns),
            }
            for table in read.tables
        ],
        "read": [
            {
                "id": line.id,
                "sheet": line.place.sheet,
                "row": line.place.row,
                "title": line.title,
                "functions": list(line.functions),
                "reading": line.reading,
                "because": list(line.because),
                "state": line.standing.state,
            }
            for line in read.lines
        ],
    }


def report_of(file: str, read: Stranger, fleets: tuple[Section, ...] = ()) -> Report:
    """Make the report: the same groups, order and words as in a terminal."""
    said = headline(read)
    word, colon, rest = said.partition(":")
    sound = all(one.finding.severity is not Level.ERROR for one in read.findings)
    told = [one for one in read.findings if not one.aside]
    sections = [
        Section(group, tuple(map(_entry, own[:MOST])), lead=_cut(len(own)), numbered=True)
        for group in Group
        if (own := [one for one in told if one.group is group])
    ]
    kinds = dict.fromkeys(one.finding.kind for one in told)
    meanings = tuple((CODES[kind].code, CODES[kind].meaning) for kind in kinds)
    codes = (Section("What the codes mean", table=Table(("Code", "Meaning"), meanings)),) if meanings else ()
    return Report(
        command="check",
        file=file,
        headline=f"{word.capitalize()}{colon}{rest}",
        tone=Tone.GOOD if sound else Tone.BAD,
        lead=(opening(file, read), how_read(read), *_departure(read)),
        sides=tuple((holder.name, str(holder.side)) for holder in read.holders if holder.side),
        figures=tuple(_figures(read)),
        sections=(*sections, *fleets, *codes),
        more=(
            *marking(file),
            (f"demarc init --from {file} --out matrix.xlsx", "A whole matrix to start from, with your rows in it"),
        ),
    )


def _departure(read: Stranger) -> tuple[str, ...]:
    missed = most_missed(read)
    return (f"If {missed[0]} left tomorrow, {missed[1]} of {len(read.lines)} rows would have nobody.",) if missed else ()


def _figures(read: Stranger) -> list[Figure]:
    counts = [sum(one.finding.severity is level for one in read.findings if not one.aside) for level in Level]
    return [
        Figure(f"{len(read.lines):,}", "rows"),
        Figure(f"{counts[0]:,}", "to mend", Tone.BAD if counts[0] else Tone.GOOD),
        Figure(f"{counts[1]:,}", "to look at", Tone.SOON if counts[1] else Tone.GOOD),
        Figure("not said", "hours a week answered"),
    ]


def _entry(one: Plain) -> Entry:
    where = f"{one.place.sheet}, {one.cells}" if one.place.sheet and one.cells else one.cells or one.place.sheet or ""
    return Entry(
        one.lead,
        whose=one.whose,
        details=(f"{one.because[:1].upper()}{one.because[1:]}.",) if one.because else (),
        place=where,
        code=one.finding.code,
        tone=TONES[one.finding.severity],
    )


def _cut(number: int) -> str:
    return f"The first {MOST} of {number:,}; the rest with --format json." if number > MOST else ""
