"""`demarc`: a table of commands. Only what the command needs is loaded, so that help and file commands start at once."""

import importlib
import io
import os
import sys

CLI, OPERATE = "demarc.doors.cli", "demarc.server.operate"

COMMANDS = {
    "check": (f"{CLI}.check", "does a matrix hold together? findings with their place and a witness"),
    "who": (f"{CLI}.who", "who holds it, why, what they may do, and who is called when"),
    "init": (f"{CLI}.init", "write a complete first matrix with example people"),
    "diff": (f"{CLI}.diff", "what changes hands between two versions, and whose"),
    "drill": (f"{CLI}.drill", "hold the scenario library against a matrix"),
    "leave": (f"{CLI}.leave", "what breaks if this person leaves tomorrow"),
    "cover": (f"{CLI}.cover", "which devices have no owner for a duty, or two"),
    "replay": (f"{CLI}.replay", "hand-offs, returns and waits in an existing ticket export"),
    "fit": (f"{CLI}.fit", "does co-managed IT fit, and which single answer would change that"),
    "proposal": (f"{CLI}.proposal", "what a vendor's proposal promises and hides, with quotes to check"),
    "interview": (f"{CLI}.interview", "what vendors answered, scored by two and capped by what they showed"),
    "decide": (f"{CLI}.decide", "with whom to sign, on which conditions, or fully managed"),
    "verify": (f"{CLI}.verify", "check an export against its tree and the checkpoints you kept, offline"),
    "cosign": (f"{CLI}.cosign", "sign a checkpoint in your own name, with a key of your own, offline"),
    "demo": (f"{OPERATE}.demo", "the example, in force, with sign-in links for both sides"),
    "begin": (f"{OPERATE}.begin", "an engagement of your own from a matrix file, to be signed by both sides"),
    "serve": (f"{OPERATE}.serve", "the server: intake, pages and engine in one process"),
    "worker": (f"{OPERATE}.worker", "the engine alone, beside `serve` on PostgreSQL"),
}
"""Each command's module, which has `main(argv) -> exit status`, and its one line of help."""

DONE, FINDINGS, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
HELP_WORDS = frozenset({"-h", "--help", "help"})


def main(argv: list[str] | None = None) -> int:
    """Run one command. Exit status: 0 sound or done, 1 findings, 2 the input or the output cannot be used.

    Nobody may be there to read: a closed output is no fault, and one that is full is said in one line.
    """
    words = sys.argv[1:] if argv is None else argv
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - pathlib is slow to load; open to the end
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A name that this terminal has no letters for is shown by its numbers.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        status = _obey(words)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output has gone, as in `demarc check FILE | head`: nobody is left to tell.
        sys.stdout = None
        return FINDINGS
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        if error.filename is not None:
            raise
        return _cannot_write(error)
    return status


def _obey(words: list[str]) -> int:
    if not words or (words[0] in HELP_WORDS and len(words) == 1):
        print(help_text())
        return DONE
    if words[0] in HELP_WORDS:
        words = [words[1], "--help"]
    if words[0] == "--version":
        print(f"demarc {_version()}")
        return DONE
    if words[0] not in COMMANDS:
        return _unknown(words[0])
    return _run(words[0], words[1:])


def _cannot_write(error: OSError) -> int:
    """Say that what was found could not be written down; where that cannot be written either, the status says it."""
    sys.stdout = None
    try:
        print(f"demarc: the output cannot be written ({(error.strerror or 'no reason given').lower()})", file=sys.stderr)
        sys.stderr.flush()
    except OSError:
        sys.stderr = None
    return UNUSABLE


def help_text() -> str:
    """Say what the program is for and list its commands."""
    lines = (f"  {name:10}{means}" for name, (_, means) in COMMANDS.items())
    return "\n".join(
        (
            "demarc: who owns which outcome in co-managed IT, at any instant",
            "",
            *lines,
            "",
            "`demarc COMMAND --help` says more. Begin: `demarc init --out matrix.xlsx`, then `demarc check matrix.xlsx`.",
            "Exit status: 0 sound or done, 1 findings, 2 the input cannot be used.",
        )
    )


def _run(name: str, argv: list[str]) -> int:
    try:
        module = importlib.import_module(COMMANDS[name][0])
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("demarc"):
            raise
        print(f"demarc: `{name}` needs `{error.name}`; install demarc-it[server]", file=sys.stderr)
        return UNUSABLE
    status: int = module.main(argv)
    return status


def _version() -> str:
    metadata = importlib.import_module("importlib.metadata")
    try:
        version: str = metadata.version("demarc-it")
    except metadata.PackageNotFoundError:
        return "from a checkout"
    return version


def _unknown(word: str) -> int:
    close = importlib.import_module("difflib").get_close_matches(word, COMMANDS, 1)
    guess = f"did you mean `{close[0]}`?" if close else "`demarc --help` lists the commands"
    print(f"demarc: there is no command `{word}`; {guess}", file=sys.stderr)
    return UNUSABLE


if __name__ == "__main__":
    sys.exit(main())
