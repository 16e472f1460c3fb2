"""The quarterly reconciliation: it opens by itself, each line is decided, both sides sign one list, the next has a date."""

from datetime import datetime
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from demarc.acts.dispute import dispute, rule
from demarc.acts.hand_off import accept, offer
from demarc.acts.open_reconciliation import open_reconciliation
from demarc.acts.outcome import Refused
from demarc.acts.reconcile import Reconciled, choose_next, dispose, sign_reconciliation
from demarc.acts.reconcile_line import amend_by, disagree, draft_line
from demarc.acts.tick import tick
from demarc.core.custody.ruling import Period
from demarc.core.reconciliation import QUARTER, TIME_TO_CLOSE, TOLD_AGAIN, Matter
from demarc.core.words import ItemKind
from demarc.record import models
from demarc.record.access import NotFound
from demarc.record.reads.matrix import version_ready
from demarc.record.reads.quarter import lines_of_quarter
from demarc.record.translate.reconciliations import digest_of
from tests.acts.crossings import ROW, cross
from tests.cast import DANA, HARBORLINE, LUIS, MEI, PRIYA, RUTH, TOMASZ
from tests.stage import DAY, HOUR, MINUTE, TUESDAY, Stage, done

STARTED = TUESDAY - DAY
DUE = STARTED + QUARTER
READINGS: Any = {"client": "Mei patches them.", "provider": "Whoever stands beside them does."}


@pytest.fixture
def opened(stage: Stage) -> Stage:
    """A quarter with an exception and a gap, opened by time on its day."""
    cross(stage)
    stage.receive("os-patch", "medium", device_class="printer")
    pass_time(stage, DUE)
    return stage


def pass_time(stage: Stage, now: datetime) -> None:
    models.Engagement.objects.filter(id=stage.engagement).update(look_at=None)
    tick(now=now)


def at(stage: Stage, by: str, now: datetime = DUE + HOUR, number: int = 1) -> Any:
    return {"engagement": stage.engagement, "number": number, "by": stage.ids.get(by, by), "now": now}


def one(stage: Stage, number: int = 1) -> models.Reconciliation:
    return models.Reconciliation.objects.get(engagement=stage.engagement, number=number)


def lines(stage: Stage) -> list[models.ReconciliationLine]:
    return list(models.ReconciliationLine.objects.filter(engagement=stage.engagement).order_by("line"))


def digest(stage: Stage) -> str:
    return digest_of(one(stage), lines(stage))


def agreed(outcome: Reconciled | Refused) -> Reconciled:
    assert isinstance(outcome, Reconciled), outcome
    return outcome


def refused(outcome: object) -> str:
    assert isinstance(outcome, Refused), outcome
    return outcome.reason


def decide_all(stage: Stage, by: str = DANA) -> None:
    for line in lines(stage):
        agreed(dispose(**at(stage, by), line=line.line, how="stop"))


def acts(stage: Stage) -> list[str]:
    found = models.Entry.objects.filter(engagement=stage.engagement, item="").order_by("seq")
    return [act for act in found.values_list("act", flat=True) if act != "signed"]


def test_it_is_planned_from_the_first_day(stage: Stage) -> None:
    planned = one(stage)
    assert (planned.since, planned.due, planned.until, planned.closed_at) == (STARTED, DUE, None, None)


def test_an_engagement_that_is_older_than_reconciliations_begins_with_its_own_quarter(stage: Stage) -> None:
    models.Reconciliation.objects.all().delete()
    pass_time(stage, STARTED + 5 * QUARTER + DAY)
    planned = one(stage)
    assert (planned.since, planned.due) == (STARTED + 5 * QUARTER, STARTED + 6 * QUARTER)


