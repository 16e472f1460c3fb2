"""Keeping filters: somebody saves one under a name, changes it, and takes it away. Nothing of it stands in the ledger."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError

from demarc.acts.outcome import Refused
from demarc.acts.perform import GUESTS_ONLY_READ
from demarc.core.instants import micros
from demarc.record import models
from demarc.record.access import NotFound, viewer_of
from demarc.record.ids import sortable_id
from demarc.record.transactions import write_transaction

MOST = 30
"""How many one person keeps: a list of links that is longer than a screen finds nothing any more."""
LONGEST_NAME, LONGEST_QUERY = 60, 400


@dataclass(frozen=True, slots=True)
class FilterKept:
    """It is kept, as it is now."""

    filter: str
    name: str


@dataclass(frozen=True, slots=True)
class FilterGone:
    """It is kept no more; the rest is what it was, so that it can be kept again."""

    filter: str
    page: str
    name: str
    query: str
    shared: bool


def save_filter(
    *, engagement: str, by: str, now: datetime, page: str, name: str, query: str, shared: bool = False
) -> FilterKept | Refused:
    """Keep a filter of a list page for oneself, or `shared` for one's own side too. Raises `NotFound` for strangers."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    if viewer.guest:
        return Refused(GUESTS_ONLY_READ)
    if reason := _unfit(name, query):
        return Refused(reason)
    made = models.SavedFilter(engagement=engagement, id=sortable_id(micros(now)), person=by, page=page, name=name)
    made.query, made.shared = query, shared
    try:
        with write_transaction():
            if models.SavedFilter.objects.filter(engagement=engagement, person=by).count() >= MOST:
                return Refused(f"Nothing was saved: you keep {MOST} filters already. Take one away first.")
            made.save(force_insert=True)
    except IntegrityError:
        return Refused(_taken(name))
    return FilterKept(made.id, name)


def change_filter(*, engagement: str, kept: str, by: str, now: datetime, name: str, shared: bool) -> FilterKept | Refused:
    """Give one's own filter another name, or show it to one's side or no more. Raises `NotFound` for what is not theirs."""
    _not_a_guest(kept, engagement=engagement, by=by, now=now)
    if reason := _unfit(name):
        return Refused(reason)
    try:
        with write_transaction():
            mine = models.SavedFilter.objects.filter(engagement=engagement, id=kept, person=by)
            if not mine.update(name=name, shared=shared):
                raise NotFound("filter", kept)
    except IntegrityError:
        return Refused(_taken(name))
    return FilterKept(kept, name)


def delete_filter(*, engagement: str, kept: str, by: str, now: datetime) -> FilterGone:
    """Take one's own filter away, for everybody who saw it. Raises `NotFound` for what is not theirs."""
    _not_a_guest(kept, engagement=engagement, by=by, now=now)
    with write_transaction():
        mine = models.SavedFilter.objects.filter(engagement=engagement, id=kept, person=by)
        found = mine.first()
        if found is None:
            raise NotFound("filter", kept)
        mine.delete()
    return FilterGone(found.id, found.page, found.name, found.query, found.shared)


def _not_a_guest(kept: str, *, engagement: str, by: str, now: datetime) -> None:
    """Look at who asks. Raises `NotFound`, for a guest too: what they kept while they took part is not theirs meanwhile."""
    if viewer_of(engagement=engagement, by=by, now=now).guest:
        raise NotFound("filter", kept)


def _unfit(name: str, query: str = "") -> str:
    if not name.strip():
        return "Nothing was saved: give the filter a name."
    if len(name) > LONGEST_NAME or len(query) > LONGEST_QUERY:
        return f"Nothing was saved: a name has {LONGEST_NAME} characters at most, and a filter {LONGEST_QUERY}."
    return ""


def _taken(name: str) -> str:
    return f"Nothing was saved: you have a filter `{name}` here already. Choose another name."
