"""Plain text and Markdown: paragraphs by blank lines and list marks, tables row by row."""

import re

from demarc.core.proposal.document import Block, Document
from demarc.files.limits import UnusableFile, read_text

BEGINS = re.compile(r"\s*(?:#{1,6}\s|[-*\u2022\u25cf]\s|\(?[a-z0-9]{1,3}[.)]\s|\d{1,2}(?:\.\d{1,2})+\s)", re.IGNORECASE)
HEADING = re.compile(r"\s*#{1,6}\s")
RULE = re.compile(r"[|:\s+=-]+")


def read(data: bytes, file: str) -> Document:
    """Read a text. Old files that are no UTF-8 are read as Windows-1252, which has a letter for nearly every byte."""
    try:
        text = read_text(data, file)
    except UnusableFile:
        if b"\0" in data:
            raise
        text = data.decode("cp1252", errors="replace")
    return Document(file, blocks_of(text))


def blocks_of(text: str, page: int | None = None) -> tuple[Block, ...]:
    """Cut text into paragraphs, list items, headings and table rows; each block is a verbatim stretch of it."""
    lines = text.split("\n")
    found: list[Block] = []
    begun: list[str] = []
    first = 0

    def close() -> None:
        if any(line.strip() for line in begun):
            found.append(Block("\n".join(begun).strip(), page, f"line {first + 1}"))
        begun.clear()

    for number, line in enumerate(lines):
        if line.strip().startswith("|") and line.count("|") > 2:  # noqa: PLR2004 - the bars around two cells
            close()
            if not RULE.fullmatch(line):
                found.append(Block(line.strip(), page, f"line {number + 1}", _cells(line)))
            continue
        if not line.strip() or BEGINS.match(line) or (begun and HEADING.match(begun[-1])):
            close()
        if line.strip():
            first = first if begun else number
            begun.append(line)
    close()
    return tuple(found)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
