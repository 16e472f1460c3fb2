"""Events of an export in little memory: twenty bytes each, names kept once, in the order of the file."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from demarc.core.replay.tally import Step
from demarc.core.replay.words import Words, group_of


@dataclass(slots=True)
class Events:
    """The events read so far, as columns of numbers. Number 0 among the groups is no group."""

    words: Words
    cases: dict[str, int] = field(default_factory=dict)
    names: list[str] = field(default_factory=lambda: [""])
    case: "array[int]" = field(default_factory=lambda: array("I"))
    instant: "array[int]" = field(default_factory=lambda: array("q"))
    group: "array[int]" = field(default_factory=lambda: array("I"))
    status: "array[int]" = field(default_factory=lambda: array("B"))
    skipped: int = 0
    first_skipped: str = ""
    _groups: dict[str, int] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=lambda: {"": 0})
    _says: dict[str, int] = field(default_factory=dict)

    def group_number(self, text: str) -> int:
        """Give the number of the group a cell names."""
        number = self._groups.get(text)
        if number is None:
            name = group_of(text)
            number = self._numbers.setdefault(name, len(self.names))
            if number == len(self.names):
                self.names.append(name)
            self._groups[text] = number
        return number

    def says(self, status: str) -> int:
        """Tell what a status says."""
        said = self._says.get(status)
        if said is None:
            said = self._says[status] = self.words.says(status)
        return said

    def add(self, case: str, instant: int, group: str, said: int) -> None:
        """Keep one event."""
        self.case.append(self.cases.setdefault(case, len(self.cases)))
        self.instant.append(instant)
        self.group.append(self.group_number(group))
        self.status.append(said)

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
