"""Looking at an item before acting on it: the page shows the acts that would not be refused, by the same gathering."""

from datetime import datetime

from demarc.acts.correct_facts import aspects_to_correct
from demarc.acts.gather import Case, case_from
from demarc.acts.world import world_at
from demarc.core.custody.closing import endings
from demarc.core.custody.correcting import MAY_CORRECT
from demarc.core.custody.custody import Custody
from demarc.core.custody.situation import Situation, standings
from demarc.core.custody.states import NEXT, Act
from demarc.core.custody.step import acts_open_to
from demarc.core.escalation import people_called
from demarc.core.matrix.decide import Outcome
from demarc.core.words import ItemKind, PersonId
from demarc.record.access import NotFound, items_for, viewer_of
from demarc.record.reads.group import members_of
from demarc.record.reads.item import Reach, item_page
from demarc.record.reads.item_values import ItemPage


def look_at_item(*, engagement: str, item: str, by: str, now: datetime) -> ItemPage:
    """Give the page of one item, with the acts open to the reader. Raises `NotFound` for what they may not see."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    stored = items_for(viewer).filter(id=item).first()
    if stored is None:
        raise NotFound("item", item)
    case = case_from(stored, world_at(engagement=engagement, now=now), PersonId(by))
    custody, situation = case.custody, case.situation
    reach = Reach(
        acts=frozenset() if by in case.world.guests else _put_to_people(custody, situation),
        endings=tuple(str(ending) for ending in endings(custody)),
        next_calls=people_called(custody, situation) if custody.is_open else (),
        active=frozenset(situation.parties),
        matrix=case.world.matrix,
        must_carry=situation.must_carry,
        members=_members(case),
        queue=tuple(sorted(situation.queue)),
        aspects=aspects_to_correct(case.world.matrix),
    )
    return item_page(viewer=viewer, stored=stored, now=now, reach=reach)


def _members(case: Case) -> int:
    """Count the signals on the item; those of an open one have been counted with its case."""
    if case.custody.is_open or not case.about.fingerprint:
        return case.situation.members
    return members_of(case.world.engagement, case.custody.item)


OWN_WORK = frozenset(ItemKind) - {ItemKind.ASK, ItemKind.DISPUTE, ItemKind.FLAG}
"""Kinds that are work of their own: these have parts, are merged, corrected and flagged."""


def _put_to_people(custody: Custody, situation: Situation) -> frozenset[str]:
    """Name the acts as a person is asked for them.

    A question is answered by who holds it and taken back by who asked; what waits for an answer is not answered itself.
    Both leads settle by the same form. What the act would refuse for the item's own sake is not shown.
    """
    by = situation.by
    found = {str(act) for act in acts_open_to(custody, situation)} - {str(Act.ANSWER), str(Act.AGREE)}
    if custody.kind not in OWN_WORK:
        found -= {str(Act.SPLIT), str(Act.MERGE)}
    elif by != custody.holder:
        found.add("flag")
    if custody.kind in OWN_WORK and custody.is_open and MAY_CORRECT & standings(custody, situation):
        found.add("correct")
    if custody.kind is ItemKind.FLAG and custody.is_open and by == custody.holder:
        found = found - {str(Act.ACCEPT), str(Act.PROMISE), str(Act.DISPUTE)} | {"answer flag"}
        found |= {"disagree"} if Act.DISPUTE in NEXT[custody.state] else set()
    if custody.is_grave:
        found.discard(str(Act.SETTLE))
    if by == custody.holder:
        found.discard(str(Act.INTERVENE))
    if custody.outcome is Outcome.ROW:
        found.discard(str(Act.RULE_OWN))
    if custody.kind is ItemKind.ASK and custody.is_open:
        found -= {str(Act.CLOSE)}
        found |= {str(Act.ANSWER)} if by == custody.holder else set()
        found |= {"take back"} if by == custody.raised_by else set()
    return frozenset(found)
