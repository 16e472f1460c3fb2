"""Forms of handing over: accept, offer, decline, withdraw, promise."""

from typing import Any

from django import forms

from demarc.doors.web.forms.base import ActForm
from demarc.doors.web.forms.fields import LineField, PersonField, SpanField, TextField
from demarc.record.reads.item_values import ItemPage

GROUNDS = (
    ("row", "A row gives it to somebody else"),
    ("exclusion", "It is excluded in writing"),
    ("incomplete", "The hand-off is incomplete"),
)


class AcceptForm(ActForm):
    """Accepting is a promise: what happens next, and by when."""

    step = LineField(label="Your next step", help_text="What you will do first. Both sides read it.")
    within = SpanField(label="Done by", help_text="When this runs out, Demarc calls you again, then the next person.")


class OfferForm(ActForm):
    """An offer says to whom, why, and what comes with it. The sender holds until somebody accepts."""

    to = PersonField(label="Offer it to")
    why = TextField(label="Why them", help_text="One or two sentences. Both sides read it.")
    carries = TextField(label="What comes with it", help_text="Logs, access, what was tried.", required=False, rows=2)

    def fit(self, page: ItemPage) -> None:
        people = self.fields["to"]
        assert isinstance(people, PersonField)
        people.offer(person for person in page.people if person.id != page.holder.id)
        if page.why.must_carry:
            self.fields["carries"].help_text = f"The row asks for: {page.why.must_carry}"


class DeclineForm(ActForm):
    """A decline cites a row, an exclusion, or what the hand-off lacks; without one it does not count."""

    ground = forms.ChoiceField(label="On what ground", choices=GROUNDS, widget=forms.RadioSelect, initial="row")
    row = forms.ChoiceField(label="The row", required=False)
    text = TextField(
        label="The exclusion, or what is missing",
        help_text="Quote the clause, or name what you need to begin. Without it the offer stays open.",
        required=False,
    )

    def fit(self, page: ItemPage) -> None:
        rows = self.fields["row"]
        assert isinstance(rows, forms.ChoiceField)
        rows.choices = [("", "Pick a row"), *((row.id, f"{row.id} {row.title}") for row in page.rows)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        ground = given.get("ground")
        if ground == "row" and not given.get("row"):
            self.add_error("row", "Pick the row that gives it to somebody else.")
        if ground in {"exclusion", "incomplete"} and not given.get("text"):
            wanted = "Quote the exclusion." if ground == "exclusion" else "Name what is missing."
            self.add_error("text", wanted)
        return given


class WithdrawForm(ActForm):
    """Taking an offer back."""

    why = LineField(label="Why", required=False)


class PromiseForm(ActForm):
    """A new promise in place of the last."""

    step = LineField(label="Your next step")
    within = SpanField(label="Done by", help_text="Once for a P1, and never beyond what its priority allows.")
