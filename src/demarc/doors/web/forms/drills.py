"""Forms of drills: what to begin, and a dispute about a row."""

from collections.abc import Iterable

from django import forms

from demarc.doors.web.forms.fields import LineField, TextField
from demarc.record.reads.drills_page import DrillsPage, TestableRow


class BlindForm(forms.Form):
    """Which scenarios people answer; none means those whose last run is oldest."""

    scenarios = forms.MultipleChoiceField(label="Scenarios", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: object = None, *, page: DrillsPage) -> None:
        super().__init__(data, auto_id="blind-%s")  # type: ignore[arg-type]  # a QueryDict or nothing
        field = self.fields["scenarios"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(one.id, f"{one.id} {one.title}") for one in page.scenarios]


class LiveForm(forms.Form):
    """Which scenario's first item arrives now."""

    scenario = forms.ChoiceField(
        label="Scenario", help_text="Its first item arrives now, marked DRILL. Real people are told."
    )

    def __init__(self, data: object = None, *, page: DrillsPage) -> None:
        super().__init__(data, auto_id="live-%s")  # type: ignore[arg-type]  # a QueryDict or nothing
        field = self.fields["scenario"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Pick a scenario"), *((one.id, f"{one.id} {one.title}") for one in page.scenarios)]


class LadderForm(forms.Form):
    """Whose ladder is walked."""

    row = forms.ChoiceField(label="Row", help_text="Each person on its list is called in turn, 15 minutes each.")

    def __init__(self, data: object = None, *, page: DrillsPage) -> None:
        super().__init__(data, auto_id="ladder-%s")  # type: ignore[arg-type]  # a QueryDict or nothing
        field = self.fields["row"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = row_choices(page.rows)


class RowDisputeForm(forms.Form):
    """Two readings of one row, and where they met."""

    row = forms.ChoiceField(label="The row that is read in two ways")
    client = TextField(label="How the client reads it", help_text="In the words of who reads it so.")
    provider = TextField(label="How the provider reads it", help_text="In the words of who reads it so.")
    source = forms.ChoiceField(
        label="Where the two readings met",
        choices=(
            ("proposal", "In a proposed version"),
            ("import", "In a file that was imported"),
            ("reconciliation", "In a reconciliation"),
        ),
        widget=forms.RadioSelect,
    )
    which = LineField(label="Which one", help_text="The version, file or reconciliation.", required=False)

    def __init__(self, data: object = None, *, rows: Iterable[TestableRow], initial: dict[str, str] | None = None) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # a QueryDict or nothing
        field = self.fields["row"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = row_choices(rows)


def row_choices(rows: Iterable[TestableRow]) -> list[tuple[str, str]]:
    """Offer the rows in force to pick from."""
    return [("", "Pick a row"), *((row.id, f"{row.id} {row.title}") for row in rows)]
