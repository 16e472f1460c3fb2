"""Fields that several forms have: a length of time to pick, a person to pick, a text of bounded length.

Every widget names its errors and hints, so that a screen reader says them with the field.
"""

import re
from collections.abc import Iterable
from datetime import timedelta

from django import forms

from demarc.record.reads.lines import PersonLine

TEXT_LIMIT = 4_000
LINE_LIMIT = 200

Choice = tuple[str, str | list[tuple[str, str]]]
"""What one can pick with how it is told, or the title of a group with what is in it."""

SPANS = (
    ("15", "in 15 minutes"),
    ("30", "in 30 minutes"),
    ("60", "in 1 hour"),
    ("120", "in 2 hours"),
    ("240", "in 4 hours"),
    ("480", "in 8 hours"),
    ("1440", "tomorrow, at this time"),
    ("4320", "in 3 days"),
    ("10080", "in a week"),
)


class SpanField(forms.TypedChoiceField):
    """A length of time from now, picked from a short list."""

    def __init__(self, *, label: str, initial: str = "60", help_text: str = "") -> None:
        super().__init__(
            choices=SPANS,
            coerce=lambda minutes: timedelta(minutes=int(minutes)),
            label=label,
            initial=initial,
            help_text=help_text,
        )


STEERING = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that are not read but steer: a terminal, or the direction in which the rest of the line is read."""


class PlainField(forms.CharField):
    """A text as people read it: what would only steer stands in it as a mark that something was there."""

    def to_python(self, value: object) -> str:
        return STEERING.sub("\ufffd", super().to_python(value) or "")


class TextField(PlainField):
    """A text of a few lines."""

    def __init__(self, *, label: str, help_text: str = "", required: bool = True, rows: int = 3) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            max_length=TEXT_LIMIT,
            widget=forms.Textarea(attrs={"rows": rows}),
        )


class LineField(PlainField):
    """A text of one line."""

    def __init__(self, *, label: str, help_text: str = "", required: bool = True) -> None:
        super().__init__(label=label, help_text=help_text, required=required, max_length=LINE_LIMIT)


class PersonField(forms.ChoiceField):
    """A person to pick, grouped by firm."""

    def offer(self, people: Iterable[PersonLine], *, blank: str = "Pick a person", more: Iterable[Choice] = ()) -> None:
        """Set whom one can pick; `more` stands after the people."""
        firms: dict[str, list[tuple[str, str]]] = {}
        for person in people:
            firms.setdefault(person.party, []).append((person.id, person.name))
        self.choices = [("", blank), *firms.items(), *more]
