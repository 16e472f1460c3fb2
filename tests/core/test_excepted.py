"""Exceptions: a crossing away from the matrix says whose it was and until when. Nothing else makes one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from demarc.core.custody.closing import close
from demarc.core.custody.custody import Custody, Ending
from demarc.core.custody.entries import Entry
from demarc.core.custody.excepted import LASTS, Course, course, exception_of, explain, owes_reason
from demarc.core.custody.passing import accept, offer
from demarc.core.custody.states import Act, State
from demarc.core.words import PartyId, PersonId, Priority, RowId
from tests.cast import ALDER, DANA, HARBORLINE, LUIS, MEI, PARTIES, PRIYA, TOMASZ
from tests.custody_build import ITEM, MINUTE, done, held, offered, refused, situation

ROW = RowId("SE-01")


def crossed(priority: Priority = Priority.P1, **changes: object) -> Entry:
    """Let Dana accept what row SE-01 gives to Tomasz."""
    now = situation(DANA, after=5 * MINUTE, priority=priority)
    return done(accept(replace(offered(priority), **changes), now))  # type: ignore[arg-type]  # fields of Custody


@pytest.mark.parametrize("priority", list(Priority))
def test_the_acceptance_itself_says_whose_it_was_and_until_when(priority: Priority) -> None:
    one = exception_of(crossed(priority))
    assert one is not None
    assert (one.item, one.row, one.owner, one.sender, one.receiver) == (ITEM, ROW, TOMASZ, TOMASZ, DANA)
    assert one.until - one.at == LASTS[priority]


def test_the_more_urgent_it_is_the_sooner_somebody_must_decide() -> None:
    assert list(LASTS) == list(Priority)
    assert list(LASTS.values()) == sorted(LASTS.values())


def test_nobody_is_asked_for_the_reason_before_the_work_moves() -> None:
    entry = crossed()
    assert entry.after.holder == DANA
    assert not entry.private


def test_moving_toward_the_matrix_is_no_exception() -> None:
    by_dana = replace(offered(), holder=DANA, offered_to=TOMASZ)
    assert exception_of(done(accept(by_dana, situation(TOMASZ, after=5 * MINUTE)))) is None


def test_passing_it_on_inside_one_side_is_that_sides_business() -> None:
    assert exception_of(done(accept(offered(to=MEI), situation(MEI, after=5 * MINUTE)))) is None


def test_taking_over_after_a_call_is_no_offer_and_no_exception() -> None:
    called = replace(held(), called=(TOMASZ, DANA))
    assert exception_of(done(accept(called, situation(DANA, after=5 * MINUTE)))) is None


def test_what_is_only_practised_makes_no_exception() -> None:
    assert exception_of(crossed(drill=True)) is None


def test_an_entry_from_before_exceptions_had_an_end_gets_the_one_it_would_have_had() -> None:
    entry = crossed(Priority.P3)
    old = replace(entry, said={"crossing": 1, "from": TOMASZ})
    assert exception_of(old) == exception_of(entry)


def became(custody: Custody, named: PartyId = HARBORLINE) -> Course:
    one = exception_of(crossed())
    assert one is not None
    return course(one, custody, named=named, parties=PARTIES)


def test_it_is_under_way_while_the_item_stays_where_the_matrix_would_not_have_it() -> None:
    after = crossed().after
    assert became(after) is Course.UNDER_WAY
    to_luis = done(accept(replace(after, state=State.OFFERED, offered_to=LUIS), situation(LUIS, after=9 * MINUTE)))
    assert became(to_luis.after) is Course.UNDER_WAY


def test_it_is_over_when_the_item_is_closed_or_back_or_ruled_on_or_the_matrix_says_so_too() -> None:
    after = crossed().after
    ended = done(close(after, situation(DANA, after=9 * MINUTE), ending=Ending.TRUE_POSITIVE, proof="phoned him"))
    assert became(ended.after) is Course.CLOSED
    back = done(offer(after, situation(DANA, after=9 * MINUTE), to=PRIYA, why="it was yours"))
    assert became(done(accept(back.after, situation(PRIYA, after=10 * MINUTE))).after) is Course.BACK
    assert became(replace(after, crossings=0)) is Course.DECIDED
    assert became(after, named=ALDER) is Course.AMENDED


@pytest.mark.parametrize("by", [TOMASZ, DANA])
def test_either_of_the_two_gives_the_reason_as_a_note_both_sides_read(by: PersonId) -> None:
    entry = crossed()
    one = exception_of(entry)
    assert one is not None
    told = done(explain(entry.after, situation(by, after=timedelta(days=1)), one, text=" The caller knows her voice. "))
    assert (told.act, told.said) == (Act.NOTE, {"explains": entry.item_version})
    assert [(text.field, text.text, text.party) for text in told.private] == [
        ("reason", "The caller knows her voice.", None)
    ]
    assert (told.after.holder, told.after.state) == (DANA, State.HELD)


def test_nobody_else_gives_it_but_a_lead_once_both_have_left() -> None:
    entry = crossed()
    one = exception_of(entry)
    assert one is not None
    assert "two people" in refused(explain(entry.after, situation(PRIYA), one, text="Because."))
    assert "without words" in refused(explain(entry.after, situation(DANA), one, text="  "))
    left = {person: party for person, party in PARTIES.items() if person not in {TOMASZ, DANA}}
    now = situation(PRIYA, after=timedelta(days=1), parties=left, leads=frozenset({PRIYA}))
    assert done(explain(entry.after, now, one, text="Nobody else was awake.")).by == PRIYA


def test_who_handed_it_over_owes_the_reason_and_who_took_it_once_they_have_left() -> None:
    one = exception_of(crossed())
    assert one is not None
    assert owes_reason(one, PARTIES) == TOMASZ
    assert owes_reason(one, {DANA: ALDER}) == DANA
