"""A row's own clocks in one line: read, written again, refused where they are unclear; a cadence in words is none."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarc.core.catalogue import FUNCTIONS
from demarc.core.row_clocks import BadClocks, RowClocks, row_clocks
from demarc.core.spans import HOUR, MINUTE

UNITS = {False: (MINUTE, HOUR, timedelta(days=1)), True: (MINUTE, HOUR, 8 * HOUR)}


def test_a_line_of_clocks_is_read() -> None:
    found = row_clocks("Accept 10 min;  then 10 min, 1 h; due 2 d")
    assert found == RowClocks(10 * MINUTE, (10 * MINUTE, HOUR), timedelta(days=2))
    assert row_clocks("due 3 bd") == RowClocks(due=24 * HOUR, business=True)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("accept soon", "no length"),
        ("accept 0 min", "no length"),
        ("accept 1 h, 2 h", "one length each"),
        ("accept 1 h; then 2 bh", "mixed"),
        ("accept 1 h; then 2 h, 1 h", "one after the other"),
        ("accept 1 h; accept 2 h", "stands twice"),
        ("accept 1 h; and then", "no part"),
    ],
)
def test_what_begins_like_clocks_and_is_none_is_refused_with_what_would_help(text: str, why: str) -> None:
    with pytest.raises(BadClocks, match=why) as refused:
        row_clocks(text)
    assert "write `accept 10 min" in str(refused.value)


def test_no_cadence_of_the_catalogue_is_taken_for_clocks() -> None:
    assert [one.id for one in FUNCTIONS if row_clocks(one.cadence) is not None] == []
    assert row_clocks("") is None


@given(business=st.booleans(), data=st.data())
def test_what_is_written_is_read_again(data: st.DataObject, *, business: bool) -> None:
    span = st.tuples(st.integers(1, 99), st.sampled_from(UNITS[business])).map(lambda pair: pair[0] * pair[1])
    steps = tuple(sorted(data.draw(st.sets(span, max_size=6))))
    clocks = RowClocks(data.draw(st.none() | span), steps, data.draw(st.none() | span), business)
    said = clocks.says()
    assert row_clocks(said) == (clocks if said else None)
