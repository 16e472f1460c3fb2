"""Events of an export in little memory: twenty bytes each, names kept once, in the order of the file."""

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from demarc.core.replay.tally import Step
from demarc.core.replay.words import Words, group_of


class Named(dict[str, int]):
    """The numbers of what is named in a column, each by its own text, in order of their first naming."""

    def __init__(self, read: Callable[[str], int]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> int:
        """Number a text that is new; padded ones are not kept, so that they do not take up room beside the plain one."""
        number = self._read(text)
        if text == text.strip():
            self[text] = number
        return number


class Cases(dict[str, int]):
    """The numbers of the cases by name. An event without a case raises `KeyError`."""

    def __missing__(self, text: str) -> int:
        """Number a case that is new."""
        name = text.strip()
        if not name:
            raise KeyError(text)
        return self.setdefault(name, len(self))


@dataclass(slots=True)
class Events:
    """The events read so far, as columns of numbers. Number 0 among the groups is no group."""

    words: Words
    cases: Cases = field(default_factory=Cases)
    names: list[str] = field(default_factory=lambda: [""])
    case: "array[int]" = field(default_factory=lambda: array("I"))
    instant: "array[int]" = field(default_factory=lambda: array("q"))
    group: "array[int]" = field(default_factory=lambda: array("I"))
    status: "array[int]" = field(default_factory=lambda: array("B"))
    skipped: int = 0
    first_skipped: str = ""
    group_number: Named = field(init=False)
    says: Named = field(init=False)
    _numbers: dict[str, int] = field(default_factory=lambda: {"": 0})

    def __post_init__(self) -> None:
        """Begin without a group and without a status."""
        self.group_number, self.says = Named(self._group), Named(self.words.says)

    def _group(self, text: str) -> int:
        name = group_of(text)
        number = self._numbers.setdefault(name, len(self.names))
        if number == len(self.names):
            self.names.append(name)
        return number

    def add(self, case: str, instant: int, group: str, said: int) -> None:
        """Keep one event of a case that has a name."""
        self.case.append(self.cases[case])
        self.instant.append(instant)
        self.group.append(self.group_number[group])
        self.status.append(said)

    def add_all(self, cases: Iterable[str], instants: list[int], groups: Iterable[str], said: Iterable[int]) -> bool:
        """Keep many events, or tell that one of them has no case; then none of them is kept."""
        try:
            numbers = [*map(self.cases.__getitem__, cases)]
        except KeyError:
            return False
        self.case.fromlist(numbers)
        self.instant.fromlist(instants)
        self.group.fromlist([*map(self.group_number.__getitem__, groups)])
        self.status.extend(said)
        return True

    def skip(self, why: str) -> None:
        """Count an event that cannot be placed in a case or in time."""
        self.skipped += 1
        self.first_skipped = self.first_skipped or why

    def by_case(self) -> Iterator[list[Step]]:
        """Give each case's events by instant, then in the order of the file."""
        starts = array("I", bytes(4 * (len(self.cases) + 1)))
        for case in self.case:
            starts[case + 1] += 1
        for at in range(1, len(starts)):
            starts[at] += starts[at - 1]
        free, order = starts[:], array("I", bytes(4 * len(self.case)))
        for event, case in enumerate(self.case):
            order[free[case]] = event
            free[case] += 1
        instant, group, status = self.instant, self.group, self.status
        for case in range(len(self.cases)):
            steps = [(instant[at], group[at], status[at]) for at in order[starts[case] : starts[case + 1]]]
            steps.sort(key=_instant)
            yield steps


def _instant(step: Step) -> int:
    return step[0]
