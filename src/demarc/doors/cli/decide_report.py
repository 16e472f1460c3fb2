"""The decision as a memo: what, with whom, on which conditions, what is still open, and when it is looked at again."""

from collections.abc import Iterator, Sequence
from typing import Any

from demarc.core.decision.decide import BuyersDecision, Candidate
from demarc.core.decision.splits import LaneChange
from demarc.core.fit.outcome import Advice
from demarc.core.proposal.rule import Grade
from demarc.doors.cli.first_matrix import FirstMatrix
from demarc.doors.cli.first_matrix import as_plain as first_plain
from demarc.doors.cli.formats.report import Entry, Figure, Report, Section, Table, Tone, counted


def as_plain(decision: BuyersDecision, hands: Sequence[LaneChange], first: FirstMatrix | None) -> dict[str, Any]:
    """Give the decision as scripts read it."""
    chosen = decision.chosen
    return {
        "outcome": decision.outcome,
        "final": not decision.open,
        "open": list(decision.open),
        "chosen": chosen.vendor if chosen else None,
        "vendors": [
            {
                "vendor": one.vendor,
                "standing": [flag.id for flag in one.flags(Grade.ABSENT)],
                "unclear": [flag.id for flag in one.flags(Grade.UNCLEAR)],
                "interview": round(one.interview.score, 3) if one.interview else None,
                "wanting": list(one.wanting),
            }
            for one in decision.candidates
        ],
        "conditions": [{"whose": one.whose, "ask": one.text, "because": one.because} for one in decision.conditions],
        "again": decision.again.isoformat() if decision.again else None,
        "changes_hands": [{"lane": one.lane, "functions": [function.id for function in one.functions]} for one in hands],
        "matrix": first_plain(first) if first else None,
    }


def report_of(file: str, decision: BuyersDecision, hands: Sequence[LaneChange], first: FirstMatrix | None = None) -> Report:
    """Make the memo."""
    return Report(
        command="decide",
        file=file,
        headline=_headline(decision),
        tone=Tone.BAD if decision.outcome is Advice.FULLY_MANAGED else Tone.SOON if decision.open else Tone.GOOD,
        lead=tuple(_lead(decision)),
        figures=(
            Figure(f"{decision.fit.score} of 5", "fit points"),
            Figure(str(len(decision.candidates)), "vendors compared"),
            Figure(str(len(decision.conditions)), "conditions", Tone.SOON if decision.conditions else Tone.GOOD),
            Figure("no" if decision.open else "yes", "final", Tone.SOON if decision.open else Tone.GOOD),
        ),
        sections=tuple(section for section in _sections(decision, hands, first) if section.entries or section.table),
    )


def _headline(decision: BuyersDecision) -> str:
    with_whom = f", with {decision.chosen.vendor}" if decision.chosen else ""
    conditions = f", on {counted(len(decision.conditions), 'condition')}" if decision.conditions else ""
    final = ". Not final" if decision.open else ""
    said = f"{decision.outcome}{with_whom}{conditions}{final}."
    return said[0].upper() + said[1:]


def _lead(decision: BuyersDecision) -> Iterator[str]:
    if decision.lead:
        yield f"{decision.lead.by} read the scope alone on {decision.lead.on.isoformat()}: {decision.lead.said}"
    if decision.waiver:
        yield f"{decision.waiver.by} decides without the lead's own reading: {decision.waiver.reason}"
    override = decision.fit.answers.override
    if decision.fit.overridden and override:
        yield f"By the rules fully managed; {override.by} overrides: {override.reason}."
    when = f"by {decision.again.isoformat()}" if decision.again else "within a quarter of the answers"
    yield f"The fit is weighed again {when}, and at every change of people before that."


def _sections(decision: BuyersDecision, hands: Sequence[LaneChange], first: FirstMatrix | None) -> Iterator[Section]:
    yield Section("What keeps it from being final", tuple(Entry(text, tone=Tone.SOON) for text in decision.open))
    yield Section("To put right first", tuple(Entry(what, tone=Tone.SOON) for what, _ in decision.fit.to_do))
    if decision.candidates:
        rows = tuple(_row(one) for one in decision.candidates)
        headings = ("Vendor", "Flags standing", "Unclear", "Interview", "Keeps it from being chosen")
        yield Section(
            "Vendors in order", table=Table(headings, rows), lead="By flags standing, flags unclear, then answers."
        )
    yield Section(
        "Conditions before signature",
        tuple(Entry(one.text, whose=one.whose, details=(one.because,), tone=Tone.SOON) for one in decision.conditions),
    )
    if first and first.asked:
        yield Section(
            "To be answered by the vendor before the first matrix is signed",
            tuple(Entry(text, tone=Tone.SOON) for text in first.asked),
            lead=f"The first matrix: {first.said}.",
        )
    yield Section("What changes hands", tuple(_lane(one) for one in hands), lead="Against the usual co-managed split.")


def _lane(one: LaneChange) -> Entry:
    named = "; ".join(f"{function.id} {function.topic.replace('-', ' ')}" for function in one.functions)
    return Entry(f"{one.lane}: {counted(len(one.functions), 'function')}", details=(named,))


def _row(one: Candidate) -> tuple[str, ...]:
    standing, unclear = (" ".join(flag.id for flag in one.flags(grade)) for grade in (Grade.ABSENT, Grade.UNCLEAR))
    score = f"{one.interview.score:.0%}" if one.interview else "none"
    silent = "none" if one.review else "not read"
    return one.vendor, standing or silent, unclear or silent, score, "; ".join(one.wanting) or "nothing"
