"""What changes hands when the work is split another way: by the catalogue's own owners."""

from dataclasses import dataclass

from demarc.core.catalogue import FUNCTIONS, LANE_TITLES, Function, Split


@dataclass(frozen=True, slots=True)
class LaneChange:
    """A lane, and the functions of it whose owner is another."""

    lane: str
    functions: tuple[Function, ...]


def changes_hands(before: Split, after: Split) -> tuple[LaneChange, ...]:
    """Say, lane by lane, which functions are answered for by somebody else under another split."""
    moved = [one for one in FUNCTIONS if one.owner(before) is not one.owner(after)]
    lanes = ((title, tuple(one for one in moved if one.lane == lane)) for lane, title in LANE_TITLES.items())
    return tuple(LaneChange(title, functions) for title, functions in lanes if functions)
