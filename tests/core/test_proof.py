"""Proofs as files: they hold, read back, and every change to one is noticed."""

import json
from collections.abc import Callable

import pytest

from demarc.core.checkpoint import Checkpoint
from demarc.core.proof import MARK, Growth, Inclusion, NotAProof, read_proof
from demarc.core.tree import consistency_proof, inclusion_proof, leaf_hash, root_of
from tests.export_build import ORIGIN, public

ENTRIES = [public(seq, f"entry {seq}") for seq in range(13)]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]


def note(size: int) -> str:
    return Checkpoint(ORIGIN, size, root_of(LEAVES[:size])).text()


def inclusion(seq: int, size: int) -> Inclusion:
    path = inclusion_proof(LEAVES[:size], seq)
    return Inclusion(note=note(size), seq=seq, leaf=LEAVES[seq], path=path, public=ENTRIES[seq])


def growth(old: int, new: int) -> Growth:
    return Growth(earlier=note(old), later=note(new), path=consistency_proof(LEAVES[:new], old))


def test_every_entry_of_every_size_is_proved_and_the_file_reads_back() -> None:
    for size in range(1, 14):
        for seq in range(size):
            proof = inclusion(seq, size)
            assert read_proof(proof.text()) == proof
            assert not proof.fault()


def test_every_growth_is_proved_and_the_file_reads_back() -> None:
    for new in range(1, 14):
        for old in range(1, new + 1):
            proof = growth(old, new)
            assert read_proof(proof.text()) == proof
            assert not proof.fault()


def test_an_entry_that_its_reader_may_not_see_is_proved_by_its_hash_alone() -> None:
    bare = Inclusion(note=note(5), seq=3, leaf=LEAVES[3], path=inclusion_proof(LEAVES[:5], 3))
    assert "entry 3" not in bare.text()
    assert read_proof(bare.text()) == bare
    assert not bare.fault()


def changed(proof: Inclusion | Growth, change: Callable[[dict[str, object]], object]) -> str:
    given = json.loads(proof.text())
    change(given)
    return read_proof(json.dumps(given)).fault()


def test_a_changed_proof_does_not_hold() -> None:
    other = LEAVES[9].hex()
    assert "was recorded in another place" in changed(inclusion(3, 9), lambda one: one.update(seq=4))
    assert "not what its hash stands for" in changed(inclusion(3, 9), lambda one: one.update(leaf=other))
    assert "not what its hash stands for" in changed(inclusion(3, 9), lambda one: one.update(public={"seq": 3}))
    assert "do not lead" in changed(inclusion(3, 9), lambda one: one.update(path=[other]))
    assert "do not lead" in changed(inclusion(3, 9), lambda one: one.update(checkpoints=[note(8)]))
    assert "does not begin" in changed(growth(5, 9), lambda one: one.update(path=[]))
    assert "does not begin" in changed(growth(5, 9), lambda one: one.update(checkpoints=[note(9), note(5)]))
    stranger = note(9).replace("alder", "birch")
    assert "of two records" in changed(growth(5, 9), lambda one: one.update(checkpoints=[note(5), stranger]))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "7",
        '{"proof": "faith"}',
        "[" * 100_000,
        inclusion(3, 9).text()[:-20],
        inclusion(3, 9).text().replace("demarc/alder", ""),
        inclusion(3, 9).text().replace('"seq": 3,', '"seq": "3",'),
        inclusion(3, 9).text().replace('"said": "entry 3"', '"said": 0.5'),
        growth(3, 9).text().replace("growth", "inclusion"),
    ],
)
def test_what_is_no_proof_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(NotAProof, match=r"^not a proof: [^\n]+$"):
        read_proof(text)


def test_a_proof_is_told_from_an_export_by_how_it_begins() -> None:
    assert inclusion(0, 1).text().startswith(MARK)
    assert growth(1, 2).text().startswith(MARK)


REFERENCE = [
    bytes.fromhex(one)
    for one in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
"""The eight entries on which implementations of Certificate Transparency agree, with the roots over their first N."""
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PATH_0_OF_8 = [
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
]
PATH_5_OF_8 = [
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
]
GROWTH_6_TO_8 = [
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
]


def test_the_tree_agrees_with_the_vectors_of_certificate_transparency() -> None:
    """RFC 9162 gives no vectors of its own; these are the ones its implementations share."""
    leaves = [leaf_hash(entry) for entry in REFERENCE]
    assert [root_of(leaves[:size]).hex() for size in range(1, 9)] == ROOTS
    assert [one.hex() for one in inclusion_proof(leaves, 0)] == PATH_0_OF_8
    assert [one.hex() for one in inclusion_proof(leaves, 5)] == PATH_5_OF_8
    assert [one.hex() for one in consistency_proof(leaves, 6)] == GROWTH_6_TO_8
    assert [one.hex() for one in consistency_proof(leaves, 1)] == PATH_0_OF_8
