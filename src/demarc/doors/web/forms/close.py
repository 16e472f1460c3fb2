"""Forms of ending: close with a verdict and proof, reopen."""

from django import forms

from demarc.core.custody.custody import Ending
from demarc.doors.web.forms.base import ActForm
from demarc.doors.web.forms.fields import TextField
from demarc.record.reads.item_values import ItemPage

WORDS = {
    Ending.DONE: "Done",
    Ending.FIXED: "Fixed",
    Ending.TRUE_POSITIVE: "It was real, and is dealt with",
    Ending.FALSE_POSITIVE: "It was a false alarm",
    Ending.BENIGN: "It was real and harmless",
    Ending.RISK_ACCEPTED: "The risk is accepted (the client's executive only)",
    Ending.CLIENT_NOTIFIED: "The client was told",
    Ending.WITHDRAWN: "Withdrawn by who raised it",
}
"""The endings in words; which of them an item may have is for the item to say."""


class CloseForm(ActForm):
    """A closing says the verdict and shows the proof."""

    verdict = forms.ChoiceField(label="Verdict")
    proof = TextField(
        label="Proof",
        help_text="What shows it: a log line, a case number, a test with its time. A notice alone is no verdict.",
        required=False,
    )

    def fit(self, page: ItemPage) -> None:
        verdicts = self.fields["verdict"]
        assert isinstance(verdicts, forms.ChoiceField)
        endings = ((ending, WORDS.get(Ending(ending), ending)) for ending in page.endings)
        verdicts.choices = [("", "Pick a verdict"), *endings]


class ReopenForm(ActForm):
    """Opening a closed item again. Its age runs on."""

    why = TextField(label="Why", rows=2)
