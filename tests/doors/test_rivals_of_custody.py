"""Law 9 between two providers, on the pages of custody: groups, bundles, people, and acts on several items."""

from collections.abc import Callable
from typing import Any

import pytest

from demarc.acts.close import reopen
from demarc.acts.correct_facts import correct_facts
from demarc.acts.flag import flag
from demarc.acts.leave import Left, leave
from demarc.acts.merge import absorb
from demarc.acts.outcome import Refused
from demarc.acts.split import split
from demarc.acts.together import Together, accept_together, offer_together
from demarc.core.words import PersonId, Severity
from demarc.record import models
from demarc.record.access import NotFound
from demarc.record.reads.export import export_lines
from tests.cast import DANA, JONAH, MEI, PRIYA
from tests.doors.conftest import Standing
from tests.doors.rivals import ENGAGEMENT, NILS, OTTO, set_the_rivals
from tests.doors.web.stage import NOW, arrive, person, signed_in

HIDDEN = "Intruder in the payroll system"
HOME = f"/e/{ENGAGEMENT}/"


@pytest.fixture
def hidden(standing_clock: Standing, db: None) -> str:  # noqa: ARG001 - the clock and the database are their use
    """An alert that Nightwatch holds and Harborline has nothing to do with."""
    set_the_rivals()
    return arrive(HIDDEN, engagement=ENGAGEMENT)


def by(who: PersonId) -> Any:
    return {"engagement": ENGAGEMENT, "by": person(who, ENGAGEMENT), "now": NOW}


def test_its_signals_are_those_of_an_item_that_does_not_exist(hidden: str) -> None:
    seat = signed_in(PRIYA, engagement=ENGAGEMENT)
    real, made_up = (seat.get(f"{HOME}items/{item}/signals") for item in (hidden, "0" * 32))
    assert (real.status_code, real.content) == (made_up.status_code, made_up.content) == (404, made_up.content)


def test_a_rivals_person_holds_nothing_that_is_not_shown(hidden: str) -> None:
    seat = signed_in(PRIYA, engagement=ENGAGEMENT)
    page = seat.get(f"{HOME}people/{person(OTTO, ENGAGEMENT)}/")
    assert (HIDDEN in page.text, hidden in page.text, page.context["page"].total) == (False, False, 0)
    dana = signed_in(DANA, engagement=ENGAGEMENT).get(f"{HOME}people/{person(OTTO, ENGAGEMENT)}/")
    assert dana.context["page"].total == 1


def test_what_moved_when_a_rivals_person_left_is_counted_and_not_named(hidden: str) -> None:
    left = leave(person=person(OTTO, ENGAGEMENT), **by(OTTO))
    assert isinstance(left, Left)
    page = signed_in(PRIYA, engagement=ENGAGEMENT).get(f"{HOME}people/{person(OTTO, ENGAGEMENT)}/")
    assert (page.context["page"].moved, page.context["page"].hidden) == ((), 1)
    assert HIDDEN not in page.text
    theirs = b"".join(export_lines(**by(PRIYA)))
    assert hidden.encode() not in theirs
    assert hidden.encode() in b"".join(export_lines(**by(NILS)))


def test_a_bundle_says_nothing_of_its_items_to_a_rival(hidden: str) -> None:
    assert isinstance(offer_together(items=[hidden], to=person(NILS, ENGAGEMENT), why="night", **by(OTTO)), Together)
    assert isinstance(accept_together(items=[hidden], **by(NILS)), Together)
    assert hidden.encode() not in b"".join(export_lines(**by(PRIYA)))
    for page in ("shift/", "items/?list=queue", ""):
        assert hidden not in signed_in(PRIYA, engagement=ENGAGEMENT).get(HOME + page).text


def test_no_act_on_one_or_several_reaches_it(hidden: str) -> None:
    own = arrive("Server unpatched", topic="os-patch", severity=Severity.LOW, engagement=ENGAGEMENT)
    number = models.Item.objects.get(id=hidden).number
    tried: tuple[Callable[[Any], object], ...] = (
        lambda at: split(subject="x", why="x", **at),
        lambda at: flag(text="x", **at),
        lambda at: correct_facts(facts={"severity": "low"}, why="x", **at),
        lambda at: reopen(why="x", **at),
        lambda at: absorb(numbers=[1], **at),
    )
    for act in tried:
        with pytest.raises(NotFound):
            act({"item": hidden, **by(PRIYA)})
    said = [absorb(numbers=[nth], item=own, **by(MEI)) for nth in (number, 9_999)]
    reasons = [getattr(one, "reason", "").replace(str(nth), "N") for one, nth in zip(said, (number, 9_999), strict=True)]
    assert reasons[0] == reasons[1] != ""
    for outcome in (
        accept_together(items=[hidden], **by(PRIYA)),
        offer_together(items=[hidden], to=person(JONAH, ENGAGEMENT), why="x", **by(PRIYA)),
    ):
        assert isinstance(outcome, Refused)
        assert "none of these items is there for you" in outcome.reason
