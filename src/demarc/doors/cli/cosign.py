"""`demarc cosign`: a side puts its own name under a checkpoint, with a key that never leaves it. Offline."""

from pathlib import Path

from demarc.doors.cli.arguments import DONE, FINDINGS, Arguments, BadArguments, Command, Option, run, say
from demarc.doors.cli.present import now
from demarc.files.export_file import read_checkpoint_file, verify_file
from demarc.files.signing_key import make_key, read_key

COMMAND = Command(
    "cosign",
    "[CHECKPOINT] --key FILE [--export EXPORT] [--new NAME]",
    "Sign a checkpoint in your own name (cosignature/v1), after checking the export you took; prints one line to hand in.\n"
    "With --new NAME it makes the key in FILE instead, and prints the public half to give to the other side.",
    (
        Option("key", "FILE", "your private key, readable by you alone"),
        Option("export", "EXPORT", "your export: signed only if the record still says what the checkpoint stands for"),
        Option("new", "NAME", "make the key, for a name such as harborline.example"),
        Option("plain", "", "with --new: a key for a server, which signs checkpoints itself"),
    ),
    least=0,
)


def main(argv: list[str]) -> int:
    return run(COMMAND, argv, _cosign)


def _cosign(arguments: Arguments) -> int:
    if not arguments.has("key"):
        raise BadArguments("`--key FILE` is missing: the file of your private key")
    key = Path(arguments.one("key"))
    if arguments.has("new"):
        say(make_key(key, arguments.one("new"), cosigns=not arguments.has("plain")).verifier.text())
        return DONE
    if not arguments.words:
        raise BadArguments("name the checkpoint to sign, or give `--new NAME` to make a key")
    signer, kept = read_key(key), read_checkpoint_file(Path(arguments.words[0]))
    if arguments.has("export"):
        found = verify_file(Path(arguments.one("export")), checkpoints=(kept,))
        if not found.intact:
            say(f"NOT SIGNED: {found.why}")
            return FINDINGS
    say(signer.line(kept.checkpoint.text(), int(now().timestamp())))
    return DONE
