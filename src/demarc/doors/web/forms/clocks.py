"""The form of a clock: of what, how long, and from when it is to count."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms

from demarc.doors.web.forms.fields import LineField, TextField


class ClockForm(forms.Form):
    """Another clock for a priority or a row; looking at what it would have done needs neither a start nor a reason."""

    target = forms.ChoiceField(label="Whose clock")
    says = LineField(
        label="The clock", help_text="For example: accept 10 min; then 10 min, 20 min. Units: min h d, or bmin bh bd."
    )
    starts_at = forms.DateTimeField(
        label="In force from",
        help_text="A future instant, at the engagement's place. Not needed to look at what it would have done.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        input_formats=("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"),
        required=False,
    )
    why = TextField(label="Why", help_text="The other side reads it first.", required=False)

    def __init__(self, data: object = None, *, choices: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict, a dict or nothing
        field = self.fields["target"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def start(self, zone: str) -> datetime | None:
        """Read the local time the form gives in the engagement's zone."""
        given: datetime | None = self.cleaned_data["starts_at"]
        return given.replace(tzinfo=ZoneInfo(zone)) if given else None
