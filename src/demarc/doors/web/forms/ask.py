"""Forms of asking: asking is not handing off, the holder stays."""

from django import forms

from demarc.doors.web.forms.base import ActForm
from demarc.doors.web.forms.fields import LineField, PersonField, SpanField, TextField
from demarc.record.reads.item_values import ItemPage


class AskForm(ActForm):
    """A question to one person, with its own clock."""

    whom = PersonField(label="Ask")
    question = TextField(label="Your question")
    within = SpanField(label="Answer needed", initial="60")
    action = forms.ChoiceField(
        label="For leave to",
        required=False,
        help_text="The permission then says until when to wait, and what silence means.",
    )

    def fit(self, page: ItemPage) -> None:
        actions = self.fields["action"]
        assert isinstance(actions, forms.ChoiceField)
        asking = [(action, f"{action}: {answer}") for action, answer in page.may if answer.startswith("ask")]
        actions.choices = [("", "do nothing in particular"), *asking]
        if not asking:
            actions.widget = forms.HiddenInput()
        people = self.fields["whom"]
        assert isinstance(people, PersonField)
        people.offer(person for person in page.people if person.id != page.holder.id)


class TakeBackForm(ActForm):
    """Taking a question back."""

    why = LineField(label="Why", required=False)


class AnswerForm(ActForm):
    """The answer to a question."""

    text = TextField(label="Your answer", help_text="Both sides read it.")
