"""Forms of flags: raise one, answer it, disagree citing a row."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms

from demarc.doors.web.forms.base import ActForm
from demarc.doors.web.forms.fields import SPANS, LineField, TextField
from demarc.record.reads.item_values import ItemPage


class FlagForm(ActForm):
    """Saying that something was missed."""

    text = TextField(label="What was missed", help_text="Whoever holds the item must answer. Both sides read it.")


class AnswerFlagForm(ActForm):
    """An answer has four parts; one that lacks a part is kept, and its clock runs on."""

    what = TextField(label="What happened, and what will be done", required=False, rows=2)
    who = LineField(label="Who does it", required=False)
    span = forms.ChoiceField(label="By when", required=False, choices=(("", "not said"), *SPANS))
    proof = LineField(label="What will prove it", required=False)

    def given(self, now: datetime) -> Mapping[str, Any]:
        cleaned = dict(super().given(now))
        minutes = cleaned.pop("span")
        return {**cleaned, "when": now + timedelta(minutes=int(minutes)) if minutes else None}


class DisagreeForm(ActForm):
    """Disagreeing cites the row that says whose it was; a dispute opens."""

    row = forms.ChoiceField(label="The row that says whose it was")
    text = TextField(label="What the row says", help_text="Both sides and the arbiter read it.", rows=2)

    def fit(self, page: ItemPage) -> None:
        rows = self.fields["row"]
        assert isinstance(rows, forms.ChoiceField)
        rows.choices = [("", "Pick a row"), *((row.id, f"{row.id} {row.title}") for row in page.rows)]
