"""Renderers by name, each loaded when it is asked for: a report in a terminal should not wait for a page's."""

import importlib
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from demarc.doors.cli.arguments import Arguments, BadArguments, Option, say
from demarc.doors.cli.findings_told import Placed
from demarc.doors.cli.formats.report import Report
from demarc.doors.cli.present import program_version
from demarc.doors.cli.spoken import print_json
from demarc.files.limits import UnusableFile

HTML, TEXT, SARIF, PDF, DOCX = (f"demarc.doors.cli.formats.{name}" for name in ("html", "text", "sarif", "pdf", "docx"))
OUT = Option("out", "FILE.pdf|.docx|.html", "write the whole answer as a document, to file, send on or print")


def shown(arguments: Arguments, report: Report, plain: Callable[[], object]) -> None:
    """Show an answer in the format asked for, and write it as a document where one is asked for.

    Raises `BadArguments` and `UnusableFile` for a document that cannot be written.
    """
    if arguments.has("out"):
        write_document(report, Path(arguments.one("out")))
    match arguments.one("format"):
        case "json":
            print_json(plain())
        case "html":
            print(html_of(report), end="")
        case _:
            say(text_of(report, everything=True))


def write_document(report: Report, path: Path) -> None:
    """Write a report as PDF, Word or HTML, by the name's ending. Raises `BadArguments` and `UnusableFile`."""
    writers: dict[str, Callable[[Report], bytes]] = {
        ".pdf": lambda one: bytes(_renderer(PDF).pdf_of(one)),
        ".docx": lambda one: bytes(_renderer(DOCX).docx_of(one)),
        ".html": lambda one: html_of(one).encode(),
    }
    write = writers.get(path.suffix.lower())
    if write is None:
        raise BadArguments(f"`--out {path}` has no ending that is written; write one of {', '.join(writers)}")
    made = write(report)
    try:
        path.write_bytes(made)
    except OSError as error:
        reason = (error.strerror or "the system gave no reason").lower()
        raise UnusableFile(f"it cannot be written ({reason})", str(path), "name another place") from None


def _renderer(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise BadArguments(f"`{error.name}` is not installed; install `demarc-it[documents]`, or ask for .html") from None


def html_of(report: Report) -> str:
    """Write a report as one page."""
    page: str = importlib.import_module(HTML).html_of(report)
    return page


def text_of(report: Report, *, everything: bool = False) -> str:
    """Write a report for a terminal."""
    text: str = importlib.import_module(TEXT).text_of(report, everything=everything)
    return text


def sarif_of(findings: Sequence[Placed]) -> dict[str, Any]:
    """Give findings as a SARIF log."""
    log: dict[str, Any] = importlib.import_module(SARIF).sarif_of(findings, program_version())
    return log
