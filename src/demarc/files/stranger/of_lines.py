"""What is wrong with single lines: nobody answers, two do, everybody does, or the words say too little."""

import re
from collections.abc import Iterator, Mapping, Sequence

from demarc.core.harm import harm_of, worst
from demarc.core.matrix.findings import Kind
from demarc.core.matrix.vague import VAGUE
from demarc.files.responsibility import Assignment, Letter
from demarc.files.stranger.build import row_ids
from demarc.files.stranger.line import Line
from demarc.files.stranger.plain import Plain, cells_of, listed, plain, quoted, short
from demarc.files.stranger.sides import Holder, first_name
from demarc.files.stranger.standing import Owner, State

Holders = Mapping[str, Holder]
SIGNS = {
    Letter.RESPONSIBLE: "R",
    Letter.ACCOUNTABLE: "A",
    Letter.CONSULTED: "C",
    Letter.INFORMED: "I",
    Letter.SUPPORT: "S",
    Letter.SECONDARY: "stand-in",
    Letter.ESCALATION: "escalation",
    Letter.TICK: "x",
}
ALERTS = frozenset({"SE-01", "SE-02", "SE-09"})
INCIDENTS = frozenset({"SE-03", "SE-04"})
NOTIFY_ONLY = re.compile(
    r"\b(notif(?:y|ies|ication)|inform|tell|alert|forward|email|e-mail)s?\s+(?:to\s+)?(?:the\s+)?"
    r"(client|customer|internal|it|us|you|contact|lead|manager)\b[\w ]{0,20}(only)?",
    re.IGNORECASE,
)
VAGUE_ANYWHERE = re.compile(
    r"\b(as needed|as required|best efforts?|where possible|if applicable|jointly)\b", re.IGNORECASE
)  # fmt: skip
VAGUE_AT_HEAD = re.compile(r"\A\W*(assist|help|support)(?:s|ing)?\s+(?!desk|hours|team|tickets?\b)\w", re.IGNORECASE)
VAGUE_TITLE = re.compile(r"\A\W*(assist|help)(?:s|ing)?\s+(?!desk)\w", re.IGNORECASE)


def line_findings(lines: Sequence[Line], holders: Holders, *, deputies: bool) -> Iterator[Plain]:
    """Yield what is wrong with each line. `deputies`: the file has a place for them, so a blank one is a finding."""
    told: set[str] = set()
    for line in lines:
        match line.standing.state:
            case State.NOBODY | State.BLANK:
                yield _nobody(line, holders, told)
            case State.SHARED:
                yield _shared(line, lines, told)
            case State.TWO:
                yield _two(line, holders)
            case State.NOT_APPLICABLE:
                yield _not_applicable(line)
            case State.OWNED | State.DUTIES:
                pass
        yield from _two_doers(line, holders)
        yield from _vague(line)
        if deputies:
            yield from _no_deputy(line, holders)


def _lead(line: Line, told: set[str]) -> tuple[str, str]:
    """Choose the everyday example of the worst that a line is about, once; else its title."""
    harm = worst(line.functions)
    if harm is None or harm.example in told:
        return short(line.title), harm.whose if harm else "nobody"
    told.add(harm.example)
    return harm.example, harm.whose


def _nobody(line: Line, holders: Holders, told: set[str]) -> Plain:
    lead, whose = _lead(line, told)
    cells = [cell.place for cell in line.standing.doers or line.standing.cells] or [line.place]
    return plain(
        Kind.NO_ACCOUNTABLE,
        cells[0],
        lead,
        whose=whose,
        because=f"{quoted(line)}: {_why_nobody(line, holders)}",
        cells=cells_of(cells),
        rank=line.harm,
        rows=row_ids(line),
        field="accountable",
    )


def _why_nobody(line: Line, holders: Holders) -> str:
    cells = line.standing.cells
    doers = line.standing.doers
    if len(doers) > 1:
        sides = {holders[cell.holder].side for cell in doers if cell.holder in holders}
        other = "Each side may think the other does it" if len(sides) > 1 else "Each may think another answers for it"
        return f"{listed([_signs(cell) for cell in doers])}, no A. {other}"
    if doers:
        return f"R, no A. {first_name(holders.values(), doers[0].holder)} does it, nobody answers for it"
    nobody = next((cell for cell in cells if cell.letters & {Letter.NOBODY, Letter.NOT_APPLICABLE}), None)
    if nobody is not None:
        return f'it says "{short(nobody.raw)}"'
    if not cells:
        return "nobody is named"
    signs = listed(list(dict.fromkeys(_signs(cell) for cell in cells)))
    return f"only {signs}, no A. Somebody is asked or told, nobody answers for it"


def _signs(cell: Assignment) -> str:
    return "/".join(sign for letter, sign in SIGNS.items() if letter in cell.letters) or cell.raw.strip()


