"""`demarc verify` on one proof: an entry in a checkpoint, or a checkpoint in a later one."""

from collections.abc import Sequence
from pathlib import Path

from demarc.core.proof import Growth, Proof
from demarc.doors.cli.arguments import DONE, FINDINGS, Arguments, say
from demarc.doors.cli.formats.report import Entry, Report, Section, Tone
from demarc.doors.cli.formats.show import html_of
from demarc.doors.cli.spoken import print_json
from demarc.files.export_file import KeptCheckpoint
from demarc.files.notes import Verifier
from demarc.files.proof_file import CheckedProof, check_proof


def verify_proof(path: Path, arguments: Arguments, kept: Sequence[KeptCheckpoint], keys: Sequence[Verifier]) -> int:
    """Check a proof and say what was found. Exit status 0 it holds, 1 it does not."""
    found = check_proof(path, kept=kept, keys=keys)
    claim, verdict, *rest = _lines(path, found, kept)
    match arguments.one("format"):
        case "json":
            print_json(_object(found, kept))
        case "html":
            tone = Tone.GOOD if found.holds else Tone.BAD
            entries = tuple(Entry(line.strip()) for line in rest)
            sections = (Section("What was compared", entries),) if entries else ()
            report = Report(command="verify", file=str(path), headline=verdict, tone=tone, lead=(claim,), sections=sections)
            print(html_of(report), end="")
        case _:
            say("\n".join((claim, verdict, *rest)))
    return DONE if found.holds else FINDINGS


def _lines(path: Path, found: CheckedProof, kept: Sequence[KeptCheckpoint]) -> list[str]:
    lines = [f"{path}: {_claim(found.proof)}", _verdict(found)]
    for one, agrees in zip(kept, found.kept, strict=True):
        same = "the very one this proof is about" if agrees else "ANOTHER ONE than this proof is about"
        lines.append(f"  checkpoint {one.path}: {same} ({one.checkpoint.size} entries)")
    if found.vouched:
        lines.append(f"  signed by {', '.join(found.vouched)}, checked")
    if not kept:
        lines.append("  Compared with nothing you kept: a host can prove anything about a checkpoint of its own making.")
        lines.append("  demarc verify PROOF --checkpoint FILE")
    return lines


def _claim(proof: Proof) -> str:
    origin, last = proof.checkpoints[0].origin, proof.checkpoints[-1].size
    if isinstance(proof, Growth):
        return f"`{origin}` at {last} entries begins with what it was at {proof.checkpoints[0].size}"
    return f"entry {proof.seq} of `{origin}` is in the checkpoint at {last} entries"


def _verdict(found: CheckedProof) -> str:
    if found.fault:
        return f"DOES NOT HOLD: {found.fault}"
    return "HOLDS" if all(found.kept) else "DOES NOT HOLD: it is about another checkpoint than the one you kept"


def _object(found: CheckedProof, kept: Sequence[KeptCheckpoint]) -> dict[str, object]:
    """Give the same names as for an export, and which proof it was."""
    return {
        "entries": found.proof.checkpoints[-1].size,
        "intact": found.holds,
        "first_broken": None,
        "broken_between": None,
        "checkpoints": [
            {"by": ", ".join(one.checkpoint.signers) or one.checkpoint.origin, "holds": agrees, "size": one.checkpoint.size}
            for one, agrees in zip(kept, found.kept, strict=True)
        ],
        "why": None if found.holds else _verdict(found),
        "proof": "growth" if isinstance(found.proof, Growth) else "inclusion",
    }
