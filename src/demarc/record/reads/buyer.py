"""A buyer's link: whose it is and what they answered, or what all answers come to once everybody has given theirs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from demarc.core.fit.again import QUARTER
from demarc.core.fit.answers import Answerer, Disagreement, FitAnswers, settled
from demarc.core.fit.outcome import Fit, weigh
from demarc.record import models
from demarc.record.buyer_access import ANSWERERS, RESULT, TWO, file_for, link_for
from demarc.record.translate.buyers import answers_of

__all__ = ["RESULT", "TWO", "BuyerLink", "BuyerResult", "EarlierRun", "buyer_link", "buyer_result", "weighed"]

OWN = frozenset({str(Answerer.INTERNAL), str(Answerer.EXECUTIVE)})


@dataclass(frozen=True, slots=True)
class BuyerLink:
    """A link: whose it is, what they answered so far by form field, when, and whether it is weighed already."""

    who: str
    name: str
    answers: Mapping[str, Any]
    answered_at: datetime | None
    expires_at: datetime
    locked: bool


@dataclass(frozen=True, slots=True)
class EarlierRun:
    """What the fit was when it was weighed before."""

    on: date
    outcome: str
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerResult:
    """What the answers come to; None until everybody who is asked has answered.

    `waiting` has not answered yet, `may_go_on` tells whether the others' answers would do. `again` is the day on which the
    fit is weighed again, `kept_with` the client of the engagement the file is kept with.
    """

    fit: Fit | None
    disagreements: tuple[Disagreement, ...] = ()
    sets: tuple[FitAnswers, ...] = ()
    waiting: tuple[str, ...] = ()
    may_go_on: bool = False
    again: date | None = None
    runs: tuple[EarlierRun, ...] = ()
    kept_with: str = ""
    expires_at: datetime


def buyer_link(*, token: str, now: datetime) -> BuyerLink:
    """Tell whose a link is. Raises `NotFound` for one that is none or whose file is gone."""
    found = link_for(token=token, now=now)
    file = models.BuyerFile.objects.get(engagement=found.engagement)
    links = models.BuyerAnswers.objects.filter(engagement=found.engagement, who__in=ANSWERERS)
    locked = found.who in ANSWERERS and not links.filter(answered_at=None).exists()
    return BuyerLink(found.who, found.name, found.answers, found.answered_at, file.expires_at, locked)


def buyer_result(*, token: str, now: datetime) -> BuyerResult:
    """Weigh what was answered. Raises `NotFound` for any link but the one that shows the file."""
    file = file_for(token=token, now=now)
    links = models.BuyerAnswers.objects.filter(engagement=file.engagement, who__in=ANSWERERS)
    by_whom = {link.who: link for link in links}
    waiting = tuple(who for who in ANSWERERS if who in by_whom and not by_whom[who].answered_at)
    may_go_on = any(who in OWN and link.answered_at for who, link in by_whom.items())
    kept_with = models.Engagement.objects.filter(id=file.kept_with).first() if file.kept_with else None
    runs = tuple(EarlierRun(date.fromisoformat(one["on"]), one["outcome"], one["score"]) for one in file.runs)
    fit, differing, sets = (None, (), ()) if waiting else weighed(file, list(by_whom.values()))
    return BuyerResult(
        fit=fit,
        disagreements=differing,
        sets=sets,
        waiting=waiting,
        may_go_on=may_go_on,
        again=fit.answers.on + QUARTER if fit and fit.answers.on else None,
        runs=runs,
        kept_with=kept_with.client if kept_with else "",
        expires_at=file.expires_at,
    )


def weighed(
    file: models.BuyerFile, links: Sequence[models.BuyerAnswers]
) -> tuple[Fit, tuple[Disagreement, ...], tuple[FitAnswers, ...]]:
    """Weigh the answers of everybody who is asked, the executive's decision against the outcome with them."""
    given = {
        link.who: answers_of(
            link.who, link.answers, link.answered_at, file.override if link.who == Answerer.EXECUTIVE else None
        )
        for link in links
    }
    sets = tuple(given[who] for who in ANSWERERS if who in given)
    answers, differing = settled(sets)
    return weigh(answers), differing, sets
