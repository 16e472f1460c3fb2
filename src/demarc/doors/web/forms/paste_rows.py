"""The form of rows copied from a spreadsheet; looking at what they would do needs neither a start nor a reason."""

from django import forms

from demarc.doors.web.forms.versions import ChangeForm

PASTED_LETTERS = 500_000


class PasteRowsForm(ChangeForm):
    """Rows as a spreadsheet copies them, from when they are to decide, and why."""

    rows = forms.CharField(
        label="The rows",
        help_text="Copied with their headings, one of which is Id. Columns you leave out stay as they are.",
        max_length=PASTED_LETTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
