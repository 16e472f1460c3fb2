"""Forms of what an item is: correct what is known, split a part off, merge others into it."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms

from demarc.core.words import UNKNOWN
from demarc.doors.web.forms.base import ActForm
from demarc.doors.web.forms.fields import LineField, TextField
from demarc.record.reads.item_values import AspectLine, ItemPage

ASPECT = "aspect-"
NUMBERS = re.compile(r"(?:[A-Za-z]{1,3}-)?([0-9]{1,9})(?:\s*(?:\.\.|\bto\b)\s*(?:[A-Za-z]{1,3}-)?([0-9]{1,9}))?")
AT_ONCE = 200


class CorrectForm(ActForm):
    """What is known, aspect by aspect; the matrix decides anew when it is saved."""

    why = TextField(label="How you know", help_text="Both sides read it.", rows=2)

    def fit(self, page: ItemPage) -> None:
        for aspect in page.aspects:
            self.fields[ASPECT + aspect.name] = _field(aspect)
        self.order_fields([*(ASPECT + aspect.name for aspect in page.aspects), "why"])

    def given(self, now: datetime) -> Mapping[str, Any]:
        cleaned = super().given(now)
        facts = {key.removeprefix(ASPECT): value for key, value in cleaned.items() if key.startswith(ASPECT) and value}
        return {"facts": facts, "why": cleaned["why"]}


def _field(aspect: AspectLine) -> forms.Field:
    label = aspect.name.replace("_", " ").capitalize()
    if not aspect.values:
        return LineField(label=label, required=False)
    listed = dict.fromkeys((*aspect.values, UNKNOWN, aspect.value))
    choices = [(value, value) for value in listed]
    return forms.ChoiceField(label=label, choices=choices, initial=aspect.value)


class SplitForm(ActForm):
    """A part of the work as an item of its own."""

    subject = LineField(label="The part")
    topic = forms.ChoiceField(label="What it is about", required=False)
    why = TextField(label="Why it is work of its own", rows=2)

    def fit(self, page: ItemPage) -> None:
        topics = self.fields["topic"]
        assert isinstance(topics, forms.ChoiceField)
        topics.choices = [("", "the same as the whole"), *((topic, topic) for topic in page.topics)]


class MergeForm(ActForm):
    """Other items that are the same problem, by their numbers."""

    numbers = LineField(
        label="Numbers of the others", help_text="Yours and open, for example A-12, A-15 to A-40. They close into this one."
    )

    def clean_numbers(self) -> tuple[int, ...]:
        """Read numbers and stretches of numbers, with or without their letter."""
        found: list[int] = []
        for part in re.split(r"[,;]", self.cleaned_data["numbers"]):
            match = NUMBERS.fullmatch(part.strip())
            if match is None:
                raise forms.ValidationError("Write numbers such as A-12, or A-15 to A-40, with commas between them.")
            first, last = int(match[1]), int(match[2] or match[1])
            if not first <= last < first + AT_ONCE:
                raise forms.ValidationError(f"A stretch of numbers rises, by fewer than {AT_ONCE}.")
            found += range(first, last + 1)
        return tuple(dict.fromkeys(found))
