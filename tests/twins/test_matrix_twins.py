"""The fast ways through a matrix say what the slow definition says, on every fact of small random matrices."""

from collections.abc import Sequence
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from demarc.core.matrix.compiled import compile_matrix
from demarc.core.matrix.covering import BUDGET, hole
from demarc.core.matrix.decide import Outcome, decide
from demarc.core.matrix.gaps import apart, by_search, by_volume, gaps, topics_of
from demarc.core.matrix.grid import Axis, Box, Grid, grid_of, meet
from demarc.core.matrix.meeting import meeting_pairs
from demarc.core.matrix.met import met
from demarc.core.matrix.overlaps import overlaps, rows_of
from demarc.core.matrix.table import Matrix
from tests.matrix_build import ASPECTS, every_fact, inside, matrices, matrix, row

CELLS = st.tuples(st.integers(1, 7), st.integers(1, 3), st.integers(1, 15))
SPACE: Box = (7, 3, 15)


@given(matrices(circles=True, most=4))
def test_the_compiled_matrix_decides_as_the_definition_does(made: Matrix) -> None:
    fast, by_row_sets = compile_matrix(made), compile_matrix(made, edges=0)
    for facts in every_fact(made):
        assert fast.decide(facts) == by_row_sets.decide(facts) == decide(made, facts)


@given(matrices(), st.data())
def test_what_the_facts_leave_out_is_decided_as_unknown(made: Matrix, data: st.DataObject) -> None:
    facts = dict(data.draw(st.sampled_from(list(every_fact(made)))))
    can_be_unknown = [aspect.name for aspect in made.aspects if aspect.has_unknown()]
    for aspect in data.draw(st.lists(st.sampled_from(can_be_unknown), unique=True)) if can_be_unknown else ():
        del facts[aspect]
    assert compile_matrix(made).decide(facts) == decide(made, facts)


@given(matrices())
def test_a_verdict_is_made_once_and_handed_out_again(made: Matrix) -> None:
    fast = compile_matrix(made)
    for facts in every_fact(made):
        assert fast.decide(facts) is fast.decide(dict(facts))


@given(matrices(circles=True))
def test_the_overlaps_are_exactly_the_pairs_that_some_fact_falls_to(made: Matrix) -> None:
    claimed = {pair for facts in every_fact(made) for pair in combinations(sorted(decide(made, facts).effective), 2)}
    found = overlaps(made)
    assert {tuple(sorted(overlap.rows)) for overlap in found} == claimed
    assert len(found) == len(claimed)
    for overlap in found:
        assert set(overlap.rows) <= set(decide(made, overlap.witness).effective)
        for facts in every_fact(made):
            if inside(facts, overlap.box):
                assert set(overlap.rows) <= set(decide(made, facts).effective)


@given(matrices())
def test_the_overlaps_of_the_topics_are_the_overlaps_of_the_matrix(made: Matrix) -> None:
    if made.aspect("topic") is None:
        return
    by_topic = [overlap for topic in made.domain("topic") for overlap in overlaps(made, topic)]
    assert {overlap.rows for overlap in by_topic} == {overlap.rows for overlap in overlaps(made)}
    for overlap in by_topic:
        assert set(overlap.rows) <= set(decide(made, overlap.witness).effective)


@given(matrices(circles=True, most=4))
def test_the_gap_boxes_are_exactly_the_facts_that_nobody_takes(made: Matrix) -> None:
    found = gaps(made)
    assert found.undecided is None
    for facts in every_fact(made):
        nobody = decide(made, facts).outcome is Outcome.GAP
        assert any(inside(facts, gap.box) for gap in found.boxes) == nobody
    for gap in found.boxes:
        assert decide(made, gap.witness).outcome is Outcome.GAP
        assert inside(gap.witness, gap.box)


@given(st.lists(CELLS, max_size=8))
def test_the_search_and_the_sum_of_volumes_find_the_same_holes(boxes: list[Box]) -> None:
    axes = tuple(Axis(str(at), tuple(map(str, range(cell.bit_length())))) for at, cell in enumerate(SPACE))
    grid = Grid(axes, tuple(row(f"R{number}") for number in range(len(boxes))), tuple(boxes))
    pieces = apart(grid.boxes)
    assert pieces is not None
    found = {"search": list(by_search(grid, BUDGET)), "sum": list(by_volume(grid, pieces))}
    for point in product(*([1 << bit for bit in range(cell.bit_length())] for cell in SPACE)):
        missed = all(meet(point, box) is None for box in boxes)
        for holes in found.values():
            assert any(meet(point, hole_) is not None for hole_ in holes) == missed


@given(matrices())
def test_no_gap_box_can_be_made_larger(made: Matrix) -> None:
    for gap in gaps(made).boxes:
        for aspect, allowed in gap.box:
            if aspect == "topic":
                continue
            for value in set(made.domain(aspect)) - allowed:
                wider = {**dict(gap.box), aspect: allowed | {value}}
                facts = (facts for facts in every_fact(made) if inside(facts, tuple(wider.items())))
                assert any(decide(made, fact).outcome is not Outcome.GAP for fact in facts)


@given(st.lists(CELLS, max_size=12), st.integers(1, 4))
def test_the_pairs_that_meet_are_found_once_each_however_they_are_dealt(boxes: Sequence[Box], most: int) -> None:
    met = [(one, other) for one, other in combinations(range(len(boxes)), 2) if meet(boxes[one], boxes[other])]
    assert sorted(meeting_pairs(boxes, most)) == met


@given(st.lists(CELLS, max_size=8))
def test_a_hole_is_found_exactly_when_there_is_one(boxes: Sequence[Box]) -> None:
    points = product(*([1 << bit for bit in range(cell.bit_length())] for cell in SPACE))
    missed = any(all(meet(point, box) is None for box in boxes) for point in points)
    found = hole(SPACE, boxes)
    assert (found is not None) == missed
    if found is not None:
        assert all(meet(found, box) is None for box in boxes)


def test_a_compiled_matrix_is_named_in_one_short_line() -> None:
    assert repr(compile_matrix(matrix(row("R1", severity="high"), aspects=ASPECTS))) == "Compiled(version='v1', rows=1)"


@given(matrices(circles=True, most=4))
def test_pairs_found_once_for_all_give_the_gaps_and_overlaps_that_each_topic_finds_by_itself(made: Matrix) -> None:
    known = met(made)
    assert overlaps(made, known=known) == overlaps(made)
    assert gaps(made, known=known) == gaps(made)
    for topic in topics_of(made):
        own = grid_of(rows_of(made, topic) if topic else made.rows, made.domain, without="topic" if topic else "")
        pairs = known.in_topic(topic) if topic else known.pairs
        assert sorted(pairs) == sorted(meeting_pairs(own.boxes))
        assert gaps(made, topic, known=known) == gaps(made, topic)