def _shared(line: Line, lines: Sequence[Line], told: set[str]) -> Plain:
    lead, whose = _lead(line, told)
    shared = [cell for cell in line.standing.cells if Letter.SHARED in cell.letters]
    cells = shared or list(line.standing.cells)
    because = f'{quoted(line)}: "{short(cells[0].raw)}"' if shared and len(cells[0].raw) > 1 else _both_ticked(line)
    if INCIDENTS & set(line.functions):
        because += _only_notified(line, lines)
    return plain(
        Kind.SHARED,
        cells[0].place,
        lead,
        whose=whose,
        because=because if ";" in because else f"{because}. Each side may think the other does it",
        cells=cells_of([cell.place for cell in cells]),
        rank=line.harm,
        rows=row_ids(line),
        field="accountable",
    )


def _both_ticked(line: Line) -> str:
    names = [short(cell.holder.split("(")[0].strip() or cell.raw, 32) for cell in line.standing.cells]
    return f"{quoted(line)}: {listed(list(dict.fromkeys(names)))}"


def _only_notified(line: Line, lines: Sequence[Line]) -> str:
    """Cite a line about alerts that ends with telling somebody: together they leave the decision to nobody."""
    for other in lines:
        said = _notified(other) if other is not line and ALERTS & set(other.functions) else ""
        if said:
            return f'; {other.named} says only "{said}"'
    return ""


def _notified(line: Line) -> str:
    texts = [*(cell.note for cell in line.standing.cells), *line.row.notes]
    return next((short(text, 32) for text in texts if NOTIFY_ONLY.search(text) and "verdict" not in text.casefold()), "")


def _two(line: Line, holders: Holders) -> Plain:
    owners = line.standing.owners
    names = [first_name(holders.values(), owner.name) for owner in owners]
    how = "both" if len(owners) == 2 else "all"  # noqa: PLR2004 - two are both
    places = [owner.cell.place for owner in owners]
    return plain(
        Kind.TWO_ACCOUNTABLE,
        places[0],
        short(line.title),
        whose=f"{listed(names)}, {how} {_as(owners)}",
        cells=cells_of(places),
        rank=line.harm,
        rows=row_ids(line),
        field="accountable",
    )


def _as(owners: Sequence[Owner]) -> str:
    letters = [owner.cell.letters for owner in owners]
    if all(Letter.ACCOUNTABLE in each for each in letters):
        return "A"
    return "primary" if all(Letter.PRIMARY in each for each in letters) else "named"


def _not_applicable(line: Line) -> Plain:
    cell = next((cell for cell in line.standing.cells if Letter.NOT_APPLICABLE in cell.letters), None)
    place = cell.place if cell else line.place
    because = f"{quoted(line)}: not applicable, and nobody signs for that"
    return plain(
        Kind.NOT_APPLICABLE, place, short(line.title), whose="nobody", because=because, rank=line.harm, rows=row_ids(line)
    )


def _two_doers(line: Line, holders: Holders) -> Iterator[Plain]:
    doers = line.standing.doers
    if len(line.standing.owners) != 1 or len({cell.holder for cell in doers}) < 2:  # noqa: PLR2004 - two
        return
    names = listed([first_name(holders.values(), cell.holder) for cell in doers])
    owner = first_name(holders.values(), line.standing.owners[0].name)
    yield plain(
        Kind.TWO_RESPONSIBLE,
        doers[0].place,
        short(line.title),
        whose=f"{names} do it, {owner} answers for it",
        cells=cells_of([cell.place for cell in doers]),
        rank=line.harm,
        rows=row_ids(line),
        field="responsible",
    )


def _no_deputy(line: Line, holders: Holders) -> Iterator[Plain]:
    if line.standing.state is not State.OWNED or line.standing.deputies:
        return
    owner = line.standing.owners[0]
    because = f"{quoted(line)}: nobody stands in for {first_name(holders.values(), owner.name)}"
    yield plain(
        Kind.NO_DEPUTY,
        owner.cell.place,
        short(line.title),
        because=because,
        rank=line.harm,
        rows=row_ids(line),
        field="deputy",
    )


def _vague(line: Line) -> Iterator[Plain]:
    """Say once for a line which of its words leave open who does what."""
    doing = [cell for cell in line.standing.cells if cell.letters - {Letter.CONSULTED, Letter.INFORMED}]
    texts = [(line.row.title, line.place, VAGUE_TITLE)]
    texts += [(cell.note, cell.place, VAGUE_AT_HEAD) for cell in doing if line.standing.state is not State.DUTIES]
    texts += [(note, line.place, VAGUE_AT_HEAD) for note in line.row.notes if line.standing.state is not State.DUTIES]
    for text, place, at_head in texts:
        found = VAGUE_ANYWHERE.search(text) or at_head.search(text)
        if found:
            word = found[1].casefold().removesuffix("s") if found[1].casefold() == "best efforts" else found[1].casefold()
            because = f'{quoted(line)} says "{word}": {VAGUE[word]}'
            yield plain(Kind.VAGUE, place, short(text), because=because, rank=line.harm, rows=row_ids(line), field="title")
            return
    said = _notified(line) if ALERTS & set(line.functions) else ""
    if said:
        harm = harm_of("SE-01")
        because = f'{quoted(line)} says only "{said}": telling somebody is no verdict; say who decides, and by when'
        lead = harm.example if harm else short(line.title)
        whose = "somebody is told, nobody decides"
        yield plain(
            Kind.VAGUE, line.place, lead, whose=whose, because=because, rank=line.harm, rows=row_ids(line), field="title"
        )
