"""The answer to a blind question: who holds it, what the matrix says of an action, who is called next."""

from typing import Any

from django import forms

from demarc.core.understanding.blind import Guess
from demarc.core.words import Side
from demarc.doors.web.forms.fields import PersonField
from demarc.record.reads.lines import PersonLine
from demarc.record.reads.your_rows import MAY, NOBODY, QuestionShown

NOBODY_ELSE = PersonLine("-", NOBODY, "Or", Side.CLIENT)
"""The pick of nobody; to leave the choice empty is no answer."""


class AnswerForm(forms.Form):
    """Up to three picks. Which question they answer comes along, and is checked against the record."""

    confirmation = forms.IntegerField(widget=forms.HiddenInput)
    attempt = forms.IntegerField(widget=forms.HiddenInput)
    nth = forms.IntegerField(widget=forms.HiddenInput)
    holder = PersonField(label="Who holds it?")
    may = forms.ChoiceField(choices=tuple(MAY.items()), widget=forms.RadioSelect)
    then = PersonField(label="Who is called next, if they do not act?")

    def __init__(self, data: Any = None, *, question: QuestionShown) -> None:  # noqa: ANN401 - a QueryDict or nothing
        place = {"confirmation": question.confirmation, "attempt": question.attempt, "nth": question.nth}
        super().__init__(data, initial=place, label_suffix="")
        for name in ("holder", "then"):
            field = self.fields[name]
            assert isinstance(field, PersonField)
            field.offer(question.people if name == "holder" else (*question.people, NOBODY_ELSE))
        self.fields["may"].label = f"May you {question.action}?"
        if not question.action:
            del self.fields["may"]

    @property
    def guess(self) -> Guess:
        """Give what was picked."""
        given = self.cleaned_data
        then = given["then"]
        return Guess(given["holder"], given.get("may", ""), "" if then == NOBODY_ELSE.id else then)
