"""PDF through PDFium: text page by page. A page without text, as a scan is, is said to be unreadable, not guessed."""

from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]  # it has no types of its own

from demarc.core.proposal.document import Block, Document
from demarc.files.documents.plain import blocks_of
from demarc.files.limits import UnusableFile

PAGES = 1_000


def read(data: bytes, file: str) -> Document:
    """Read every page. Raises `UnusableFile` for what is damaged, locked or far too long."""
    try:
        opened = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnusableFile("this PDF is locked with a password", file, "save it without one") from None
        raise UnusableFile("this is no whole PDF", file, "copy it again, or ask for another copy") from None
    try:
        if len(opened) > PAGES:
            raise UnusableFile(f"it has more than {PAGES:,} pages", file, "name only the proposal itself")
        texts = tuple(_texts(opened, file))
    finally:
        opened.close()
    blocks = tuple(block for page, text in enumerate(texts, 1) for block in _placed(text, page))
    return Document(file, blocks, tuple(page for page, text in enumerate(texts, 1) if not text.strip()))


def _texts(opened: pypdfium2.PdfDocument, file: str) -> Iterator[str]:
    for number in range(len(opened)):
        try:
            page = opened[number]
            text = page.get_textpage().get_text_bounded()
        except pypdfium2.PdfiumError:
            raise UnusableFile(f"page {number + 1} of this PDF is damaged", file, "ask for another copy") from None
        yield text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "-").replace("\0", "")


def _placed(text: str, page: int) -> Iterator[Block]:
    for block in blocks_of(text, page):
        yield Block(block.text, page, f"page {page}, {block.where}", block.cells)
