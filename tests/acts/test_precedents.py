"""A ruling is kept, counts for its period, and if it is permanent becomes a draft that both sides may sign."""

from typing import Any

import pytest

from demarc.acts.amend_matrix import draft_amendment
from demarc.acts.dispute import dispute, rule, rule_own, settle
from demarc.acts.outcome import Refused
from demarc.core.custody.ruling import Period
from demarc.core.matrix.lint import holes_and_claims
from demarc.core.words import ItemKind, RowId
from demarc.record import models
from demarc.record.access import NotFound
from demarc.record.reads.matrix import matrix_in_force, version_ready
from tests.cast import DANA, JONAH, LUIS, MEI, PRIYA, RUTH
from tests.stage import DAY, MINUTE, TUESDAY, Stage, done

TEXT = "workstations of the lab are patched by Alder"


def ruled(stage: Stage, holder: str, period: Period, *, by: str = RUTH, device: str = "workstation") -> str:
    item = stage.receive("os-patch", "medium", device_class=device)
    done(dispute(**stage.at(item, DANA, TUESDAY + MINUTE), why="not clear"))
    done(rule(**stage.at(item, by, TUESDAY + 2 * MINUTE), holder=stage.id(holder), text=TEXT, period=period))
    return item


def proposals(stage: Stage) -> list[models.Version]:
    return list(models.Version.objects.filter(engagement=stage.engagement, status="proposed"))


def test_a_ruling_is_kept_with_where_it_holds_and_until_when(stage: Stage) -> None:
    item = ruled(stage, LUIS, Period.RECONCILIATION)
    kept = models.Precedent.objects.get()
    assert (kept.item, kept.topic, kept.function) == (item, "os-patch", "PT-01")
    assert kept.scope == {"topic": ["os-patch"], "device_class": ["workstation"]}
    assert (stage.name(kept.holder), stage.name(kept.by)) == (LUIS, RUTH)
    assert kept.until == TUESDAY - DAY + 91 * DAY
    assert not proposals(stage), "only what is permanent becomes a row"


def test_a_permanent_ruling_is_proposed_as_a_row_and_is_not_in_force(stage: Stage) -> None:
    item = ruled(stage, LUIS, Period.PERMANENT)
    (draft,) = proposals(stage)
    new = version_ready(engagement=stage.engagement, number=draft.number).matrix
    row = new.row(RowId("R-A-1"))
    assert row is not None
    assert (stage.name(row.slots.accountable), row.clause) == (LUIS, "ruling on A-1")
    old = new.row("PT-01")
    assert old is not None
    assert old.yields_to == (row.id,)
    before = {found.message for found in holes_and_claims(matrix_in_force(engagement=stage.engagement, now=TUESDAY).matrix)}
    assert {found.message for found in holes_and_claims(new)} == before, "no gap and no overlap comes with it"
    assert models.Amendment.objects.get().version == draft.number
    assert matrix_in_force(engagement=stage.engagement, now=TUESDAY + DAY).matrix.row("R-A-1") is None
    twice = draft_amendment(engagement=stage.engagement, item=item, by=stage.id(RUTH), now=TUESDAY + DAY)
    assert isinstance(twice, Refused)
    assert "is there already" in twice.reason


def test_the_draft_says_what_was_ruled_and_what_the_analysis_finds(stage: Stage) -> None:
    ruled(stage, LUIS, Period.PERMANENT)
    remark = models.Remark.objects.get()
    text = models.Private.objects.get(engagement=stage.engagement, seq=remark.seq).value
    assert TEXT in text
    assert "No gap and no overlap comes with it" in text


def test_what_the_matrix_says_already_needs_no_draft(stage: Stage) -> None:
    item = ruled(stage, MEI, Period.PERMANENT)
    assert not proposals(stage)
    nothing = draft_amendment(engagement=stage.engagement, item=item, by=stage.id(RUTH), now=TUESDAY + DAY)
    assert isinstance(nothing, Refused)
    assert "nothing to amend" in nothing.reason


def test_a_settlement_and_an_own_call_on_a_gap_become_rows_too(stage: Stage) -> None:
    item = stage.receive("os-patch", "medium", device_class="workstation")
    done(dispute(**stage.at(item, DANA, TUESDAY), why="not clear"))
    for lead in (DANA, PRIYA):
        done(settle(**stage.at(item, lead, TUESDAY), holder=stage.id(JONAH), text=TEXT, period=Period.PERMANENT))
    gap = stage.receive("os-patch", "medium", device_class="printer")
    done(rule_own(**stage.at(gap, DANA), holder=stage.id(LUIS), text="printers: Luis", period=Period.PERMANENT))
    rows = [version_ready(engagement=stage.engagement, number=one.number).matrix for one in proposals(stage)]
    assert [stage.name(new.rows[-1].slots.accountable) for new in rows] == [JONAH, LUIS]


def test_a_dispute_about_no_open_item_is_settled_by_both_leads_not_by_one(stage: Stage) -> None:
    from demarc.acts.close import close
    from demarc.core.custody.custody import Ending

    item = stage.receive("os-patch", "medium", device_class="workstation")
    done(dispute(**stage.at(item, DANA, TUESDAY), why="not clear"))
    raised = models.Item.objects.get(kind=ItemKind.DISPUTE).id
    done(close(**stage.at(item, MEI, TUESDAY), ending=Ending.DONE))
    wish: Any = {"holder": stage.id(LUIS), "text": TEXT}
    assert done(settle(**stage.at(raised, DANA), **wish)).state == "routed"
    assert done(settle(**stage.at(raised, PRIYA), **wish)).state == "closed"


def test_a_guest_drafts_nothing_and_a_stranger_finds_nothing(stage: Stage) -> None:
    item = ruled(stage, LUIS, Period.PERMANENT)
    models.Amendment.objects.all().delete()
    models.Membership.objects.filter(person=stage.id(JONAH)).update(guest_until=TUESDAY + 7 * DAY)
    looking = draft_amendment(engagement=stage.engagement, item=item, by=stage.id(JONAH), now=TUESDAY + DAY)
    assert isinstance(looking, Refused)
    with pytest.raises(NotFound):
        draft_amendment(engagement=stage.engagement, item=item, by="zoe", now=TUESDAY + DAY)
