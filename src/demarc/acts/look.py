"""Looking at an item before acting on it: the page shows the acts that would not be refused, by the same gathering."""

from datetime import datetime

from demarc.acts.gather import case_of
from demarc.core.custody.closing import endings
from demarc.core.custody.custody import Custody
from demarc.core.custody.states import Act
from demarc.core.custody.step import acts_open_to
from demarc.core.escalation import people_called
from demarc.core.matrix.decide import Outcome
from demarc.core.words import ItemKind, PersonId
from demarc.record.reads.item import Reach, item_page
from demarc.record.reads.item_values import ItemPage


def look_at_item(*, engagement: str, item: str, by: str, now: datetime) -> ItemPage:
    """Give the page of one item, with the acts open to the reader. Raises `NotFound` for what they may not see."""
    case = case_of(engagement=engagement, item=item, by=by, now=now)
    custody, situation = case.custody, case.situation
    open_acts = () if by in case.world.guests else acts_open_to(custody, situation)
    reach = Reach(
        acts=_put_to_people(custody, open_acts, by=PersonId(by)),
        endings=tuple(str(ending) for ending in endings(custody)),
        next_calls=people_called(custody, situation) if custody.is_open else (),
        active=frozenset(situation.parties),
        matrix=case.world.matrix,
        must_carry=situation.must_carry,
    )
    return item_page(engagement=engagement, item=item, by=by, now=now, reach=reach)


def _put_to_people(custody: Custody, acts: tuple[Act, ...], *, by: PersonId) -> frozenset[str]:
    """Name the acts as a person is asked for them.

    A question is answered by who holds it and taken back by who asked; what waits for an answer is not answered itself.
    Both leads settle by the same form. What the act would refuse for the item's own sake is not shown.
    """
    found = {str(act) for act in acts} - {str(Act.ANSWER), str(Act.AGREE)}
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
