"""What `demarc interview` makes of the answers: vendors side by side, what does not count yet, and every word said."""

from collections.abc import Iterator, Sequence
from typing import Any

from demarc.core.interview.kit import BY_KEY, KIT
from demarc.core.interview.score import BEST, Interview, VendorAnswer, asked_in_common
from demarc.doors.cli.formats.report import Bar, Entry, Figure, Report, Section, Table, Tone, counted


def as_plain(interviews: Sequence[Interview]) -> dict[str, Any]:
    """Give the comparison as scripts read it."""
    return {"kit": KIT, "vendors": [_vendor(one) for one in interviews]}


def _vendor(one: Interview) -> dict[str, Any]:
    return {
        "vendor": one.vendor,
        "score": round(one.score, 3),
        "missing": list(one.missing),
        "apart": [answer.question.key for answer in one.disputed],
        "answers": [
            {
                "question": answer.question.key,
                "said": answer.verbatim,
                "shown": answer.evidence,
                "named_person": answer.named_person,
                "clock": answer.clock,
                "cap": answer.cap,
                "scores": dict(answer.scores),
                "counted": dict(answer.counted),
            }
            for answer in one.answers
        ],
    }


def report_of(interviews: Sequence[Interview]) -> Report:
    """Make the report, best first."""
    unfinished = [one for one in interviews if one.missing]
    apart = sum(len(one.disputed) for one in interviews)
    return Report(
        command="interview",
        file=", ".join(one.vendor for one in interviews),
        headline=_headline(interviews),
        tone=Tone.BAD if unfinished else Tone.SOON if apart else Tone.GOOD,
        lead=(f"Kit version {KIT}. A score counts no more than what was shown with the answer.",),
        figures=(
            Figure(str(len(interviews)), "interviews"),
            Figure(str(len(unfinished)), "do not count yet", Tone.BAD if unfinished else Tone.GOOD),
            Figure(str(apart), "answers scored two or more apart", Tone.SOON if apart else Tone.GOOD),
        ),
        sections=tuple(section for section in _sections(interviews) if section.entries or section.bars or section.table),
    )


def _headline(interviews: Sequence[Interview]) -> str:
    best = interviews[0]
    if best.missing:
        return "No interview counts yet."
    if len(interviews) == 1:
        return f"{best.vendor} answers with {best.score:.0%} of what could be shown."
    return f"{best.vendor} answers best, with {best.score:.0%} of what could be shown."


def _sections(interviews: Sequence[Interview]) -> Iterator[Section]:
    bars = tuple(
        Bar(one.vendor, one.score, f"{one.score:.0%}", Tone.BAD if one.missing else Tone.GOOD) for one in interviews
    )
    rows = tuple(
        (question.text, *(_cell(one.answer(question.key)) for one in interviews))
        for question in asked_in_common(interviews)
    )
    headings = ("Question", *(one.vendor for one in interviews))
    yield Section("Side by side", bars=bars, table=Table(headings, rows), lead=f"Scores as they count, of {BEST}.")
    yield Section("Does not count yet", tuple(entry for one in interviews for entry in _missing(one)))
    yield Section(
        "Talk about these",
        tuple(_apart(one, answer) for one in interviews for answer in one.disputed),
        lead="The two who listened heard different things. Read the answer again together.",
    )
    yield Section("Scored above what was shown", tuple(_capped(one, answer) for one in interviews for answer in one.capped))
    for one in interviews:
        yield Section(f"In {one.vendor}'s words", tuple(_said(answer) for answer in one.answers))


def _cell(answer: VendorAnswer | None) -> str:
    return "not asked" if answer is None else f"{answer.worth:.1f}"


def _missing(one: Interview) -> Iterator[Entry]:
    for key in one.missing:
        asked = one.answer(key)
        why = "not asked" if asked is None else f"scored by {counted(len(asked.scores), 'person', 'people')}, two have to"
        yield Entry(BY_KEY[key].text, whose=one.vendor, details=(why,), tone=Tone.BAD)


def _apart(one: Interview, answer: VendorAnswer) -> Entry:
    return Entry(answer.question.text, whose=one.vendor, details=(_scores(answer), f'"{answer.verbatim}"'), tone=Tone.SOON)


def _capped(one: Interview, answer: VendorAnswer) -> Entry:
    detail = f"{_scores(answer)}; counts {answer.cap} at most, because what was shown is: {answer.evidence}"
    if answer.question.in_detail:
        named, clock = ("yes" if said else "no" for said in (answer.named_person, answer.clock))
        detail += f"; a person named: {named}; a clock named: {clock}"
    return Entry(answer.question.text, whose=one.vendor, details=(detail,), tone=Tone.SOON)


def _scores(answer: VendorAnswer) -> str:
    return ", ".join(f"{who} gave {score}" for who, score in answer.scores.items()) or "nobody scored it"


def _said(answer: VendorAnswer) -> Entry:
    said = f'"{answer.verbatim}"' if answer.verbatim else "no answer"
    return Entry(answer.question.text, details=(said, f"shown: {answer.evidence}; {_scores(answer)}"))
