"""What a safeguard is and how it is known: what comes near it, what must be said, and what denies it."""

import re
from dataclasses import dataclass, field
from enum import StrEnum


class Grade(StrEnum):
    """Whether a safeguard is there. `ABSENT` means that the red flag stands."""

    PRESENT = "present"
    ABSENT = "absent"
    UNCLEAR = "unclear"


Cue = tuple[re.Pattern[str], ...]
"""Words that speak of something when all of them stand in one sentence, in any order."""

BORDER = r"(?<![a-z0-9])"
"""Where a word begins, or a sign of money."""


@dataclass(frozen=True, slots=True)
class Cues:
    """Several cues, of which one is enough. `begins` joins what each begins with: one search passes most sentences over."""

    each: tuple[Cue, ...]
    begins: re.Pattern[str]

    def met(self, text: str) -> bool:
        """Tell whether one of the cues is met."""
        return bool(self.begins.search(text)) and any(all(part.search(text) for part in one) for one in self.each)


def any_of(*each: Cue) -> Cues:
    """Gather cues; of none, none is ever met."""
    first = "|".join(one[0].pattern.removeprefix(BORDER) for one in each) or "(?!)"
    return Cues(each, re.compile(f"{BORDER}(?:{first})"))


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a promise must say: its name for people, and the words that say it (in lower case).

    A `slight` need says nothing alone: a passage that meets no other is only general words, where the rule knows such.
    """

    name: str
    words: re.Pattern[str]
    slight: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A safeguard.

    A sentence is a passage when one of the cues `near` is met in it, or when it stands below a heading that is `headed`
    and says something that is needed. The `needs` must be said in a passage (`everywhere`: in all of them together),
    `least` of them or all. `reach`: how many sentences before a passage, and from it on, are read with it.

    `against` says the opposite. `spoils`: the safeguard is that nothing is said against it, so no favourable words
    outweigh that. `mixed`: what promises some of it stands against what denies it. `narrows` takes something away from a
    promise, which is then unclear.

    The specification's table knows texts that go around a safeguard and leave it absent: `general`, a passage that meets
    fewer than `part` needs, slight ones not counted, and `around`, a sentence where there is no passage. They are quoted.

    `forbids`: such a promise is itself worded with "not", so a "not" is no weakness. `silence` is the grade of a text
    that says nothing. `table`: a table with one accountable party a row is looked for first. `rows_say` are the needs
    that a table of duties by party meets by itself.
    """

    id: str
    title: str
    ask: str
    near: Cues
    needs: tuple[Need, ...]
    headed: re.Pattern[str] | None = None
    least: int = 0
    against: Cues = field(default_factory=any_of)
    around: Cues = field(default_factory=any_of)
    general: bool = False
    part: int = 1
    mixed: bool = False
    narrows: Cues = field(default_factory=any_of)
    reach: tuple[int, int] = (1, 4)
    everywhere: bool = False
    forbids: bool = False
    table: bool = False
    rows_say: tuple[str, ...] = ()
    silence: Grade = Grade.ABSENT
    spoils: bool = False

    @property
    def slight(self) -> frozenset[str]:
        """The needs that say nothing alone."""
        return frozenset(need.name for need in self.needs if need.slight)

    @property
    def enough(self) -> int:
        """How many of the needs make the safeguard present."""
        return self.least or len(self.needs)


def words(*choices: str) -> re.Pattern[str]:
    """Compile alternatives that begin at a word; texts are compared in lower case."""
    return re.compile(f"{BORDER}(?:{'|'.join(choices)})")


def cue(*each: str) -> Cue:
    """Compile words that must all stand in one sentence; each begins at a word."""
    return tuple(words(choices) for choices in each)
