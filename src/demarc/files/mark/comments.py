"""The part that holds a sheet's comments: made new, or the existing one extended without moving a word of it."""

from collections.abc import Mapping

from demarc.files.limits import UnusableFile
from demarc.files.mark.xml_text import Edit, Element, appended, edited, escaped, outline
from demarc.files.parts import DEFAULT_HELP

AUTHOR = "Demarc"
THREAD = "tc="
"""How the author of a comment is called that only stands in for a thread."""

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LOOK = '<{0}rPr><{0}sz val="9"/><{0}color indexed="81"/><{0}rFont val="Tahoma"/><{0}family val="2"/></{0}rPr>'
MOST_LETTERS = 30_000
"""A spreadsheet program takes 32,767 letters in one cell's comment."""

DEEP = 4
"""comments, commentList, comment, text, r."""


def fresh(texts: Mapping[str, str], *, strict: bool = False) -> bytes:
    """Make the part for these cells (`B8`) and their texts."""
    listed = "".join(_comment(cell, text, 0, "") for cell, text in texts.items())
    space = STRICT if strict else NAMESPACE
    return (
        f'{HEAD}<comments xmlns="{space}"><authors><author>{AUTHOR}</author></authors>'
        f"<commentList>{listed}</commentList></comments>"
    ).encode()


def extended(part: bytes, texts: Mapping[str, str], where: str) -> bytes:
    """Add to the part: to the end of a comment that is there, else a comment of its own. Raises `UnusableFile`."""
    elements = outline(part, DEEP, where)
    root = elements[0]
    authors = next((one for one in elements if one.local == "authors"), None)
    listed = next((one for one in elements if one.local == "commentList"), None)
    if authors is None or listed is None:
        raise UnusableFile("its comments cannot be read", where, DEFAULT_HELP)
    number = sum(one.local == "author" for one in elements)
    edits = [appended(part, authors, f"<{root.prefix}author>{AUTHOR}</{root.prefix}author>")]
    there = comments_in(elements)
    for cell in texts.keys() & there.keys():
        edits += _joined(part, there[cell], elements, texts[cell])
    new = "".join(_comment(cell, text, number, root.prefix) for cell, text in texts.items() if cell not in there)
    if new:
        edits.append(appended(part, listed, new))
    return edited(part, edits)


def comments_in(elements: tuple[Element, ...]) -> dict[str, Element]:
    """List the comments of a part by their cell."""
    return {one.attributes.get("ref", "").upper(): one for one in elements if one.local == "comment"}


def threads_in(part: bytes, where: str) -> frozenset[str]:
    """List the cells whose comment only stands in for a thread, which is shown instead of it."""
    elements = outline(part, DEEP, where)
    names = [part[one.opened : one.closing].decode() for one in elements if one.local == "author"]
    threaded = {str(number) for number, name in enumerate(names) if name.startswith(THREAD)}
    return frozenset(cell for cell, one in comments_in(elements).items() if one.attributes.get("authorId") in threaded)


def _comment(cell: str, text: str, author: int, prefix: str) -> str:
    run = _run(text, prefix)
    return f'<{prefix}comment ref="{cell}" authorId="{author}"><{prefix}text>{run}</{prefix}text></{prefix}comment>'


def _run(text: str, prefix: str) -> str:
    cut = text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"
    return f'<{prefix}r>{LOOK.format(prefix)}<{prefix}t xml:space="preserve">{escaped(cut)}</{prefix}t></{prefix}r>'


def _joined(part: bytes, comment: Element, elements: tuple[Element, ...], text: str) -> list[Edit]:
    """Put a run behind the words of a comment; words that stand without a run get one, as runs may only follow runs."""
    prefix = comment.prefix
    run = _run(f"\n\n{text}", prefix)
    body = next((one for one in elements if one.parent is comment and one.local == "text"), None)
    if body is None:
        return [appended(part, comment, f"<{prefix}text>{run}</{prefix}text>")]
    inside = [one for one in elements if one.parent is body]
    bare = next((one for one in inside if one.local == "t"), None)
    last = max((one.end for one in inside if one.local in {"t", "r"}), default=None)
    if last is None:
        return [appended(part, body, run)]
    if bare is None:
        return [Edit(last, last, run)]
    opening = Edit(bare.start, bare.start, f"<{prefix}r>")
    if bare.end == last:
        return [opening, Edit(last, last, f"</{prefix}r>{run}")]
    return [opening, Edit(bare.end, bare.end, f"</{prefix}r>"), Edit(last, last, run)]
