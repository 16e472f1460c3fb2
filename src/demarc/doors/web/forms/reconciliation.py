"""Forms of a reconciliation: what becomes of a line, the next date, and the reason of an exception."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django import forms

from demarc.doors.web.forms.fields import PersonField, TextField
from demarc.record.reads.lines import PersonLine
from demarc.record.reads.reconciliations import OpenDraft, ReconciliationPage

MORNING = time(8)


class DayField(forms.DateField):
    """A day at the engagement's place."""

    def __init__(self, *, label: str, help_text: str = "") -> None:
        super().__init__(label=label, help_text=help_text, widget=forms.DateInput(attrs={"type": "date"}))


def morning_of(day: date, zone: str) -> datetime:
    """Give 08:00 of a day at a place, as UTC."""
    return datetime.combine(day, MORNING, tzinfo=ZoneInfo(zone)).astimezone(UTC)


class LineForm(forms.Form):
    """One way to dispose of one line; its fields' ids tell it from the same form of another line."""

    line = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: object = None, *, verb: str, line: int, page: ReconciliationPage) -> None:
        super().__init__(data, initial={"line": line}, auto_id=f"{verb}-{line}-%s")  # type: ignore[arg-type]  # a QueryDict or nothing
        self.fit(page)

    def fit(self, page: ReconciliationPage) -> None:
        """Fill in what depends on the page."""


class StopForm(LineForm):
    """Nothing more is said: it stops."""


class AcceptForm(LineForm):
    """Until when it is accepted."""

    until = DayField(label="Accepted until", help_text="08:00 of that day, at the engagement's place.")


class AmendForm(LineForm):
    """Who is to have the work, or the version that says so already."""

    holder = PersonField(
        label="Draft it for", required=False, help_text="They become accountable. Both sides still sign the version."
    )
    version = forms.TypedChoiceField(
        label="Or a version that is proposed already", required=False, coerce=int, empty_value=None
    )

    def fit(self, page: ReconciliationPage) -> None:
        offer_people(self.fields["holder"], page.people)
        offer_drafts(self.fields["version"], page.drafts)
        if not page.drafts:
            del self.fields["version"]

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        if bool(given.get("holder")) == bool(given.get("version")):
            self.add_error("holder", "Pick one person, or a version that is proposed already.")
        return given


class DisagreeForm(LineForm):
    """How each side reads the row."""

    client = TextField(label="How the client reads it", rows=2)
    provider = TextField(label="How the provider reads it", rows=2)


def offer_people(field: forms.Field, people: Iterable[PersonLine]) -> None:
    """Let one pick among the people who take part."""
    assert isinstance(field, PersonField)
    field.offer(people)


def offer_drafts(field: forms.Field, drafts: Iterable[OpenDraft]) -> None:
    """Let one pick among the versions that are proposed."""
    assert isinstance(field, forms.TypedChoiceField)
    field.choices = [("", "Pick a version"), *((one.number, f"no. {one.number}, {one.label}") for one in drafts)]


class NextForm(forms.Form):
    """When the next reconciliation opens."""

    next_at = DayField(label="The next one opens on", help_text="Within thirteen weeks. It opens at 08:00.")


class ReasonForm(forms.Form):
    """Why something had to cross the line."""

    text = TextField(label="The reason", help_text="Both sides read it, here and in the record.")
