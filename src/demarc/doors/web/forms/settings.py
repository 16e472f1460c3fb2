"""Forms of the settings: a feed to add, an absence to plan, the mailbox of a side."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings

from demarc.doors.web.forms.fields import LineField, TextField
from demarc.record.reads.feed_lines import FeedLine
from demarc.record.reads.settings_page import SettingsPage

SILENCES = (
    ("0", "never"),
    ("900", "after 15 minutes"),
    ("3600", "after 1 hour"),
    ("14400", "after 4 hours"),
    ("86400", "after a day"),
    ("604800", "after a week"),
)
HERE = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M")


class PairsField(TextField):
    """Lines of `name = value`."""

    def clean(self, value: Any) -> dict[str, str]:  # noqa: ANN401 - a text goes in, pairs come out
        pairs: dict[str, str] = {}
        for nth, line in enumerate(super().clean(value).splitlines(), 1):
            name, sign, said = (part.strip() for part in line.partition("="))
            if not line.strip():
                continue
            if not (name and sign and said):
                raise forms.ValidationError(f"Line {nth} is not of the form name = value.")
            if name in pairs:
                raise forms.ValidationError(f"Line {nth} gives {name} for the second time.")
            pairs[name] = said
        return pairs


class FeedForm(forms.Form):
    """A source that may post from now on."""

    name = LineField(label="Name", help_text="As people call it, such as Harborline EDR.")
    reader = forms.ChoiceField(label="What it sends")
    holder = forms.ChoiceField(label="Who answers for it", help_text="Holds what nobody can read, and its silence.")
    silent_after = forms.TypedChoiceField(
        label="Its silence is news",
        choices=SILENCES,
        initial="86400",
        coerce=lambda seconds: timedelta(seconds=int(seconds)),
    )
    facts = PairsField(
        label="What all its signals have in common", required=False, rows=2, help_text="One a line, aspect = value."
    )
    aspects = PairsField(
        label="Labels that state an aspect", required=False, rows=2, help_text="One a line, label = aspect."
    )

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - a QueryDict or nothing
        *,
        page: SettingsPage,
        changing: FeedLine | None = None,
    ) -> None:
        about = changing.id if changing else ""
        super().__init__(data, auto_id=f"feed-{about}-%s" if about else "feed-%s")
        self._taken = {one.name.casefold() for one in page.feeds if one.active and one.id != about}
        self._known = frozenset(page.aspects)
        _offer(self, "reader", settings.DEMARC_READERS.items())
        _offer(self, "holder", ((one.person.id, one.person.name) for one in page.people))

        if changing:
            self._begin_with(changing)

    def _begin_with(self, feed: FeedLine) -> None:
        """Show a feed as it is. What it sends stays: bodies that wait would be read by another reader."""
        del self.fields["reader"]
        seconds = str(int(feed.silent_after.total_seconds()))
        silences = self.fields["silent_after"]
        assert isinstance(silences, forms.ChoiceField)
        if seconds not in dict(SILENCES):
            silences.choices = [*SILENCES, (seconds, "as it is now")]
        self.initial = {
            "name": feed.name,
            "holder": feed.holder.id,
            "silent_after": seconds,
            "facts": _as_lines(feed.facts),
            "aspects": _as_lines(feed.aspects),
        }

    def clean_name(self) -> str:
        """Refuse a second feed of one name: a page sent twice adds one feed."""
        name = str(self.cleaned_data["name"])
        if name.casefold() in self._taken:
            raise forms.ValidationError("A feed of this name posts already; switch it off first, or choose another name.")
        return name

    def clean_facts(self) -> dict[str, str]:
        """Refuse facts of which no row can speak."""
        return self._of_the_matrix(self.cleaned_data["facts"], self.cleaned_data["facts"])

    def clean_aspects(self) -> dict[str, str]:
        """Refuse labels for what no row can speak of."""
        return self._of_the_matrix(self.cleaned_data["aspects"], self.cleaned_data["aspects"].values())

    def _of_the_matrix(self, pairs: dict[str, str], aspects: Iterable[str]) -> dict[str, str]:
        for aspect in aspects:
            if aspect not in self._known:
                known = ", ".join(sorted(self._known)) or "none yet"
                raise forms.ValidationError(f"The matrix has no aspect {aspect}; it has: {known}.")
        return pairs


class TokenForm(forms.Form):
    """Until when the old token of a feed opens it beside the new one."""

    overlap = forms.TypedChoiceField(
        label="The old token",
        choices=(("24", "works 24 hours more, so that nothing is lost while the source is changed"), ("0", "ends at once")),
        initial="24",
        widget=forms.RadioSelect,
        coerce=lambda hours: timedelta(hours=int(hours)),
    )

    def __init__(self, data: Any = None, *, feed: FeedLine) -> None:  # noqa: ANN401 - a QueryDict or nothing
        super().__init__(data, auto_id=f"token-{feed.id}-%s")


class PlanForm(forms.Form):
    """From when until when somebody will be away, and who covers."""

    person = forms.ChoiceField(label="Who")
    start = forms.DateTimeField(
        label="Away from",
        required=False,
        help_text="At the engagement's place. Empty: from now on.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        input_formats=HERE,
    )
    until = forms.DateTimeField(
        label="Back at", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}), input_formats=HERE
    )
    cover = forms.ChoiceField(label="Covered by", required=False)

    def __init__(self, data: Any = None, *, page: SettingsPage, zone: str) -> None:  # noqa: ANN401 - a QueryDict or nothing
        super().__init__(data, auto_id="plan-%s")
        self._zone = ZoneInfo(zone)
        people = [(one.person.id, one.person.name) for one in page.people]
        _offer(self, "person", people)
        _offer(self, "cover", (("", "the deputies of their rows"), *people))

    def clean_start(self) -> datetime | None:
        """Read the local time in the engagement's zone."""
        return self._instant("start")

    def clean_until(self) -> datetime | None:
        """Read the local time in the engagement's zone."""
        return self._instant("until")

    def _instant(self, name: str) -> datetime | None:
        given: datetime | None = self.cleaned_data[name]
        return given.replace(tzinfo=self._zone).astimezone(UTC) if given else None


class MailboxForm(forms.Form):
    """Where a side's checkpoints go."""

    mailbox = LineField(
        label="Mailbox for your checkpoints",
        required=False,
        help_text="An address that the other side cannot reach. Empty: your leads get them.",
    )

    def __init__(self, data: Any = None, *, page: SettingsPage) -> None:  # noqa: ANN401 - a QueryDict or nothing
        super().__init__(data, auto_id="mailbox-%s", initial={"mailbox": page.mailbox})


def _as_lines(pairs: Mapping[str, str]) -> str:
    return "\n".join(f"{name} = {value}" for name, value in pairs.items())


def _offer(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)
