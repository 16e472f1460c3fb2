"""What is told to change hands is exactly what the slow definition finds, point by point, on small random matrices."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from demarc.core.matrix.diff import accountable, changes, deputy, held_at
from demarc.core.matrix.table import Aspect, AspectKind, Matrix
from demarc.core.people import Slots
from tests.cast import DANA, LUIS, MEI
from tests.matrix_build import inside, matrices

OTHER_ASPECTS = {
    "topic": Aspect("topic", AspectKind.CHOICE, ("os-patch", "vendor")),
    "severity": Aspect("severity", AspectKind.SCALE, ("LOW", "high", "critical")),
    "kind": Aspect("kind", AspectKind.CHOICE, ("ticket", "alert"), closed=True),
    "age": Aspect("age", AspectKind.NUMBER, low=2, high=4),
    "vip": Aspect("vip", AspectKind.CHOICE, ("yes",)),
}


@st.composite
def staffed(draw: st.DrawFn, made: Matrix) -> Matrix:
    """Give each row an accountable person and a deputy."""
    people = st.sampled_from([DANA, LUIS, MEI, ""])
    return replace(made, rows=tuple(replace(row, slots=Slots(draw(people), draw(people))) for row in made.rows))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Matrix, Matrix]:
    """Draw two versions: unrelated ones, or one with some rows changed, dropped or repeated and other values listed."""
    old = draw(matrices(circles=True).flatmap(staffed))
    if draw(st.booleans()):
        return old, draw(matrices(circles=True).flatmap(staffed))
    kept = [row for row in old.rows if draw(st.integers(0, 3))]
    rows = [
        draw(st.sampled_from([row, replace(row, slots=Slots(DANA)), replace(row, scope=row.scope[1:])])) for row in kept
    ]
    aspects = tuple(draw(st.sampled_from([aspect, OTHER_ASPECTS.get(aspect.name, aspect)])) for aspect in old.aspects)
    return old, replace(old, rows=tuple(rows), aspects=aspects[draw(st.integers(0, 1)) :])


def every_point(old: Matrix, new: Matrix) -> Iterator[dict[str, str]]:
    """Yield one value for every aspect that either version lists or mentions, in all combinations."""
    mentioned = [aspect for made in (old, new) for row in made.rows for aspect, _ in row.scope]
    names = tuple(dict.fromkeys([*(aspect.name for made in (old, new) for aspect in made.aspects), *mentioned, "window"]))
    domains = [
        tuple({value.casefold(): value for value in (*new.domain(name), *old.domain(name))}.values()) for name in names
    ]
    for values in product(*domains):
        yield dict(zip(names, values, strict=True))


@given(pairs(), st.sampled_from([accountable, deputy]))
def test_every_point_that_changes_hands_lies_in_one_told_change_and_no_other_point_does(
    versions: tuple[Matrix, Matrix], part: object
) -> None:
    old, new = versions
    compared = accountable if part is accountable else deputy
    found = changes(old, new, compared)
    assert found.undecided == ()
    for point in every_point(old, new):
        before, after = held_at(old, point, compared), held_at(new, point, compared)
        told = [change for change in found.boxes if inside(point, change.box)]
        assert len(told) == (before != after)
        assert all((change.before, change.after) == (before, after) for change in told)


@given(pairs())
def test_a_witness_is_a_point_of_its_change_and_the_rows_named_are_those_that_decide_it(
    versions: tuple[Matrix, Matrix],
) -> None:
    old, new = versions
    for change in changes(old, new).boxes:
        assert inside(change.witness, change.box)
        assert held_at(old, change.witness) == change.before
        assert held_at(new, change.witness) == change.after
        assert len(change.rows_before) == 0 or {accountable(old, row) for row in old.rows if row.id in change.rows_before}


@given(matrices().flatmap(staffed))
def test_a_version_compared_with_itself_changes_nothing(made: Matrix) -> None:
    assert changes(made, replace(made, version="v2", rows=made.rows[::-1])).boxes == ()


@given(pairs())
def test_there_and_back_again_tells_the_same_changes_turned_around(versions: tuple[Matrix, Matrix]) -> None:
    old, new = versions
    forth, back = changes(old, new).boxes, changes(new, old).boxes
    assert {(change.before, change.after) for change in forth} == {(change.after, change.before) for change in back}
