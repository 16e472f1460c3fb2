"""What Demarc costs a person: minutes a week, from what the record says they did and what they were sent to read.

An estimate, and it says how it is made. Each act takes some words to read, some to write and some picks; how long that
takes is known from other people's measurements:

- reading 240 words a minute: Brysbaert (2019) finds 238 for silent reading of non-fiction in English;
- writing 40 words a minute: Dhakal et al. (2018) measured 52 over 168,000 people at ordinary keyboards, and thinking
  slows that down;
- a pick takes 3 seconds: the keystroke-level model of Card, Moran and Newell (1980) gives 1.35 s to decide, 1.1 s to
  point, 0.2 s to press, and some for the page to come.

The figure errs upwards: work that somebody would have written into a ticket anyway counts in full. It does not see who
looks at a page without acting, so for each day on which somebody acted or was written to, one look at Today counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from demarc.core.custody.states import Act

READ_A_MINUTE, WRITTEN_A_MINUTE = 240, 40
PICK_SECONDS = 3
WEEK = timedelta(days=7)
LIMIT_MINUTES = 15
"""What Demarc may cost an internal lead in a week."""


@dataclass(frozen=True, slots=True)
class Effort:
    """What one act takes: words to read, words to write, and things to pick or press."""

    read: int
    written: int
    picks: int

    @property
    def seconds(self) -> int:
        """Tell how long that takes, in whole seconds, upwards."""
        reading, writing = self.read * 60 / READ_A_MINUTE, self.written * 60 / WRITTEN_A_MINUTE
        return -int(-(reading + writing + self.picks * PICK_SECONDS) // 1)


LOOK = Effort(read=120, written=0, picks=1)
"""One look at Today."""
NOTICE = Effort(read=60, written=0, picks=1)
"""One notice, read where it arrives."""
UNLISTED = Effort(read=120, written=20, picks=4)
"""An act nobody has estimated yet: so nothing is free because it is new."""

EFFORTS: Mapping[str, Effort] = {
    Act.ACCEPT: Effort(80, 8, 3),
    Act.OFFER: Effort(40, 25, 4),
    Act.DECLINE: Effort(80, 15, 4),
    Act.WITHDRAW: Effort(20, 5, 2),
    Act.PROMISE: Effort(20, 10, 3),
    Act.ASK: Effort(40, 20, 4),
    Act.ANSWER: Effort(60, 20, 2),
    Act.NOTE: Effort(20, 20, 3),
    Act.INTERVENE: Effort(40, 20, 2),
    Act.ASSIGN: Effort(20, 0, 3),
    Act.CLOSE: Effort(60, 20, 4),
    Act.REOPEN: Effort(60, 12, 2),
    Act.MERGE: Effort(60, 0, 3),
    Act.SPLIT: Effort(60, 20, 5),
    Act.DISPUTE: Effort(100, 30, 2),
    Act.SPEAK: Effort(200, 80, 2),
    Act.AGREE: Effort(200, 25, 5),
    Act.SETTLE: Effort(200, 25, 5),
    Act.RULE: Effort(300, 30, 5),
    Act.RULE_OWN: Effort(150, 25, 5),
    "proposed": Effort(400, 40, 8),
    "discussed": Effort(150, 30, 2),
    "signed": Effort(600, 2, 4),
    "withdrawn": Effort(60, 0, 2),
    "exported": Effort(40, 0, 2),
    "disposed": Effort(120, 5, 4),
    "reconciled": Effort(300, 0, 3),
}
"""The effort of each act of a person, by its word in the record."""


@dataclass(frozen=True, slots=True)
class CostLine:
    """One kind of effort in a stretch of time: what, how often, how many seconds each."""

    what: str
    times: int
    seconds_each: int

    @property
    def minutes(self) -> float:
        """Tell how many minutes it took in all."""
        return self.times * self.seconds_each / 60


@dataclass(frozen=True, slots=True)
class Cost:
    """What a stretch of time cost: its lines, the largest first, and the minutes a week they come to."""

    lines: tuple[CostLine, ...]
    minutes_a_week: float

    @property
    def within(self) -> bool:
        """Tell whether that is under what Demarc may cost."""
        return self.minutes_a_week < LIMIT_MINUTES


def cost_of(*, acts: Mapping[str, int], notices: int, days: int, span: timedelta) -> Cost:
    """Add up what one person did in `span`: acts by kind, notices sent to them, and days on which they were there.

    A span under a week counts as a week, so a first day is not blown up.
    """
    found = [CostLine(act, times, EFFORTS.get(act, UNLISTED).seconds) for act, times in acts.items()]
    found += [CostLine("reading a notice", notices, NOTICE.seconds), CostLine("looking at Today", days, LOOK.seconds)]
    lines = tuple(sorted((line for line in found if line.times), key=lambda line: (-line.minutes, line.what)))
    return Cost(lines, sum(line.minutes for line in lines) / max(span / WEEK, 1))
