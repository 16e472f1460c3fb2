"""Sudden absence: at the engine's next turn somebody else holds it all, with a clock, and no offer waits for them."""

from datetime import timedelta
from typing import Any

import pytest

from demarc.acts.absence import Away, be_away, be_back, call_off
from demarc.acts.hand_off import accept, offer
from demarc.acts.outcome import Refused
from demarc.acts.tick import tick
from demarc.core.custody.states import Act, State
from demarc.record import models
from demarc.record.access import NotFound
from tests.cast import DANA, JONAH, LUIS, MEI, PRIYA, RUTH, TOMASZ, ZOE
from tests.stage import HOUR, MINUTE, TUESDAY, Stage, done

A_WEEK = TUESDAY + timedelta(days=7)


def away(stage: Stage, person: str, by: str, cover: str = "", **more: Any) -> Away | Refused:
    told: dict[str, Any] = {"until": A_WEEK, "now": TUESDAY + 5 * MINUTE, **more}
    who: dict[str, Any] = {
        name: stage.ids.get(key, key) for name, key in (("person", person), ("by", by), ("cover", cover))
    }
    return be_away(engagement=stage.engagement, **who, **told)


def test_what_the_absent_hold_moves_at_the_next_turn_with_a_clock(stage: Stage) -> None:
    tick(now=TUESDAY)
    item = stage.receive("vendor", "medium")
    done(accept(**stage.at(item, DANA)))
    assert isinstance(away(stage, DANA, RUTH), Away)
    tick(now=TUESDAY + 6 * MINUTE)
    assert (stage.holder(item), stage.custody(item).state) == (LUIS, State.ROUTED)
    assert stage.custody(item).accept_due is not None
    assert stage.entries(item)[-1].act is Act.STAND_IN
    assert stage.mailed(LUIS, "routed")


def test_the_named_cover_comes_before_the_deputy(stage: Stage) -> None:
    item = stage.receive("vendor", "medium")
    away(stage, DANA, DANA, RUTH)
    tick(now=TUESDAY + 6 * MINUTE)
    assert stage.holder(item) == RUTH
    assert stage.name(stage.custody(stage.receive("vendor", "medium", now=TUESDAY + HOUR)).holder) == RUTH


def test_an_offer_that_waits_for_the_absent_goes_to_their_stand_in(stage: Stage) -> None:
    item = stage.receive()
    done(offer(**stage.at(item, TOMASZ), to=stage.id(DANA), why="hers"))
    away(stage, DANA, RUTH, LUIS)
    tick(now=TUESDAY + 6 * MINUTE)
    assert (stage.holder(item), stage.custody(item).offered_to) == (TOMASZ, stage.id(LUIS))


def test_who_is_back_early_is_called_again_and_what_moved_stays(stage: Stage) -> None:
    item = stage.receive("vendor", "medium")
    away(stage, DANA, RUTH)
    tick(now=TUESDAY + 6 * MINUTE)
    back = be_back(engagement=stage.engagement, person=stage.id(DANA), by=stage.id(DANA), now=TUESDAY + HOUR)
    assert isinstance(back, Away)
    assert stage.holder(stage.receive("vendor", "medium", now=TUESDAY + 2 * HOUR)) == DANA
    tick(now=TUESDAY + 2 * HOUR)
    assert stage.holder(item) == LUIS
    again = be_back(engagement=stage.engagement, person=stage.id(DANA), by=stage.id(DANA), now=TUESDAY + 2 * HOUR)
    assert isinstance(again, Refused)


def test_a_planned_absence_moves_nothing_before_it_begins_and_all_of_it_then(stage: Stage) -> None:
    tick(now=TUESDAY)
    item = stage.receive("vendor", "medium")
    assert isinstance(away(stage, DANA, RUTH, LUIS, start=TUESDAY + 2 * HOUR), Away)
    tick(now=TUESDAY + HOUR)
    assert stage.holder(item) == DANA
    tick(now=TUESDAY + 2 * HOUR)
    assert stage.holder(item) == LUIS
    assert models.Entry.objects.filter(act="away").get().public.count(stage.id(DANA)) == 1


def test_one_absence_is_ended_or_struck_and_the_others_stay(stage: Stage) -> None:
    tick(now=TUESDAY)
    for start in (HOUR, 48 * HOUR):
        away(stage, DANA, RUTH, LUIS, start=TUESDAY + start, until=TUESDAY + start + 5 * HOUR)
    now_or_soon, later = models.Absence.objects.order_by("start")
    by = {"engagement": stage.engagement, "by": stage.id(DANA)}
    struck = call_off(absence=later.id, now=TUESDAY + 2 * HOUR, **by)
    assert isinstance(struck, Away)
    tick(now=TUESDAY + 49 * HOUR)
    assert stage.holder(stage.receive("vendor", "medium", now=TUESDAY + 49 * HOUR)) == DANA
    assert isinstance(call_off(absence=now_or_soon.id, now=TUESDAY + 2 * HOUR, **by), Away)
    assert stage.holder(stage.receive("vendor", "medium", now=TUESDAY + 3 * HOUR)) == DANA
    for gone in (later.id, now_or_soon.id, "none"):
        with pytest.raises(NotFound):
            call_off(absence=gone, now=TUESDAY + 3 * HOUR, **by)


def test_only_who_may_say_it_calls_an_absence_off(stage: Stage) -> None:
    away(stage, DANA, RUTH)
    absence = models.Absence.objects.get().id
    refused = call_off(engagement=stage.engagement, absence=absence, by=stage.id(LUIS), now=TUESDAY + HOUR)
    assert isinstance(refused, Refused)
    for by in (ZOE, stage.id(PRIYA)):
        with pytest.raises(NotFound):
            call_off(engagement=stage.engagement, absence=absence, by=by, now=TUESDAY + HOUR)
    assert models.Absence.objects.get().end == A_WEEK


def test_the_record_says_who_is_away_by_id_and_never_why(stage: Stage) -> None:
    away(stage, DANA, RUTH, LUIS)
    last = models.Entry.objects.filter(engagement=stage.engagement).latest("seq")
    assert last.act == "away"
    assert stage.id(DANA) in last.public
    assert "Dana" not in last.public


@pytest.mark.parametrize(("person", "by"), [(DANA, PRIYA), (DANA, LUIS), (TOMASZ, JONAH), (TOMASZ, RUTH)])
def test_only_they_themselves_or_those_who_lead_their_own_firm_say_so(stage: Stage, person: str, by: str) -> None:
    assert isinstance(away(stage, person, by), Refused)
    assert not models.Absence.objects.exists()


def test_an_outsider_and_a_made_up_person_are_not_there(stage: Stage) -> None:
    for person, by in ((DANA, ZOE), ("nobody", DANA)):
        with pytest.raises(NotFound):
            away(stage, person, by)


def test_an_absence_ends_in_time_and_its_cover_is_there(stage: Stage) -> None:
    for until in (TUESDAY, TUESDAY + timedelta(days=400)):
        assert isinstance(away(stage, DANA, RUTH, until=until), Refused)
    for cover in (DANA, MEI, "nobody"):
        assert isinstance(away(stage, DANA, RUTH, cover), Refused)
    away(stage, LUIS, LUIS)
    said = away(stage, DANA, RUTH, LUIS)
    assert isinstance(said, Refused)
    assert "away too" in said.reason
