"""Damages to the custody table, generated: in every cell each thing that could be wrong about it, one at a time."""

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import cast

from demarc.core.custody.columns import CELLS, Becomes, Cell, Hand, Standing
from demarc.core.custody.states import NEXT, Act, State

Key = tuple[State | None, Act]
CLOCKS = ("accept", "progress")
EQUIVALENTS = Path(__file__).with_name("custody_equivalents.txt")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One damage to one cell: what it is called, and the cell and the next state it leaves (None: no cell at all)."""

    key: Key
    name: str
    cell: Cell | None
    state: State | None

    def __str__(self) -> str:
        """Name the cell and the damage, as the list of equivalents does."""
        return f"{self.key[0] or '-'} | {self.key[1]} | {self.name}"


def mutants() -> Iterator[Mutant]:
    """Yield every mutant: the cell removed, led elsewhere, opened or barred to somebody, its holder or clocks changed."""
    for key, cell in tuple(CELLS.items()):
        target = NEXT[key[0]][key[1]]
        yield Mutant(key, "removed", None, None)
        for state in State:
            if state is not target:
                yield Mutant(key, f"leads to {state}", cell, state)
        for standing in Standing:
            said = "barred to" if standing in cell.may else "open to"
            yield Mutant(key, f"{said} {standing}", replace(cell, may=cell.may ^ {standing}), target)
        for holder in Becomes:
            if holder is not cell.holder:
                yield Mutant(key, f"holder {holder}", replace(cell, holder=holder), target)
        for clock in CLOCKS:
            for hand in Hand:
                if hand is not getattr(cell, clock):
                    changed = replace(cell, accept=hand) if clock == "accept" else replace(cell, progress=hand)
                    yield Mutant(key, f"{clock} {hand}", changed, target)


def equivalents() -> Iterator[str]:
    """Yield the names of the damages that change nothing, from the list of them: states, acts and damages of each line."""
    for line in EQUIVALENTS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            states, acts, names = line.split(" | ")
            for parts in product(states.split(", "), acts.split(", "), names.split("; ")):
                yield " | ".join(parts)


@contextmanager
def damaged(mutant: Mutant) -> Iterator[None]:
    """Let the program run on the damaged table, and put the right one back."""
    states = cast("MutableMapping[Act, State]", NEXT[mutant.key[0]])
    cells = cast("MutableMapping[Key, Cell]", CELLS)
    right = dict(states), dict(cells)
    if mutant.cell is None or mutant.state is None:
        del states[mutant.key[1]], cells[mutant.key]
    else:
        states[mutant.key[1]], cells[mutant.key] = mutant.state, mutant.cell
    try:
        yield
    finally:
        # Everything in its old order: what is possible is told in the order of the table.
        states.clear()
        cells.clear()
        states.update(right[0])
        cells.update(right[1])
