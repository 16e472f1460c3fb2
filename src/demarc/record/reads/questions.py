"""What asks ask, for lists: one short query for all the asks of a page, and none where there are no asks."""

from collections.abc import Iterable, Mapping

from django.db.models import OuterRef, Subquery

from demarc.core.words import ItemKind
from demarc.record.access import Viewer, privates_for
from demarc.record.models import Entry, Item


def questions_of(viewer: Viewer, items: Iterable[Item]) -> Mapping[str, str]:
    """Give the question of each ask among the items that the viewer may read, by the ask's id."""
    asks = [item.id for item in items if item.kind == ItemKind.ASK]
    if not asks:
        return {}
    text = privates_for(viewer).filter(seq=OuterRef("seq"), field="question").values("value")[:1]
    first = Entry.objects.filter(engagement=viewer.engagement, item__in=asks, item_version=1)
    return {item: text for item, text in first.annotate(text=Subquery(text)).values_list("item", "text") if text}
