"""What was ruled before about such a case, as far as it still counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from demarc.core.custody.states import Act
from demarc.core.matrix.amend import covers, region
from demarc.core.matrix.lint import said
from demarc.core.matrix.table import TOPIC, Facts, Matrix, Scope, scope_of
from demarc.record.access import Viewer, items_for, privates_for
from demarc.record.models import Amendment, Entry, Item, Precedent
from demarc.record.reads.item_lines import numbered
from demarc.record.reads.lines import PersonLine, PrecedentLine
from demarc.record.reads.timeline import ERASED

SHOWN_AT_ONCE = 50
RULINGS = (Act.RULE, Act.SETTLE, Act.RULE_OWN, Act.CLOSE)


@dataclass(frozen=True, slots=True)
class Look:
    """Who reads, at which instant, and how people and items are called."""

    viewer: Viewer
    now: datetime
    people: Mapping[str, PersonLine]
    prefix: str


def recurring(look: Look, matrix: Matrix, facts: Facts) -> tuple[PrecedentLine, ...]:
    """List what counts for a case: rulings on its topic whose region covers its own, the latest first."""
    part = region(matrix, facts)
    topic = dict(part).get(TOPIC, frozenset({facts.get(TOPIC, "")}))
    counting = Precedent.objects.filter(engagement=look.viewer.engagement, topic__in=topic)
    found = counting.filter(Q(until__isnull=True) | Q(until__gt=look.now)).order_by("-at")[:SHOWN_AT_ONCE]
    same = [one for one in found if covers(_scope(one), part)]
    return precedent_lines(look, same)


def ruled_in(look: Look, dispute: str) -> PrecedentLine | None:
    """Give what a dispute ended in, or None while it is open and where nobody ruled."""
    found = Precedent.objects.filter(engagement=look.viewer.engagement, dispute=dispute).order_by("-at")[:1]
    return next(iter(precedent_lines(look, found)), None)


def precedent_lines(look: Look, found: Iterable[Precedent]) -> tuple[PrecedentLine, ...]:
    """Make the lines of precedents, of those items that the viewer may see."""
    precedents = list(found)
    if not precedents:
        return ()
    viewer = look.viewer
    ids = [one.item for one in precedents]
    items = {item.id: item for item in items_for(viewer).filter(id__in=ids).only("id", "number")}
    texts = _texts(viewer, precedents)
    drafts = dict(Amendment.objects.filter(engagement=viewer.engagement, item__in=ids).values_list("item", "version"))
    return tuple(
        _line(look, one, items[one.item], texts.get((one.item, one.item_version)), drafts.get(one.item, 0))
        for one in precedents
        if one.item in items
    )


def _texts(viewer: Viewer, precedents: list[Precedent]) -> Mapping[tuple[str, int], str]:
    """Give the words of each ruling, from the entry that decided."""
    entries = Entry.objects.filter(engagement=viewer.engagement, item__in=[one.item for one in precedents], act__in=RULINGS)
    seqs = {seq: (item, version) for seq, item, version in entries.values_list("seq", "item", "item_version")}
    texts = privates_for(viewer).filter(seq__in=seqs, field="text").values_list("seq", "value")
    return {seqs[seq]: text for seq, text in texts}


def _line(look: Look, one: Precedent, item: Item, text: str | None, draft: int) -> PrecedentLine:
    return PrecedentLine(
        item=one.item,
        number=numbered(look.prefix, item.number),
        by=look.people[one.by],
        holder=look.people[one.holder],
        text=ERASED if text is None else text,
        where=said(_scope(one)),
        period=one.period,
        at=one.at,
        until=one.until,
        counts=one.until is None or one.until > look.now,
        settled=one.act == Act.SETTLE,
        draft=draft,
    )


def _scope(one: Precedent) -> Scope:
    return scope_of({aspect: frozenset(values) for aspect, values in one.scope.items()})
