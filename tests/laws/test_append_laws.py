"""Law 8 in the database: however the entries come in, the head stands for exactly them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarc.core.tree import Frontier, leaf_hash, root_of
from demarc.record import models
from demarc.record.append import append
from demarc.record.transactions import write_transaction
from tests.cast import ALDER
from tests.record.ledger_build import about, received, start


@pytest.mark.usefixtures("sqlite_database")
def test_the_head_is_the_root_over_all_entries_however_they_were_batched() -> None:
    """The head of the record is the root over all its entries, whatever batches they came in."""
    start()
    made = 0

    @settings(max_examples=30)
    @given(st.lists(st.integers(1, 9), min_size=1, max_size=5))
    def hold(batches: list[int]) -> None:
        nonlocal made
        for size in batches:
            items = [f"i{made + nth}" for nth in range(size)]
            made += size
            with write_transaction():
                append(engagement=ALDER, entries=[received(item) for item in items], about=about(*items))
        head = models.Head.objects.get(engagement=ALDER)
        entries = models.Entry.objects.filter(engagement=ALDER).order_by("seq")
        assert [entry.seq for entry in entries] == list(range(made)) == list(range(head.size))
        leaves = [leaf_hash(entry.public.encode()) for entry in entries]
        assert [bytes(entry.leaf) for entry in entries] == leaves
        assert Frontier.from_text(head.size, head.peaks).root() == root_of(leaves)

    hold()
