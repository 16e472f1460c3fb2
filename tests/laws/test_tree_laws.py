"""Law 8 on the tree itself: what was hashed cannot be changed, removed or moved without another root."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from demarc.core.checkpoint import Checkpoint, read_checkpoint
from demarc.core.instants import instant_of, micros
from demarc.core.leaf import canonical
from demarc.core.tree import leaf_hash, root_of

entries = st.lists(st.binary(max_size=8), min_size=1, max_size=40, unique=True)
text = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
plain = st.recursive(
    st.integers() | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=8,
)
records = st.dictionaries(text, plain, max_size=5)


def root_over(data: list[bytes]) -> bytes:
    return root_of([leaf_hash(entry) for entry in data])


@given(entries, st.data())
def test_a_changed_entry_changes_the_root(data: list[bytes], draw: st.DataObject) -> None:
    """No entry can be changed without changing the root."""
    index = draw.draw(st.integers(0, len(data) - 1))
    changed = [*data[:index], data[index] + b"!", *data[index + 1 :]]
    assert root_over(changed) != root_over(data)


@given(entries, st.data())
def test_a_removed_entry_changes_the_root(data: list[bytes], draw: st.DataObject) -> None:
    """No entry can be removed without changing the root."""
    index = draw.draw(st.integers(0, len(data) - 1))
    assert root_over(data[:index] + data[index + 1 :]) != root_over(data)


@given(entries, st.data())
def test_a_moved_entry_changes_the_root(data: list[bytes], draw: st.DataObject) -> None:
    """No two entries can change places without changing the root."""
    one, two = draw.draw(st.integers(0, len(data) - 1)), draw.draw(st.integers(0, len(data) - 1))
    moved = list(data)
    moved[one], moved[two] = moved[two], moved[one]
    assert (root_over(moved) == root_over(data)) == (one == two)


@given(records, records)
def test_two_different_entries_never_have_the_same_bytes(one: dict[str, object], two: dict[str, object]) -> None:
    """There is one way to write an entry, and no two entries are written the same."""
    assert (canonical(one) == canonical(two)) == (one == two)


@given(records)
def test_the_order_of_keys_does_not_matter(record: dict[str, object]) -> None:
    """The order in which an entry was put together leaves no trace in its hash."""
    assert canonical(dict(reversed(record.items()))) == canonical(record)


@given(st.datetimes(timezones=st.timezones()))
def test_an_instant_survives_as_microseconds(instant: datetime) -> None:
    """An instant is kept to the microsecond, whatever zone it was given in."""
    # Compared in UTC: two zones are never equal inside a repeated hour.
    assert instant_of(micros(instant)) == instant.astimezone(UTC)


@given(st.integers(0, 2**62), st.binary(min_size=32, max_size=32))
def test_a_checkpoint_reads_back_as_itself(size: int, root: bytes) -> None:
    """A checkpoint that was printed and typed in again is the same checkpoint."""
    checkpoint = Checkpoint("demarc/alder", size, root)
    assert read_checkpoint(checkpoint.text()) == checkpoint
