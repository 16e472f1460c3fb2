"""Proofs on disk: told from exports by how they begin, and checked against the checkpoints somebody kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from demarc.core.proof import LONGEST, MARK, NotAProof, Proof, read_proof
from demarc.files.export_file import KeptCheckpoint
from demarc.files.limits import UnusableFile, read_bytes
from demarc.files.notes import BadNote, Verifier, signers_of


@dataclass(frozen=True, slots=True)
class CheckedProof:
    """A proof, and why it does not hold (empty when it does).

    `vouched` names whose signatures on its checkpoints were checked; `kept` tells, for each kept checkpoint in order,
    whether the proof is about that very one.
    """

    proof: Proof
    fault: str
    vouched: tuple[str, ...]
    kept: tuple[bool, ...]

    @property
    def holds(self) -> bool:
        """Tell whether it holds and agrees with everything that was kept."""
        return not self.fault and all(self.kept)


def is_proof(path: Path) -> bool:
    """Tell whether a file begins as a proof does; False also for what cannot be opened, which the next reader says."""
    try:
        with path.open("rb") as file:
            return file.read(len(MARK)) == MARK.encode()
    except OSError:
        return False


def check_proof(path: Path, *, kept: Sequence[KeptCheckpoint] = (), keys: Sequence[Verifier] = ()) -> CheckedProof:
    """Check a proof by itself and against kept checkpoints. Raises `UnusableFile`.

    A kept checkpoint must be of the size of one of the proof's own: about any other the proof says nothing.
    """
    try:
        proof = read_proof(read_bytes(path, most=LONGEST).decode())
        vouched = tuple(dict.fromkeys(name for note in proof.notes for name in signers_of(note, keys)))
    except (NotAProof, UnicodeDecodeError) as error:
        what = str(error) if isinstance(error, NotAProof) else "not a proof: it is not UTF-8 text"
        raise UnusableFile(what, str(path), "give the file as it was downloaded") from None
    except BadNote as error:
        raise UnusableFile(str(error), str(path), "take the proof as it was downloaded, and the signer's own key") from None
    own = proof.checkpoints
    for one in kept:
        if one.checkpoint.origin != own[0].origin or one.checkpoint.size not in {head.size for head in own}:
            sizes = " and ".join(str(head.size) for head in own)
            raise UnusableFile(
                f"the proof is about `{own[0].origin}` at {sizes} entries, this checkpoint about `{one.checkpoint.origin}` "
                f"at {one.checkpoint.size}",
                str(one.path),
                "download the proof for the checkpoint you keep",
            )
    agrees = tuple(
        any(one.checkpoint.root == head.root for head in own if head.size == one.checkpoint.size) for one in kept
    )
    return CheckedProof(proof, proof.fault(), vouched, agrees)
