"""The part that says where a sheet's comments are drawn: old VML, which spreadsheet programs still ask for.

It need not be well-formed (some programs write `<br>` into it), so what is there is searched, never parsed.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from demarc.files.limits import UnusableFile
from demarc.files.mark.sheets import Layout
from demarc.files.parts import DEFAULT_HELP

BLOCK = 1024
"""A drawing's shapes are numbered in blocks of this many; block 1 begins at 1025."""

SHAPE_ID = re.compile(rb"""\bid\s*=\s*["']_x0000_s([0-9]{1,9})["']""", re.IGNORECASE)
BLOCKS = re.compile(rb"""<o:idmap\b[^>]*\bdata\s*=\s*["']([0-9, ]+)["']""", re.IGNORECASE)
NOTE = re.compile(rb"<x:ClientData\b[^>]*ObjectType\s*=\s*[\"']Note[\"'].*?</x:ClientData>", re.IGNORECASE | re.DOTALL)
ROW, COLUMN = re.compile(rb"<x:Row>\s*([0-9]+)"), re.compile(rb"<x:Column>\s*([0-9]+)")
NOTE_TYPE = re.compile(rb"""<v:shapetype\b[^>]*\bid\s*=\s*["']_x0000_t202["']""", re.IGNORECASE)
THE_END = b"</xml>"
NAMESPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
BOUND = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
HEAD = f'<xml {BOUND}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{{}}"/></o:shapelayout>'
TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
SHAPE = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:59.25pt;margin-top:1.5pt;'
    'width:{width}pt;height:{height}pt;z-index:{order};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
BOX_WIDTH, LINE, LETTERS, MARGIN, MOST_LINES = 300, 15, 44, 12, 24
"""A box is 300 pixels wide, holds about 44 letters a line, and grows to 24 lines."""

LAST_COLUMN, LAST_ROW = 16_383, 1_048_575


@dataclass(frozen=True, slots=True)
class Box:
    """A comment's box: the cell it belongs to (row and column from 0) and the text it must have room for."""

    row: int
    column: int
    text: str

    @property
    def height(self) -> int:
        """Return how high it must be, in pixels."""
        lines = sum(1 + len(line) // LETTERS for line in self.text.splitlines())
        return min(max(lines, 2), MOST_LINES) * LINE + MARGIN


def blocks_of(part: bytes) -> tuple[int, ...]:
    """List the blocks of numbers a drawing uses."""
    return tuple(int(number) for found in BLOCKS.findall(part) for number in found.split(b",") if number.strip())


def drawn(part: bytes) -> frozenset[tuple[int, int]]:
    """List the cells (row and column from 0) whose comment has its box already."""
    found = set()
    for note in NOTE.findall(part):
        row, column = ROW.search(note), COLUMN.search(note)
        if row and column:
            found.add((int(row[1]), int(column[1])))
    return frozenset(found)


def fresh(boxes: Sequence[Box], layout: Layout, block: int) -> bytes:
    """Draw boxes in a part of its own, with numbers from a block that no other drawing uses."""
    blocks = ",".join(str(block + more) for more in range(1 + len(boxes) // BLOCK))
    return f"{HEAD.format(blocks)}{TYPE}{_shapes(boxes, layout, block * BLOCK + 1)}</xml>".encode()


def extended(part: bytes, boxes: Sequence[Box], layout: Layout, where: str) -> bytes:
    """Draw boxes at the end of a part that is there. Raises `UnusableFile` when it has no end."""
    end = part.rfind(THE_END)
    if end < 0:
        raise UnusableFile("the part that draws its comments cannot be read", where, DEFAULT_HELP)
    used = [int(number) for number in SHAPE_ID.findall(part)]
    first = max(used, default=max(blocks_of(part), default=1) * BLOCK) + 1
    kind = "" if NOTE_TYPE.search(part) else TYPE
    shapes = kind + _shapes(boxes, layout, first)
    if any(f'xmlns:{prefix}="{name}"'.encode() not in part for prefix, name in NAMESPACES.items()):
        shapes = shapes.replace("<v:shape ", f"<v:shape {BOUND} ").replace("<v:shapetype ", f"<v:shapetype {BOUND} ")
    return part[:end] + shapes.encode() + part[end:]


def _shapes(boxes: Sequence[Box], layout: Layout, first: int) -> str:
    return "".join(
        SHAPE.format(
            number=first + order,
            order=order + 1,
            width=BOX_WIDTH * 3 // 4,
            height=box.height * 3 // 4,
            anchor=_anchor(box, layout),
            row=box.row,
            column=box.column,
        )
        for order, box in enumerate(boxes)
    )


def _anchor(box: Box, layout: Layout) -> str:
    """Say where a box lies: column and pixels in it, row and pixels, of its first and its last corner."""
    left, top = min(box.column + 1, LAST_COLUMN - 8), max(box.row - 1, 0)
    right, across = _walked(left, BOX_WIDTH + 15, layout.width, LAST_COLUMN)
    bottom, down = _walked(top, box.height + 10, layout.height, LAST_ROW)
    return f"{left}, 15, {top}, 10, {right}, {across}, {bottom}, {down}"


def _walked(start: int, pixels: int, size: Callable[[int], int], last: int) -> tuple[int, int]:
    at = start
    while at < last and pixels > size(at):
        pixels -= size(at)
        at += 1
    return at, min(pixels, size(at))
