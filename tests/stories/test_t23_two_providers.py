"""T23: two firms, each says that the other contains.

One A, what each may see, the interim holder, the arbiter.
"""

from datetime import timedelta
from typing import Any

import pytest

from demarc.acts.dispute import rule
from demarc.acts.hand_off import accept, decline, offer
from demarc.acts.look import look_at_item
from demarc.acts.note import note
from demarc.core.custody.states import State, Title
from demarc.core.words import PersonId
from demarc.record import models
from demarc.record.access import NotFound
from demarc.record.translate.custody import custody_of
from tests.cast import DANA, MEI, PRIYA, RUTH, TOMASZ
from tests.doors.rivals import ENGAGEMENT, OTTO, set_the_rivals
from tests.doors.web.stage import NOW, arrive, person
from tests.stage import done, refused

MINUTE = timedelta(minutes=1)
WORDS = "their agent is three versions behind"


@pytest.fixture
def attack(db: None) -> str:  # noqa: ARG001 - asking for the database is its use
    """An attack that row SE-01 gives to Otto of Nightwatch alone."""
    set_the_rivals()
    return arrive("The payroll server is being encrypted", engagement=ENGAGEMENT)


def at(item: str, by: PersonId, minutes: int = 0) -> Any:
    return {"engagement": ENGAGEMENT, "item": item, "by": person(by, ENGAGEMENT), "now": NOW + minutes * MINUTE}


def custody(item: str) -> Any:
    return custody_of(models.Item.objects.get(id=item))


def holder(item: str) -> PersonId:
    people = models.Person.objects.filter(engagement=ENGAGEMENT)
    return PersonId(people.get(id=custody(item).holder).key)


def test_each_says_the_other_contains(attack: str) -> None:
    assert holder(attack) == OTTO
    # Until it is brought to them, the rival does not know that it is there.
    with pytest.raises(NotFound):
        look_at_item(**at(attack, TOMASZ))
    done(accept(**at(attack, OTTO, 1), next_step="find who isolates"))
    done(note(**at(attack, OTTO, 1), text=WORDS, internal=True))

    for minutes in (2, 4):
        done(offer(**at(attack, OTTO, minutes), to=person(TOMASZ, ENGAGEMENT), why="you have the agent on it"))
        assert holder(attack) == OTTO
        assert "needs a row" in refused(decline(**at(attack, TOMASZ, minutes + 1)))
        done(decline(**at(attack, TOMASZ, minutes + 1), ground="row", row="SE-01"))

    # The second cited decline opens the dispute by itself: the row's one A works on, and passing is blocked.
    disputed = custody(attack)
    assert (disputed.state, disputed.title, holder(attack)) == (State.DISPUTED, Title.INTERIM, OTTO)
    for by in (OTTO, TOMASZ, DANA):
        assert "is refused" in refused(offer(**at(attack, by, 6), to=person(PRIYA, ENGAGEMENT), why="theirs"))
    raised = models.Item.objects.get(engagement=ENGAGEMENT, kind="dispute", parent=attack)
    assert raised.holder == person(RUTH, ENGAGEMENT)

    # Each sees the dispute and its own notes; who was never asked sees nothing, and nobody the other's notes.
    assert WORDS in str(look_at_item(**at(attack, OTTO, 6)))
    for by in (TOMASZ, DANA):
        assert WORDS not in str(look_at_item(**at(attack, by, 6)))
    assert look_at_item(**at(attack, MEI, 6)).state == "disputed"

    # The arbiter rules who holds it; that says nothing of who pays.
    text = "Nightwatch contains whatever SE-01 names, with whichever agent is there"
    done(rule(**at(attack, RUTH, 10), holder=person(OTTO, ENGAGEMENT), text=text, period="permanent"))
    ruled = custody(attack)
    assert (ruled.state, ruled.title, holder(attack), ruled.declines) == (State.ROUTED, Title.RULING, OTTO, 0)
    assert ruled.accept_due is not None
