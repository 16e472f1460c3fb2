"""Forms of ending: close with a verdict and proof, reopen."""

from django import forms

from demarc.core.custody.custody import Ending
from demarc.doors.web.forms.base import ActForm
from demarc.doors.web.forms.fields import TextField

VERDICTS = (
    (Ending.FIXED, "Fixed"),
    (Ending.TRUE_POSITIVE, "It was real, and is dealt with"),
    (Ending.FALSE_POSITIVE, "It was a false alarm"),
    (Ending.BENIGN, "It was real and harmless"),
    (Ending.DONE, "Done"),
    (Ending.CLIENT_NOTIFIED, "The client was told"),
    (Ending.RISK_ACCEPTED, "The risk is accepted (executive only)"),
    (Ending.WITHDRAWN, "Withdrawn by who raised it"),
)


class CloseForm(ActForm):
    """A closing says the verdict and shows the proof."""

    verdict = forms.ChoiceField(label="Verdict", choices=[("", "Pick a verdict"), *((str(v), w) for v, w in VERDICTS)])
    proof = TextField(
        label="Proof",
        help_text="What shows it: a log line, a case number, a test with its time. A notice alone is no verdict.",
        required=False,
    )


class ReopenForm(ActForm):
    """Opening a closed item again. Its age runs on."""

    why = TextField(label="Why", rows=2)
