"""A buyer's file <-> core values: answers, what was heard of vendors, the lead's reading, the executive's words."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from demarc.core.decision.decide import ScopeReview, Waiver
from demarc.core.fit.answers import Answerer, FitAnswers, Override, Told
from demarc.core.fit.bandwidth import Coordination, Range, Week
from demarc.core.fit.questions import BY_KEY as FIT_QUESTIONS
from demarc.core.interview.heard import Heard, Sheet
from demarc.core.interview.kit import BY_KEY
from demarc.core.interview.score import Evidence, Interview, VendorAnswer


def answers_of(
    who: str, kept: Mapping[str, Any], at: datetime | None, override: Mapping[str, str] | None = None
) -> FitAnswers:
    """Make fit answers of what a form kept."""
    given = {key: Told(kept[key], kept.get(f"{key}-evidence", "")) for key in FIT_QUESTIONS if kept.get(key)}
    return FitAnswers(
        given=given,
        week=_week(kept),
        by=Answerer(who),
        on=at.date() if at else None,
        override=Override(override["by"], override["reason"], date.fromisoformat(override["review"])) if override else None,
    )


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


def heard_of(kept: Mapping[str, Mapping[str, Any]]) -> Sheet:
    """Make one person's sheet of what a form kept."""
    return {
        key: Heard(
            said=one["said"],
            shown=Evidence(one["shown"]),
            named_person=one["named_person"],
            clock=one["clock"],
            score=one["score"],
        )
        for key, one in kept.items()
        if key in BY_KEY
    }


def plain_heard(sheet: Sheet) -> dict[str, dict[str, Any]]:
    """Make what is kept of one person's sheet."""
    return {
        key: {
            "said": one.said,
            "shown": str(one.shown),
            "named_person": one.named_person,
            "clock": one.clock,
            "score": one.score,
        }
        for key, one in sheet.items()
    }


def interview_of(vendor: str, sheet: Sequence[Mapping[str, Any]]) -> Interview:
    """Make an interview of a sheet that was brought back, as `demarc interview` tells it to scripts."""
    return Interview(
        vendor,
        tuple(
            VendorAnswer(
                question=BY_KEY[one["question"]],
                verbatim=one["said"],
                evidence=Evidence(one["shown"]),
                named_person=one["named_person"],
                clock=one["clock"],
                scores=one["scores"],
            )
            for one in sheet
        ),
    )


def reading_of(kept: Mapping[str, str]) -> ScopeReview | None:
    """Make the lead's own reading of the scope of what was kept."""
    return ScopeReview(kept["by"], date.fromisoformat(kept["on"]), kept["said"]) if kept else None


def waiver_of(kept: Mapping[str, str]) -> Waiver | None:
    """Make the executive's reason of what was kept."""
    return Waiver(kept["by"], kept["reason"]) if kept else None
