"""One person's sheet of a vendor as a form: what was said, what was shown, and a score from 0 to 4, by question."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from demarc.core.interview.heard import Heard, Sheet
from demarc.core.interview.kit import MUST, QUESTIONS, InterviewQuestion
from demarc.core.interview.score import BEST, Evidence, VendorAnswer
from demarc.doors.web.forms.fields import TextField

SHOWN = (
    (str(Evidence.NOTHING), "nothing, only told"),
    (str(Evidence.DOCUMENT), "a general paper"),
    (str(Evidence.EXAMPLE), "a real or redacted example"),
    (str(Evidence.MEASURED), "an example with measured use"),
)
SCORES = (*((str(score), str(score)) for score in range(BEST + 1)), ("", "not yet"))
NO_SCORE = "Every vendor is asked this. Score it before you give your scores; no answer is worth 0."


@dataclass(frozen=True, slots=True)
class Scored:
    """A question of the form with its fields, and what its score counts where the notes cap it."""

    number: int
    question: InterviewQuestion
    said: forms.BoundField
    shown: forms.BoundField
    named_person: forms.BoundField | None
    clock: forms.BoundField | None
    score: forms.BoundField
    cap: int | None


class SheetForm(forms.Form):
    """What one person heard and how they score it. `give` gives the scores for good; without it they are a draft."""

    def __init__(self, data: QueryDict | None = None, *, sheet: Sheet, give: bool = False) -> None:
        super().__init__(data, initial=dict(_initial(sheet)))
        self._sheet, self._give = sheet, give
        for question in QUESTIONS:
            key = question.key
            self.fields[f"{key}-said"] = TextField(label="What they said, word for word", required=False)
            self.fields[f"{key}-shown"] = forms.ChoiceField(
                label="What they showed with it", choices=SHOWN, required=False, widget=forms.RadioSelect
            )
            if question.in_detail:
                self.fields[f"{key}-named_person"] = forms.BooleanField(label="They named a person", required=False)
                self.fields[f"{key}-clock"] = forms.BooleanField(label="They named a time", required=False)
            self.fields[f"{key}-score"] = forms.ChoiceField(
                label=f"Your score, 0 to {BEST}", choices=SCORES, required=False, widget=forms.RadioSelect
            )

    @property
    def questions(self) -> Iterator[Scored]:
        """Give the questions in order."""
        for number, question in enumerate(QUESTIONS, 1):
            key = question.key
            yield Scored(
                number,
                question,
                self[f"{key}-said"],
                self[f"{key}-shown"],
                self[f"{key}-named_person"] if question.in_detail else None,
                self[f"{key}-clock"] if question.in_detail else None,
                self[f"{key}-score"],
                self._cap(question),
            )

    def _cap(self, question: InterviewQuestion) -> int | None:
        """Tell what the kept score counts, where it is more than the kept notes are worth."""
        kept = self._sheet.get(question.key)
        if kept is None or kept.score is None or not kept.noted:
            return None
        answer = VendorAnswer(
            question=question,
            verbatim=kept.said,
            evidence=kept.shown,
            named_person=kept.named_person,
            clock=kept.clock,
            scores={"": kept.score},
        )
        return answer.cap if kept.score > answer.cap else None

    def clean(self) -> dict[str, Any]:
        """See that scores are given to every question everybody is asked."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for key in MUST if self._give else ():
            if not cleaned.get(f"{key}-score") and f"{key}-score" not in self.errors:
                self.add_error(f"{key}-score", NO_SCORE)
        return cleaned

    def sheet(self) -> Sheet:
        """Give what was filled in; a question with nothing in it is left out."""
        given = {question.key: self._heard(question) for question in QUESTIONS}
        return {key: heard for key, heard in given.items() if heard.noted or heard.score is not None}

    def _heard(self, question: InterviewQuestion) -> Heard:
        cleaned, key = self.cleaned_data, question.key
        score = cleaned.get(f"{key}-score")
        return Heard(
            said=cleaned[f"{key}-said"],
            shown=Evidence(cleaned[f"{key}-shown"] or Evidence.NOTHING),
            named_person=bool(cleaned.get(f"{key}-named_person")),
            clock=bool(cleaned.get(f"{key}-clock")),
            score=int(score) if score else None,
        )


def _initial(sheet: Sheet) -> Iterator[tuple[str, Any]]:
    for question in QUESTIONS:
        heard = sheet.get(question.key, Heard())
        yield f"{question.key}-said", heard.said
        yield f"{question.key}-shown", str(heard.shown)
        yield f"{question.key}-named_person", heard.named_person
        yield f"{question.key}-clock", heard.clock
        yield f"{question.key}-score", "" if heard.score is None else str(heard.score)
