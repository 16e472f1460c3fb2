"""The clocks a row may have of its own, as one line of text: `accept 10 min; then 10 min, 20 min, 40 min; due 3 bd`.

Whatever else stands there is a cadence in words (`each quarter`) and winds nothing. `min`, `h` and `d` count plain time,
`bmin`, `bh` and `bd` business time; one line counts one of the two.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from demarc.core.spans import BUSINESS_DAY, HOUR, MINUTE, Terms

_PLAIN = {"min": MINUTE, "h": HOUR, "d": timedelta(days=1)}
_BUSINESS = {"bmin": MINUTE, "bh": HOUR, "bd": BUSINESS_DAY}
_SPAN = re.compile(r"(\d{1,4}) ?(min|h|d|bmin|bh|bd)")
_PART = re.compile(r"(accept|then|due) (.+)")
_MOST_STEPS = 6


@dataclass(frozen=True, slots=True)
class RowClocks:
    """What a row says of its clocks: time to accept, when people are called, its own due date; None is not said."""

    accept: timedelta | None = None
    steps: tuple[timedelta, ...] = ()
    due: timedelta | None = None
    business: bool = False

    def over(self, terms: Terms) -> Terms:
        """Put what the row says over the clocks of its priority."""
        accept = self.accept or terms.accept
        steps = self.steps or (terms.steps if self.accept is None else tuple(_moved(terms, accept)))
        return replace(terms, accept=accept, steps=steps, due=self.due or terms.due)

    def says(self) -> str:
        """Write the line again, each length in the largest unit that divides it."""
        parts = (("accept", (self.accept,)), ("then", self.steps), ("due", (self.due,)))
        said = ((word, ", ".join(_said(span, business=self.business) for span in spans if span)) for word, spans in parts)
        return "; ".join(f"{word} {text}" for word, text in said if text)


class BadClocks(ValueError):
    """A line that begins like clocks cannot be read as clocks."""

    def __init__(self, text: str, what: str) -> None:
        super().__init__(f"`{text}` are no clocks: {what}; write `accept 10 min; then 10 min, 20 min; due 3 bd`")


def row_clocks(text: str) -> RowClocks | None:
    """Read a row's own clocks, or None for a cadence in words. Raises `BadClocks`."""
    parts = [" ".join(part.casefold().split()) for part in text.split(";")]
    if not any(_PART.fullmatch(part) for part in parts[:1]):
        return None
    said: dict[str, tuple[timedelta, ...]] = {}
    units: set[bool] = set()
    for part in parts:
        match = _PART.fullmatch(part)
        if match is None or match[1] in said:
            raise BadClocks(text, f"`{part}` is no part of them, or stands twice")
        spans = [_read(span, text) for span in match[2].split(",")]
        units |= {business for _, business in spans}
        said[match[1]] = tuple(span for span, _ in spans)
    if len(units) > 1:
        raise BadClocks(text, "plain and business time are mixed")
    return _checked(text, said, business=units == {True})


def _checked(text: str, said: dict[str, tuple[timedelta, ...]], *, business: bool) -> RowClocks:
    steps = said.get("then", ())
    if list(steps) != sorted(set(steps)) or len(steps) > _MOST_STEPS:
        raise BadClocks(text, f"the steps come one after the other, at most {_MOST_STEPS} of them")
    if any(len(said.get(one, ())) > 1 for one in ("accept", "due")):
        raise BadClocks(text, "`accept` and `due` are one length each")
    return RowClocks(next(iter(said.get("accept", ())), None), steps, next(iter(said.get("due", ())), None), business)


def _read(span: str, text: str) -> tuple[timedelta, bool]:
    match = _SPAN.fullmatch(span.strip())
    if match is None or int(match[1]) == 0:
        raise BadClocks(text, f"`{span.strip()}` is no length of time")
    unit = match[2]
    return int(match[1]) * (_PLAIN | _BUSINESS)[unit], unit in _BUSINESS


def _said(span: timedelta, *, business: bool) -> str:
    units = _BUSINESS if business else _PLAIN
    fitting = [(name, unit) for name, unit in units.items() if not span % unit]
    name, unit = fitting[-1] if fitting else next(iter(units.items()))
    return f"{span // unit} {name}"


def _moved(terms: Terms, accept: timedelta) -> Iterable[timedelta]:
    """Move the steps of the priority so that they keep their distance to the end of the time to accept."""
    return (step for step in (accept + later - terms.accept for later in terms.steps) if step > timedelta())
