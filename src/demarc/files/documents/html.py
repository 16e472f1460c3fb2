"""HTML pages: the text that a reader sees, block by block; scripts and styles are not read."""

import re
from html.parser import HTMLParser

from demarc.core.proposal.document import Block, Document
from demarc.files.limits import read_text

BLOCKS = frozenset(
    (
        "p",
        "div",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "header",
        "footer",
        "table",
        "ul",
        "ol",
        "dl",
    )
) | {"dt", "dd", "br", "body", "blockquote", "pre"}
HIDDEN = frozenset({"script", "style", "template", "noscript"})
CELLS = frozenset({"td", "th"})


def read(data: bytes, file: str) -> Document:
    """Read a page. Whatever is wrong with its tags, the text between them is read."""
    reader = _Reader()
    reader.feed(read_text(data, file))
    reader.close()
    reader.end_block()
    return Document(file, tuple(reader.blocks))


class _Reader(HTMLParser):
    """Gathers text until a block ends; the cells of a row become one block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._cells: list[str] | None = None
        self._hidden = 0
        self._line = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in HIDDEN:
            self._hidden += 1
        elif tag == "tr":
            self.end_block()
            self._cells = []
        elif tag in BLOCKS and self._cells is None:
            self.end_block()
        elif tag in CELLS:
            self._text.clear()

    def handle_endtag(self, tag: str) -> None:
        if tag in HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in CELLS and self._cells is not None:
            self._cells.append(_tidy(self._text))
            self._text.clear()
        elif tag in {"tr", "table"} and self._cells is not None:
            cells = tuple(self._cells)
            self._cells = None
            self._text.clear()
            if any(cells):
                self.blocks.append(Block(" | ".join(cells), None, f"line {self.getpos()[0]}", cells))
        elif tag in BLOCKS and self._cells is None:
            self.end_block()

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            if not self._text:
                self._line = self.getpos()[0]
            self._text.append(data)

    def end_block(self) -> None:
        """Close what was gathered; spaces are as a browser shows them."""
        if text := _tidy(self._text):
            self.blocks.append(Block(text, None, f"line {self._line}"))
        self._text.clear()


def _tidy(parts: list[str]) -> str:
    return re.sub(r"\s+", " ", "".join(parts)).strip()