def test_it_opens_by_itself_with_what_the_quarter_brought_and_tells_both_leads(opened: Stage) -> None:
    assert [(line.matter, line.row, line.topic, len(line.items)) for line in lines(opened)] == [
        (Matter.GAP, "", "os-patch", 1),
        (Matter.EXCEPTION, ROW, "", 1),
    ]
    assert lines(opened)[1].items[0][1] == (DUE - TUESDAY - MINUTE) // MINUTE
    assert (one(opened).until, one(opened).sign_by) == (DUE, DUE + TIME_TO_CLOSE)
    assert [opened.mailed(lead, "reconciliation") for lead in (DANA, PRIYA, RUTH)] == [["reconciliation"]] * 2 + [[]]
    assert "reconciliation opened" in acts(opened)


def test_a_lead_opens_it_early_and_what_comes_later_belongs_to_the_next(stage: Stage) -> None:
    early = TUESDAY + 20 * DAY
    cross(stage)
    assert not isinstance(open_reconciliation(**at(stage, PRIYA, early)), Refused)
    cross(stage, now=early + DAY)
    assert [len(line.items) for line in lines(stage)] == [1]
    assert one(stage).sign_by == DUE + TIME_TO_CLOSE
    assert one(stage).next_at == early + QUARTER
    assert "open already" in refused(open_reconciliation(**at(stage, DANA, early)))


def test_only_who_decides_for_a_side_decides_in_it(opened: Stage) -> None:
    for person in (LUIS, MEI):
        assert "leads of both sides" in refused(dispose(**at(opened, person), line=1, how="stop"))
        assert "leads of both sides" in refused(sign_reconciliation(**at(opened, person), digest="x"))
        assert "leads of both sides" in refused(choose_next(**at(opened, person), next_at=DUE + 30 * DAY))
    with pytest.raises(NotFound):
        dispose(**at(opened, "zoe"), line=1, how="stop")
    with pytest.raises(NotFound):
        dispose(**at(opened, DANA, number=7), line=1, how="stop")
    with pytest.raises(NotFound):
        dispose(**at(opened, DANA), line=9, how="stop")


def test_a_line_is_accepted_only_for_a_time_that_lies_ahead(opened: Stage) -> None:
    assert "until when" in refused(dispose(**at(opened, DANA), line=1, how="accept"))
    assert "until when" in refused(dispose(**at(opened, DANA), line=1, how="accept", until=DUE))
    assert "no way to dispose" in refused(dispose(**at(opened, DANA), line=1, how="noted"))
    agreed(dispose(**at(opened, DANA), line=1, how="accept", until=DUE + 40 * DAY))
    assert lines(opened)[0].until == DUE + 40 * DAY


def test_nothing_is_decided_before_it_opens(stage: Stage) -> None:
    assert "not open yet" in refused(dispose(**at(stage, DANA), line=1, how="stop"))


def test_two_keys_under_one_list_close_it_and_the_next_date_exists(opened: Stage) -> None:
    assert "not disposed of" in refused(sign_reconciliation(**at(opened, DANA), digest=""))
    decide_all(opened)
    agreed(choose_next(**at(opened, PRIYA), next_at=DUE + 60 * DAY))
    assert "thirteen weeks" in refused(choose_next(**at(opened, PRIYA), next_at=DUE + 200 * DAY))
    assert "read it again" in refused(sign_reconciliation(**at(opened, DANA), digest="abc"))
    assert not agreed(sign_reconciliation(**at(opened, DANA), digest=digest(opened))).closed
    assert "signed this list already" in refused(sign_reconciliation(**at(opened, RUTH), digest=digest(opened)))
    assert agreed(sign_reconciliation(**at(opened, PRIYA), digest=digest(opened))).closed
    assert one(opened).closed_at == DUE + HOUR
    following = one(opened, 2)
    assert (following.since, following.due, following.until) == (DUE, DUE + 60 * DAY, None)
    assert "is closed" in refused(dispose(**at(opened, DANA), line=1, how="accept", until=DUE + 40 * DAY))
    signed = models.Entry.objects.filter(engagement=opened.engagement, act="reconciled").order_by("seq")
    assert all(digest(opened) in entry.public for entry in signed)
    assert len(signed) == 2


