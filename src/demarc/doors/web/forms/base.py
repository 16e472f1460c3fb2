"""The form of one act on one item: it knows the page it stands on, and carries the version its reader has seen."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms

from demarc.record.reads.item_values import ItemPage


class ActForm(forms.Form):
    """A form in a drawer of the item page. `fit` fills in what can be picked there."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, page: ItemPage, act: str) -> None:  # noqa: ANN401 - a QueryDict or a dict
        super().__init__(data, auto_id=f"{act.replace(' ', '-')}-%s")
        self.fit(page)

    def fit(self, page: ItemPage) -> None:
        """Fill in what depends on the page."""

    @property
    def shown(self) -> tuple[forms.BoundField, ...]:
        """The fields a person fills in."""
        return tuple(self.visible_fields())

    def given(self, now: datetime) -> Mapping[str, Any]:
        """Give the cleaned values as an act wants them: `within`, a length of time, becomes the instant `when`."""
        cleaned = dict(self.cleaned_data)
        if "within" in cleaned:
            cleaned["when"] = now + cleaned.pop("within")
        return cleaned

    @property
    def seen_version(self) -> int | None:
        """Tell which version of the item the reader had before them."""
        return self.cleaned_data.get("seen")
