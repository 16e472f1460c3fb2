"""The form of a row said otherwise: a tick per value of every aspect, whom it calls in order, its proof."""

from typing import Any

from django import forms

from demarc.core.matrix.rewrite import RowWish, wished_scope
from demarc.core.matrix.table import Aspect, AspectKind
from demarc.core.people import Slots
from demarc.doors.web.forms.fields import Choice, LineField, PersonField, TextField
from demarc.doors.web.forms.versions import ChangeForm
from demarc.files.matrix.conditions import join_terms, read_condition, say_condition
from demarc.files.matrix.values import Unreadable
from demarc.record.reads.preview_matrix import RowToChange

LEAST_STEPS = 2
"""How many steps of escalation there are to pick at least; one more than the row has is always free."""


class ChangeRowForm(ChangeForm):
    """What a row is to say. Looking at what it would do needs neither a start nor a reason."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    accountable = PersonField(label="Accountable")
    deputy = PersonField(label="Deputy", required=False)
    proof = TextField(label="Proof", help_text="What shows that it was done.", required=False, rows=2)
    must_carry = TextField(label="A hand-off must carry", required=False, rows=2)

    def __init__(self, data: Any = None, *, row: RowToChange) -> None:  # noqa: ANN401 - a QueryDict or nothing
        wish = row.wish
        first = {
            "seen": row.digest,
            "accountable": wish.slots.accountable,
            "deputy": wish.slots.deputy,
            "proof": wish.proof,
            "must_carry": wish.must_carry,
        }
        super().__init__(data, initial=first)
        self._row = row
        self._aspects = row.matrix.aspects
        box = dict(wish.scope)
        for at, aspect in enumerate(self._aspects):
            self.fields[f"if-{at}"] = _field_of(aspect, box.get(aspect.name))
        self._steps = max(LEAST_STEPS, len(wish.slots.escalation) + 1)
        for step in range(self._steps):
            picked = wish.slots.escalation[step : step + 1]
            label = f"{'Then' if step == 0 else 'And then'}"
            self.fields[f"then-{step}"] = PersonField(label=label, required=False, initial="".join(picked))
        for name in ("accountable", "deputy", *self._then):
            self._offer(name)

    @property
    def conditions(self) -> tuple[forms.BoundField, ...]:
        """The fields of the scope, one per aspect."""
        return tuple(self[f"if-{at}"] for at, _ in enumerate(self._aspects))

    @property
    def called(self) -> tuple[forms.BoundField, ...]:
        """The fields that say whom the row calls, in order."""
        return tuple(self[name] for name in ("accountable", "deputy", *self._then))

    @property
    def words(self) -> tuple[forms.BoundField, ...]:
        """The fields that are sentences of the row."""
        return (self["proof"], self["must_carry"])

    @property
    def wish(self) -> RowWish:
        """Give what the row is to say."""
        given = self.cleaned_data
        ticked = {aspect.name: given[f"if-{at}"] or () for at, aspect in enumerate(self._aspects)}
        then = tuple(given[name] for name in self._then if given[name])
        return RowWish(
            scope=wished_scope(self._aspects, ticked),
            slots=Slots(given["accountable"], given["deputy"], then),
            proof=given["proof"].replace("\r\n", "\n"),
            must_carry=given["must_carry"].replace("\r\n", "\n"),
        )

    @property
    def _then(self) -> tuple[str, ...]:
        return tuple(f"then-{step}" for step in range(self._steps))

    def _offer(self, name: str) -> None:
        """Let one pick people who are there, posts, and whatever the row names already."""
        field, row, slots = self.fields[name], self._row, self._row.wish.slots
        assert isinstance(field, PersonField)
        known = {*(person.id for person in row.people), *row.posts, ""}
        named = (slots.accountable, slots.deputy, *slots.escalation)
        posts: list[Choice] = [("Posts", [(post, post) for post in row.posts])] if row.posts else []
        gone: list[Choice] = [(slot, f"{slot} (no longer here)") for slot in dict.fromkeys(named) if slot not in known]
        field.offer(row.people, blank="Pick a person" if field.required else "nobody", more=[*posts, *gone])


class NumbersField(LineField):
    """The numbers of an aspect as a condition of the matrix file says them; nothing is any number."""

    def __init__(self, aspect: Aspect, allowed: frozenset[str] | None) -> None:
        help_text = "For example: >= 7, 7..10 or unknown. Empty: any value."
        super().__init__(label=aspect.name.replace("_", " "), help_text=help_text, required=False)
        self.initial = "" if allowed is None else join_terms(say_condition(allowed, aspect))
        self._aspect = aspect

    def clean(self, value: object) -> frozenset[str] | None:
        text = super().clean(value)
        try:
            return read_condition((text,), self._aspect) if text else None
        except Unreadable as trouble:
            raise forms.ValidationError(str(trouble)) from trouble


def _field_of(aspect: Aspect, allowed: frozenset[str] | None) -> forms.Field:
    if aspect.kind is AspectKind.NUMBER:
        return NumbersField(aspect, allowed)
    values = dict.fromkeys((*map(str, aspect.domain()), *sorted(allowed or ())))
    return forms.MultipleChoiceField(
        label=aspect.name.replace("_", " "),
        choices=[(value, value) for value in values],
        widget=forms.CheckboxSelectMultiple,
        initial=sorted(allowed or ()),
        required=False,
    )
