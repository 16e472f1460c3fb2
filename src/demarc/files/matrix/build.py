"""From the neutral form of a matrix file to a matrix: everything that can be read is, and every problem has its place."""

from collections.abc import Callable
from dataclasses import dataclass

from demarc.core.matrix.findings import Kind, Level
from demarc.core.matrix.table import DisputeRule, Engagement, Matrix
from demarc.core.words import PersonId
from demarc.files.limits import UnusableFile
from demarc.files.matrix.build_aspects import read_aspects
from demarc.files.matrix.build_people import read_calendars, read_directory, who_of
from demarc.files.matrix.build_rows import read_permissions, read_rows
from demarc.files.matrix.build_topics import read_clocks, read_glossary, read_lanes, read_topics
from demarc.files.matrix.lines import Line, MatrixText
from demarc.files.matrix.places import Places
from demarc.files.matrix.reading import Note, Reading
from demarc.files.matrix.sections import ENGAGEMENT, ROWS, SECTIONS
from demarc.files.matrix.times import read_zone

MATTERS = frozenset({"engagement", "people", "calendars"})
"""The sections whose absence is worth a warning; that of the others is said for information."""

DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class ReadMatrix:
    """A matrix read from a file, where each thing in it stands, and what was noted while reading."""

    matrix: Matrix
    places: Places
    notes: tuple[Note, ...] = ()


def build(text: MatrixText) -> ReadMatrix:
    """Build the matrix a file says.

    1. The engagement first: its zone is that of every local time. 2. Parties, calendars, people, roles, so that names
    can be turned into ids. 3. Topics and aspects, which conditions need. 4. The rows and what belongs to them.
    Raises `UnusableFile` when there is no section Rows.
    """
    if ROWS.key not in text.said:
        raise UnusableFile(
            "there is no section Rows in it",
            str(text.file),
            "`demarc init --out matrix.xlsx` writes a complete example to start from",
        )
    reading = Reading(text, Places(text.file, {(key, "", ""): said.place for key, said in text.said.items()}))
    for remark in text.remarks:
        level = Level.ERROR if remark.error else Level.INFO
        reading.note(Kind.UNREADABLE, remark.message, remark.place, severity=level)
    _note_absent(reading)
    line = next(iter(reading.lines(ENGAGEMENT.key)), Line({}, text.file))
    reading.zone = reading.read(ENGAGEMENT.key, line, "zone", read_zone, "UTC")
    calendars = read_calendars(reading)
    directory = read_directory(reading, line, calendars)
    who = who_of(directory)
    topics = read_topics(reading)
    domains = read_aspects(reading, topics)
    return ReadMatrix(
        Matrix(
            version=reading.said(line, "version", DRAFT),
            engagement=_engagement(reading, line, who),
            directory=directory,
            aspects=domains.listed,
            rows=read_rows(reading, domains, who),
            topics=topics,
            calendars=tuple(each.calendar for each in calendars if not each.people_only),
            clocks=read_clocks(reading),
            permissions=read_permissions(reading, domains),
            lanes=read_lanes(reading),
            glossary=read_glossary(reading),
        ),
        reading.places,
        tuple(reading.notes),
    )


def _note_absent(reading: Reading) -> None:
    """Say once which sections are not there, and what that means."""
    absent = [section for section in SECTIONS if section.key not in reading.text.said]
    if absent:
        said = "; ".join(f"{section.title} ({section.missing})" for section in absent)
        level = Level.WARNING if MATTERS.intersection(section.key for section in absent) else Level.INFO
        reading.note(Kind.ABSENT_COLUMN, f"not in this file: {said}", reading.text.file, severity=level)


def _engagement(reading: Reading, line: Line, who: Callable[[str], str]) -> Engagement:
    def person(key: str) -> PersonId:
        return PersonId(who(reading.said(line, key)))

    reading.entry(ENGAGEMENT.key, line, "")
    return Engagement(
        client=reading.said(line, "client"),
        zone=reading.zone,
        intake_holder=person("intake_holder"),
        providers=reading.read_items(ENGAGEMENT.key, line, "providers", str),
        intake_deputy=person("intake_deputy"),
        executive=person("executive"),
        executive_deputy=person("executive_deputy"),
        dispute_rule=DisputeRule(person("arbiter"), person("arbiter_deputy"), reading.said(line, "dispute_rule")),
    )
