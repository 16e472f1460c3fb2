"""Living through years and telling what they came to: one line for each, or the seed and the last steps of what broke."""

import traceback
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from demarc.core.custody.columns import CELLS
from tests.year.firms import SMALL, Scale
from tests.year.laws import BrokenLaw
from tests.year.year import Figures, Year

SHOWN = (
    "escalate",
    "accept",
    "offer",
    "decline",
    "dispute",
    "settle",
    "rule",
    "reopen",
    "merge",
    "split",
    "ask",
    "stand in",
)
"""The acts that the line of a year counts one by one."""


@dataclass(frozen=True, slots=True)
class Lived:
    """A year: its figures, or the text that says what broke, with the seed and the step."""

    seed: int
    figures: Figures | None
    broken: str = ""


def live(seed: int, scale: Scale = SMALL, days: int = 365) -> Lived:
    """Live through the year of a seed; whatever breaks becomes a text."""
    year = Year(seed, scale=scale, days=days)
    try:
        return Lived(seed, year.run())
    except BrokenLaw as broken:
        told = str(broken)
    except Exception:  # noqa: BLE001 - a year that ends in an error is a finding like a broken law
        told = traceback.format_exc()
    where = f"seed {seed}, step {year.memory.steps}, {year.memory.now:%Y-%m-%d %H:%M:%S} UTC"
    return Lived(seed, None, f"{where}\n{told}")


def line_of(figures: Figures) -> str:
    """Put a year into one line."""
    acts = ", ".join(f"{figures.acts[act]:,} {act}" for act in SHOWN)
    parts = (
        f"seed {figures.seed}: {figures.items:,} items, {figures.entries:,} entries ({acts})",
        f"{figures.refusals:,} refusals, {figures.signals:,} signals, {figures.people} people",
        f"{figures.absences} absences, {figures.leavers} leavers, {figures.versions} versions",
        f"{figures.clock_changes} clock changes; digest {figures.digest}",
    )
    return ", ".join(parts)


def cells_left(years: Iterable[Figures]) -> list[str]:
    """List the cells of the custody table that none of these years came to."""
    visited: Counter[tuple[str, str]] = Counter()
    for year in years:
        visited.update(year.visited)
    cells = [(str(state) if state else "-", str(act)) for state, act in CELLS]
    return [f"{state} | {act}" for state, act in cells if not visited[state, act]]
