"""Where what a file says belongs: keys and headings to fields, for both clothes, with a remark for what has no place."""

import difflib
from collections.abc import Iterable

from demarc.files.limits import UnusableFile
from demarc.files.matrix.lines import Remark
from demarc.files.matrix.places import Place
from demarc.files.matrix.sections import CONDITION_PREFIX, ROWS, SECTIONS, Section, folded, section_for

CELL_LETTERS = 32_767
"""The longest text of a cell, as spreadsheets have it."""

STANDING_ASPECTS = ("topic", "kind", "severity", "window")
RECOGNISED = frozenset({"readme", "howtoreadthis"})
"""Sheets that are for people only."""


def field_key(section: Section, heading: str, aspects: Iterable[str]) -> str | None:
    """Turn a key or heading into a field's key, or into `if <aspect>` for a condition of a row; None if it is neither."""
    found = section.field_for(heading)
    if found is not None:
        return found.key
    if section is not ROWS:
        return None
    if heading.casefold().startswith(CONDITION_PREFIX):
        return CONDITION_PREFIX + heading[len(CONDITION_PREFIX) :].strip()
    known = {folded(name) for name in (*STANDING_ASPECTS, *aspects)}
    return CONDITION_PREFIX + heading if folded(heading) in known else None


def not_read(section: Section, heading: str, place: Place) -> Remark:
    """Remark on a key or column that belongs to no field, with the nearest one that does."""
    fields = {folded(name): field.heading for field in section.fields for name in (field.key, field.heading)}
    near = difflib.get_close_matches(folded(heading), fields, 1)
    hint = f"; is it `{fields[near[0]]}`?" if near else ""
    return Remark(
        f"`{heading}` is no field of the section {section.title}, so it was not read{hint}", place, error=bool(near)
    )


def not_a_section(title: str, place: Place) -> Remark:
    """Remark on a section or sheet that a matrix does not have."""
    titles = {folded(name): section.title for section in SECTIONS for name in (section.key, section.title)}
    near = difflib.get_close_matches(folded(title), titles, 1)
    hint = f"; is it `{titles[near[0]]}`?" if near else ""
    return Remark(f"`{title}` is no section of a matrix, so it was not read{hint}", place, error=bool(near))


def is_for_people(title: str) -> bool:
    """Tell whether a sheet of this title only explains."""
    return folded(title) in RECOGNISED


def has_rows(titles: Iterable[str]) -> bool:
    """Tell whether one of these sections or sheets is a matrix's Rows."""
    return any(section_for(title) is ROWS for title in titles)


def other_layout(where: str) -> UnusableFile:
    """Make the one line for a stranger's layout: it is not guessed at."""
    return UnusableFile(
        "this is not laid out as a Demarc matrix: it has no section Rows, and other layouts are not read yet",
        where,
        "read are Demarc's own YAML and XLSX; `demarc init --out matrix.xlsx` writes one to fill in",
    )


def checked_text(text: str, place: Place) -> str:
    """Trim a text. Raises `UnusableFile` for one that no cell could hold."""
    trimmed = text.strip()
    if len(trimmed) > CELL_LETTERS:
        raise UnusableFile(
            f"a text of {len(trimmed):,} letters stands here", str(place), f"a matrix's texts have at most {CELL_LETTERS:,}"
        )
    return trimmed
