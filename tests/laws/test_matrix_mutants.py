"""What `check` stands on: a damaged matrix gives a new finding, or brute force shows that nothing fell through.

The five presets and random complete tables are damaged in one place at a time. What `check` says nothing new about is
counted here by name, and proved lawful: every item still has the outcome it had, or enough people are left to call.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import islice, product
from random import Random  # noqa: TID251 - seeded

import pytest

from demarc.core.catalogue import Split
from demarc.core.matrix.decide import decide
from demarc.core.matrix.edges import HORIZON
from demarc.core.matrix.gaps import gaps
from demarc.core.matrix.lint import check
from demarc.core.matrix.staffing import ENOUGH
from demarc.core.matrix.table import TOPIC, Aspect, Matrix, Row, scope_of
from demarc.core.people import Slots
from demarc.core.presets import first_matrix
from demarc.core.words import RowId
from tests.cast import DANA, LUIS, MARC, MEI
from tests.laws.mutants import mutants, roster_holes
from tests.matrix_build import choice, matrix

START = datetime(2026, 11, 23, tzinfo=UTC)
LAWFUL = {"cell_widened", "condition_dropped", "condition_added", "yields_added", "escalation_shortened"}
"""The damages that can leave a matrix as good as it was: an exception that gives way anyway takes more or less of what
its neighbour takes otherwise, a row gives way to one it never meets, and a list of five people loses one."""

AXES = (choice("a", *"pqrs"), choice("b", *"tuv"), choice("c", *"wxyz"), choice("d", *"mn"))
TABLES = 500


def told(made: Matrix, start: datetime | None = None) -> set[tuple[str, tuple[RowId, ...], str]]:
    """List what is said, so that what is new can be told from what was said before."""
    return {(one.code, one.rows, one.message) for one in check(made, start=start)}


def facts_that_matter(both: tuple[Matrix, Matrix], topic: str | None) -> Iterator[dict[str, str]]:
    """Yield every combination of the facts that some row of either matrix speaks of, in one topic."""
    spoken = {aspect for made in both for row in made.rows for aspect, _ in row.scope} - {TOPIC}
    names = sorted(spoken)
    about = {} if topic is None else {TOPIC: topic}
    rest = {aspect.name: aspect.domain()[0] for aspect in both[0].aspects}
    for values in product(*(both[0].domain(name) for name in names)):
        yield {**rest, "window": "business", **about, **dict(zip(names, values, strict=True))}


def same_outcomes(old: Matrix, new: Matrix, row: str) -> bool:
    """Decide every fact of the damaged row's topics by the definition, in both matrices."""
    topics: Iterable[str | None] = (None,)
    if old.aspect(TOPIC):
        boxes = [found.box().get(TOPIC) for made in (old, new) if (found := made.row(row))]
        topics = old.domain(TOPIC) if None in boxes else sorted({topic for box in boxes if box for topic in box})
    for topic in topics:
        both = (within(old, topic), within(new, topic))
        for facts in facts_that_matter(both, topic):
            if decide(both[0], facts).outcome is not decide(both[1], facts).outcome:
                return False
    return True


def within(made: Matrix, topic: str | None) -> Matrix:
    """Keep the rows that can take an item of the topic; the others cannot match."""
    return replace(made, rows=tuple(row for row in made.rows if topic is None or topic in row.box().get(TOPIC, {topic})))


def enough_people(row: Row | None) -> bool:
    """Tell whether silence still reaches somebody else."""
    return row is not None and len({row.slots.accountable, row.slots.deputy, *row.slots.escalation}) >= ENOUGH


def survivors(made: Matrix, damaged: Iterable[tuple[str, str, Matrix]]) -> tuple[Counter[str], list[tuple[str, str]]]:
    """Count the damages that nothing new is said of, and list those of them that brute force does not clear."""
    before = told(made)
    quiet: Counter[str] = Counter()
    missed = []
    for name, row, mutant in damaged:
        if told(mutant) - before:
            continue
        quiet[name] += 1
        lawful = enough_people(mutant.row(row)) if name.startswith("escalation") else same_outcomes(made, mutant, row)
        if not lawful:
            missed.append((name, row))
    return quiet, missed


