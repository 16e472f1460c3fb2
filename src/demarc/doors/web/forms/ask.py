"""Forms of asking: asking is not handing off, the holder stays."""

from demarc.doors.web.forms.base import ActForm
from demarc.doors.web.forms.fields import LineField, PersonField, SpanField, TextField
from demarc.record.reads.item_values import ItemPage


class AskForm(ActForm):
    """A question to one person, with its own clock."""

    whom = PersonField(label="Ask")
    question = TextField(label="Your question")
    within = SpanField(label="Answer needed", initial="60")

    def fit(self, page: ItemPage) -> None:
        people = self.fields["whom"]
        assert isinstance(people, PersonField)
        people.offer(person for person in page.people if person.id != page.holder.id)


class TakeBackForm(ActForm):
    """Taking a question back."""

    why = LineField(label="Why", required=False)


class AnswerForm(ActForm):
    """The answer to a question."""

    text = TextField(label="Your answer", help_text="Both sides read it.")
