"""A buyer's link: whose it is and what they answered, or what all answers come to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from demarc.core.fit.answers import Answerer, Disagreement, FitAnswers, Told, settled
from demarc.core.fit.bandwidth import Coordination, Range, Week
from demarc.core.fit.outcome import Fit, weigh
from demarc.core.fit.questions import BY_KEY
from demarc.core.tokens import token_hash
from demarc.record import models
from demarc.record.access import NotFound

RESULT = "result"


@dataclass(frozen=True, slots=True)
class BuyerLink:
    """A link: whose it is, what they answered so far by form field, and when."""

    who: str
    answers: Mapping[str, Any]
    answered_at: datetime | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class BuyerResult:
    """What the answers come to; `sets` are those that were given, `waiting` who has not answered yet."""

    fit: Fit | None
    disagreements: tuple[Disagreement, ...]
    sets: tuple[FitAnswers, ...]
    waiting: tuple[str, ...]


def buyer_link(*, token: str, now: datetime) -> BuyerLink:
    """Tell whose a link is. Raises `NotFound` for one that is none or has run out."""
    found = _row(token, now)
    return BuyerLink(found.who, found.answers, found.answered_at, found.expires_at)


def buyer_result(*, token: str, now: datetime) -> BuyerResult:
    """Weigh what was answered. Raises `NotFound` for any link but the one of the result."""
    found = _row(token, now)
    if found.who != RESULT:
        raise NotFound("result", "this link")
    rows = models.BuyerAnswers.objects.filter(engagement=found.engagement).exclude(who=RESULT)
    given = {row.who: fit_answers(row.who, row.answers, row.answered_at) for row in rows if row.answered_at}
    waiting = tuple(str(who) for who in Answerer if who not in given)
    sets = tuple(given[who] for who in Answerer if who in given)
    if not {Answerer.INTERNAL, Answerer.EXECUTIVE} & set(given):
        return BuyerResult(None, (), sets, waiting)
    answers, differing = settled(sets)
    return BuyerResult(weigh(answers), differing, sets, waiting)


def fit_answers(who: str, kept: Mapping[str, Any], at: datetime | None) -> FitAnswers:
    """Make core values of what a form kept."""
    given = {key: Told(kept[key], kept.get(f"{key}-evidence", "")) for key in BY_KEY if kept.get(key)}
    return FitAnswers(given=given, week=_week(kept), by=Answerer(who), on=_day(at))


def _day(at: datetime | None) -> date | None:
    return at.date() if at else None


def _week(kept: Mapping[str, Any]) -> Week | None:
    numbers: Mapping[str, float] | None = kept.get("week")
    if not numbers:
        return None
    return Week(
        hours=numbers["hours"],
        tickets=Range(numbers["tickets"], numbers["tickets_high"]),
        minutes=Range(numbers["minutes"], numbers["minutes_high"]),
        duties=numbers["duties"],
        projects=numbers["projects"],
        moved=numbers["moved"],
        coordination=Coordination(hand_offs=numbers["hand_offs"], approvals=numbers["approvals"]),
    )


def _row(token: str, now: datetime) -> models.BuyerAnswers:
    found = models.BuyerAnswers.objects.filter(token_hash=token_hash(token), expires_at__gt=now).first()
    if found is None:
        raise NotFound("link", "this one")
    return found
