"""R16: none of the lead's acts waits for an act of the provider.

The acts are read from the table: a cell that is opened to leads tomorrow fails here until somebody says how a lead does it.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from demarc.acts import dispute as disputes
from demarc.acts.close import close, reopen
from demarc.acts.correct_facts import correct_facts
from demarc.acts.flag import flag
from demarc.acts.hand_off import accept, decline, offer
from demarc.acts.note import intervene, note
from demarc.acts.outcome import Outcome
from demarc.acts.sign_version import sign_version
from demarc.acts.statements import give_statement
from demarc.acts.versions import propose_version
from demarc.core.custody.columns import CELLS, Standing
from demarc.core.custody.states import NEXT, Act, State
from demarc.core.words import ENGINE, PersonId
from demarc.record import models
from demarc.record.reads.matrix import matrix_in_force
from tests.cast import ALDER, DANA, MEI, PARTIES, PRIYA, RUTH
from tests.stage import DAY, MINUTE, TUESDAY, Stage, alder_matrix, done, refused

ANYBODYS = frozenset({Act.NOTE, Act.INTERVENE, Act.ANSWER})
"""What anyone with access may do; the first two are tried below, and an answer is of whoever was asked."""
LEADS = tuple(
    (state, act)
    for (state, act), cell in CELLS.items()
    if state is not None and cell.may & {Standing.LEAD, Standing.CLIENT_LEAD} and act not in ANYBODYS
)
"""Every cell of the table that is open to the client's lead as such."""
BY_BOTH = {Act.SETTLE}
"""Settling is an agreement and takes both leads by its nature; a lead alone proposes it, and disputes without consent."""
OF_DISPUTES = {Act.SPEAK}
"""What is said on the dispute's own item, as half of a settlement is too while that item is open; see below."""


TRIED = [
    (state, act)
    for state, act in LEADS
    if act not in BY_BOTH | OF_DISPUTES and (act is not Act.AGREE or state is State.DISPUTED)
]


def in_state(stage: Stage, state: State) -> str:
    """Bring an item to a state, by people of the provider as far as it takes any; the lead has not looked yet."""
    if state is State.ROUTED:
        return stage.receive("os-patch", "medium", device_class="printer")
    item = stage.receive("os-patch", "medium", device_class="workstation")
    done(accept(**stage.at(item, MEI)))
    match state:
        case State.OFFERED:
            done(offer(**stage.at(item, MEI), to=stage.id(DANA), why="hers"))
        case State.DISPUTED:
            done(disputes.dispute(**stage.at(item, MEI), why="not ours"))
        case State.CLOSED:
            done(close(**stage.at(item, MEI), ending="fixed", proof="log"))
        case State.HELD:
            pass
    return item


HOW: dict[Act, Callable[..., Outcome]] = {
    Act.DISPUTE: lambda **at: disputes.dispute(why="it is theirs", **at),
    Act.RULE_OWN: lambda **at: disputes.rule_own(holder=at["by"], text="printers are ours", **at),
    Act.AGREE: lambda **at: disputes.settle(holder=at["by"], text="ours", **at),
    Act.REOPEN: lambda **at: reopen(why="it is not done", **at),
}
"""How a lead does each of them."""


def since(stage: Stage, item: str, version: int) -> Iterator[str]:
    """Name the party of everybody who acted on the item after a version of it."""
    names = {id_: name for name, id_ in stage.ids.items()}
    for entry in stage.entries(item)[version:]:
        yield ALDER if entry.by == ENGINE else PARTIES[PersonId(names[entry.by])]


@pytest.mark.parametrize(("state", "act"), TRIED, ids=str)
def test_each_act_of_the_lead_takes_effect_at_once_by_the_lead_alone(stage: Stage, state: State, act: Act) -> None:
    item = in_state(stage, state)
    assert stage.custody(item).state is state
    before = stage.custody(item).version
    outcome = done(HOW[act](**stage.at(item, DANA, TUESDAY + MINUTE)))
    assert stage.entries(item)[before].act is act
    assert outcome.state is NEXT[state][act]
    assert set(since(stage, item, before)) == {ALDER}


def test_a_statement_is_given_without_waiting_for_the_other_side(stage: Stage) -> None:
    in_state(stage, State.DISPUTED)
    raised = models.Item.objects.get(engagement=stage.engagement, kind="dispute").id
    done(give_statement(**stage.at(raised, DANA, TUESDAY + MINUTE), text="row PT-01 says so"))
    assert stage.entries(raised)[-1].act is Act.SPEAK
    done(disputes.settle(**stage.at(raised, DANA, TUESDAY + MINUTE), holder=stage.id(DANA), text="ours"))


def test_the_table_opens_to_leads_what_this_test_knows_and_nothing_else() -> None:
    assert {act for _, act in LEADS} == HOW.keys() | BY_BOTH | OF_DISPUTES


@pytest.mark.parametrize("state", list(State))
def test_a_lead_writes_and_acts_in_a_crisis_in_every_state(stage: Stage, state: State) -> None:
    item = in_state(stage, state)
    done(note(**stage.at(item, DANA, TUESDAY + MINUTE), text="seen"))
    done(intervene(**stage.at(item, DANA, TUESDAY + MINUTE), text="pulled the cable"))


def test_what_was_closed_too_early_is_refused_by_reopening_it(stage: Stage) -> None:
    item = in_state(stage, State.CLOSED)
    assert done(reopen(**stage.at(item, DANA, TUESDAY + MINUTE), why="the proof shows nothing")).state is State.ROUTED
    assert stage.holder(item) == MEI


def test_proof_is_demanded_by_a_flag_that_only_four_endings_close(stage: Stage) -> None:
    item = in_state(stage, State.CLOSED)
    raised = done(flag(**stage.at(item, DANA, TUESDAY + MINUTE), text="show the log"))
    assert (stage.holder(raised.item), stage.custody(raised.item).accept_due is not None) == (MEI, True)


def test_what_is_offered_is_rejected_with_a_citation(stage: Stage) -> None:
    item = in_state(stage, State.OFFERED)
    assert done(decline(**stage.at(item, DANA, TUESDAY + MINUTE), ground="row", row="PT-01")).state is State.HELD


def test_what_is_known_is_corrected_without_asking(stage: Stage) -> None:
    item = in_state(stage, State.HELD)
    done(correct_facts(**stage.at(item, DANA, TUESDAY + MINUTE), facts={"severity": "high"}, why="it spreads"))


def test_a_change_is_vetoed_by_not_signing_it(stage: Stage) -> None:
    """A version that the provider alone has signed never decides anything."""
    new = alder_matrix(version="4")
    start = TUESDAY + DAY
    by_provider: Any = {"engagement": stage.engagement, "by": stage.id(PRIYA), "now": TUESDAY}
    made = propose_version(matrix=new, starts_at=start, why="ours", **by_provider)
    number = getattr(made, "number", 0)
    assert number, made
    digest = models.Version.objects.get(engagement=stage.engagement, number=number).digest
    sign_version(number=number, digest=digest, **by_provider)
    assert matrix_in_force(engagement=stage.engagement, now=start + DAY).matrix.version == "3"


def test_guests_and_executives_are_not_meant(stage: Stage) -> None:
    """The lead's authority is the lead's: what is open to leads is refused to others of the client's own firm."""
    item = in_state(stage, State.HELD)
    assert "none of them" in refused(disputes.dispute(**stage.at(item, RUTH, TUESDAY + MINUTE), why="x"))
