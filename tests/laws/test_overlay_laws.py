"""A template and its clients: an amendment reaches every client, and nothing a client made its own is overwritten."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from demarc.core.catalogue import Split
from demarc.core.matrix.overlay import Merged, differences, merge, played_by
from demarc.core.matrix.table import Matrix
from demarc.core.presets import first_matrix
from demarc.core.presets.cast import LEAD
from demarc.core.words import PersonId, RowId

WHOLE = first_matrix(Split.SECURITY_BACKUP_PATCH, start=date(2026, 11, 23))
BASE = replace(WHOLE, rows=WHOLE.rows[:12], permissions=WHOLE.permissions[:12], topics=WHOLE.topics[:12])
FIELDS = ("title", "proof", "clause", "must_carry", "clocks")

Edit = tuple[int, str, str]
edits = st.lists(
    st.tuples(st.integers(0, 11), st.sampled_from((*FIELDS, "drop", "add", "term")), st.sampled_from("abc")), max_size=8
)


def edited(matrix: Matrix, changes: list[Edit]) -> Matrix:
    """Change some rows by their place in the base, drop some, add some, and define terms."""
    for at, what, text in changes:
        id_ = BASE.rows[at].id
        row = matrix.row(id_)
        if what == "term":
            rest = tuple(pair for pair in matrix.glossary if pair[0] != f"term {at}")
            matrix = replace(matrix, glossary=(*rest, (f"term {at}", text)))
        elif what == "add":
            rest_rows = tuple(one for one in matrix.rows if one.id != f"new-{at}")
            matrix = replace(matrix, rows=(*rest_rows, replace(BASE.rows[at], id=RowId(f"new-{at}"), title=text)))
        elif row is not None and what == "drop":
            matrix = replace(matrix, rows=tuple(one for one in matrix.rows if one.id != id_))
        elif row is not None:
            said: dict[str, Any] = {what: text}
            rows = tuple(replace(one, **said) if one.id == id_ else one for one in matrix.rows)
            matrix = replace(matrix, rows=rows)
    return matrix


def alike(left: Matrix, right: Matrix) -> bool:
    return not differences(left, right)


@given(edits)
def test_a_client_who_changed_nothing_gets_the_whole_amendment(amendment: list[Edit]) -> None:
    after = edited(BASE, amendment)
    merged = merge(BASE, after, BASE)
    assert alike(after, merged.matrix)
    assert merged.conflicts == ()


@given(edits)
def test_without_an_amendment_a_client_keeps_what_it_has(own: list[Edit]) -> None:
    client = edited(BASE, own)
    assert merge(BASE, BASE, client) == Merged(client, (), ())


@given(edits, edits)
def test_what_only_one_of_the_two_changed_is_in_the_outcome_and_what_both_changed_stays_the_clients(
    amendment: list[Edit], own: list[Edit]
) -> None:
    after, client = edited(BASE, amendment), edited(BASE, own)
    merged = merge(BASE, after, client)
    disputed = {(one.section, one.entry, one.field) for one in merged.conflicts}
    for row in BASE.rows:
        new, mine, made = after.row(row.id), client.row(row.id), merged.matrix.row(row.id)
        for field in FIELDS:
            values = [getattr(one, field) if one else None for one in (row, new, mine, made)]
            old_value, new_value, own_value, value = values
            if mine == row:
                assert made == new
            elif mine and new and own_value == old_value:
                assert value == new_value
            elif mine and new and new_value in (old_value, own_value):
                assert value == own_value
            elif mine and new:
                assert value == own_value
                assert ("rows", str(row.id), field) in disputed


@given(edits, edits)
def test_bringing_the_same_amendment_in_again_changes_nothing(amendment: list[Edit], own: list[Edit]) -> None:
    after = edited(BASE, amendment)
    once = merge(BASE, after, edited(BASE, own)).matrix
    again = merge(after, after, once)
    assert (again.matrix, again.taken) == (once, ())


def test_a_clients_own_lead_plays_the_part_of_the_stand_in_and_is_no_difference() -> None:
    dana = PersonId("dana")
    played = played_by(BASE, {LEAD: dana})
    assert LEAD not in {slot for row in played.rows for slot in (row.slots.accountable, row.slots.deputy)}
    assert any(row.slots.accountable == dana for row in played.rows)
    people = (*played.directory.people, replace(BASE.directory.people[0], id=dana, name="Dana Okafor"))
    client = replace(played, directory=replace(played.directory, people=people))
    assert [(one.section, one.entry, one.fields) for one in differences(played, client)] == [("people", "dana", ("added",))]
