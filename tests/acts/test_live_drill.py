"""A live drill: real routing, real notices and real clocks, marked everywhere, counted nowhere, ended with a report."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypedDict

from demarc.acts import ask, dispute
from demarc.acts.drills import Begun, Ended
from demarc.acts.hand_off import accept
from demarc.acts.live_drill import LASTS, end_live_drill, start_live_drill
from demarc.acts.merge import merge
from demarc.acts.outcome import Refused
from demarc.acts.tick import tick
from demarc.acts.versions import Proposed, propose_version
from demarc.core.custody.ruling import Period
from demarc.core.custody.states import State
from demarc.core.signals import in_earnest, kind_of
from demarc.record import models
from demarc.record.access import viewer_of
from demarc.record.reads.clocks_page import preview_clock
from demarc.record.reads.front_page import LeftOut, front_page
from demarc.record.reads.population import population_rows
from demarc.record.reads.versions_page import version_page
from tests.cast import DANA, JONAH, LUIS, PRIYA, RUTH, TOMASZ
from tests.stage import MINUTE, TUESDAY, Stage, alder_matrix, done, refused


class Asking(TypedDict):
    """Who asks what, and when."""

    engagement: str
    by: str
    now: datetime


def begin(stage: Stage, scenario: str = "T01", by: str = DANA) -> models.Drill:
    begun = start_live_drill(engagement=stage.engagement, scenario=scenario, by=stage.ids[by], now=TUESDAY)
    assert isinstance(begun, Begun), begun
    return models.Drill.objects.get(engagement=stage.engagement, id=begun.drill)


def stored(stage: Stage, item: str) -> models.Item:
    return models.Item.objects.get(engagement=stage.engagement, id=item)


def test_it_is_routed_like_the_real_thing_and_marked_in_every_letter(stage: Stage) -> None:
    drill = begin(stage)
    assert (stage.holder(drill.item), stage.custody(drill.item).drill, drill.row) == (TOMASZ, True, "SE-01")
    tick(now=TUESDAY + 15 * MINUTE)
    tick(now=TUESDAY + 25 * MINUTE)
    letters = models.Outbox.objects.filter(engagement=stage.engagement, item=drill.item)
    assert {stage.name(one.person) for one in letters} == {TOMASZ, JONAH}
    for letter in letters:
        assert "DRILL" in letter.subject
        assert "This is a drill: nothing has happened." in letter.text


def test_what_comes_of_a_drill_is_a_drill_too(stage: Stage) -> None:
    drill = begin(stage)
    done(ask.ask(**stage.at(drill.item, TOMASZ), of=stage.id(DANA), question="May I?"))
    done(dispute.dispute(**stage.at(drill.item, PRIYA, TUESDAY + MINUTE), why="It is theirs."))
    items = models.Item.objects.filter(engagement=stage.engagement)
    assert items.count() == 3
    assert not items.real().exists()
    assert all("DRILL" in item.subject for item in items)


def test_a_feed_cannot_make_one_and_it_never_goes_into_real_work(stage: Stage) -> None:
    assert kind_of({"kind": "drill"}) == "alert"
    assert in_earnest(" drill: fire in the server room") == "Not a drill:  drill: fire in the server room"
    assert in_earnest("Fire drill in an hour") == "Fire drill in an hour"
    drill, real = begin(stage), stage.receive()
    done(accept(**stage.at(drill.item, TOMASZ), next_step="look"))
    done(accept(**stage.at(real, TOMASZ), next_step="look"))
    for one, other in ((drill.item, real), (real, drill.item)):
        assert "practised" in refused(merge(**stage.at(one, TOMASZ, TUESDAY + MINUTE), into=other))


def test_it_passes_when_somebody_accepts_in_time_and_ends_by_itself_with_its_item(stage: Stage) -> None:
    drill = begin(stage)
    done(accept(**stage.at(drill.item, TOMASZ, TUESDAY + 3 * MINUTE), next_step="look"))
    ended = end_live_drill(engagement=stage.engagement, drill=drill.id, by=stage.ids[PRIYA], now=TUESDAY + 5 * MINUTE)
    assert ended == Ended(drill.id)
    assert stored(stage, drill.item).state == State.CLOSED
    assert models.DrillResult.objects.get(engagement=stage.engagement).passed is True


def test_nobody_in_time_fails_it_and_the_day_ends_it_with_all_that_came_of_it(stage: Stage) -> None:
    drill = begin(stage)
    done(accept(**stage.at(drill.item, TOMASZ, TUESDAY + 20 * MINUTE), next_step="look"))
    done(ask.ask(**stage.at(drill.item, TOMASZ, TUESDAY + 21 * MINUTE), of=stage.id(DANA), question="May I?"))
    tick(now=TUESDAY + 22 * MINUTE)
    assert stored(stage, drill.item).state == State.HELD
    tick(now=TUESDAY + LASTS + timedelta(minutes=1))
    assert not models.Item.objects.filter(engagement=stage.engagement).open().exists()
    assert models.DrillResult.objects.get(engagement=stage.engagement).passed is False


def test_only_a_lead_begins_one_and_one_at_a_time(stage: Stage) -> None:
    no = start_live_drill(engagement=stage.engagement, scenario="T01", by=stage.ids[LUIS], now=TUESDAY)
    assert isinstance(no, Refused)
    drill = begin(stage)
    twice = start_live_drill(engagement=stage.engagement, scenario="T02", by=stage.ids[PRIYA], now=TUESDAY)
    assert isinstance(twice, Refused)
    not_mine = end_live_drill(engagement=stage.engagement, drill=drill.id, by=stage.ids[TOMASZ], now=TUESDAY)
    assert isinstance(not_mine, Refused)
    unknown = start_live_drill(engagement=stage.engagement, scenario="T99", by=stage.ids[DANA], now=TUESDAY)
    assert isinstance(unknown, Refused)


def test_what_is_only_practised_counts_in_no_figure_and_teaches_no_rule(stage: Stage) -> None:
    drill = begin(stage)
    done(dispute.dispute(**stage.at(drill.item, PRIYA, TUESDAY + MINUTE), why="It is theirs."))
    at = stage.at(drill.item, RUTH, TUESDAY + 2 * MINUTE)
    done(dispute.rule(**at, holder=stage.id(LUIS), text="Luis takes it.", period=Period.PERMANENT))
    assert not models.Precedent.objects.exists()
    assert not models.Amendment.objects.exists()
    asked = Asking(engagement=stage.engagement, by=stage.ids[DANA], now=TUESDAY + 3 * MINUTE)
    viewer = viewer_of(**asked)
    lines = b"".join(population_rows(viewer)).decode()
    assert "alert (drill)" in lines
    page = front_page(viewer, size=9, now=TUESDAY + 3 * MINUTE, left_out=LeftOut(entries=0, items=0, originals=0, erased=0))
    assert "DRILL" not in repr(page)
    changed = alder_matrix()
    proposed = propose_version(
        engagement=stage.engagement,
        matrix=replace(changed, version="4"),
        by=stage.ids[DANA],
        now=TUESDAY + 3 * MINUTE,
        starts_at=TUESDAY + LASTS,
        why="The same again.",
    )
    assert isinstance(proposed, Proposed)
    assert version_page(number=proposed.number, **asked).replayed == 0
    assert preview_clock(**asked, target="P1", changed=changed).items == 0
