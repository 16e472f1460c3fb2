"""The shape of every act on one item: gather, decide, apply. A dispute brings its own item into being."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import NotRequired, Required, TypedDict, TypeVar, Unpack

from demarc.acts.gather import Case, case_of
from demarc.acts.outcome import Outcome
from demarc.acts.perform import perform
from demarc.core.clocks import dispute_clock
from demarc.core.custody.arriving import receive
from demarc.core.custody.entries import Entry
from demarc.core.custody.states import Act
from demarc.core.custody.step import Refused
from demarc.core.matrix.who import calendar_of
from demarc.core.people import resolve
from demarc.core.words import ENGINE, ItemId, ItemKind
from demarc.record.translate.custody import About

Word = TypeVar("Word", bound=StrEnum)


class OnItem(TypedDict):
    """What every act on an item is told: which item, by whom, at which instant (aware UTC).

    `seen` is the version of the item that the actor had before them, if they looked.
    """

    engagement: Required[str]
    item: Required[str]
    by: Required[str]
    now: Required[datetime]
    seen: NotRequired[int | None]


def on_item(decide: Callable[[Case], Entry | Refused], **at: Unpack[OnItem]) -> Outcome:
    """Do one act to one item on behalf of a person. Raises `NotFound` for what they may not see."""
    case = case_of(engagement=at["engagement"], item=at["item"], by=at["by"], now=at["now"])
    decided = decide(case)
    seen = at.get("seen")
    if isinstance(decided, Refused) or decided.act is not Act.DISPUTE:
        return perform(case, decided, seen=seen)
    raised, about = dispute_item(case, decided)
    return perform(case, (decided, raised), seen=seen, about={raised.item: about})


def dispute_item(case: Case, entry: Entry) -> tuple[Entry, About]:
    """Bring the item of a dispute about: held by the client's lead, or for P1 and security by the arbiter, at once."""
    world, custody = case.world, entry.after
    arbiters = tuple(found for slot in world.rulers if (found := resolve(world.matrix.directory, slot, world.now)))
    lead = world.lead_of(world.client)
    first = arbiters if custody.is_grave or lead is None else (lead, *arbiters)
    call = tuple(dict.fromkeys(person for person in first if person in world.parties)) or world.fallback
    calendar = calendar_of(world.matrix, world.matrix.topic(case.about.topic))
    pace = dispute_clock(grave=custody.is_grave, calendar=calendar, since=world.now)
    situation = replace(case.situation, by=ENGINE, call=call, pace=pace)
    raised = receive(
        ItemId(custody.dispute or ""),
        situation,
        kind=ItemKind.DISPUTE,
        priority=custody.priority,
        security=custody.security,
        drill=custody.drill,
        parent=custody.item,
    )
    # Both leads are asked from the start; whoever opened it may speak for their side too.
    asked = tuple(dict.fromkeys((*raised.after.called, *sorted(case.situation.leads))))
    opened_by = None if entry.by == ENGINE else entry.by
    raised = replace(raised, after=replace(raised.after, called=asked, raised_by=opened_by))
    subject = f"Whose is it: {case.about.subject}"
    return raised, replace(case.about, subject=subject, external="", fingerprint="")


def word(kind: type[Word], raw: str, act: Act) -> Word | Refused:
    """Read one of a list of words as people hand it in."""
    if raw in set(kind):
        return kind(raw)
    return Refused(f"`{act}` is refused: `{raw}` is none of {', '.join(kind)}.")