def test_a_line_decided_otherwise_makes_an_earlier_signature_one_under_another_list(opened: Stage) -> None:
    decide_all(opened)
    agreed(sign_reconciliation(**at(opened, DANA), digest=digest(opened)))
    agreed(dispose(**at(opened, PRIYA), line=1, how="accept", until=DUE + 40 * DAY))
    assert not agreed(sign_reconciliation(**at(opened, PRIYA), digest=digest(opened))).closed
    assert agreed(sign_reconciliation(**at(opened, DANA), digest=digest(opened))).closed


def test_a_next_date_that_has_passed_meanwhile_is_chosen_again(opened: Stage) -> None:
    decide_all(opened)
    late = at(opened, DANA, DUE + 2 * QUARTER)
    assert "Choose another" in refused(sign_reconciliation(**late, digest=digest(opened)))
    agreed(choose_next(**late, next_at=DUE + 2 * QUARTER + DAY))
    agreed(sign_reconciliation(**late, digest=digest(opened)))


def test_overdue_goes_to_both_executives_and_again_every_week_until_both_have_signed(opened: Stage) -> None:
    pass_time(opened, DUE + TIME_TO_CLOSE - MINUTE)
    assert not opened.mailed(RUTH, "reconciliation")
    late = DUE + TIME_TO_CLOSE
    for now in (late, late + HOUR, late + TOLD_AGAIN):
        pass_time(opened, now)
    # Harborline has no executive of its own in the record, so its lead answers for it.
    told = models.Outbox.objects.filter(engagement=opened.engagement, subject="Reconciliation 1 is overdue")
    assert sorted(
        (opened.name(one.person), one.written_at) for one in told if opened.name(one.person) in {RUTH, PRIYA}
    ) == [
        (PRIYA, late),
        (PRIYA, late + TOLD_AGAIN),
        (RUTH, late),
        (RUTH, late + TOLD_AGAIN),
    ]
    assert "2 of 2 lines wait to be decided" in told[0].text
    decide_all(opened)
    for lead in (DANA, PRIYA):
        agreed(sign_reconciliation(**at(opened, lead), digest=digest(opened)))
    pass_time(opened, late + 2 * TOLD_AGAIN)
    assert (
        models.Outbox.objects.filter(subject="Reconciliation 1 is overdue", written_at__gt=late + TOLD_AGAIN).count() == 0
    )


def test_accepting_an_exception_moves_its_end_and_stopping_it_ends_it_now(stage: Stage) -> None:
    stay, stop = cross(stage), stage.receive("vendor", "medium")
    done(offer(**stage.at(stop, DANA), to=stage.id(TOMASZ), why="he knows them", carries="case 7"))
    done(accept(**stage.at(stop, TOMASZ, TUESDAY + MINUTE)))
    pass_time(stage, DUE)
    by_row = {line.row: line.line for line in lines(stage)}
    agreed(dispose(**at(stage, DANA), line=by_row[ROW], how="accept", until=DUE + 40 * DAY))
    agreed(dispose(**at(stage, DANA), line=by_row["VS-02"], how="stop"))
    for lead in (DANA, PRIYA):
        agreed(sign_reconciliation(**at(stage, lead), digest=digest(stage)))
    ends = dict(models.RowException.objects.values_list("item", "due"))
    assert ends == {stay: DUE + 40 * DAY, stop: DUE + HOUR}
    before = len(stage.mailed(TOMASZ, "exception"))
    tick(now=DUE + HOUR + MINUTE)
    assert len(stage.mailed(TOMASZ, "exception")) == before + 1


def test_a_line_is_amended_by_a_draft_that_both_sides_still_sign(opened: Stage) -> None:
    agreed(draft_line(**at(opened, DANA), line=2, holder=opened.id(LUIS)))
    line = lines(opened)[1]
    draft = version_ready(engagement=opened.engagement, number=int(line.led_to)).matrix
    row = draft.row(ROW)
    assert row is not None
    assert (line.how, row.slots.accountable) == ("amend", opened.id(LUIS))
    assert models.Version.objects.get(engagement=opened.engagement, number=int(line.led_to)).status == "proposed"
    assert "nothing to amend" in refused(draft_line(**at(opened, DANA), line=2, holder=opened.id(MEI)))
    assert "takes part" in refused(draft_line(**at(opened, DANA), line=2, holder="zoe"))
    agreed(amend_by(**at(opened, PRIYA), line=1, version=int(line.led_to)))
    assert "neither proposed nor signed" in refused(amend_by(**at(opened, PRIYA), line=1, version=99))


