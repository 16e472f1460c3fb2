"""The fit questions as a form: an answer and what shows it, and the lead's week in numbers where it is known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from demarc.core.fit.questions import DOOR, QUESTIONS, Bearing
from demarc.doors.web.forms.fields import LineField

YES_NO = (("yes", "yes"), ("no", "no"), ("", "don't know"))
WEEK = (
    ("hours", "Hours a week in the contract"),
    ("tickets", "Tickets a week that stay with the lead, at least"),
    ("tickets_high", "Tickets a week, at most"),
    ("minutes", "Minutes each, at least"),
    ("minutes_high", "Minutes each, at most"),
    ("duties", "Hours of duties that come back every week"),
    ("projects", "Hours of projects"),
    ("moved", "Hours that a provider would take over"),
    ("hand_offs", "Hand-offs a week across the line"),
    ("approvals", "Approvals a week"),
)
MOST = 1_000
CLAIM = "A paper, a date, a list. A claim alone does not count."


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the form: its number, its text, and the fields of the answer and of its evidence."""

    number: int
    text: str
    field: forms.BoundField
    evidence: forms.BoundField | None


class FitForm(forms.Form):
    """Questions 1 to 12 for everybody; the rest, and the week, for whoever runs the systems."""

    def __init__(self, data: QueryDict | None = None, *, whole: bool, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self._asked = QUESTIONS if whole else QUESTIONS[:DOOR]
        for question in self._asked:
            if question.threshold is None:
                self.fields[question.key] = forms.ChoiceField(
                    label=question.text, choices=YES_NO, required=False, widget=forms.RadioSelect
                )
            else:
                self.fields[question.key] = forms.IntegerField(label=question.text, min_value=0, required=False)
            if question.part is Bearing.POINT:
                self.fields[f"{question.key}-evidence"] = LineField(
                    label="What shows it?",
                    help_text="A paper, a date, a list. A claim alone does not count.",
                    required=False,
                )
        for name, label in WEEK if whole else ():
            self.fields[f"week-{name}"] = forms.FloatField(label=label, min_value=0, max_value=MOST, required=False)

    @property
    def questions(self) -> Iterator[Asked]:
        """Give the questions in order."""
        for number, question in enumerate(self._asked, 1):
            evidence = f"{question.key}-evidence"
            yield Asked(number, question.text, self[question.key], self[evidence] if evidence in self.fields else None)

    @property
    def week(self) -> tuple[forms.BoundField, ...]:
        """Give the fields of the week, none where it is not asked for."""
        return tuple(self[f"week-{name}"] for name, _ in WEEK if f"week-{name}" in self.fields)

    def clean(self) -> dict[str, Any]:
        """See that the week is whole or empty, and that no range is upside down."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        numbers = {name: cleaned.get(f"week-{name}") for name, _ in WEEK}
        given = [name for name, number in numbers.items() if number is not None]
        if given and len(given) < len(WEEK):
            missing = next(name for name, _ in WEEK if numbers[name] is None)
            self.add_error(f"week-{missing}", "Fill in every number of the week, or leave all of them empty.")
        elif given:
            self._check(numbers)
        return cleaned

    def _check(self, numbers: Mapping[str, Any]) -> None:
        for low, high in (("tickets", "tickets_high"), ("minutes", "minutes_high")):
            if numbers[low] > numbers[high]:
                self.add_error(f"week-{high}", "The most is not below the least.")
        if not numbers["hours"]:
            self.add_error("week-hours", "A week needs hours.")

    def kept(self) -> dict[str, Any]:
        """Give the answers as they are kept: texts by question, and the week's numbers together."""
        kept: dict[str, Any] = {
            name: str(value)
            for name, value in self.cleaned_data.items()
            if not name.startswith("week-") and value not in (None, "")
        }
        numbers = {name: self.cleaned_data.get(f"week-{name}") for name, _ in WEEK}
        if all(number is not None for number in numbers.values()):
            kept["week"] = numbers
        return kept


def initial_of(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Fill a form with what was kept."""
    week = {f"week-{name}": number for name, number in kept.get("week", {}).items()}
    return {**{name: value for name, value in kept.items() if name != "week"}, **week}
