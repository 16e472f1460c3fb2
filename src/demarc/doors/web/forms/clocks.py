"""The form of a clock: of what, how long, and from when it is to count."""

from collections.abc import Iterable

from django import forms

from demarc.doors.web.forms.fields import LineField
from demarc.doors.web.forms.versions import ChangeForm


class ClockForm(ChangeForm):
    """Another clock for a priority or a row; looking at what it would have done needs neither a start nor a reason."""

    target = forms.ChoiceField(label="Whose clock")
    says = LineField(
        label="The clock", help_text="For example: accept 10 min; then 10 min, 20 min. Units: min h d, or bmin bh bd."
    )
    field_order = ("target", "says", "starts_at", "why")

    def __init__(self, data: object = None, *, choices: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        field = self.fields["target"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)
