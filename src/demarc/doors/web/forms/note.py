"""Forms of writing beside custody: a note for both sides or one firm, an intervention, who works on it."""

from django import forms

from demarc.doors.web.forms.base import ActForm
from demarc.doors.web.forms.fields import PersonField, TextField
from demarc.record.reads.item_values import ItemPage

READERS = (("both", "Both sides read it"), ("own", "Internal: only my firm reads it"))


class InterveneForm(ActForm):
    """Acting in a crisis without holding the item."""

    text = TextField(label="What you did", help_text="Acting is not holding: the holder stays, and reads this at once.")


class AssignForm(ActForm):
    """Who works on it inside the holder's own firm."""

    to = PersonField(label="Worked by")

    def fit(self, page: ItemPage) -> None:
        people = self.fields["to"]
        assert isinstance(people, PersonField)
        people.offer(person for person in page.people if person.party == page.holder.party)


class NoteForm(ActForm):
    """A note moves nothing: the holder stays, no clock stops."""

    text = TextField(label="Note")
    readers = forms.ChoiceField(label="Who reads it", choices=READERS, widget=forms.RadioSelect, initial="both")
