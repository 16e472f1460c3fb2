"""What `demarc check` found, as a report to mail: the groups and the order of the text, with each witness in words."""

from collections.abc import Sequence

from demarc.core.matrix.findings import CODES, Kind, Level
from demarc.core.matrix.table import Matrix
from demarc.doors.cli.findings_told import TITLES, Placed, group_of, standing_of, where_of, whose_of
from demarc.doors.cli.formats.report import Entry, Figure, Report, Section, Table, Tone, marking, sides_of
from demarc.doors.cli.witness import item_in_words

TONES = {Level.ERROR: Tone.BAD, Level.WARNING: Tone.SOON, Level.INFO: Tone.PLAIN}
MOST = 200
"""Findings of one group on the page; a page that is mailed is read."""


def check_report(
    file: str,
    matrix: Matrix,
    findings: Sequence[Placed],
    *,
    headline: str,
    lead: tuple[str, ...],
    hours: tuple[float | None, float | None],
    lanes: tuple[Section, ...] = (),
    fleets: tuple[Section, ...] = (),
) -> Report:
    """Make the report; `hours` are those a week that are owned and answered, as far as they are known.

    `lanes` are the same by lane. `fleets` are what a list of devices added, told after the findings and before what the
    codes mean.
    """
    sound = all(found.severity is not Level.ERROR for found, _ in findings)
    sections = [
        Section(title, tuple(_entry(matrix, placed) for placed in group[:MOST]), lead=_cut(len(group)), numbered=True)
        for title in TITLES
        if (group := [placed for placed in findings if group_of(placed[0]) == title])
    ]
    sections += (*lanes, *fleets)
    codes = dict.fromkeys(found.kind for found, _ in findings)
    if codes:
        meanings = tuple((CODES[kind].code, CODES[kind].meaning) for kind in codes)
        sections.append(Section("What the codes mean", table=Table(("Code", "Meaning"), meanings)))
    return Report(
        command="check",
        file=file,
        headline=spoken(headline),
        tone=Tone.GOOD if sound else Tone.BAD,
        lead=lead,
        sides=sides_of(matrix),
        figures=tuple(_figures(matrix, findings, hours)),
        sections=tuple(sections),
        more=(
            *marking(file),
            (f"demarc drill {file}", "Try it on incidents"),
        ),
    )


def spoken(headline: str) -> str:
    """Write a headline that a terminal shouts as a page says it."""
    word, colon, rest = headline.partition(":")
    return f"{word.capitalize()}{colon}{rest}" if word.isupper() else headline


def _figures(matrix: Matrix, findings: Sequence[Placed], hours: tuple[float | None, float | None]) -> list[Figure]:
    owned, answered = hours
    counts = [sum(found.severity is level for found, _ in findings) for level in Level]
    figures = [
        Figure(f"{len(matrix.rows)}", "rows"),
        Figure(f"{counts[0]}", "to mend", Tone.BAD if counts[0] else Tone.GOOD),
        Figure(f"{counts[1]}", "to look at", Tone.SOON if counts[1] else Tone.GOOD),
    ]
    if owned is not None:
        figures.append(Figure(f"{owned:g} of 168", "hours a week owned", Tone.PLAIN))
    figures.append(Figure("not said" if answered is None else f"{answered:g} of 168", "hours a week answered"))
    return figures


def _entry(matrix: Matrix, placed: Placed) -> Entry:
    found, place = placed
    details = []
    text = found.message
    if found.kind is Kind.GAP:
        text = text.removeprefix("nobody takes ").removeprefix("topic ")
    if found.witness is not None:
        details.append(f"For example, {item_in_words(matrix, found.witness)}.")
    standing = standing_of(matrix, found)
    if standing:
        details.append(f"{standing[0].upper()}{standing[1:]}.")
    return Entry(
        f"{text[:1].upper()}{text[1:]}" if found.kind is not Kind.GAP else text,
        whose=whose_of(matrix, found),
        details=tuple(details),
        place=where_of(place) or place.file,
        code=found.code,
        tone=TONES[found.severity],
    )


def _cut(number: int) -> str:
    return f"The first {MOST} of {number:,}; the rest with --format json." if number > MOST else ""
