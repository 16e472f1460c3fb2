"""Which reader a file needs: by its first bytes, then its name, then its text. Each reader is loaded when needed."""

import importlib
import re

from demarc.files.grid import ReadGrids
from demarc.files.limits import UnusableFile
from demarc.files.parts import part_names

ZIP, OLE, PDF, RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf"
READ = "XLSX, CSV, Markdown, AsciiDoc and DOCX tables, and Demarc's own YAML and XLSX"
OURS = "ours"
"""What stands for a reader when the file is in our own YAML."""

BY_SUFFIX = {
    "md": "markdown",
    "markdown": "markdown",
    "mdown": "markdown",
    "adoc": "asciidoc",
    "asciidoc": "asciidoc",
    "asc": "asciidoc",
    "yaml": OURS,
    "yml": OURS,
    "csv": "delimited",
    "tsv": "delimited",
    "tab": "delimited",
}
HEAD = 100_000
ASCIIDOC_TABLE = re.compile(rb"^[|,:]===+\s*$", re.MULTILINE)
MARKDOWN_TABLE = re.compile(rb"^\s*\|?\s*:?-{2,}:?\s*\|[\s|:-]*$", re.MULTILINE)
HTML = re.compile(rb"\s*(<!doctype html|<html|<table|<\?xml)", re.IGNORECASE)
JSON = re.compile(rb"\s*[\[{]")


def read_grids(data: bytes, file: str) -> ReadGrids:
    """Read every table of a file's bytes. Raises `UnusableFile` for other formats, damage, or far too much."""
    reader = importlib.import_module(f"demarc.files.tables.{reader_for(data, file)}")
    found: ReadGrids = reader.read(data, file)
    return found


def reader_for(data: bytes, file: str) -> str:
    """Return the module of the reader. Raises `UnusableFile`, naming what is read, for other formats."""
    if data.startswith(ZIP):
        return _office(data, file)
    if data.startswith(OLE):
        raise UnusableFile(
            "this is an old Office file, or one with a password", file, "save it as .xlsx or .docx, unlocked"
        )
    for mark, kind in ((PDF, "a PDF"), (RTF, "RTF")):
        if data.startswith(mark):
            raise UnusableFile(f"this is {kind}", file, f"read are {READ}")
    suffix = file.rpartition(".")[2].lower()
    return BY_SUFFIX.get(suffix) or _by_text(data[:HEAD], file)


def _office(data: bytes, file: str) -> str:
    names = {name.casefold() for name in part_names(data, file)}
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "word/document.xml" in names:
        return "docx"
    kind = "a binary workbook (.xlsb)" if "xl/workbook.bin" in names else "a zip file, but no workbook or Word document"
    raise UnusableFile(f"this is {kind}", file, f"read are {READ}")


def _by_text(head: bytes, file: str) -> str:
    if HTML.match(head):
        raise UnusableFile("this is HTML or XML", file, f"read are {READ}")
    if JSON.match(head):
        raise UnusableFile("this is JSON", file, f"read are {READ}")
    if ASCIIDOC_TABLE.search(head):
        return "asciidoc"
    if MARKDOWN_TABLE.search(head):
        return "markdown"
    return "delimited"
