"""What two people heard and how each scores it, put together as one interview: nobody's words are lost."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from demarc.core.interview.kit import QUESTIONS, InterviewQuestion
from demarc.core.interview.score import Evidence, Interview, VendorAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one person heard and saw of an answer, and their score; None where they gave none."""

    said: str = ""
    shown: Evidence = Evidence.NOTHING
    named_person: bool = False
    clock: bool = False
    score: int | None = None

    @property
    def noted(self) -> bool:
        """Tell whether they wrote something down; who only scores leaves the notes to the other."""
        return bool(self.said.strip()) or self.shown is not Evidence.NOTHING or self.named_person or self.clock


Sheet = Mapping[str, Heard]
"""What one person heard of a vendor, by question."""


def put_together(vendor: str, sheets: Mapping[str, Sheet]) -> Interview:
    """Make one interview of everybody's sheet, by name.

    Where their notes differ, the words of both are kept with their names, and of what was shown the lesser counts.
    """
    answers = (_answer(question, sheets) for question in QUESTIONS)
    return Interview(vendor, tuple(answer for answer in answers if answer))


def _answer(question: InterviewQuestion, sheets: Mapping[str, Sheet]) -> VendorAnswer | None:
    heard = {who: sheet[question.key] for who, sheet in sheets.items() if question.key in sheet}
    noted = {who: one for who, one in heard.items() if one.noted}
    scores = {who: one.score for who, one in heard.items() if one.score is not None}
    if not noted and not scores:
        return None
    return VendorAnswer(
        question=question,
        verbatim=_words(noted),
        evidence=_least([one.shown for one in noted.values()]),
        named_person=bool(noted) and all(one.named_person for one in noted.values()),
        clock=bool(noted) and all(one.clock for one in noted.values()),
        scores=scores,
    )


def _words(noted: Mapping[str, Heard]) -> str:
    said = {who: one.said.strip() for who, one in noted.items() if one.said.strip()}
    if len(set(said.values())) <= 1:
        return next(iter(said.values()), "")
    return "\n".join(_told(said))


def _told(said: Mapping[str, str]) -> Iterator[str]:
    for who, words in said.items():
        yield f"{who} heard: {words}"


def _least(shown: Sequence[Evidence]) -> Evidence:
    order = list(Evidence)
    return min(shown, key=order.index, default=Evidence.NOTHING)
