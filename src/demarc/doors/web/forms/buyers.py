"""Small forms of a buyer's file: a vendor, the two who score, the lead's reading, the executive's words, a link to keep."""

import re
from typing import Any

from django import forms

from demarc.doors.web.forms.fields import LineField, TextField

NAME = "As it stands in the memo."
LINK = re.compile(r"/before/fit/([\w-]{20,64})/?")


class VendorForm(forms.Form):
    """A vendor's name."""

    name = LineField(label="Name of the vendor", help_text="As it stands on its proposal.")


class TwoForm(forms.Form):
    """The two who score, apart from each other; their names stand beside their scores."""

    first = LineField(label="One who scores")
    second = LineField(label="The other")

    def clean(self) -> dict[str, Any]:
        """See that they are two."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for field in ("first", "second"):
            cleaned[field] = " ".join(cleaned.get(field, "").split())
        if cleaned["first"] and cleaned["first"].casefold() == cleaned["second"].casefold():
            self.add_error("second", "That is one person. Two have to score, each alone.")
        return cleaned


class ReadingForm(forms.Form):
    """The lead's own reading of the scope."""

    name = LineField(label="Your name", help_text=NAME)
    said = TextField(
        label="What you think of the scope",
        help_text="What is yours, what is theirs, what is missing. The executive reads it in the memo, under your name.",
        rows=6,
    )


class WithoutForm(forms.Form):
    """Why the executive decides without the lead's reading."""

    name = LineField(label="Your name", help_text=NAME)
    reason = TextField(label="Why the lead's reading cannot be had", help_text="It stands in the memo.")


class OverrideForm(forms.Form):
    """The executive's decision against a fully managed outcome."""

    name = LineField(label="Your name", help_text=NAME)
    reason = TextField(label="Why co-managed all the same", help_text="It stands in the memo, beside what the rules say.")
    review = forms.DateField(
        label="When you look at it again",
        help_text="A day, like 2027-03-01.",
        widget=forms.DateInput(attrs={"type": "date"}),
        input_formats=("%Y-%m-%d",),
    )


class KeepFitForm(forms.Form):
    """The link that shows a buyer's file."""

    link = LineField(label="The link that shows what the answers come to", help_text="It ends in a long word of letters.")

    def clean_link(self) -> str:
        """Take the token out of the link."""
        found = LINK.search(self.cleaned_data["link"])
        if found is None:
            raise forms.ValidationError("This is no such link. It looks like https://…/before/fit/…/")
        return found[1]
