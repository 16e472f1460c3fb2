"""What somebody's rows wish for, so that a whole matrix can be made of them, and what must be asked before it is theirs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from demarc.core.catalogue import Owner, Split, function
from demarc.core.matrix.table import Matrix, Row
from demarc.core.matrix.vague import vague_words
from demarc.core.people import Slots
from demarc.core.presets.complete import Completed, Own
from demarc.core.presets.kept import Wish
from demarc.core.words import RowId, Side
from demarc.files.matrix.build import ReadMatrix
from demarc.files.stranger import Stranger
from demarc.files.stranger.build import giving_way, person_ids, pieces
from demarc.files.stranger.line import Line, Part, topic_of
from demarc.files.stranger.plain import listed, rows_named, short
from demarc.files.stranger.sides import FIRMS, Holder
from demarc.files.stranger.standing import Owner as LineOwner
from demarc.files.stranger.standing import State

SIDE_OF = {
    Owner.INTERNAL: Side.CLIENT,
    Owner.EXECUTIVE: Side.CLIENT,
    Owner.DAY_INTERNAL_NIGHT_PROVIDER: Side.CLIENT,
    Owner.PROVIDER: Side.PROVIDER,
}
MOST_ASKED = 40
OWN_HEADING = "Your own"
"""The heading over rows that mean no function of the catalogue and stand under none of their own."""


def own_of(read: ReadMatrix, split: Split) -> Own:
    """Say what a file brings to a whole matrix, whether it is a stranger's table or a matrix of our own format."""
    return _of_stranger(read, split) if isinstance(read, Stranger) else _of_matrix(read.matrix)


def _of_matrix(matrix: Matrix) -> Own:
    directory = matrix.directory
    side = {party.id: party.side for party in directory.parties}
    sides: dict[str, Side] = {person.id: side.get(person.party, Side.CLIENT) for person in directory.people}
    for role in directory.roles:
        staff = [shift.person for shift in directory.roster(role.name)] + ([role.fallback] if role.fallback else [])
        if staff:
            sides[role.name] = sides.get(staff[0], Side.CLIENT)
    wishes = tuple(
        Wish(row, (row.slots.accountable,) if row.slots.accountable in sides else ()) for row in matrix.rows
    )  # fmt: skip
    return Own(matrix, sides, wishes, {party.side: party.name for party in reversed(directory.parties)})


def _of_stranger(read: Stranger, split: Split) -> Own:
    holders = {holder.name: holder for holder in read.holders}
    ids = person_ids(holders)
    made: list[tuple[Row, Wish]] = []
    for line in read.lines:
        if line.row.assignments:
            made.extend(_wishes(line, read.matrix, holders, split))
    rows = giving_way([marked for marked, _ in made], {marked.id: marked.id for marked, _ in made})
    wishes = tuple(
        replace(wish, row=replace(wish.row, yields_to=row.yields_to)) for row, (_, wish) in zip(rows, made, strict=True)
    )
    sides: dict[str, Side] = {id_: holders[name].side or Side.CLIENT for name, id_ in ids.items()}
    names = {holder.side: holder.name for holder in reversed(read.holders) if holder.side and holder.kind in FIRMS}
    return Own(read.matrix, sides, wishes, names)


def _wishes(line: Line, matrix: Matrix, holders: Mapping[str, Holder], split: Split) -> Iterator[tuple[Row, Wish]]:
    """Yield each row a line becomes: marked with its owners, to tell which give way, and as a wish."""
    seen: set[RowId] = set()
    for id_, part, owner in pieces(line):
        row = matrix.row(id_)
        assert row is not None
        own_id = id_ if line.standing.state in {State.OWNED, State.DUTIES} else _plain_id(line, part)
        if own_id in seen:
            continue
        seen.add(own_id)
        owners = (owner,) if owner and line.standing.state is not State.TWO else line.standing.owners
        marked = replace(row, id=own_id, slots=Slots(" / ".join(each.name for each in owners)), yields_to=())
        about = row.function if topic_of(row.function) in part.topics else line.row.section or OWN_HEADING
        wished = replace(marked, function=about, slots=replace(row.slots, accountable=""))
        candidates, side = _candidates(line, owners, about, holders, split)
        ids = person_ids(holders)
        yield marked, Wish(wished, tuple(ids[name] for name in candidates), side)


def _plain_id(line: Line, part: Part) -> RowId:
    return line.id if part is line.parts[0] else RowId(f"{line.id} ({part.topics[0]})")


def _candidates(
    line: Line, owners: Sequence[LineOwner], about: str, holders: Mapping[str, Holder], split: Split
) -> tuple[tuple[str, ...], Side | None]:
    """Choose who could answer for a line: its owner; of several, or of those who do it, who stands where the split says."""
    names = [owner.name for owner in owners] or [cell.holder for cell in line.standing.doers if cell.holder]
    known = [holders[name] for name in dict.fromkeys(names) if name in holders]
    if not known:
        return (), None
    usual = function(about)
    wanted = SIDE_OF[usual.owner(split)] if usual else None
    chosen = next((holder for holder in known if holder.side is wanted), known[0]) if len(known) > 1 else known[0]
    return ((chosen.name,) if chosen.is_person else ()), chosen.side


def questions(read: ReadMatrix, made: Completed) -> tuple[str, ...]:
    """List what must be asked before the whole matrix is theirs, what was left to nobody first."""
    asked = [*_about_lines(read, made), *_about_firms(read), *made.questions, *_about_words(made), *_about_people(read)]
    if len(asked) <= MOST_ASKED:
        return tuple(asked)
    return (*asked[:MOST_ASKED], f"And {len(asked) - MOST_ASKED} more of the same kinds: `demarc check` lists every row.")


def _about_lines(read: ReadMatrix, made: Completed) -> Iterator[str]:
    lines = read.lines if isinstance(read, Stranger) else ()
    for line in lines:
        row = made.matrix.row(line.id)
        what = {
            State.TWO: f"{listed([owner.name for owner in line.standing.owners])} both own it",
            State.SHARED: "it is shared",
            State.NOBODY: "nobody answers for it",
            State.NOT_APPLICABLE: "it is marked as not applicable",
        }.get(line.standing.state)
        if row is not None and what:
            name = _named(made.matrix, row.slots.accountable)
            yield f'{line.named} "{short(line.title)}": {what}. Proposed: {name}. Who is it?'


def _about_firms(read: ReadMatrix) -> Iterator[str]:
    """Ask once for each owner who is no person who answers there."""
    if not isinstance(read, Stranger):
        return
    for holder in read.holders:
        own = [line for line in read.lines if any(owner.name == holder.name for owner in line.standing.owners)]
        if own and not holder.is_person:
            yield f"Who answers for {holder.name}, by name? It owns {rows_named(own)}; example people stand there now."


def _about_words(made: Completed) -> Iterator[str]:
    for row in made.matrix.rows[: made.kept]:
        words = vague_words(row.title)
        if words:
            yield f'Row {row.id} "{short(row.title)}" says "{words[0]}": who does what in it, and when is it done?'


def _about_people(read: ReadMatrix) -> Iterator[str]:
    if isinstance(read, Stranger):
        people = [holder.name for holder in read.holders if holder.is_person]
        if people:
            yield f"Working hours and telephone of {listed(people)}? Assumed: Monday to Friday, 8 to 17."
    yield "Who is the client's executive, and who the deputy? They accept risks and rule in disputes."


def _named(matrix: Matrix, slot: str) -> str:
    person = matrix.directory.person(slot)
    return person.name if person else f"whoever is on call ({slot})"
