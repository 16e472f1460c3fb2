"""`demarc verify`: is an export what was recorded? Offline, from files alone."""

from collections.abc import Sequence
from pathlib import Path

from demarc.core.instants import instant_of
from demarc.core.verify import Checked, Verification
from demarc.doors.cli.arguments import DONE, FINDINGS, FORMAT, Arguments, Command, Option, file_of, run, say
from demarc.doors.cli.formats.report import Entry, Report, Section, Tone
from demarc.doors.cli.formats.show import html_of
from demarc.doors.cli.spoken import print_json
from demarc.doors.cli.verify_proof import verify_proof
from demarc.files.export_file import KeptCheckpoint, checkpoints_in, read_checkpoint_file, verify_file
from demarc.files.limits import UnusableFile
from demarc.files.notes import BadNote, Verifier, read_verifier
from demarc.files.proof_file import is_proof

COMMAND = Command(
    "verify",
    "EXPORT [--checkpoint FILE ...] [--key VKEY ...] [--earlier EXPORT]",
    "Check an export of the record, offline, against what you kept: 0 it is what was recorded, 1 it is not.\n"
    "EXPORT may also be one proof, downloaded from the record: an entry in a checkpoint, or a checkpoint in a later one.",
    (
        Option("checkpoint", "FILE", "a checkpoint you kept; finds a rewritten record between two of them", many=True),
        Option("key", "VKEY", "a signer's verifier key, `name+hash+key`; checks who signed the checkpoints", many=True),
        Option("earlier", "EXPORT", "an export made before; names the exact entry"),
        FORMAT,
    ),
)


def main(argv: list[str]) -> int:
    return run(COMMAND, argv, _verify)


def _verify(arguments: Arguments) -> int:
    export = file_of(arguments)
    earlier = Path(arguments.one("earlier")) if arguments.has("earlier") else None
    keys = [_key(text) for text in arguments.many("key")]
    kept = [read_checkpoint_file(Path(path), keys=keys) for path in arguments.many("checkpoint")]
    if is_proof(export):
        return verify_proof(export, arguments, kept, keys)
    own = len(kept)
    kept += checkpoints_in(export, keys=keys)
    found = verify_file(export, checkpoints=kept, earlier=earlier)
    lines = as_text(found, kept, export, earlier, own=own)
    match arguments.one("format"):
        case "json":
            print_json(as_json(found, kept))
        case "html":
            print(html_of(_report(export, found, lines)), end="")
        case _:
            say("\n".join(lines))
    return DONE if found.intact else FINDINGS


def _key(text: str) -> Verifier:
    try:
        return read_verifier(text)
    except BadNote as error:
        raise UnusableFile(str(error), "--key", "the signer gives it out once, apart from the checkpoints") from None


def _report(export: Path, found: Verification, lines: Sequence[str]) -> Report:
    """Give the lines of the text as a page."""
    lead, verdict, *rest = lines
    entries = tuple(Entry(line.strip()) for line in rest)
    return Report(
        command="verify",
        file=str(export),
        headline=verdict,
        tone=Tone.GOOD if found.intact else Tone.BAD,
        lead=(lead,),
        sections=(Section("What was compared", entries),) if entries else (),
    )


def as_json(found: Verification, kept: Sequence[KeptCheckpoint]) -> dict[str, object]:
    """Give the stable object that scripts rely on, and what else may be of use.

    `by` names who signed a checkpoint, `checked` whose of those signatures were checked with a key.
    """
    return {
        "entries": found.entries,
        "intact": found.intact,
        "first_broken": found.first_broken,
        "broken_between": list(found.broken_between) if found.broken_between else None,
        "checkpoints": [
            {
                "by": _by(one.checkpoint.signers, one.checkpoint.origin),
                "holds": one.holds,
                "size": one.checkpoint.size,
                "checked": list(read.vouched),
            }
            for one, read in zip(found.checkpoints, kept, strict=True)
        ],
        "why": found.why or None,
        "engagement": found.front.engagement,
        "side": found.front.side,
        "bare": found.bare,
        "root": found.root.hex(),
    }


def as_text(
    found: Verification, kept: Sequence[KeptCheckpoint], export: Path, earlier: Path | None, *, own: int
) -> list[str]:
    """Say it for people, one finding per line.

    The first `own` checkpoints are those somebody kept; the others came in the pack itself, and are told in sum unless
    one does not hold.
    """
    front = found.front
    whose = f"the record of `{_shown(front.engagement)}` for `{_shown(front.side)}`"
    when = f"exported {instant_of(front.at):%Y-%m-%d %H:%M} UTC"
    lines = [f"{export}: {whose}, {_entries(found.entries)}, {when}", _verdict(found)]
    if found.bare:
        lines.append(f"  {_entries(found.bare)} not yours to read: only the hash is here, and it counts")
    for nth, (one, checked) in enumerate(zip(kept, found.checkpoints, strict=True)):
        if nth < own or not checked.holds:
            holds = "holds" if checked.holds else "DOES NOT HOLD"
            signed = _signed(checked.checkpoint.signers, one.vouched)
            lines.append(f"  checkpoint {one.path}: {holds} ({_entries(checked.checkpoint.size)}{signed})")
    lines += _in_sum(
        [(one, checked) for one, checked in zip(kept[own:], found.checkpoints[own:], strict=True) if checked.holds]
    )
    if earlier is not None:
        lines.append(f"  compared with the earlier export {earlier}")
    if not own and earlier is None:
        lines.append("  Nothing you kept was compared. A checkpoint or an earlier export shows that nothing was rewritten:")
        lines.append("  demarc verify EXPORT --checkpoint FILE --earlier EXPORT")
    return lines


def _in_sum(held: Sequence[tuple[KeptCheckpoint, Checked]]) -> list[str]:
    """Tell the checkpoints of the pack that hold in one line for each set of signatures under them."""
    by_signature: dict[str, list[int]] = {}
    for one, checked in held:
        signed = _signed(checked.checkpoint.signers, one.vouched)
        by_signature.setdefault(signed, []).append(checked.checkpoint.size)
    return [
        f"  {len(sizes)} in the pack itself, up to {_entries(max(sizes))}: {'holds' if len(sizes) == 1 else 'all hold'}"
        f"{signed}"
        for signed, sizes in by_signature.items()
    ]


def _verdict(found: Verification) -> str:
    if found.intact:
        return f"INTACT: every entry is what was recorded; root {found.root.hex()}"
    if found.first_broken is not None:
        return f"BROKEN at entry {found.first_broken} (the first is 0): {found.why}"
    if found.broken_between is not None:
        good, bad = found.broken_between
        place = f"from entry {good} to entry {bad - 1}" if bad > good else f"at {_entries(bad)}"
        return f"BROKEN somewhere {place} (the first is 0): {found.why}"
    return f"DAMAGED: {found.why}; the entries themselves are whole"


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _by(signers: Sequence[str], origin: str) -> str:
    return ", ".join(signers) or origin


def _signed(signers: Sequence[str], vouched: Sequence[str]) -> str:
    """Say whose signatures were checked, and whose were only read."""
    unchecked = [name for name in signers if name not in vouched]
    good = f"; signed by {_shown(', '.join(vouched))}, checked" if vouched else ""
    return good + (f"; signature of {_shown(', '.join(unchecked))} not checked here" if unchecked else "")


def _shown(text: str) -> str:
    """Keep a stranger's text from steering the terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)
