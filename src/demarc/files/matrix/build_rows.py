"""The rows of a matrix file, their scopes and their permissions."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from demarc.core.matrix.findings import Kind
from demarc.core.matrix.table import WINDOW, AcceptedWait, Aspect, AspectKind, Permission, Row, Scope, scope_of
from demarc.core.people import Slots
from demarc.core.words import PersonId, RowId, ScopeState, Window
from demarc.files.limits import UnusableFile
from demarc.files.matrix.build_aspects import Domains
from demarc.files.matrix.conditions import read_condition
from demarc.files.matrix.lines import Cell, Line
from demarc.files.matrix.reading import Reading, names_of
from demarc.files.matrix.scopes import conditions_of, stray_parts
from demarc.files.matrix.sections import CONDITION_PREFIX, PERMISSIONS, ROWS
from demarc.files.matrix.times import read_instant
from demarc.files.matrix.values import Tiering, Unreadable, read_answer, read_tier, read_word, read_yes_no

VALUES = 2_000_000
"""The most values that all different conditions of a file may come to: `>= 1` on a long range stands for many."""

DEVICE_CLASS = "device_class"


@dataclass(slots=True)
class Conditions:
    """Conditions already read, so that the same words are one set; bounds how much they come to."""

    domains: Domains
    known: dict[tuple[str, tuple[str, ...]], frozenset[str] | None] = field(default_factory=dict)
    values: int = 0

    def read(self, aspect: Aspect, cell: Cell) -> frozenset[str] | None:
        """Read a condition as a set, or None for any value. Raises `Unreadable`, or `UnusableFile` for far too much."""
        key = (aspect.name, cell.values)
        if key not in self.known:
            allowed = read_condition(cell.values, aspect)
            self.values += len(allowed or ())
            if self.values > VALUES:
                raise UnusableFile(
                    f"its conditions come to more than {VALUES:,} values", str(cell.place), "use a coarser unit"
                )
            self.known[key] = allowed
        return self.known[key]


def read_rows(reading: Reading, domains: Domains, who: Callable[[str], str]) -> tuple[Row, ...]:
    """Read the rows. A row whose scope cannot be read as a whole is kept and takes nothing, so that it shows as a gap."""
    conditions = Conditions(domains)
    lines = reading.lines(ROWS.key)
    row_name = names_of([(reading.said(line, "id"), "") for line in lines])
    return tuple(_row(reading, line, conditions, who, row_name) for line in lines)


def _row(
    reading: Reading, line: Line, conditions: Conditions, who: Callable[[str], str], row_name: Callable[[str], str]
) -> Row:
    def people(key: str) -> tuple[str, ...]:
        return reading.read_items(ROWS.key, line, key, who)

    id_ = reading.said(line, "id") or f"row {line.place.row}"
    reading.entry(ROWS.key, line, id_)
    tiering: Tiering = reading.read(ROWS.key, line, "tier", read_tier, Tiering())
    return Row(
        id=RowId(id_),
        function=reading.said(line, "function"),
        slots=Slots(who(reading.said(line, "accountable")), who(reading.said(line, "deputy")), people("escalation")),
        scope=_scope(reading, line, id_, conditions),
        title=reading.said(line, "title"),
        yields_to=tuple(RowId(row_name(name)) for name in reading.read_items(ROWS.key, line, "yields_to", str)),
        responsible=people("responsible"),
        consulted=people("consulted"),
        informed=people("informed"),
        clocks=reading.said(line, "clocks"),
        proof=reading.said(line, "proof"),
        tier=tiering.tier,
        watch_minutes=tiering.minutes,
        watch_times=tiering.times,
        state=reading.read(
            ROWS.key, line, "state", lambda text: ScopeState(read_word(text, ScopeState)), ScopeState.UNKNOWN
        ),
        clause=reading.said(line, "clause"),
        must_carry=reading.said(line, "must_carry"),
        clears_itself=reading.read(ROWS.key, line, "clears_itself", read_yes_no, False),  # noqa: FBT003 - the blank
        record_days=tiering.days,
        waits=_wait(reading, line, id_, who),
    )


def _wait(reading: Reading, line: Line, row: str, who: Callable[[str], str]) -> AcceptedWait | None:
    """Read who accepts that a row waits until opening, and until when; one without the other accepts nothing."""
    by = PersonId(who(reading.said(line, "waits_by")))
    until: datetime | None = reading.read(
        ROWS.key, line, "waits_until", lambda text: read_instant(text, reading.zone, end=True), None
    )
    if by and until is not None:
        return AcceptedWait(by, until)
    named = next((line.cells[key] for key in ("waits_by", "waits_until") if key in line.cells), None)
    if named is not None:
        message = f"row {row} waits until opening only if a person accepts it until a date; write both, or neither"
        reading.note(Kind.UNREADABLE, message, named.place, section=ROWS.key, entry=row, field_="waits_by")
    return None


def _scope(reading: Reading, line: Line, row: str, conditions: Conditions) -> Scope:
    """Read a row's box: conditions on one aspect narrow each other; one that cannot be read allows nothing."""
    box: dict[str, frozenset[str]] = {}
    for condition in conditions_of(line):
        aspect = conditions.domains.of(condition.aspect)
        allowed: frozenset[str] | None
        try:
            allowed = conditions.read(aspect, condition.cell)
        except Unreadable as error:
            allowed = frozenset()
            message = f"{CONDITION_PREFIX}{aspect.name}: {error}; until it is mended row {row} takes nothing"
            reading.note(Kind.UNREADABLE, message, condition.cell.place, section=ROWS.key, entry=row, field_="scope")
        if allowed is not None:
            box[aspect.name] = box.get(aspect.name, allowed) & allowed
    for part in stray_parts(line):
        message = (
            f"Scope: `{part}` is no condition, so row {row} takes more than it should; write `aspect: value` or `tag name`"
        )
        reading.note(Kind.UNREADABLE, message, line.cells["scope"].place, section=ROWS.key, entry=row, field_="scope")
    return scope_of(box)


def read_permissions(reading: Reading, domains: Domains) -> tuple[Permission, ...]:
    """Read the permissions; one whose answer or condition cannot be read is left out, which is noted."""
    conditions = Conditions(domains)
    row_name = names_of([(reading.said(line, "id"), "") for line in reading.lines(ROWS.key)])
    found = []
    for line in reading.lines(PERMISSIONS.key):
        row = RowId(row_name(reading.said(line, "row")))
        reading.entry(PERMISSIONS.key, line, row)
        answer = reading.read(PERMISSIONS.key, line, "permission", read_answer, None)
        try:
            device_class = _allowed(line, DEVICE_CLASS, domains.of(DEVICE_CLASS), conditions)
            window = _allowed(line, WINDOW, Aspect(WINDOW, AspectKind.WINDOW, closed=True), conditions)
            windows = None if window is None else frozenset(Window(read_word(text, Window)) for text in window)
        except Unreadable as error:
            message = f"{error}; so this permission was left out"
            reading.note(Kind.UNREADABLE, message, line.place, section=PERMISSIONS.key, entry=row)
            continue
        if answer is not None:
            action = reading.said(line, "action")
            found.append(Permission(row, action, answer[0], device_class, windows, answer[1]))
    return tuple(found)


def _allowed(line: Line, key: str, aspect: Aspect, conditions: Conditions) -> frozenset[str] | None:
    cell = line.cells.get(key)
    return None if cell is None else conditions.read(aspect, cell)
