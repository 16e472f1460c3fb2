"""Forms of a version: proposing one by a file, a remark, and the digest that is confirmed when signing."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from demarc.doors.web.forms.fields import LineField, TextField


class StartForm(forms.Form):
    """From when something is to decide."""

    starts_at = forms.DateTimeField(
        label="In force from",
        help_text="A future instant, at the engagement's place.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        input_formats=("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"),
    )

    def start(self, zone: str) -> datetime:
        """Read the local time the form gives in the engagement's zone, as an instant in UTC."""
        given: datetime = self.cleaned_data["starts_at"]
        return given.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


class ProposeForm(StartForm):
    """A matrix file, from when it is to decide, and why."""

    why = TextField(label="Why", help_text="The other side reads it first.")


class ChangeForm(StartForm):
    """What only a proposed change needs, and a look at what it would do does not: from when it is to decide, and why."""

    why = TextField(label="Why", help_text="The other side reads it first.", required=False)

    def __init__(self, data: Any = None, **more: Any) -> None:  # noqa: ANN401 - a QueryDict or nothing, and what forms take
        super().__init__(data, label_suffix="", **more)
        self.fields["starts_at"].required = False
        self.fields["starts_at"].help_text += " Not needed to look at what it would do."

    @property
    def proposing(self) -> tuple[forms.BoundField, ...]:
        """The fields that only a proposal needs."""
        return (self["starts_at"], self["why"])


class RemarkForm(forms.Form):
    """A remark that both sides read."""

    text = TextField(label="Remark", help_text="Both sides read it.")


class SignForm(forms.Form):
    """The digest, entered again by who signs."""

    digest = LineField(label="Digest", help_text="Enter the digest of the text you have read.")


class AmendForm(StartForm):
    """From when an amendment is to decide at every client, and why."""

    why = TextField(label="Why", help_text="Every client reads it first, and its two sides still sign their own version.")
