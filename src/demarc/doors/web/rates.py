"""The rate of disagreement over time as a small drawing: where the points stand, for a picture beside a table."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 88, 30, 20, 24
FULL = 100
LABELLED = 8
"""How many points carry their figure; more would stand on each other."""


@dataclass(frozen=True, slots=True)
class RatePoint:
    """One drill in the drawing: where it stands, and its rate in whole percent, written beside it where there is room."""

    x: float
    y: float
    percent: int
    labelled: bool


@dataclass(frozen=True, slots=True)
class RateChart:
    """A line through the rates, the oldest left; `marks` are the heights of the lines at 0, 50 and 100 percent."""

    points: tuple[RatePoint, ...]
    line: str
    marks: tuple[tuple[float, int], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT


def rate_chart(percents: Sequence[int]) -> RateChart:
    """Lay the rates (0 to 100 each, the oldest first) out in the drawing."""
    step = (WIDTH - LEFT - RIGHT) / max(len(percents) - 1, 1)
    every = max(1, -(-len(percents) // LABELLED))
    last = len(percents) - 1
    points = tuple(
        RatePoint(round(LEFT + place * step, 1), _height(percent), percent, labelled=(last - place) % every == 0)
        for place, percent in enumerate(percents)
    )
    line = " ".join(f"{point.x},{point.y}" for point in points)
    return RateChart(points, line, tuple((_height(percent), percent) for percent in (0, FULL // 2, FULL)))


def _height(percent: int) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * percent / FULL, 1)
