"""What a manager is told about a table that is not in our format: what nobody owns first, each with an everyday example."""

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence

from demarc.core.matrix.findings import Kind, Level
from demarc.core.words import Side
from demarc.files.matrix.places import Place
from demarc.files.responsibility import Layout
from demarc.files.responsibility.words import Role
from demarc.files.stranger import Group, Holder, Line, Plain, Stranger
from demarc.files.stranger.standing import State

WIDTH = 100
INDENT = 5
LEAD_WIDTH = 52
"""Columns of what falls through, with its dots; whose it is stands after it."""

MOST = 12
"""Findings shown of each group, unless all are asked for."""

FEW = 4
"""Findings shown that are only good to know."""

MOST_NAMES = 6
SIDES = {Side.CLIENT: "internal", Side.PROVIDER: "provider"}
NOBODY = frozenset({Kind.GAP, Kind.NO_ACCOUNTABLE, Kind.SHARED, Kind.UNDECIDED})
TWO = frozenset({Kind.OVERLAP, Kind.TWO_ACCOUNTABLE})


def told(file: str, read: Stranger, *, everything: bool) -> Iterator[str]:
    """Yield the whole answer: what was read, what does not hold, the findings by harm, and what to do next."""
    yield from textwrap.wrap(f"{opening(file, read)} {sides(read.holders)}", WIDTH, break_long_words=False)
    hint = "How each was read: --explain   Change it: --map"
    said = f"{how_read(read)} {hint}"
    yield from [said] if len(said) <= WIDTH else [how_read(read), hint]
    yield headline(read)
    yield ""
    yield from findings_told(read.findings, everything=everything)
    yield ""
    yield from after(file, read)


def opening(file: str, read: Stranger) -> str:
    """Say what was read: file, sheets, rows."""
    tables = [table for table in read.tables if table.kind is not Layout.OTHER]
    sheets = list(dict.fromkeys(table.sheet for table in tables if table.sheet))
    where = ""
    if sheets:
        shown = sheets if len(sheets) <= MOST_NAMES else [*sheets[:MOST_NAMES], f"{len(sheets) - MOST_NAMES} more"]
        where = f", sheet{'s' if len(sheets) > 1 else ''} {', '.join(shown)}"
    elif len(tables) > 1:
        where = f", {len(tables)} tables"
    return f"{file}{where}: {_count(len(read.lines), 'row')}, {_unread(read)}."


def _unread(read: Stranger) -> str:
    unread = sum(
        one.finding.kind is Kind.UNREADABLE and one.finding.severity is Level.ERROR for one in read.findings
    )  # fmt: skip
    return "all read" if not unread else f"{_count(unread, 'place')} could not be read"


def sides(holders: Sequence[Holder]) -> str:
    """Say who stands on which side, as far as the words tell."""
    if not holders:
        return "Nobody is named."
    shown = [f"{holder.name} ({SIDES[holder.side]})" if holder.side else holder.name for holder in holders[:MOST_NAMES]]
    more = f" and {len(holders) - MOST_NAMES} more" if len(holders) > MOST_NAMES else ""
    return f"Sides: {', '.join(shown)}{more}"


def how_read(read: Stranger) -> str:
    """Say how many rows were understood, and how surely."""
    unknown = len(read.lines) - read.recognised - read.guessed
    parts = [f"{_count(read.recognised, 'row')} recognised", f"{read.guessed:,} guessed (~)"]
    if unknown:
        parts.append(f"{unknown:,} taken as {'it stands' if unknown == 1 else 'they stand'}")
    return f"{', '.join(parts)}."


def headline(read: Stranger) -> str:
    """Say in one line whether it holds."""
    errors = [one.finding for one in read.findings if one.finding.severity is Level.ERROR and not one.aside]
    hours = _hours(read)
    if not errors:
        return f"HOLDS as far as it goes: one owner for each row. {hours}"
    nobody = sum(found.kind in NOBODY for found in errors)
    two = sum(found.kind in TWO for found in errors)
    against = sum(found.kind is Kind.CONTRADICTION for found in errors)
    people = sum(found.kind is Kind.NOT_A_PERSON for found in errors)
    parts = [
        f"{_count(nobody, 'thing')} nobody owns" if nobody else "",
        f"{two:,} {'has' if two == 1 else 'have'} two owners" if two else "",
        f"{against:,} said in two ways" if against else "",
    ]
    if not any(parts):
        parts = [
            f"{_count(people, 'owner')} {'is' if people == 1 else 'are'} no person" if people else "",
            f"{_count(len(errors) - people, 'thing')} could not be read" if len(errors) > people else "",
        ]
    said = ", ".join(part for part in parts if part)
    return f"DOES NOT HOLD: {said}. {hours}"


def _hours(read: Stranger) -> str:
    if any(Role.HOURS in table.columns.values() for table in read.tables):
        return "Answered at night: the hours column was not read as times."
    return "Answered at night: no hours given."