def random_table(seed: int, *, planted: int = 0) -> tuple[Matrix, int]:
    """Split the whole space into 4 to 14 rows of different people, take some away, and say how many."""
    chance = Random(seed)
    boxes = [{aspect.name: aspect.domain() for aspect in AXES}]
    for _ in range(chance.randint(3, 13)):
        box = boxes.pop(chance.randrange(len(boxes)))
        splits = [name for name, values in box.items() if len(values) > 1]
        if not splits:
            boxes.append(box)
            continue
        name = chance.choice(splits)
        values = chance.sample(box[name], len(box[name]))
        cut = chance.randint(1, len(values) - 1)
        boxes += [box | {name: tuple(values[:cut])}, box | {name: tuple(values[cut:])}]
    taken = min(planted, len(boxes) - 1)
    kept = chance.sample(boxes, len(boxes) - taken)
    return matrix(*(staffed(at, box, AXES) for at, box in enumerate(kept)), aspects=AXES), taken


def staffed(number: int, box: dict[str, tuple[str, ...]], aspects: tuple[Aspect, ...]) -> Row:
    """Make a row with somebody behind it, speaking only of what it limits."""
    limits = {aspect.name: box[aspect.name] for aspect in aspects if len(box[aspect.name]) < len(aspect.domain())}
    return Row(id=RowId(f"R{number}"), function="SD-01", slots=Slots(MEI, DANA, (LUIS, MARC)), scope=scope_of(limits))


def test_a_sample_of_damages_to_a_preset_is_told_or_lawful() -> None:
    """Law 7: A damaged matrix gives a finding, or every item still has one owner."""
    made = first_matrix(Split.MONITORING, start=date(2026, 11, 23))
    quiet, missed = survivors(made, islice(mutants(made), 5, None, 41))
    assert not missed
    assert quiet.keys() <= LAWFUL


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("split", Split)
def test_every_damage_to_a_preset_is_told_or_lawful(split: Split) -> None:
    """Law 7: A damaged matrix gives a finding, or every item still has one owner."""
    made = first_matrix(split, start=date(2026, 11, 23))
    quiet, missed = survivors(made, mutants(made))
    assert not missed
    assert quiet.keys() <= LAWFUL


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("split", Split)
def test_every_hole_in_a_roster_of_a_preset_is_told(split: Split) -> None:
    """Law 7: A shift that nobody works, or a roster that ends too soon, is told over the horizon."""
    made = first_matrix(split, start=date(2026, 11, 23))
    before = told(made, START)
    silent = [
        (name, role) for name, role, mutant in roster_holes(made, START + HORIZON) if not told(mutant, START) - before
    ]
    assert not silent


@pytest.mark.parametrize("seed", range(6))
def test_every_damage_to_a_random_table_is_told_or_lawful(seed: int) -> None:
    """Law 7: A damaged matrix gives a finding, or every item still has one owner."""
    made, _ = random_table(seed)
    quiet, missed = survivors(made, mutants(made))
    assert not missed
    assert quiet.keys() <= LAWFUL


def test_gaps_are_told_in_at_most_two_boxes_for_each_that_was_planted() -> None:
    """Law 7: What falls through is told as few boxes, never as a flood of fragments."""
    flooded = {}
    for seed in range(TABLES):
        made, planted = random_table(seed, planted=1 + seed % 3)
        boxes = gaps(made).boxes
        if not 1 <= len(boxes) <= 2 * planted:
            flooded[seed] = (len(boxes), planted)
    assert not flooded


def test_brute_force_sees_every_row_that_was_taken_away() -> None:
    """What clears a damage here would not clear a hole."""
    made, _ = random_table(1)
    assert not [row for name, row, mutant in mutants(made) if name == "row_deleted" and same_outcomes(made, mutant, row)]
