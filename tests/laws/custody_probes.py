"""Probes of the custody table: what everybody can do to every shape of an item, and what came of it on the right table.

What comes of a probe is everything that is written or said: the entries with state, holder, title, who is called, every
count and both clocks, of the item and of what is born of it or ends with it; or the words of the refusal. Notices and pages
follow from these alone. What is open to whom is compared beside it. On the right table each probe is first held to the
written one and to the laws, so that what a damage is compared with is right by more than the program's own table.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any
from unittest.mock import patch

from demarc.core.custody import arriving, step
from demarc.core.custody.columns import CELLS, Cell
from demarc.core.custody.custody import Custody
from demarc.core.custody.situation import Situation
from demarc.core.custody.states import Act, State
from demarc.core.custody.step import Refused, acts_open_to
from demarc.core.words import ItemId, PersonId
from tests.laws.custody_mutants import Key, Mutant, damaged
from tests.laws.custody_walks import EVERYBODY, SOON, Many, Sample, Try, around, entries_of, tries_of, walked
from tests.year.laws import Attempt, Watch
from tests.year.written import written_table


@dataclass(frozen=True, slots=True)
class Probe:
    """Something that is done or asked on an item, what came of it on the right table, and its number among its kind."""

    run: Callable[[], object]
    came: object
    turn: int


class Seen(dict[Key, Cell]):
    """The cells, and which of them were looked at."""

    def __init__(self) -> None:
        super().__init__(CELLS)
        self.looked_at: dict[Key, None] = {}

    def __getitem__(self, key: Key) -> Cell:
        self.looked_at[key] = None
        return super().__getitem__(key)

    def get(self, key: Key, default: Any = None) -> Any:
        self.looked_at[key] = None
        return super().get(key, default)


@contextmanager
def watched() -> Iterator[Seen]:
    """See which cells the program looks at."""
    seen = Seen()
    with patch.object(step, "CELLS", seen), patch.object(arriving, "CELLS", seen):
        yield seen


class Probes:
    """Every probe, by the cells that it depends on."""

    def __init__(self) -> None:
        self.samples = walked()
        self._probes: defaultdict[Key, list[Probe]] = defaultdict(list)
        self._turns: Counter[tuple[Key, str]] = Counter()
        with watched() as seen:
            for sample in self.samples:
                for by in EVERYBODY:
                    self._add(sample, by, seen)
        # The first of each kind, then the second of each: what is damaged shows in some kind, mostly in all of it.
        for probes in self._probes.values():
            probes.sort(key=lambda probe: probe.turn)

    def _add(self, sample: Sample, by: PersonId, seen: Seen) -> None:
        custody = sample.custody
        for usual in around(sample, by):
            for one in tries_of(custody):
                situation = one.seen(usual)
                seen.looked_at.clear()
                run = partial(one.decide, custody, situation)
                came = run()
                self._keep(tuple(seen.looked_at), f"{one.name} {isinstance(came, Refused)}", run, came)
                hold_to_what_is_written(custody, one, situation, came)
            cells = tuple(key for key in CELLS if key[0] is custody.state)
            self._keep(cells, "open", partial(acts_open_to, custody, usual), acts_open_to(custody, usual))

    def _keep(self, cells: tuple[Key, ...], kind: str, run: Callable[[], object], came: object) -> None:
        for key in cells:
            self._turns[key, kind] += 1
            self._probes[key].append(Probe(run, came, self._turns[key, kind]))

    @property
    def entered(self) -> frozenset[Key]:
        """Name the cells that some probe depends on."""
        return frozenset(self._probes)

    def show(self, mutant: Mutant) -> bool:
        """Tell whether anything comes of a probe on the damaged table that does not come of it on the right one."""
        with damaged(mutant):
            return any(differs(probe) for probe in self._probes[mutant.key])


def differs(probe: Probe) -> bool:
    """Tell whether something else comes of a probe now; a program that breaks is something else."""
    try:
        return probe.run() != probe.came
    except (AssertionError, KeyError, ValueError, AttributeError):
        return True


def hold_to_what_is_written(custody: Custody, one: Try, situation: Situation, came: Many) -> None:
    """Hold what came of a probe to the written table and to the laws, by the checkers of the simulated year."""
    watch = Watch()
    if situation.by not in situation.queue:
        # Whoever touches an item of their queue takes it, which the checkers of the year know by its acceptance alone.
        when = situation.now + SOON if one.promises else None
        watch.attempted(Attempt(custody, asked_for(custody, one, situation), situation, came, when))
    standing: dict[ItemId, Custody] = {custody.item: custody}
    for entry in entries_of(came):
        before = standing.get(entry.item)
        standing[entry.item] = entry.after
        watch._holds_the_bounds(before, entry)
        if before is not None and entry.item == custody.item:
            watch._holds_the_table(before, entry, written_table().get((str(before.state), str(entry.act))), situation)


def asked_for(custody: Custody, one: Try, situation: Situation) -> Act | None:
    """Name the cell that is asked for: the holder's promise on a routed item is their acceptance."""
    takes = one.act is Act.PROMISE and custody.state is State.ROUTED and situation.by == custody.holder
    return Act.ACCEPT if takes else one.act
