"""The front page of an export: what a stranger reads first, in plain words, as sections of lines and small tables."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A section: its heading, its paragraphs, and a table (the first row is its heads), which may be empty."""

    heading: str
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The whole page: a title, what this is in a sentence or two, and the passages in reading order."""

    title: str
    lead: str
    passages: tuple[Passage, ...]
