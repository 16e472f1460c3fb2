"""A proposal as it was read: blocks of text in order, each with its page and place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, heading or table row. `cells` is filled for a row; `text` is verbatim."""

    text: str
    page: int | None
    where: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole proposal; `unreadable` lists the pages that have no text, as scanned ones do."""

    file: str
    blocks: tuple[Block, ...]
    unreadable: tuple[int, ...] = ()


def joined(documents: tuple[Document, ...]) -> Document:
    """Read several files as parts of one proposal; each place then names its file."""
    blocks = tuple(
        Block(block.text, block.page, f"{document.file}: {block.where}", block.cells)
        for document in documents
        for block in document.blocks
    )
    unreadable = tuple(page for document in documents for page in document.unreadable)
    return Document(" + ".join(document.file for document in documents), blocks, unreadable)
