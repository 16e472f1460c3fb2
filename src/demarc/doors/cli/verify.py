"""`demarc verify`: is an export what was recorded? Offline, from files alone."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from demarc.core.instants import instant_of
from demarc.core.verify import Verification
from demarc.files.export_file import KeptCheckpoint, read_checkpoint_file, verify_file
from demarc.files.limits import UnusableFile

SOUND, FINDINGS, UNUSABLE = 0, 1, 2


def main(argv: Sequence[str]) -> int:
    """Check an export and say what was found: 0 intact, 1 not, 2 the input cannot be used."""
    given = _arguments(argv)
    try:
        kept = [read_checkpoint_file(path) for path in given.checkpoint]
        found = verify_file(given.export, checkpoints=kept, earlier=given.earlier)
    except UnusableFile as error:
        print(error, file=sys.stderr)
        return UNUSABLE
    if given.format == "json":
        print(json.dumps(as_json(found), ensure_ascii=False))
    else:
        print("\n".join(as_text(found, kept, given.export, given.earlier)))
    return SOUND if found.intact else FINDINGS


def as_json(found: Verification) -> dict[str, object]:
    """Give the stable object that scripts rely on, and what else may be of use."""
    return {
        "entries": found.entries,
        "intact": found.intact,
        "first_broken": found.first_broken,
        "broken_between": list(found.broken_between) if found.broken_between else None,
        "checkpoints": [
            {"by": _by(one.checkpoint.signers, one.checkpoint.origin), "holds": one.holds, "size": one.checkpoint.size}
            for one in found.checkpoints
        ],
        "why": found.why or None,
        "engagement": found.front.engagement,
        "side": found.front.side,
        "bare": found.bare,
        "root": found.root.hex(),
    }


def as_text(found: Verification, kept: Sequence[KeptCheckpoint], export: Path, earlier: Path | None) -> list[str]:
    """Say it for people, one finding per line."""
    front = found.front
    whose = f"the record of `{_shown(front.engagement)}` for `{_shown(front.side)}`"
    when = f"exported {instant_of(front.at):%Y-%m-%d %H:%M} UTC"
    lines = [f"{export}: {whose}, {_entries(found.entries)}, {when}", _verdict(found)]
    if found.bare:
        lines.append(f"  {_entries(found.bare)} not yours to read: only the hash is here, and it counts")
    for one, checked in zip(kept, found.checkpoints, strict=True):
        holds = "holds" if checked.holds else "DOES NOT HOLD"
        lines.append(
            f"  checkpoint {one.path}: {holds} ({_entries(checked.checkpoint.size)}{_signed(checked.checkpoint.signers)})"
        )
    if earlier is not None:
        lines.append(f"  compared with the earlier export {earlier}")
    if not kept and earlier is None:
        lines.append("  Nothing you kept was compared. A checkpoint or an earlier export shows that nothing was rewritten:")
        lines.append("  demarc verify EXPORT --checkpoint FILE --earlier EXPORT")
    return lines


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


def _signed(signers: Sequence[str]) -> str:
    return f"; signature of {_shown(', '.join(signers))} not checked here" if signers else ""


def _shown(text: str) -> str:
    """Keep a stranger's text from steering the terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="demarc verify", description="Check an export of the record: offline, against what you kept."
    )
    parser.add_argument("export", type=Path, metavar="EXPORT", help="the file that the export of the record wrote")
    parser.add_argument(
        "--checkpoint",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="a checkpoint you kept; may be repeated",
    )
    parser.add_argument("--earlier", type=Path, metavar="EXPORT", help="an export made before; names the exact entry")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to say it")
    return parser.parse_args(argv)
