"""Two versions of a matrix side by side, and the words in which a change of hands is said."""

from collections.abc import Sequence
from dataclasses import dataclass

from demarc.core.matrix.around import Moved, Written, moved, written
from demarc.core.matrix.decide import Outcome
from demarc.core.matrix.diff import Change, Changes, Held, changes, deputy
from demarc.core.matrix.table import Matrix
from demarc.doors.cli.witness import scope_in_words


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions side by side: whose work changes, who stands in, what changes around the rows, and their text."""

    old: Matrix
    new: Matrix
    hands: Changes
    deputies: tuple[Change, ...]
    around: tuple[Moved, ...]
    text: Written

    @property
    def same(self) -> bool:
        """Tell whether nobody's work changes."""
        return not (self.hands.boxes or self.hands.undecided or self.deputies or self.around)


def compare(old: Matrix, new: Matrix) -> Compared:
    """Compare two versions; a stand-in counts where both versions have one owner."""
    stand_ins = tuple(
        change for change in changes(old, new, deputy).boxes if change.before.outcome is Outcome.ROW is change.after.outcome
    )
    return Compared(old, new, changes(old, new), stand_ins, moved(old, new), written(old, new))


def holds(held: Held) -> bool:
    """Tell whether anybody holds it: a row that names nobody is no better than none."""
    return any(held.holders)


def said_where(compared: Compared, change: Change) -> str:
    """Say which items change hands."""
    return scope_in_words(compared.new, change.box)


def said_from(change: Change) -> str:
    """Say who gives them up, and to whom."""
    return f"from {said_held(change.before)} to {said_held(change.after)}"


def said_held(held: Held) -> str:
    """Say who holds something."""
    if held.outcome is Outcome.GAP:
        return "nobody"
    names = [name or "nobody" for name in held.holders]
    if held.outcome is Outcome.OVERLAP:
        return " and ".join(names) if len(names) > 1 else f"{names[0]} twice"
    return names[0]


def said_rows(rows: Sequence[str]) -> str:
    """Say which rows decide."""
    return f"row {' and '.join(rows)}" if rows else "no row"