def findings_told(findings: Sequence[Plain], *, everything: bool) -> Iterator[str]:
    """Yield the findings under their headings; numbers run on, and what another finding says already is left out."""
    number = 0
    for group in Group:
        own = [one for one in findings if one.group is group and not one.aside]
        if not own:
            continue
        yield str(group)
        shown = own if everything else own[: MOST if group is not Group.INFO else FEW]
        width = max(len(one.cells) for one in shown)
        for one in shown:
            number += 1
            yield from _one(number, one, width)
        if len(shown) < len(own):
            number += len(own) - len(shown)
            yield f"     and {len(own) - len(shown):,} more{_kinds(own[len(shown) :])}: add --all"


def _kinds(rest: Sequence[Plain]) -> str:
    """Say what the rest is, where it is all of one kind."""
    kinds = Counter(one.finding.kind for one in rest)
    return " like these" if len(kinds) == 1 else ""


def _one(number: int, one: Plain, width: int) -> Iterator[str]:
    """Say one finding: what and whose on its first line, then what the file says, with place and code at the right."""
    first = f"{number:2} {one.lead}"
    if one.whose:
        first = f"{first} ".ljust(LEAD_WIDTH, ".") + f" {one.whose}"
    tail = f"{one.cells.ljust(width)}   {one.finding.code}" if width else one.finding.code
    if one.because:
        yield from textwrap.wrap(first, WIDTH, subsequent_indent=" " * INDENT)
        yield from _with_tail(one.because, tail)
    else:
        yield from _with_tail(first, tail, indent=0)


def _with_tail(text: str, tail: str, indent: int = INDENT) -> Iterator[str]:
    """Wrap a text with place and code at the right of its last line."""
    lines = textwrap.wrap(
        text, WIDTH - len(tail) - 2, initial_indent=" " * indent, subsequent_indent=" " * INDENT
    ) or [""]  # fmt: skip
    yield from lines[:-1]
    yield f"{lines[-1]}{tail.rjust(WIDTH - len(lines[-1]))}"


def after(file: str, read: Stranger) -> Iterator[str]:
    """Say what one departure would do, and what to do next."""
    departure = most_missed(read)
    if departure is not None:
        name, rows = departure
        first = name.split()[0]
        yield (
            f"If {first} left tomorrow, {rows} of {_count(len(read.lines), 'row')} "
            f"{'has' if rows == 1 else 'have'} nobody: demarc leave {_word(file)} {_word(name)}"
        )
    send = (
        "Send it: --mark marked.xlsx     " if file.lower().endswith((".xlsx", ".xlsm")) else "Send it: --format html     "
    )
    yield f"{send}Mend it: demarc init --from {_word(file)}"


def most_missed(read: Stranger) -> tuple[str, int] | None:
    """Name the person whose departure leaves the most rows without anybody, and how many those are."""
    people = {holder.name for holder in read.holders if holder.is_person}
    counted = Counter(_only_owner(line) for line in read.lines)
    ranked = [(name, rows) for name, rows in counted.most_common() if name in people]
    return ranked[0] if ranked else None


def _only_owner(line: Line) -> str:
    alone = line.standing.state is State.OWNED and len(line.standing.owners) == 1 and not line.standing.deputies
    return line.standing.owners[0].name if alone else ""


def explained(file: str, read: Stranger) -> Iterator[str]:
    """Yield how every table, column, name and row was read, and why."""
    for table in read.tables:
        where = str(Place(file, table.sheet)) + (f", {table.name}" if table.name else "")
        yield f"{where}: {table.kind}, {_count(len(table.rows), 'row')}"
        for heading, role in table.columns.items():
            yield f"  column {heading!r} was read as {role}"
    for holder in read.holders:
        side = SIDES[holder.side] if holder.side else "side not said"
        yield f"  {holder.name}: {holder.kind}, {side}{'' if holder.certain else ' ~'} ({holder.because})"
    yield ""
    for line in read.lines:
        yield from _line_explained(line)
    yield ""
    yield "Overrule any of it: --map 'row title=PT-02'   --map 'column=owner|skip'   --map 'name=person|client|provider'"


def _line_explained(line: Line) -> Iterator[str]:
    sign = {"recognised": " ", "guessed": "~", "not recognised": "?"}[line.reading]
    about = " ".join(line.functions) or "no function of the catalogue"
    yield f"{sign} {line.named} {line.title!r}: {about}, {line.standing.state}"
    yield f"      {'; '.join(line.because)}"
    for part in line.parts:
        narrowed = ", ".join(f"{aspect} {'|'.join(sorted(values))}" for aspect, values in sorted(part.scope.items()))
        yield f"      about {', '.join(part.topics)}" + (f"; only {narrowed}" if narrowed else "")
    if line.scope_because and any(part.scope for part in line.parts):
        yield f"      {'; '.join(line.scope_because)}"


def _word(text: str) -> str:
    """Quote a word for a shell where it has a space in it."""
    return f'"{text}"' if " " in text else text


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
