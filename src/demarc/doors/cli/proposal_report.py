"""What `demarc proposal` found, as a report: the red flags first, each with its quote and the question to send."""

from collections.abc import Sequence

from demarc.core.proposal.grade import Graded, Review
from demarc.core.proposal.rule import Grade
from demarc.doors.cli.formats.report import Entry, Figure, Report, Section, Table, Tone, counted
from demarc.doors.cli.proposal_matrix import Inside, section_of

TONES = {Grade.PRESENT: Tone.GOOD, Grade.UNCLEAR: Tone.SOON, Grade.ABSENT: Tone.BAD}
SHOWN = 280


def report_of(reviews: Sequence[Review], tables: Sequence[Inside | None]) -> Report:
    """Make the report of one proposal, or of several side by side; `tables` are the matrices inside them, one each."""
    flags = [flag for one in reviews for flag in one.flags]
    standing, unclear = (sum(flag.grade is grade for flag in flags) for grade in (Grade.ABSENT, Grade.UNCLEAR))
    answered = len(flags) - standing - unclear
    tone = Tone.BAD if standing else Tone.SOON if unclear else Tone.GOOD
    return Report(
        command="proposal",
        file=", ".join(one.document.file for one in reviews),
        headline=f"{counted(standing, 'red flag')} standing, {unclear} unclear, {answered} answered.",
        tone=tone,
        lead=tuple(_unreadable(one) for one in reviews if one.document.unreadable),
        figures=(
            Figure(str(standing), "flags standing", Tone.BAD if standing else Tone.GOOD),
            Figure(str(unclear), "unclear", Tone.SOON if unclear else Tone.GOOD),
            Figure(str(answered), "answered", Tone.GOOD),
        ),
        sections=(
            *(_beside(reviews) if len(reviews) > 1 else _alone(reviews[0])),
            *(section_of(table, one.document.file) for one, table in zip(reviews, tables, strict=True)),
        ),
    )


def _unreadable(one: Review) -> str:
    pages = ", ".join(str(page) for page in one.document.unreadable[:12])
    return (
        f"{one.document.file}: {counted(len(one.document.unreadable), 'page')} without text (scanned?), not read: {pages}."
    )


def _alone(one: Review) -> tuple[Section, ...]:
    return (
        Section("Red flags", tuple(_entry(flag) for flag in one.flags)),
        Section("Extra checks", tuple(_entry(extra) for extra in one.extras)),
    )


def _beside(reviews: Sequence[Review]) -> tuple[Section, ...]:
    headings = ("Id", "Safeguard", *(one.document.file for one in reviews))
    together = zip(*((*one.flags, *one.extras) for one in reviews), strict=True)
    rows = [(graded[0].id, graded[0].title, *(each.grade.value for each in graded)) for graded in together]
    return (
        Section("Side by side", table=Table(headings, tuple(rows))),
        *(Section(f"Red flags in {one.document.file}", tuple(_entry(flag) for flag in one.flags)) for one in reviews),
    )


def _entry(graded: Graded) -> Entry:
    quotes = tuple(f'"{_short(quote.text)}" ({quote.where})' for quote in graded.quotes)
    searched = (f"Searched: {'; '.join(graded.searched[:4])}",) if graded.searched else ()
    ask = () if graded.grade is Grade.PRESENT else (f"Ask: {graded.ask}",)
    return Entry(
        f"{graded.title}: {graded.grade.value}",
        details=(graded.because, *quotes, *searched, *ask),
        code=graded.id,
        tone=TONES[graded.grade],
    )


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= SHOWN else f"{plain[:SHOWN]} ..."
