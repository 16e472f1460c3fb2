"""The form of a note: for both sides, or for one's own firm only."""

from django import forms

from demarc.doors.web.forms.base import ActForm
from demarc.doors.web.forms.fields import TextField

READERS = (("both", "Both sides read it"), ("own", "Internal: only my firm reads it"))


class NoteForm(ActForm):
    """A note moves nothing: the holder stays, no clock stops."""

    text = TextField(label="Note")
    readers = forms.ChoiceField(label="Who reads it", choices=READERS, widget=forms.RadioSelect, initial="both")
