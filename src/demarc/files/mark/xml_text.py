"""XML that is changed as text: where its elements stand is found by a parser, and everything else stays as it was."""

import re
from dataclasses import dataclass
from typing import NoReturn
from xml.parsers import expat

from demarc.files.limits import UnusableFile
from demarc.files.parts import DEFAULT_HELP

TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ESCAPED_LETTER = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


@dataclass(slots=True)
class Element:
    """One element: where its tags begin and end, as offsets in the part's bytes. An empty one has no end tag."""

    name: str
    attributes: dict[str, str]
    depth: int
    start: int
    opened: int
    closing: int = 0
    end: int = 0
    parent: "Element | None" = None

    @property
    def local(self) -> str:
        """Return the name without its prefix."""
        return self.name.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """Return the prefix with its colon, or nothing."""
        return self.name[: len(self.name) - len(self.local)]

    @property
    def is_empty(self) -> bool:
        """Tell whether it is one tag, `<name/>`."""
        return self.end == self.opened

    def attribute(self, local: str) -> str | None:
        """Return an attribute by its name without a prefix, or None."""
        return next((value for name, value in self.attributes.items() if name.rpartition(":")[2] == local), None)


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: the bytes from `start` up to `end` become `text`."""

    start: int
    end: int
    text: str


def outline(part: bytes, depth: int, where: str) -> tuple[Element, ...]:
    """List the elements down to a depth (the root is 0) in their order. Raises `UnusableFile` for what is no plain XML."""
    return _Outline(part, depth).read(where)


def edited(part: bytes, edits: list[Edit]) -> bytes:
    """Make the changes, and leave every other byte as it is."""
    pieces: list[bytes] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        pieces += (part[done : edit.start], edit.text.encode())
        done = edit.end
    return b"".join((*pieces, part[done:]))


def appended(part: bytes, element: Element, text: str) -> Edit:
    """Put text at the end of an element's content, opening it first where it is one empty tag."""
    if not element.is_empty:
        return Edit(element.closing, element.closing, text)
    tag = part[element.start : element.end].removesuffix(b"/>").decode()
    return Edit(element.start, element.end, f"{tag}>{text}</{element.name}>")


def escaped(text: str) -> str:
    """Write text so that XML, and the spreadsheet programs' own `_x000A_` escapes, give it back as it is."""
    plain = ESCAPED_LETTER.sub("_x005F_", FORBIDDEN.sub("\ufffd", text))
    return "".join(ESCAPES.get(letter, letter) for letter in plain)


class _Outline:
    """One reading of a part."""

    def __init__(self, part: bytes, depth: int) -> None:
        self._part = part
        self._most = depth
        self._depth = -1
        self._open: list[Element] = []
        self._found: list[Element] = []
        self._parser = expat.ParserCreate()

    def read(self, where: str) -> tuple[Element, ...]:
        parser = self._parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = _refuse
        try:
            self._part.decode()  # offsets are those of UTF-8, and so is what is put in
            parser.Parse(self._part, True)  # noqa: FBT003 - expat takes it by place
        except (expat.ExpatError, UnicodeDecodeError, _DocumentType):
            raise UnusableFile("one of its parts is no plain XML in UTF-8", where, DEFAULT_HELP) from None
        return tuple(self._found)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > self._most:
            return
        start = self._parser.CurrentByteIndex
        tag = TAG.match(self._part, start)
        assert tag is not None
        parent = self._open[-1] if self._open else None
        element = Element(name, attributes, self._depth, start, tag.end(), parent=parent)
        self._found.append(element)
        self._open.append(element)

    def _end(self, name: str) -> None:  # noqa: ARG002 - expat says it
        self._depth -= 1
        if self._depth >= self._most:
            return
        element = self._open.pop()
        if self._part[element.opened - 2 : element.opened] == b"/>":
            element.closing = element.end = element.opened
            return
        element.closing = self._parser.CurrentByteIndex
        element.end = self._part.index(b">", element.closing) + 1


class _DocumentType(Exception):
    """A part declares a document type, which no workbook does."""


def _refuse(*_: object) -> NoReturn:
    raise _DocumentType
