"""A signed version as a report: who signed and from when, every row under its lane, and everything the rows lean on."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from demarc.core.contract import Contract
from demarc.core.instants import in_zones
from demarc.core.matrix.table import TOPIC, Matrix, Row
from demarc.doors.cli.formats.report import Figure, Report, Section, Table, Tone, counted
from demarc.doors.cli.spoken import full_name, name_of
from demarc.files.matrix.forms import Forms
from demarc.files.matrix.say import Entry as Said
from demarc.files.matrix.say import entries_of
from demarc.files.matrix.sections import BY_KEY, CONDITION_PREFIX, ENGAGEMENT, ROWS, Field

NAMES = (
    "It names people by ids, so that a name can be erased; this paper has the names as they were known when it was made."
)
OTHER = "Rows of no lane"
SHORT = 16
"""Signs of the digest at the foot of every page: a page belongs to one text."""
HEADINGS = ("Row", "When it applies", "Who", "What else is agreed")
WHO = ("accountable", "deputy", "escalation", "responsible", "consulted", "informed")
ABOUT = ("id", "title", "function")
UNDER = ("permissions", "people", "calendars", "days", "clocks", "topics", "rosters", "absences", "aspects", "glossary")
"""What stands behind the rows, in this order."""

LEFT_OUT = frozenset({"email", "phone", "example"})
"""Addresses are nothing that was agreed, and a mailbox keeps what it is sent."""


def contract_report(contract: Contract) -> Report:
    """Put a signed version on paper, whole. Raises `NotWritable` for what has no words."""
    matrix, zone = contract.matrix, contract.matrix.engagement.zone
    said = entries_of(matrix)
    return Report(
        command="",
        file=f"{_client(matrix)}, version no. {contract.number}, digest {contract.digest[:SHORT]}",
        headline=f"Responsibility matrix, version {contract.label}, signed",
        tone=Tone.GOOD,
        lead=(
            f"In force from {in_zones(contract.starts_at, zone)}, which is {_utc(contract.starts_at)} UTC.",
            f"Digest (SHA-256 of the canonical text): `{contract.digest}`",
            f"That text is `matrix/version-{contract.number}.json` in every copy of the record. {NAMES}",
        ),
        figures=tuple(_figures(contract)),
        sections=(
            _signatures(contract, zone),
            _offices(matrix, said["engagement"][0]),
            *_lanes(matrix, said["rows"]),
            *(section for key in UNDER if (section := _under(matrix, key, said[key], contract.label))),
        ),
    )


def _client(matrix: Matrix) -> str:
    party = matrix.directory.party(matrix.engagement.client)
    return party.name if party else matrix.engagement.client


def _utc(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%d %H:%M:%S}"


def _figures(contract: Contract) -> Iterator[Figure]:
    matrix = contract.matrix
    yield Figure(f"{len(matrix.rows):,}", "row" if len(matrix.rows) == 1 else "rows")
    if matrix.lanes:
        yield Figure(f"{sum(lane.live for lane in matrix.lanes)} of {len(matrix.lanes)}", "lanes live")
    yield Figure(str(len(matrix.directory.people)), f"people of {counted(len(matrix.directory.parties), 'firm')}")
    yield Figure(str(len(contract.signatures)), "signature" if len(contract.signatures) == 1 else "signatures", Tone.GOOD)


def _signatures(contract: Contract, zone: str) -> Section:
    rows = tuple(
        (one.name, f"{one.firm} ({one.side})", in_zones(one.at, zone), _utc(one.at)) for one in contract.signatures
    )
    return Section("Signed by", table=Table(("Who", "For", "At the site", "UTC"), rows))


def _offices(matrix: Matrix, entry: Said) -> Section:
    """Say who the whole matrix leans on."""
    shown = (field for field in ENGAGEMENT.fields if field.key in entry and field.key != "version")
    rows = tuple((field.heading, _value(matrix, field, entry[field.key])) for field in shown)
    return Section("Who everything leans on", table=Table(("What", "Who"), rows))


def _lanes(matrix: Matrix, said: tuple[Said, ...]) -> Iterator[Section]:
    """Put every row under the lane of the topics it speaks of; what speaks of none stands at the end."""
    lane_of = {topic.name: topic.lane for topic in matrix.topics}
    heaps: dict[str, list[tuple[str, ...]]] = {name: [] for name in (*(lane.name for lane in matrix.lanes), "")}
    for row, entry in zip(matrix.rows, said, strict=True):
        topics = sorted(dict(row.scope).get(TOPIC, ()))
        lane = next((lane_of[topic] for topic in topics if lane_of.get(topic) in heaps), "")
        heaps[lane].append(_row(matrix, row, entry))
    titles = {lane.name: (lane.title or lane.name, "Live." if lane.live else "Only observed.") for lane in matrix.lanes}
    for name, rows in heaps.items():
        if rows:
            title, lead = titles.get(name, (OTHER if matrix.lanes else "Rows", ""))
            yield Section(title, lead=lead, table=Table(HEADINGS, tuple(rows)))


def _row(matrix: Matrix, row: Row, entry: Said) -> tuple[str, ...]:
    title = row.title if row.title and row.title != row.function else ""
    conditions = [
        f"{key.removeprefix(CONDITION_PREFIX)}: {_joined(value)}"
        for key, value in entry.items()
        if key.startswith(CONDITION_PREFIX)
    ]
    return (
        "\n".join(part for part in (f"`{row.id}`", title, row.function if row.function != row.id else "") if part),
        "\n".join(conditions) or "always",
        "\n".join(_fields(matrix, entry, WHO)) or "nobody",
        "\n".join(_fields(matrix, entry, [field.key for field in ROWS.fields if field.key not in {*WHO, *ABOUT, "scope"}])),
    )


def _fields(matrix: Matrix, entry: Said, keys: tuple[str, ...] | list[str]) -> Iterator[str]:
    for field in ROWS.fields:
        if field.key in keys and field.key in entry:
            yield f"{field.heading}: {_value(matrix, field, entry[field.key])}"


def _under(matrix: Matrix, key: str, entries: tuple[Said, ...], label: str) -> Section | None:
    """Lay one section of the matrix out as a table of the fields that anything fills."""
    if not entries:
        return None
    layout = BY_KEY[key]
    hidden = LEFT_OUT | ({"id"} if key == "people" else frozenset[str]())
    shown = [field for field in layout.fields if field.key not in hidden and any(field.key in entry for entry in entries)]
    rows = tuple(
        tuple(_value(matrix, field, entry[field.key]) if field.key in entry else field.blank for field in shown)
        for entry in entries
    )
    title = f"{layout.title} of version {label}" if key == "glossary" else layout.title
    return Section(title, lead=layout.means, table=Table(tuple(field.heading for field in shown), rows))


def _value(matrix: Matrix, field: Field, value: str | tuple[str, ...]) -> str:
    """Say a value; people and firms by their names."""
    parts = (value,) if isinstance(value, str) else value
    if field.form in {Forms.PERSON, Forms.PEOPLE}:
        # Of a row's people the first decides whose side it lies on; the firm of each stands under People.
        named = name_of if field.key in WHO[1:] else full_name
        parts = tuple(named(matrix, part) for part in parts)
    elif field.key in {"party", "client", "providers"}:
        parts = tuple(_firms(matrix).get(part, part) for part in parts)
    return _joined(parts)


def _firms(matrix: Matrix) -> Mapping[str, str]:
    return {party.id: party.name for party in matrix.directory.parties}


def _joined(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ", ".join(value)
