"""Choose the reader of a document by what the file is called and what it holds."""

import importlib
from pathlib import Path

from demarc.core.proposal.document import Document
from demarc.files.limits import MEGABYTE, UnusableFile, read_bytes

READERS = {
    ".pdf": "demarc.files.documents.pdf",
    ".docx": "demarc.files.documents.docx",
    ".html": "demarc.files.documents.html",
    ".htm": "demarc.files.documents.html",
    ".md": "demarc.files.documents.plain",
    ".markdown": "demarc.files.documents.plain",
    ".txt": "demarc.files.documents.plain",
}
MOST_TEXT = 4 * MEGABYTE
"""The most text a proposal may hold: twenty times the longest contract that was seen."""


def read_document(path: Path) -> Document:
    """Read a proposal. Raises `UnusableFile` for what is no document, damaged, locked, too large or without text."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UnusableFile("this kind of document is not read", str(path), "name a .pdf, .docx, .html, .md or .txt file")
    data = read_bytes(path, if_empty="name the file that holds the proposal", if_large="save it without its pictures")
    if data.startswith(b"%PDF"):
        reader = READERS[".pdf"]
    document: Document = importlib.import_module(reader).read(data, str(path))
    if not any(block.text.strip() for block in document.blocks):
        pages = f" ({len(document.unreadable)} scanned pages)" if document.unreadable else ""
        raise UnusableFile(
            f"it holds no text{pages}", str(path), "run text recognition (OCR) over it, or ask for the original"
        )
    if sum(len(block.text) for block in document.blocks) > MOST_TEXT:
        raise UnusableFile(
            f"it holds more than {MOST_TEXT // MEGABYTE} MB of text", str(path), "name only the proposal itself"
        )
    return document
