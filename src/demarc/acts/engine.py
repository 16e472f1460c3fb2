"""What the engine does to many items at once: decide each by itself, store in few transactions, and lose races quietly."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from demarc.acts.gather import Case
from demarc.acts.perform import store
from demarc.core.custody.entries import Entry
from demarc.core.custody.step import Decided
from demarc.record.append import LostRace
from demarc.record.prepare import LARGEST
from demarc.record.transactions import write_transaction

One = TypeVar("One")


def for_each(ones: Iterable[One], do: Callable[[One], int]) -> int:
    """Do something for each of many and add up what was done; one that fails keeps no other from its turn.

    What failed is raised together in the end, for the engine to tell.
    """
    done, failures = 0, list[Exception]()
    for one in ones:
        try:
            done += do(one)
        except Exception as failure:  # noqa: BLE001 - one tenant's trouble is not another's, and it is raised below
            failures.append(failure)
    if failures:
        raise ExceptionGroup("some of many failed", failures)
    return done


def store_decided(cases: Iterable[tuple[Case, Decided]]) -> int:
    """Store what was decided about items of one engagement; tell how many were changed.

    What was refused or lost to somebody quicker is left out: the next turn of the engine looks again.
    """
    wanted = [(case, entry) for case, entry in cases if isinstance(entry, Entry)]
    return sum(_store(wanted[start : start + LARGEST]) for start in range(0, len(wanted), LARGEST))


def _store(wanted: Sequence[tuple[Case, Entry]]) -> int:
    if not wanted:
        return 0
    try:
        with write_transaction():
            store(
                engagement=wanted[0][0].world.engagement,
                entries=[entry for _, entry in wanted],
                before={case.custody.item: case.custody for case, _ in wanted},
                about={case.custody.item: case.about for case, _ in wanted},
            )
    except LostRace:
        # One of them moved on: the others still count, so each is tried by itself.
        return 0 if len(wanted) == 1 else sum(_store([one]) for one in wanted)
    return len(wanted)
