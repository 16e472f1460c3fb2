"""Giving way: how the engine shares one process with the intake, so that a storm of posts is kept before it is sorted."""

from collections.abc import Callable
from time import perf_counter

FEW, GATHER_SECONDS = 100, 0.05
"""With few bodies waiting the engine lets some more gather first; a single one that wakes it is sorted at once."""
LOOK_EVERY_SECONDS, LOOK_SECONDS = 0.5, 0.04
"""With many waiting it rests now and then, to see how much comes in when it does not stand in the way."""
REST, LONGEST_REST_SECONDS = 9.0, 0.5
LEAST, FORGETTING = 3_000, 0.95
"""Posts per second that are no storm, however slow we were so far; and how fast a better speed is forgotten."""


class GivingWay:
    """Rests after a batch was sorted, as long as the intake needs it.

    `came_in` counts the bodies kept since the start; `rest` waits so many seconds, or less when the engine is to end.

    It is a storm when more comes in than we can sort. How much could come in is only to be seen while we rest, and only
    in the second half of a rest: in the first, senders make up for the time in which we stood in their way. In a storm
    sorting takes a tenth of the time and catches up afterwards, because what is not kept now is lost to us, and what is
    kept can be sorted a little later.
    """

    def __init__(self, came_in: Callable[[], int], rest: Callable[[float], object]) -> None:
        self._came_in, self._rest = came_in, rest
        self._sorted, self._speed, self._looked_at, self._seen = 0, 0.0, float("-inf"), 0
        self.storm = False

    def after(self, sorted_: int, seconds: float) -> None:
        """Rest after `sorted_` bodies were sorted in so many seconds."""
        came_in = self._came_in()
        # What waited before the start is sorted too, and was never counted as coming in.
        self._sorted = min(self._sorted + sorted_, came_in)
        self._speed = max(self._speed * FORGETTING, sorted_ / seconds)
        if self.storm:
            self._look(min(seconds * REST, LONGEST_REST_SECONDS))
        elif came_in - self._sorted < FEW:
            self._look(GATHER_SECONDS)
        elif came_in > self._seen and perf_counter() - self._looked_at > LOOK_EVERY_SECONDS:
            self._look(LOOK_SECONDS)

    def _look(self, seconds: float) -> None:
        self._rest(seconds / 2)
        before, started = self._came_in(), perf_counter()
        self._rest(seconds / 2)
        self._seen, self._looked_at = self._came_in(), perf_counter()
        self.storm = self._seen - before > max(self._speed, LEAST) * (self._looked_at - started)
