"""The form of rows copied from a spreadsheet; looking at what they would do needs neither a start nor a reason."""

from django import forms

from demarc.doors.web.forms.fields import TextField
from demarc.doors.web.forms.versions import StartForm

PASTED_LETTERS = 500_000


class PasteRowsForm(StartForm):
    """Rows as a spreadsheet copies them, from when they are to decide, and why."""

    rows = forms.CharField(
        label="The rows",
        help_text="Copied with their headings, one of which is Id. Columns you leave out stay as they are.",
        max_length=PASTED_LETTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    why = TextField(label="Why", help_text="The other side reads it first.", required=False)

    def __init__(self, data: object = None) -> None:
        super().__init__(data, label_suffix="")  # type: ignore[arg-type]  # a QueryDict or nothing
        self.fields["starts_at"].required = False

    @property
    def proposing(self) -> tuple[forms.BoundField, ...]:
        """The fields that only a proposal needs."""
        return (self["starts_at"], self["why"])
