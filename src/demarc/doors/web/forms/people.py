"""Forms about people: away until an instant, and gone."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from demarc.record.reads.person_page import PersonPage


class AwayForm(forms.Form):
    """Until when somebody is away, and who covers."""

    until = forms.DateTimeField(
        label="Back at",
        help_text="At the engagement's place. Cover begins within a second.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        input_formats=("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"),
    )
    cover = forms.ChoiceField(label="Covered by", required=False)

    def __init__(self, data: Any = None, *, page: PersonPage) -> None:  # noqa: ANN401 - a QueryDict or nothing
        super().__init__(data)
        people = self.fields["cover"]
        assert isinstance(people, forms.ChoiceField)
        people.choices = [("", "the deputies of their rows"), *((one.id, one.name) for one in page.covers)]

    def ends(self, zone: str) -> datetime:
        """Read the local time the form gives in the engagement's zone."""
        given: datetime = self.cleaned_data["until"]
        return given.replace(tzinfo=ZoneInfo(zone))
