"""Word documents: paragraphs and table rows in order. Word keeps no page numbers, so a place is a paragraph."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from demarc.core.proposal.document import Block, Document
from demarc.files.limits import UnusableFile
from demarc.files.parts import unpacked_parts
from demarc.files.tables.sheet_xml import local, parsed

OLE = b"\xd0\xcf\x11\xe0"
"""How a Word document begins that is locked, and how one from before 2007 does."""

NEEDED = re.compile(r"word/document\.xml", re.IGNORECASE)
BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}
DROPPED = frozenset({"del", "moveFrom", "instrText", "delText"})


def read(data: bytes, file: str) -> Document:
    """Read a Word document. Raises `UnusableFile` for what is damaged, locked or too large."""
    if data.startswith(OLE):
        raise UnusableFile(
            "this Word document is locked with a password, or of an old kind (.doc)",
            file,
            "save it as DOCX without a password",
        )
    parts = unpacked_parts(data, file, NEEDED)
    if not parts:
        raise UnusableFile("this is a zip file, but no Word document", file, "name a DOCX file")
    name, part = next(iter(parts.items()))
    blocks = []
    for number, element in enumerate(_blocks(parsed(part, file, name)), 1):
        if local(element) == "tr":
            cells = tuple(_text(cell).strip() for cell in element if local(cell) == "tc")
            blocks.append(Block(" | ".join(cells), None, f"paragraph {number}, table row", cells))
        elif text := _text(element).strip():
            blocks.append(Block(text, None, f"paragraph {number}"))
    return Document(file, tuple(blocks))


def _blocks(root: Element) -> Iterator[Element]:
    """Yield paragraphs and table rows in order, looking into everything else."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if local(element) in {"p", "tr"}:
            yield element
        else:
            waiting.extend(list(element)[::-1])


def _text(element: Element) -> str:
    """Join the text of an element, without what was deleted under tracked changes."""
    found = []
    waiting = [element]
    while waiting:
        each = waiting.pop()
        name = local(each)
        if name in DROPPED:
            continue
        if name == "t":
            found.append(each.text or "")
        found.append(BREAKS.get(name, ""))
        waiting.extend(list(each)[::-1])
    return "".join(found)
