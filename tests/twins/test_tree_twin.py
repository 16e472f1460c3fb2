"""The fast tree against its definition."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from demarc.core.tree import (
    Frontier,
    consistency_proof,
    extends,
    includes,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_of,
)

leaves = st.lists(st.binary(max_size=4).map(leaf_hash), max_size=70)


@given(leaves)
def test_the_frontier_has_the_root_of_the_definition(hashes: list[bytes]) -> None:
    assert Frontier().grown(hashes).root() == root_of(hashes)


@given(leaves, st.integers(0, 70))
def test_growing_in_two_steps_is_growing_at_once(hashes: list[bytes], cut: int) -> None:
    assert Frontier().grown(hashes[:cut]).grown(hashes[cut:]) == Frontier().grown(hashes)


@given(leaves)
def test_a_stored_frontier_reads_back_as_itself(hashes: list[bytes]) -> None:
    frontier = Frontier().grown(hashes)
    assert Frontier.from_text(frontier.size, frontier.to_text()) == frontier


@given(leaves.filter(bool), st.data())
def test_every_entry_is_shown_by_its_proof_and_no_other_is(hashes: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(hashes) - 1))
    proof, root = inclusion_proof(hashes, index), root_of(hashes)
    assert includes(root, len(hashes), index, hashes[index], proof)
    assert not includes(root, len(hashes), index, sha256(hashes[index]).digest(), proof)
    assert not includes(root, len(hashes), index, hashes[index], (*proof, root))
    assert not includes(root, len(hashes), index, hashes[index], proof[:-1]) or not proof


@given(leaves.filter(bool), st.data())
def test_every_earlier_tree_is_shown_to_be_a_beginning(hashes: list[bytes], data: st.DataObject) -> None:
    old = data.draw(st.integers(1, len(hashes)))
    proof = consistency_proof(hashes, old)
    before, after = root_of(hashes[:old]), root_of(hashes)
    assert extends(before, old, after, len(hashes), proof)
    assert not extends(sha256(before).digest(), old, after, len(hashes), proof)
    assert not extends(before, old, sha256(after).digest(), len(hashes), proof)


def test_the_known_roots_of_the_standard_come_out() -> None:
    """The trees drawn in RFC 9162, section 2.1.5, spelled out by hand."""
    a, b, c, d, e, f, j = (leaf_hash(bytes([n])) for n in range(7))
    four = node_hash(node_hash(a, b), node_hash(c, d))
    seven = node_hash(four, node_hash(node_hash(e, f), j))
    assert root_of([a, b, c, d, e, f, j]) == seven
    assert root_of([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
