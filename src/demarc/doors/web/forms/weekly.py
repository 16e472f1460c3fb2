"""The form behind a button of the weekly mail."""

from django import forms

from demarc.core.custody.ruling import Period
from demarc.doors.web.forms.fields import TextField


class ChooseForm(forms.Form):
    """What is decided, in words where it needs any, and for how long a ruling stands."""

    text = TextField(label="In words", help_text="Both sides read it. Say it so that the next case is decided by it.")
    period = forms.ChoiceField(
        label="How long it stands",
        choices=[(str(period), str(period)) for period in Period],
        initial=str(Period.ONCE),
        required=False,
    )

    def __init__(self, data: object = None, *, needs_text: bool, rules: bool) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict or nothing
        if not needs_text:
            del self.fields["text"]
        if not rules:
            del self.fields["period"]
