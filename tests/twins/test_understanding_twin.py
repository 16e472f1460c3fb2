"""Which rows ask their people again is exactly what the slow definition finds, point by point, on small random matrices."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from demarc.core.matrix.diff import held_at
from demarc.core.matrix.table import Matrix
from demarc.core.understanding.named import MARK, changed_rows, terms
from tests.twins.test_diff_twin import every_point, pairs


def slowly_changed(old: Matrix, new: Matrix) -> set[str]:
    """Look at every point: whoever decides it before or after has changed where the two say something else of it."""
    found: set[str] = set()
    for point in every_point(old, new):
        before, after = held_at(old, point, terms), held_at(new, point, terms)
        if before != after:
            found |= {holder.partition(MARK)[0] for holder in (*before.holders, *after.holders)}
    return found


@given(pairs())
def test_a_row_asks_again_exactly_where_some_point_it_decides_has_changed(versions: tuple[Matrix, Matrix]) -> None:
    assert changed_rows(*versions) == slowly_changed(*versions)


@given(pairs(), st.text(max_size=5))
def test_words_alone_ask_nobody(versions: tuple[Matrix, Matrix], words: str) -> None:
    old, _ = versions
    assert not changed_rows(old, replace(old, rows=tuple(replace(row, title=words, clause=words) for row in old.rows)))
