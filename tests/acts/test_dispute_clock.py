"""What time does to a dispute: statements open, the arbiter and then the deputy are asked, and at last it lapses."""

from datetime import timedelta

from demarc.acts.dispute import dispute, rule
from demarc.acts.statements import give_statement
from demarc.acts.tick import tick
from demarc.core.custody.custody import Ending
from demarc.core.custody.ruling import UNRULED
from demarc.core.custody.states import Act, State, Title
from demarc.core.words import ItemKind
from demarc.record import models
from tests.cast import DANA, MARC, MEI, PRIYA, RUTH, TOMASZ
from tests.stage import DAY, HOUR, MINUTE, TUESDAY, Stage, done, refused

THEIRS, OURS = "the lab is excluded by 7.2", "the lab is a workstation like any other"


def disputed(stage: Stage, severity: str = "medium") -> tuple[str, str]:
    item = stage.receive("os-patch", severity, device_class="workstation")
    done(dispute(**stage.at(item, DANA, TUESDAY), why="the lab is excluded"))
    return item, models.Item.objects.get(engagement=stage.engagement, kind=ItemKind.DISPUTE).id


def parties(stage: Stage) -> set[str]:
    sealed = models.Private.objects.filter(engagement=stage.engagement, field="statement")
    return set(sealed.values_list("party", flat=True))


def test_a_statement_is_sealed_until_the_other_one_is_in(stage: Stage) -> None:
    item, raised = disputed(stage)
    assert "none of them" in refused(give_statement(**stage.at(raised, TOMASZ, TUESDAY), text=OURS))
    done(give_statement(**stage.at(raised, DANA, TUESDAY + MINUTE), text=THEIRS))
    assert parties(stage) == {"alder"}
    done(give_statement(**stage.at(raised, PRIYA, TUESDAY + 2 * MINUTE), text=OURS))
    assert parties(stage) == {""}
    assert [entry.act for entry in stage.entries(raised)] == [Act.RECEIVE, Act.SPEAK, Act.SPEAK]
    assert stage.custody(item).state is State.DISPUTED


def test_silence_blocks_nothing_and_the_statement_opens_when_the_time_is_over(stage: Stage) -> None:
    _, raised = disputed(stage, "critical")
    done(give_statement(**stage.at(raised, DANA, TUESDAY + MINUTE), text=THEIRS))
    tick(now=TUESDAY + 15 * MINUTE)
    assert parties(stage) == {""}
    late = give_statement(**stage.at(raised, PRIYA, TUESDAY + 16 * MINUTE), text=OURS)
    assert "the time for statements ended" in refused(late)


def test_the_arbiter_is_asked_after_the_leads_and_then_the_deputy(stage: Stage) -> None:
    _, raised = disputed(stage)
    tick(now=TUESDAY + 8 * HOUR - MINUTE)
    assert stage.custody(raised).called == (stage.id(DANA), stage.id(PRIYA))
    tick(now=TUESDAY + 8 * HOUR)
    assert stage.custody(raised).called[-1] == stage.id(RUTH)
    tick(now=TUESDAY + 3 * DAY)
    assert stage.custody(raised).called[-1] == stage.id(MARC)
    assert stage.mailed(MARC) == ["called"]


def test_what_both_arbiters_leave_alone_stays_with_the_interim_holder(stage: Stage) -> None:
    item, raised = disputed(stage, "critical")
    for minutes in (15, 30, 60):
        tick(now=TUESDAY + minutes * MINUTE)
    custody = stage.custody(item)
    assert (custody.state, custody.title, stage.holder(item)) == (State.ROUTED, Title.RULING, MEI)
    assert (stage.custody(raised).ending, custody.dispute) == (Ending.LAPSED, None)
    ruled = next(entry for entry in stage.entries(item) if entry.act is Act.RULE)
    assert ruled.said["because"] == UNRULED
    assert not models.Precedent.objects.exists(), "what nobody decided decides nothing"
    done(dispute(**stage.at(item, DANA, TUESDAY + 61 * MINUTE), why="it is still not ours"))


def test_a_promise_about_a_dispute_does_not_put_it_off(stage: Stage) -> None:
    from demarc.acts.hand_off import accept

    item, raised = disputed(stage)
    done(accept(**stage.at(raised, DANA, TUESDAY + MINUTE), when=TUESDAY + 20 * DAY))
    tick(now=TUESDAY + 10 * DAY)
    assert stage.custody(item).title is Title.RULING


def test_a_ruling_opens_what_was_said(stage: Stage) -> None:
    _, raised = disputed(stage)
    done(give_statement(**stage.at(raised, PRIYA, TUESDAY + MINUTE), text=OURS))
    done(rule(**stage.at(raised, RUTH, TUESDAY + timedelta(minutes=40)), holder=stage.id(MEI), text="workstations: Mei"))
    assert parties(stage) == {""}
