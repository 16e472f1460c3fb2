"""What `demarc fit` found: the outcome, what decided, what to put right, the lead's week, and what would change it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from demarc.core.fit.answers import Disagreement
from demarc.core.fit.bandwidth import FIXABLE_TO, PASSES_TO, Bandwidth, Range, Week
from demarc.core.fit.context import PUBLIC_FIGURES, PublicFigure
from demarc.core.fit.outcome import FIXABLE, Advice, FiredRule, Fit, RuleKind, divided, share
from demarc.core.fit.questions import BY_KEY, WEIGHTS
from demarc.core.fit.sensitivity import INPUTS, Flip, flips
from demarc.doors.cli.formats.report import Bar, Entry, Figure, Report, Section, Tone, counted

TONES = {Advice.CO_MANAGED: Tone.GOOD, Advice.FULLY_MANAGED: Tone.BAD}


@dataclass(frozen=True, slots=True)
class Weighed:
    """Answers from one or several files, weighed, with where their writers differ."""

    file: str
    fit: Fit
    disagreements: tuple[Disagreement, ...]


def as_plain(weighed: Weighed) -> dict[str, Any]:
    """Give the outcome record as scripts read it."""
    fit, answers = weighed.fit, weighed.fit.answers
    return {
        "outcome": fit.outcome,
        "decided": fit.decided,
        "score": fit.score,
        "weights": WEIGHTS,
        "answers": {key: {"answer": told.value, "evidence": told.evidence} for key, told in sorted(answers.given.items())},
        "fired": [_fired(rule) for rule in fit.fired],
        "to_do": [{"what": what, **_due(due)} for what, due in fit.to_do],
        "week": _week_plain(answers.week) if answers.week else None,
        "disagreements": [
            {"question": one.question.key, "answers": dict(one.answers), "weighed": one.weighed}
            for one in weighed.disagreements
        ],
        "divided": list(divided(answers.moves)),
        "override": (
            {"by": answers.override.by, "reason": answers.override.reason, "review": answers.override.review.isoformat()}
            if fit.overridden and answers.override
            else None
        ),
        "flips": [{"question": flip.name, "answer": flip.value, "outcome": flip.outcome} for flip in flips(answers)],
    }


def _fired(rule: FiredRule) -> dict[str, str]:
    return {"rule": rule.kind, "question": rule.text, "answer": rule.answer, "evidence": rule.evidence}


def _due(due: date | int) -> dict[str, Any]:
    return {"within_days": due} if isinstance(due, int) else {"by": due.isoformat()}


def _week_plain(week: Week) -> dict[str, Any]:
    low, high = week.verdicts
    return {
        "capacity": round(week.capacity, 2),
        "load": [round(week.load.low, 2), round(week.load.high, 2)],
        "coordination": round(week.coordination.weekly, 2),
        "moved": week.moved,
        "used_before": [round(week.before.low, 3), round(week.before.high, 3)],
        "used_after": [round(week.after.low, 3), round(week.after.high, 3)],
        "relief": round(week.relief, 2),
        "verdict": [low, high],
    }


def report_of(weighed: Weighed) -> Report:
    """Make the one-page memo."""
    fit = weighed.fit
    return Report(
        command="fit",
        file=weighed.file,
        headline=f"{fit.decided}: {fit.score} of 5 fit points".capitalize(),
        tone=TONES.get(fit.decided, Tone.SOON),
        lead=tuple(_lead(weighed)),
        figures=tuple(_figures(fit)),
        sections=tuple(section for section in _sections(weighed) if section.entries or section.bars or section.table),
    )


def _lead(weighed: Weighed) -> Iterator[str]:
    fit, override = weighed.fit, weighed.fit.answers.override
    if fit.overridden and override:
        yield (
            f"By the rules: {fit.outcome}. {override.by} decides otherwise: {override.reason}. "
            f"To be looked at again on {override.review.isoformat()}."
        )
    yield f"Rules and thresholds version {WEIGHTS}, our own; the same answers always give the same outcome."


def _figures(fit: Fit) -> Iterator[Figure]:
    yield Figure(f"{fit.score} of 5", "fit points", Tone.GOOD if fit.decided is Advice.CO_MANAGED else Tone.SOON)
    stops = sum(rule.kind is RuleKind.STOP for rule in fit.fired)
    yield Figure(str(stops), "hard stops", Tone.BAD if stops else Tone.GOOD)
    to_do = len(fit.to_do)
    yield Figure(str(to_do), "to put right first", Tone.SOON if to_do else Tone.GOOD)
    week = fit.answers.week
    if week:
        worst = week.verdicts[1]
        tone = Tone.GOOD if worst is Bandwidth.ENOUGH else Tone.SOON if worst is Bandwidth.FIX_FIRST else Tone.BAD
        yield Figure(_shares(week.after), "of the lead's hours used", tone)


def _sections(weighed: Weighed) -> Iterator[Section]:
    fit = weighed.fit
    yield Section("What decided", tuple(_rule(rule) for rule in fit.fired if rule.kind not in FIXABLE))
    yield Section(
        "To put right first",
        tuple(Entry(what, whose=_by(due), tone=Tone.SOON) for what, due in fit.to_do),
        lead="A curable stop ends here, with a day, rather than in a no.",
    )
    if fit.answers.week:
        yield _week(fit.answers.week)
    yield Section(
        "Where the answers differ",
        tuple(_disagreement(one) for one in weighed.disagreements),
        lead="Of the client's own answers the one that speaks against weighs; a vendor's never does.",
    )
    yield from _divided(fit)
    yield Section("One other answer would change it", tuple(_changes(flips(fit.answers))))
    published = "; ".join(map(_published, PUBLIC_FIGURES))
    yield Section(
        "To hold it against",
        (Entry("published figures, all of them weak; none decides anything here", details=(published,)),),
    )


def _published(one: PublicFigure) -> str:
    return f"{one.about}: {one.says} ({one.rests_on}, {one.source})"


def _rule(rule: FiredRule) -> Entry:
    tone = {RuleKind.STOP: Tone.BAD, RuleKind.POINT: Tone.GOOD}.get(rule.kind, Tone.SOON)
    evidence = f", shown by {rule.evidence}" if rule.evidence else ""
    return Entry(rule.text, whose=rule.kind, details=(f"{rule.answer}{evidence}",), tone=tone)


def _by(due: date | int) -> str:
    return f"within {due} days" if isinstance(due, int) else f"by {due.isoformat()}"


def _week(week: Week) -> Section:
    coordination = week.coordination.weekly
    load = _span(f"{week.load.low:.1f}", f"{week.load.high:.1f}")
    eaten = f"{coordination / week.moved:.0%} of what moves" if week.moved else "nothing moves"
    return Section(
        "The lead's week, in hours",
        bars=(
            Bar("capacity after leave and interrupts", week.capacity, f"{week.capacity:.1f} h"),
            Bar("work now", week.load.high, f"{load} h"),
            Bar("moves to the provider", week.moved, f"{week.moved:.1f} h", Tone.GOOD),
            Bar("coordination that comes with it", coordination, f"{coordination:.1f} h", Tone.SOON),
        ),
        lead=f"{_shares(week.before)} of the hours used now, "
        f"{_shares(week.after)} then: {PASSES_TO} passes, above {FIXABLE_TO} stops. "
        f"Relief {week.relief:+.1f} h a week; coordination eats {eaten}.",
    )


def _span(low: str, high: str) -> str:
    return low if low == high else f"{low} to {high}"


def _shares(used: Range) -> str:
    return _span(share(used.low), share(used.high))


def _disagreement(one: Disagreement) -> Entry:
    answers = ", ".join(f"{who}: {value}" for who, value in one.answers)
    return Entry(one.question.text, details=(f"{answers}; weighed: {one.weighed}",), tone=Tone.SOON)


def _divided(fit: Fit) -> Iterator[Section]:
    functions = divided(fit.answers.moves)
    if fit.answers.moves:
        said = f"{counted(len(functions), 'function')} that may never be split stand in lanes that would be divided"
        yield Section("What would be divided", (Entry(said, details=(" ".join(functions),) if functions else ()),))


def _changes(found: Sequence[Flip]) -> Iterator[Entry]:
    """Tell them outcome by outcome, each in a line that goes on: the memo is to stay on one page."""
    for outcome in Advice:
        values: dict[str, list[str]] = {}
        for flip in found:
            if flip.outcome is outcome:
                values.setdefault(flip.name, []).append(flip.value)
        if values:
            yield Entry(f"to {outcome}", details=("; ".join(_flip(*one) for one in values.items()),))


def _flip(name: str, values: Sequence[str]) -> str:
    said = " or ".join(values)
    if name in INPUTS:
        return f"{name.replace('_', '-')} of {said} a week"
    return f"{BY_KEY[name].text} {said}"
