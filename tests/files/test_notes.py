"""Signed notes: who signed what, and nothing else."""

from base64 import b64decode, b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from demarc.files.notes import BadNote, Signer, new_signer, parted, read_signer, read_verifier, signers_of

SIGNER = Signer("demarc.example", Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
HOST = SIGNER.verifier
COSIGNER = Signer("harborline.example", Ed25519PrivateKey.from_private_bytes(bytes([7] * 32)), cosigns=True)
BODY = "demarc/acme\n2\nAAAA\n"


def test_a_note_is_known_as_signed_by_the_key_that_signed_it() -> None:
    assert signers_of(SIGNER.note(BODY), [HOST]) == (HOST.name,)


def test_a_changed_note_is_refused() -> None:
    note = SIGNER.note(BODY).replace("\n2\n", "\n3\n")
    with pytest.raises(BadNote, match="changed or forged"):
        signers_of(note, [HOST])


def test_a_signature_by_an_unknown_key_is_passed_over() -> None:
    other = Ed25519PrivateKey.from_private_bytes(bytes(32))
    assert signers_of(Signer(HOST.name, other).note(BODY), [HOST]) == ()


def test_a_note_mailed_with_other_line_ends_still_holds() -> None:
    note = SIGNER.note(BODY).replace("\n", "\r\n")
    assert signers_of(note, [HOST]) == (HOST.name,)


def test_a_verifier_key_reads_back_as_it_was_written() -> None:
    assert read_verifier(HOST.text()) == HOST


def test_the_example_key_of_the_note_specification_is_read() -> None:
    known = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    assert read_verifier(known).text() == known


@pytest.mark.parametrize("text", ["", "a", "a+00000000+AAAA", HOST.text().replace("+", " +", 1), HOST.text()[:-4]])
def test_what_is_no_verifier_key_is_refused(text: str) -> None:
    with pytest.raises(BadNote, match="not a verifier key"):
        read_verifier(text)


def test_a_cosignature_stands_beside_the_hosts_own_and_is_told_apart() -> None:
    note = SIGNER.note(BODY) + COSIGNER.line(BODY, 1_679_315_147) + "\n"
    assert signers_of(note, [HOST, COSIGNER.verifier]) == (HOST.name, "harborline.example")
    assert signers_of(note, [COSIGNER.verifier]) == ("harborline.example",)


def test_a_cosignature_is_over_its_own_date_too() -> None:
    """Laid out as cosignature/v1 says: four bytes of the key, eight of the time, then the signature."""
    line = COSIGNER.line(BODY, 1_679_315_147)
    data = bytearray(b64decode(line.split(" ")[2]))
    assert (len(data), int.from_bytes(data[4:12])) == (4 + 8 + 64, 1_679_315_147)
    public = Ed25519PublicKey.from_public_bytes(COSIGNER.verifier.key)
    public.verify(bytes(data[12:]), b"cosignature/v1\ntime 1679315147\n" + BODY.encode())
    data[11] ^= 1
    moved = f"{SIGNER.note(BODY)}\N{EM DASH} harborline.example {b64encode(data).decode()}\n"
    with pytest.raises(BadNote, match="changed or forged"):
        signers_of(moved, [COSIGNER.verifier])


def test_a_cosigners_key_reads_back_and_is_of_the_kind_that_cosigns() -> None:
    assert read_verifier(COSIGNER.verifier.text()) == COSIGNER.verifier
    assert b64decode(COSIGNER.verifier.text().split("+", 2)[2])[0] == 4


def test_the_example_private_key_of_the_note_package_signs_in_that_name() -> None:
    signer = read_signer("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")
    assert signer.verifier.text() == "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"


def test_a_private_key_reads_back_and_never_shows_itself() -> None:
    signer = new_signer("demarc.example", cosigns=True)
    assert read_signer(signer.secret() + "\n").verifier == signer.verifier
    assert signer.secret().rpartition("+")[2] not in repr(signer)


@pytest.mark.parametrize("text", ["", "PRIVATE+KEY+a+00000000+AAAA", SIGNER.secret()[12:], SIGNER.secret()[:-4]])
def test_what_is_no_private_key_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(BadNote, match=r"^it holds no private key") as refusal:
        read_signer(text)
    assert not text or text not in str(refusal.value)


@pytest.mark.parametrize("name", ["", "two words", "plus+plus", "bell\a"])
def test_a_name_that_no_note_can_bear_is_refused(name: str) -> None:
    with pytest.raises(BadNote, match="is no name for a key"):
        new_signer(name)


def test_a_note_parts_into_what_was_signed_and_who_signed() -> None:
    body, lines = parted(SIGNER.note(BODY))
    assert body == BODY
    assert len(lines) == 1
