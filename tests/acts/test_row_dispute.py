"""A dispute about a row before any crisis: an item like any other dispute, both readings on it, ended in a draft."""

from demarc.acts.dispute import rule, settle
from demarc.acts.outcome import Done, Refused
from demarc.acts.row_dispute import Readings, Source, dispute_row
from demarc.acts.tick import tick
from demarc.core.custody.custody import Ending
from demarc.core.custody.ruling import Period
from demarc.core.custody.states import State
from demarc.core.words import ItemKind
from demarc.record import models
from demarc.record.reads.matrix import version_ready
from tests.cast import DANA, JONAH, LUIS, MEI, PRIYA, RUTH, TOMASZ
from tests.stage import DAY, MINUTE, TUESDAY, Stage, done

TEXT = "Workstations are patched by Tomasz from now on."


def read_twice(row: str = "PT-01", **more: object) -> Readings:
    known = {"client": "Mei patches them.", "provider": "Tomasz does.", "source": Source.DRILL, "source_id": "d1:0"}
    return Readings(row=row, **{**known, **more})  # type: ignore[arg-type]  # a short way to vary one


def raise_it(stage: Stage, readings: Readings, by: str = PRIYA) -> str:
    outcome = dispute_row(engagement=stage.engagement, readings=readings, by=stage.ids[by], now=TUESDAY)
    assert isinstance(outcome, Done), outcome
    return outcome.item


def draft_of(stage: Stage, item: str) -> int:
    return models.Amendment.objects.get(engagement=stage.engagement, item=item).version


def test_it_is_an_item_with_both_readings_held_by_who_must_act_with_a_clock(stage: Stage) -> None:
    item = raise_it(stage, read_twice())
    custody = stage.custody(item)
    assert (custody.kind, custody.state, custody.parent) == (ItemKind.DISPUTE, State.ROUTED, None)
    assert stage.holder(item) == DANA
    assert {stage.name(person) for person in custody.called} == {DANA, PRIYA}
    assert custody.next_due is not None
    texts = texts_of(stage, item)
    assert (texts["client_reading"], texts["provider_reading"]) == ("Mei patches them.", "Tomasz does.")
    assert stage.mailed(DANA, "dispute")
    assert stage.mailed(PRIYA, "dispute")
    tick(now=TUESDAY + 3 * DAY)
    assert RUTH in {stage.name(person) for person in stage.custody(item).called}


def texts_of(stage: Stage, item: str) -> dict[str, str]:
    entries = models.Entry.objects.filter(engagement=stage.engagement, item=item)
    found = models.Private.objects.filter(engagement=stage.engagement, seq__in=entries.values("seq"))
    return dict(found.values_list("field", "value"))


def test_both_leads_settle_it_and_the_row_is_drafted_for_who_they_named(stage: Stage) -> None:
    item = raise_it(stage, read_twice())
    at = stage.at(item, DANA, TUESDAY + MINUTE)
    half = done(settle(**at, holder=stage.id(TOMASZ), text=TEXT, period=Period.PERMANENT))
    assert half.state is State.ROUTED
    at = stage.at(item, PRIYA, TUESDAY + 2 * MINUTE)
    whole = done(settle(**at, holder=stage.id(TOMASZ), text=TEXT, period=Period.PERMANENT))
    assert (whole.state, stage.custody(item).ending) == (State.CLOSED, Ending.SETTLED)
    draft = version_ready(engagement=stage.engagement, number=draft_of(stage, item)).matrix
    row = draft.row("PT-01")
    assert row is not None
    assert (row.slots.accountable, row.slots.deputy) == (stage.id(TOMASZ), stage.id(MEI))
    in_force = version_ready(engagement=stage.engagement, number=1).matrix.row("PT-01")
    assert in_force is not None
    assert in_force.slots.accountable == stage.id(MEI)


def test_the_arbiter_rules_on_a_case_that_no_row_takes_and_a_row_is_drafted(stage: Stage) -> None:
    facts = {"topic": "os-patch", "device_class": "printer", "severity": "medium"}
    item = raise_it(stage, read_twice("", facts=facts, client="Mei does.", provider="Nobody does."), by=JONAH)
    at = stage.at(item, RUTH, TUESDAY + MINUTE)
    done(rule(**at, holder=stage.id(LUIS), text="Printers are Luis's.", period=Period.PERMANENT))
    draft = version_ready(engagement=stage.engagement, number=draft_of(stage, item)).matrix
    (new,) = [row for row in draft.rows if row.id.startswith("R-")]
    assert new.slots.accountable == stage.id(LUIS)
    assert dict(new.scope) == {"topic": frozenset({"os-patch"}), "device_class": frozenset({"printer"})}


def test_one_dispute_at_a_time_about_a_row(stage: Stage) -> None:
    raise_it(stage, read_twice())
    again = dispute_row(engagement=stage.engagement, readings=read_twice(), by=stage.ids[DANA], now=TUESDAY)
    assert isinstance(again, Refused)
    assert "A-1" in again.reason
    raise_it(stage, read_twice("PT-02"))


def test_what_says_too_little_is_refused_with_what_would_help(stage: Stage) -> None:
    for readings, said in (
        (read_twice("XX-99"), "no row `XX-99`"),
        (read_twice(client=" "), "needs both readings"),
        (read_twice(provider="Mei patches them."), "the same"),
        (read_twice(source="rumour"), "no source"),
        (read_twice(""), "name a row"),
    ):
        outcome = dispute_row(engagement=stage.engagement, readings=readings, by=stage.ids[DANA], now=TUESDAY)
        assert isinstance(outcome, Refused), outcome
        assert said in outcome.reason
    assert not models.RowDispute.objects.exists()
