"""Forms about people: away until an instant, and gone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms

from demarc.doors.web.forms.fields import PersonField
from demarc.record.reads.person_page import PersonPage


class AwayForm(forms.Form):
    """Until when somebody is away, and who covers."""

    until = forms.DateTimeField(
        label="Back at",
        help_text="At the engagement's place. Cover begins within a second.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        input_formats=("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"),
    )
    cover = PersonField(label="Covered by", required=False)

    def __init__(self, data: object = None, *, page: PersonPage) -> None:
        super().__init__(data)
        people = self.fields["cover"]
        assert isinstance(people, PersonField)
        people.offer(page.covers)
        people.choices = [("", "the deputies of their rows"), *list(people.choices)[1:]]

    def ends(self, zone: str) -> datetime:
        """Read the local time the form gives in the engagement's zone."""
        given: datetime = self.cleaned_data["until"]
        return given.replace(tzinfo=ZoneInfo(zone))
