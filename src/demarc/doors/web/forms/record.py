"""Forms of the record: how a side keeps it, its signature under a checkpoint, which growth to prove, what to erase."""

from django import forms

from demarc.doors.web.forms.fields import LineField, TextField


class KeepingForm(forms.Form):
    """Where a side's checkpoints go, and the public half of the key it countersigns with."""

    mailbox = LineField(
        label="Mailbox for your checkpoints",
        required=False,
        help_text="An address of your own that the other side cannot reach. Empty: your leads get them.",
    )
    key = LineField(
        label="Your verifier key",
        required=False,
        help_text="The line that demarc cosign --new printed. The private half stays with you.",
    )


class ReaderForm(forms.Form):
    """Whom the client lets read along, and for how long."""

    name = LineField(label="Name", help_text="Such as the insurer's reviewer, an auditor, a second opinion.")
    email = LineField(label="Mail address")
    days = forms.IntegerField(label="For how many days", initial=7, min_value=1, max_value=90)


class CosignForm(forms.Form):
    """The line that `demarc cosign` printed."""

    pasted = TextField(
        label="Your signature", help_text="The line that demarc cosign printed, or the whole note with it.", rows=2
    )


class GrowthForm(forms.Form):
    """Two checkpoints, of which the later should only add to the earlier."""

    earlier = forms.TypedChoiceField(label="The earlier checkpoint", coerce=int)
    later = forms.TypedChoiceField(label="The later checkpoint", coerce=int)

    def __init__(self, data: object = None, *, sizes: tuple[int, ...]) -> None:
        first = {"earlier": sizes[-1], "later": sizes[0]} if sizes else {}
        super().__init__(data, initial=first)  # type: ignore[arg-type]  # a QueryDict or None
        choices = [(size, "1 entry" if size == 1 else f"{size} entries") for size in sizes]
        for name in ("earlier", "later"):
            field = self.fields[name]
            assert isinstance(field, forms.TypedChoiceField)
            field.choices = choices


class EraseForm(forms.Form):
    """Why a text is erased, and a tick that it is meant."""

    why = LineField(label="Why", help_text="Both sides read it. Do not repeat what is to be forgotten.")
    sure = forms.BooleanField(label="It cannot be brought back, also not from the next export")
