"""Forms of disagreeing: open a dispute, settle it between the leads, rule."""

from django import forms

from demarc.core.custody.ruling import Period
from demarc.doors.web.forms.base import ActForm
from demarc.doors.web.forms.fields import PersonField, TextField
from demarc.record.reads.item_values import ItemPage


class DisputeForm(ActForm):
    """A dispute names an interim holder at once; passing stops until it is settled or ruled."""

    why = TextField(label="Why it is not yours", help_text="Both sides and the arbiter read it.")


class RulingForm(ActForm):
    """Who holds from now on, in whose words, and for how long the ruling stands."""

    holder = PersonField(label="Who holds it")
    text = TextField(label="The rule in words", help_text="Say it so that the next case is decided by it.")
    period = forms.ChoiceField(
        label="How long it stands", choices=[(str(period), str(period)) for period in Period], initial=str(Period.ONCE)
    )

    def fit(self, page: ItemPage) -> None:
        people = self.fields["holder"]
        assert isinstance(people, PersonField)
        people.offer(page.people)
