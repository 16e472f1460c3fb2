"""What `demarc diff` found, as a report: what falls through first, then every change of hands, then what is around it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from demarc.core.matrix.around import Moved, Office, Written
from demarc.core.matrix.decide import Outcome
from demarc.core.matrix.diff import Change
from demarc.doors.cli.compared import Compared, holds, said_from, said_rows, said_where
from demarc.doors.cli.formats.report import Entry, Figure, Report, Section, Table, Tone, counted, sides_of

GROUPS = ("Falls through from now on", "Has two owners from now on", "Changes hands", "Has one owner from now on")
TONES = {GROUPS[0]: Tone.BAD, GROUPS[1]: Tone.BAD, GROUPS[2]: Tone.SOON, GROUPS[3]: Tone.GOOD}


def report_of(files: Sequence[str], compared: Compared) -> Report:
    """Make the report: what falls through first, then every change of hands, then what stands around it."""
    groups = {title: [change for change in compared.hands.boxes if _group(change) == title] for title in GROUPS}
    sections = [
        Section(title, tuple(_entry(compared, change, TONES[title]) for change in group), numbered=True)
        for title, group in groups.items()
        if group
    ]
    sections += _others(compared)
    return Report(
        command="diff",
        file=f"{files[0]} and {files[1]}",
        headline=_headline(compared, groups),
        tone=Tone.GOOD if compared.same else Tone.BAD if groups[GROUPS[0]] or groups[GROUPS[1]] else Tone.SOON,
        lead=(f"Version {compared.old.version} before, version {compared.new.version} after. {_written(compared.text)}",),
        sides=sides_of(compared.new),
        figures=tuple(Figure(str(len(group)), title.lower(), TONES[title]) for title, group in groups.items() if group),
        sections=tuple(sections),
        more=((f"demarc check {files[1]}", "Check the new one"),),
    )


def _headline(compared: Compared, groups: dict[str, list[Change]]) -> str:
    if compared.same:
        return "Nothing changes hands."
    parts = []
    if groups[GROUPS[0]]:
        parts.append(f"{counted(len(groups[GROUPS[0]]), 'thing falls', 'things fall')} through")
    if groups[GROUPS[1]]:
        parts.append(f"{counted(len(groups[GROUPS[1]]), 'thing gets', 'things get')} two owners")
    hands = len(groups[GROUPS[2]]) + len(groups[GROUPS[3]])
    if hands:
        parts.append(f"{counted(hands, 'thing changes', 'things change')} hands")
    if not parts:
        return "Nobody's rows change, but what stands around them does."
    return f"{', '.join(parts)}."


def _group(change: Change) -> str:
    if not holds(change.after):
        return GROUPS[0]
    if change.after.outcome is Outcome.OVERLAP:
        return GROUPS[1]
    return GROUPS[2] if change.before.outcome is Outcome.ROW and holds(change.before) else GROUPS[3]


def _entry(compared: Compared, change: Change, tone: Tone) -> Entry:
    rows = f"{said_rows(change.rows_before)} before, {said_rows(change.rows_after)} after"
    return Entry(said_where(compared, change), said_from(change), place=rows, tone=tone)


def _others(compared: Compared) -> Iterator[Section]:
    if compared.hands.undecided:
        entries = tuple(Entry(topic or "the whole table", tone=Tone.BAD) for topic in compared.hands.undecided)
        yield Section("Could not be compared: too many rows meet", entries, numbered=True)
    balance = tuple(_balance(compared.hands.boxes))
    if balance:
        yield Section("Whose work changes", table=Table(("Who", "Gives up", "Takes on"), balance))
    if compared.deputies:
        entries = tuple(Entry(said_where(compared, change), said_from(change)) for change in compared.deputies)
        yield Section("Who stands in", entries, numbered=True)
    if compared.around:
        entries = tuple(
            Entry(_office(one), details=(f"before: {one.before or 'nobody'}", f"after: {one.after or 'nobody'}"))
            for one in compared.around
        )
        yield Section("Around the rows", entries, numbered=True)


def _office(one: Moved) -> str:
    words = {
        Office.ROLE: f"Who fills the role {one.name}",
        Office.FIRM: f"Which firm {one.name} is of",
        Office.HOURS: f"The hours of {one.name}",
        Office.ROUND_THE_CLOCK: f"When {one.name} runs round the clock",
    }
    return words.get(one.office, f"The {one.office}")


def _balance(boxes: Sequence[Change]) -> Iterator[tuple[str, str, str]]:
    gives: Counter[str] = Counter()
    takes: Counter[str] = Counter()
    for change in boxes:
        gives.update(set(change.before.holders) - set(change.after.holders))
        takes.update(set(change.after.holders) - set(change.before.holders))
    people = sorted({*gives, *takes}, key=lambda name: (-gives[name] - takes[name], name))
    yield from ((name or "nobody", str(gives[name] or ""), str(takes[name] or "")) for name in people)


def _written(text: Written) -> str:
    parts = (
        f"new rows: {', '.join(text.added)}" if text.added else "",
        f"gone: {', '.join(text.removed)}" if text.removed else "",
        f"written differently: {', '.join(text.changed)}" if text.changed else "",
    )
    said = "; ".join(part for part in parts if part)
    return f"{said[0].upper()}{said[1:]}." if said else "Every row is written as it was."
