"""What a safeguard is and how its passages are known: topic, what must be said, and what says the opposite."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """Whether a safeguard is there. `ABSENT` means that the red flag stands."""

    PRESENT = "present"
    ABSENT = "absent"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a promise must say: its name for people, and the words that say it (in lower case)."""

    name: str
    words: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A safeguard. `topic` finds its passages; `needs` must be said near one (`everywhere`: anywhere), `least` of them.

    `against` words say the opposite. `forbids`: the safeguard is itself a prohibition, so a "not" is no weakness.
    `weak` passages are about it but settle nothing: they are quoted under an absent grade. `silence` is the grade of a
    text that says nothing. `spoils`: the safeguard is that nothing is said against it, so no favourable words outweigh
    that. `table`: a table with one accountable party a row is looked for first. `rows_say` are the needs that such a table
    meets by itself.
    """

    id: str
    title: str
    ask: str
    topic: re.Pattern[str]
    needs: tuple[Need, ...]
    least: int = 0
    against: re.Pattern[str] | None = None
    weak: re.Pattern[str] | None = None
    everywhere: bool = False
    forbids: bool = False
    table: bool = False
    rows_say: tuple[str, ...] = ()
    silence: Grade = Grade.ABSENT
    spoils: bool = False

    @property
    def enough(self) -> int:
        """How many of the needs make the safeguard present."""
        return self.least or len(self.needs)


def words(*choices: str) -> re.Pattern[str]:
    """Compile alternatives that begin at a word; texts are compared in lower case."""
    return re.compile(r"(?<![a-z0-9])(?:" + "|".join(choices) + ")")
