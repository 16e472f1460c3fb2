"""Looking at a dispute before acting on it: the page shows what would not be refused, by the same gathering."""

from collections.abc import Iterator
from datetime import datetime

from demarc.acts.gather import Case, case_from
from demarc.acts.statements import timetable_of
from demarc.acts.world import world_at
from demarc.core.custody.ruling import Period
from demarc.core.custody.statements import side_of
from demarc.core.words import ItemKind, PersonId
from demarc.record.access import NotFound, items_for, viewer_of
from demarc.record.models import Amendment, Precedent
from demarc.record.reads.disputes import DisputePage, dispute_page


def look_at_dispute(*, engagement: str, item: str, by: str, now: datetime) -> DisputePage:
    """Give the page of one dispute, with what is open to the reader. Raises `NotFound` for what they may not see."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    stored = items_for(viewer).filter(id=item, kind=ItemKind.DISPUTE).first()
    if stored is None:
        raise NotFound("dispute", item)
    case = case_from(stored, world_at(engagement=engagement, now=now), PersonId(by), open_children=0)
    acts = frozenset() if by in case.world.guests else frozenset(_open_acts(case))
    active = frozenset(case.situation.parties)
    return dispute_page(viewer=viewer, stored=stored, now=now, matrix=case.world.matrix, acts=acts, active=active)


def _open_acts(case: Case) -> Iterator[str]:
    custody, situation = case.custody, case.situation
    by = situation.by
    if not custody.is_open:
        if _may_draft(case):
            yield "draft"
        return
    may_speak = by in situation.leads or by == custody.raised_by
    if may_speak and side_of(situation, by) not in custody.spoken and situation.now < timetable_of(case).statements:
        yield "speak"
    if by in situation.leads and not custody.is_grave:
        yield "settle"
    if by in situation.arbiters:
        yield "rule"


def _may_draft(case: Case) -> bool:
    """Tell whether a permanent ruling has no draft yet, and the reader is somebody who could propose one."""
    by, situation = case.situation.by, case.situation
    if by not in situation.leads | situation.arbiters:
        return False
    engagement = case.world.engagement
    ruled = Precedent.objects.filter(engagement=engagement, dispute=case.custody.item, period=Period.PERMANENT).first()
    return ruled is not None and not Amendment.objects.filter(engagement=engagement, item=ruled.item).exists()
