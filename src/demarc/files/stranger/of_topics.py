"""What falls between the lines, and what two of them both claim: each with a witness, and with an example in words."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from demarc.core.catalogue import functions_of_topic
from demarc.core.harm import DEVICES, rank_of, worst
from demarc.core.matrix.covering import OutOfBudget
from demarc.core.matrix.findings import Kind
from demarc.core.matrix.gaps import Gap, gaps
from demarc.core.matrix.overlaps import Overlap, overlaps
from demarc.core.matrix.table import TOPIC, Matrix
from demarc.core.words import UNKNOWN, RowId
from demarc.files.matrix.places import Place
from demarc.files.stranger.build import row_ids
from demarc.files.stranger.line import Line, Reading
from demarc.files.stranger.plain import Plain, cells_of, listed, plain, rows_named, short
from demarc.files.stranger.sides import Holder, first_name
from demarc.files.stranger.standing import State
from demarc.files.stranger.topics import BY_DEVICE

MOST_NAMED = 3
CALLED = {class_: many for class_, many, _ in DEVICES}
EXAMPLE = {class_: one for class_, _, one in DEVICES}
FUNCTION_OF = {"server": "PT-02", "workstation": "PT-01", "mobile": "PT-01", "network": "PT-04"}
SEVERITY = {"critical": "1", "high": "2", "medium": "3", "low": "4"}
HOURS = {"after-hours": "Saturday 03:00", "business": "Tuesday 10:00", "holiday": "Christmas Day"}
WINDOWS = {"business": "office hours", "after-hours": "nights and weekends", "holiday": "holidays"}
SYSTEMS = {"windows": "Windows", "macos": "Macs", "linux": "Linux", "ios": "iPhones", "android": "Android phones"}


def topic_findings(matrix: Matrix, lines: Sequence[Line], holders: Mapping[str, Holder]) -> Iterator[Plain]:
    """Yield each hole of each topic that its lines divide, and each pair of rows that claim the same."""
    by_topic: dict[str, list[Line]] = {}
    for line in lines:
        for topic in line.topics:
            by_topic.setdefault(topic, []).append(line)
    told: set[tuple[str, str]] = set()
    divided = {topic for row in matrix.rows if len(row.scope) > 1 for topic in row.box()[TOPIC]}
    for topic, own in by_topic.items():
        if topic in divided and all(line.standing.state is not State.DUTIES for line in own):
            for gap in gaps(matrix, topic).boxes:
                found = _gap(gap, own)
                yield replace(found, aside=(found.lead, found.because) in told)
                told.add((found.lead, found.because))
    yield from _overlaps(matrix, lines, holders)


def _gap(gap: Gap, lines: Sequence[Line]) -> Plain:
    box = {aspect: values for aspect, values in gap.box if aspect != TOPIC}
    lead, whose, rank = _example(gap.topic, box, lines)
    taken = f"{rows_named(lines)}{_guess(lines)} {'take' if len(lines) > 1 else 'takes'} {_taken(lines, box)}"
    because = f"{taken}; {_left(box)}"
    made = plain(
        Kind.GAP,
        lines[0].place,
        lead,
        whose=whose,
        because=because,
        cells=cells_of([line.place for line in lines]),
        rank=rank,
    )
    return replace(made, finding=replace(made.finding, witness=dict(gap.witness), section="topics", entry=gap.topic))


def _guess(lines: Sequence[Line]) -> str:
    return "~" if any(line.reading is Reading.GUESSED for line in lines) else ""


def _example(topic: str, box: Mapping[str, frozenset[str]], lines: Sequence[Line]) -> tuple[str, str, int]:
    """Give one everyday item in the hole, to whom it is left, and how bad that is."""
    functions = [id_ for line in lines for id_ in line.functions] or [one.id for one in functions_of_topic(topic)]
    devices = _devices(box)
    if topic in BY_DEVICE and "device_class" in box and devices:
        return f"{EXAMPLE[devices[0]]}, update missed", "nobody", rank_of(FUNCTION_OF.get(devices[0], "PT-07"))
    if topic in BY_DEVICE and "os_family" in box:
        system = next((SYSTEMS[one] for one in SYSTEMS if one in box["os_family"]), "another system")
        return f"A machine with {system}, update missed", "nobody", rank_of("PT-02")
    harm = worst(functions)
    whose = f"nobody {_when(box)}".rstrip()
    return short(lines[0].title), whose, rank_of(harm.function) if harm else rank_of("")


def _when(box: Mapping[str, frozenset[str]]) -> str:
    if "severity" in box:
        return f"for {_severities(box['severity'])}"
    if "window" in box:
        return f"on {listed([HOURS[one] for one in HOURS if one in box['window']][:1])}"
    return "at other sites" if "site" in box else ""


def _devices(box: Mapping[str, frozenset[str]]) -> list[str]:
    return [class_ for class_, _, _ in DEVICES if class_ in box.get("device_class", ())]


def _taken(lines: Sequence[Line], box: Mapping[str, frozenset[str]]) -> str:
    """Say what the lines take of the aspect that the hole is about."""
    if "device_class" in box:
        named = dict.fromkeys(one for line in lines for one in sorted(line.scope.get("device_class", ())))
        return listed([CALLED[class_] for class_ in named if class_ in CALLED]) or "other devices"
    if "os_family" in box:
        return listed(sorted({SYSTEMS.get(one, one) for line in lines for one in line.scope.get("os_family", ())}))
    aspect = next((aspect for aspect in ("severity", "window", "site") if aspect in box), "")
    said = {one for line in lines for one in _said(line, aspect)}
    match aspect:
        case "severity":
            return f"only {_severities(frozenset(said))}"
        case "window":
            return f"only {listed([WINDOWS[one] for one in WINDOWS if one in said])}"
        case _:
            return f"only {listed(sorted(said))}" if said else "only a part"


def _said(line: Line, aspect: str) -> frozenset[str]:
    """Collect what a line and its owners say of an aspect."""
    own = line.scope.get(aspect, frozenset())
    return own.union(*(owner.narrows.get(aspect, frozenset()) for owner in line.standing.owners))


def _left(box: Mapping[str, frozenset[str]]) -> str:
    """Say what fits none of them."""
    devices = _devices(box)
    if "device_class" in box:
        shown = [CALLED[class_] for class_ in devices[:MOST_NAMED]]
        return f"{', '.join(shown) or 'what nobody has classified'} fit none"
    if "os_family" in box:
        return "other systems fit none"
    if "severity" in box:
        return f"{_severities(box['severity'])} {'is' if len(box['severity']) == 1 else 'are'} left to nobody"
    if "window" in box:
        return f"{listed([WINDOWS[one] for one in WINDOWS if one in box['window']])} are left to nobody"
    return "the rest is left to nobody"


def _severities(values: frozenset[str]) -> str:
    numbers = sorted(SEVERITY[value] for value in values if value in SEVERITY)
    said = f"severity {' and '.join(numbers) if len(numbers) < 3 else numbers[0] + '-' + numbers[-1]}" if numbers else ""  # noqa: PLR2004
    unrated = "not yet rated" if UNKNOWN in values else ""
    return " or ".join(part for part in (said, unrated) if part)


def _overlaps(matrix: Matrix, lines: Sequence[Line], holders: Mapping[str, Holder]) -> Iterator[Plain]:
    line_of: dict[RowId, Line] = {id_: line for line in lines for id_ in row_ids(line)}
    try:
        pairs = overlaps(_sharing(matrix))
    except OutOfBudget:
        yield plain(Kind.UNDECIDED, matrix_place(lines), "The rows meet in too many ways to compare them all")
        return
    for pair in pairs:
        if _owner(matrix, pair.rows[0], holders) == _owner(matrix, pair.rows[1], holders):
            continue
        yield _overlap(pair, matrix, line_of, holders)


def _sharing(matrix: Matrix) -> Matrix:
    """Keep the rows that have a topic in common with another; all others can meet nobody."""
    counted = Counter(topic for row in matrix.rows for topic in row.box()[TOPIC])
    return replace(matrix, rows=tuple(row for row in matrix.rows if any(counted[topic] > 1 for topic in row.box()[TOPIC])))


def matrix_place(lines: Sequence[Line]) -> Place:
    """Return where the table begins."""
    return replace(lines[0].place, row=None, column=None)


def _overlap(pair: Overlap, matrix: Matrix, line_of: Mapping[RowId, Line], holders: Mapping[str, Holder]) -> Plain:
    one, other = (line_of[id_] for id_ in pair.rows)
    names = [_owner(matrix, id_, holders) for id_ in pair.rows]
    same = one is other
    because = "" if same else f"{rows_named([one, other])} both take it: {_what(pair)}"
    made = plain(
        Kind.OVERLAP,
        one.place,
        short(one.title),
        whose=f"{listed(names)} both hold it",
        because=because,
        cells=cells_of([one.place, other.place]),
        rank=min(one.harm, other.harm),
        rows=pair.rows,
        field="scope",
    )
    return replace(made, finding=replace(made.finding, witness=dict(pair.witness)), aside=same)


def _owner(matrix: Matrix, id_: RowId, holders: Mapping[str, Holder]) -> str:
    row = matrix.row(id_)
    slot = row.slots.accountable if row else ""
    person = matrix.directory.person(slot)
    return first_name(holders.values(), person.name if person else slot) or "nobody"


def _what(pair: Overlap) -> str:
    box = {aspect: values for aspect, values in pair.box if aspect != TOPIC}
    parts = [listed([CALLED[class_] for class_ in _devices(box)])]
    parts += [SYSTEMS.get(one, one) for one in sorted(box.get("os_family", ()))]
    return ", ".join(part for part in parts if part) or "everything"
