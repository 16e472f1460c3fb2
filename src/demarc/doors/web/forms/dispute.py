"""Forms of disagreeing: open a dispute, settle it between the leads, rule."""

from collections.abc import Iterable
from typing import Any

from django import forms

from demarc.core.custody.ruling import Period
from demarc.doors.web.forms.base import ActForm
from demarc.doors.web.forms.fields import PersonField, TextField
from demarc.record.reads.item_values import ItemPage
from demarc.record.reads.lines import PersonLine


class DisputeForm(ActForm):
    """A dispute names an interim holder at once; passing stops until it is settled or ruled."""

    why = TextField(label="Why it is not yours", help_text="Both sides and the arbiter read it.")


class RulingFields(forms.Form):
    """Who holds from now on, in whose words, and for how long the ruling stands."""

    holder = PersonField(label="Who holds it")
    text = TextField(label="The rule in words", help_text="Say it so that the next case is decided by it.")
    period = forms.ChoiceField(
        label="How long it stands", choices=[(str(period), str(period)) for period in Period], initial=str(Period.ONCE)
    )

    def name_one_of(self, people: Iterable[PersonLine]) -> None:
        """Set who can be named as the holder."""
        holder = self.fields["holder"]
        assert isinstance(holder, PersonField)
        holder.offer(people)


class RulingForm(RulingFields, ActForm):
    """A ruling from the item's own page."""

    def fit(self, page: ItemPage) -> None:
        self.name_one_of(page.people)


class RuleOwnForm(RulingForm):
    """The client lead's own ruling on what no single row takes. It takes effect at once; the other side may dispute it."""

    def fit(self, page: ItemPage) -> None:
        super().fit(page)
        self.fields["period"].initial = str(Period.PERMANENT)
        self.fields["period"].help_text = "A permanent ruling is drafted as a row, for both sides to sign."


class DecideForm(RulingFields):
    """A settlement or ruling from the dispute's own page."""

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - a QueryDict
        *,
        act: str,
        people: Iterable[PersonLine],
        about_row: bool = False,
    ) -> None:
        super().__init__(data, auto_id=f"{act}-%s")
        self.name_one_of(people)
        if about_row:
            # There is no item that the decision could be about alone, and only what is permanent is drafted.
            period = self.fields["period"]
            assert isinstance(period, forms.ChoiceField)
            period.choices = [(one, one) for one in map(str, (Period.PERMANENT, Period.RECONCILIATION))]
            period.initial = str(Period.PERMANENT)


class SpeakForm(forms.Form):
    """The one statement of a side."""

    text = TextField(label="What the arbiter should know", help_text="It cannot be changed afterwards.", rows=5)