def test_what_no_row_took_is_amended_by_a_row_for_what_the_items_have_in_common(stage: Stage) -> None:
    stage.receive("os-patch", "medium", device_class="printer")
    stage.receive("os-patch", "low", device_class="printer")
    pass_time(stage, DUE)
    agreed(draft_line(**at(stage, PRIYA), line=1, holder=stage.id(TOMASZ)))
    draft = version_ready(engagement=stage.engagement, number=int(lines(stage)[0].led_to)).matrix
    (new,) = [row for row in draft.rows if row.id.startswith("R-Q")]
    assert dict(new.scope) == {"topic": frozenset({"os-patch"}), "device_class": frozenset({"printer"})}
    assert new.slots.accountable == stage.id(TOMASZ)


def test_we_disagree_is_a_dispute_about_the_row_with_both_readings(opened: Stage) -> None:
    agreed(disagree(**at(opened, PRIYA), line=2, **READINGS))
    about = models.RowDispute.objects.get(engagement=opened.engagement)
    assert (about.source, about.source_id, about.row) == ("reconciliation", "1:2", ROW)
    assert (lines(opened)[1].how, lines(opened)[1].led_to) == ("we disagree", about.item)
    agreed(disagree(**at(opened, DANA), line=2, client="", provider=""))
    assert models.RowDispute.objects.count() == 1
    agreed(disagree(**at(opened, DANA), line=1, client="Mei's.", provider="Nobody's."))
    assert models.Item.objects.filter(engagement=opened.engagement, kind=ItemKind.DISPUTE).count() == 2


def test_a_ruling_until_the_reconciliation_is_put_before_it_and_may_be_kept(stage: Stage) -> None:
    item = stage.receive("os-patch", "medium", device_class="workstation")
    done(dispute(**stage.at(item, MEI), why="not ours"))
    done(
        rule(
            **stage.at(item, RUTH, TUESDAY + HOUR),
            holder=stage.id(LUIS),
            text="Luis, for now.",
            period=Period.RECONCILIATION,
        )
    )
    assert models.Precedent.objects.get().until == DUE
    pass_time(stage, DUE)
    (line,) = lines(stage)
    assert (line.matter, line.row, line.items) == (Matter.RULING, ROW, [[item, 0]])
    agreed(dispose(**at(stage, DANA), line=1, how="accept", until=DUE + 40 * DAY))
    for lead in (DANA, PRIYA):
        agreed(sign_reconciliation(**at(stage, lead), digest=digest(stage)))
    assert models.Precedent.objects.get().until == DUE + 40 * DAY


def test_reading_a_quarter_asks_the_same_few_questions_however_much_happened(
    stage: Stage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for minute in range(12):
        cross(stage, now=TUESDAY + minute * HOUR)
        stage.receive("os-patch", "medium", device_class="printer")
    with django_assert_max_num_queries(12):
        found = lines_of_quarter(engagement=stage.engagement, provider=HARBORLINE, since=STARTED, now=TUESDAY + DAY)
    assert [len(line.items) for line in found] == [12, 12]


def test_a_quiet_quarter_is_signed_all_the_same(stage: Stage) -> None:
    pass_time(stage, DUE)
    assert lines(stage) == []
    for lead in (DANA, PRIYA):
        agreed(sign_reconciliation(**at(stage, lead), digest=digest(stage)))
    assert one(stage, 2).due == DUE + QUARTER


def test_the_letters_lead_to_the_page_of_the_reconciliation(opened: Stage) -> None:
    letter = models.Outbox.objects.filter(engagement=opened.engagement, about="reconciliation").first()
    assert letter is not None
    name, number = letter.link.split()
    assert reverse(name, args=(opened.engagement, number)) == f"/e/{opened.engagement}/review/1/"
    assert "What you can do: Decide each line together" in letter.text
