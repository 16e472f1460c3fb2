"""The guided tour of the demo: eight steps, each as somebody, on a page of theirs, with a few sentences above it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

from django.urls import reverse

from demarc.record.reads.cast import CastLine
from demarc.record.reads.items import item_by_source
from demarc.record.reads.lines import ItemLine

INTO_THE_NIGHT = timedelta(minutes=9)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a step looks from: as whom, when, and in which zone the engagement's clocks are."""

    one: CastLine
    now: datetime
    zone: str

    def page(self, name: str, *more: object) -> str:
        """Give the address of a page of the engagement."""
        return reverse(name, args=(self.one.engagement, *more))

    def item(self, number: str) -> ItemLine | None:
        """Find an item by the number its source gave it."""
        return item_by_source(engagement=self.one.engagement, by=self.one.id, now=self.now, number=number)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: whose eyes, the address of the page, its title and its text."""

    who: str
    page: Callable[[Place], str]
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class TourLine:
    """A step as the panel shows it."""

    number: int
    count: int
    title: str
    text: str

    @property
    def before(self) -> int:
        """Give the number of the step before, 0 at the first."""
        return self.number - 1

    @property
    def after(self) -> int:
        """Give the number of the next step, 0 at the last."""
        return self.number + 1 if self.number < self.count else 0


def _named(name: str, *more: object) -> Callable[[Place], str]:
    return lambda place: place.page(name, *more)


def _item(number: str) -> Callable[[Place], str]:
    def address(place: Place) -> str:
        found = place.item(number)
        return place.page("item", found.id) if found else place.page("items")

    return address


def _that_night(place: Place) -> str:
    """Give the line as it was some minutes into the Saturday night."""
    found = place.item("EDR-7F31")
    if found is None:
        return place.page("line")
    at = (found.received_at + INTO_THE_NIGHT).astimezone(ZoneInfo(place.zone))
    return f"{place.page('line')}?{urlencode({'at': f'{at:%Y-%m-%dT%H:%M}', 'find': 'XRAY'})}"


STEPS = (
    Step(
        "dana",
        _named("today"),
        "You are Dana, who runs Alder's IT",
        "This page is her day. At the top stands what waits for her: odd sign-ins to the CFO's mailbox. Tomasz, at "
        "the provider, offered her the call-back nine minutes ago; six were left. Nothing is hers until she accepts.",
    ),
    Step(
        "tomasz",
        _item("IDP-2214"),
        "You are Tomasz, and you still hold it",
        "Left of the line stands the client, right the provider. He has offered it, and holds it until a person over "
        "there accepts. Let 15 minutes pass in the banner: silence hands nothing over, it calls the next people on "
        "both sides.",
    ),
    Step(
        "dana",
        _named("line"),
        "Both sides see one board",
        "Everything open between the firms, on the side of whoever holds it; offers lie on the line with their clock. "
        "Each side sees the same, and every item has exactly one named holder.",
    ),
    Step(
        "luis",
        _that_night,
        "Whose job was that, on Saturday night?",
        "Drag time back: ransomware on the X-ray server, Dana away. The record answers for that instant: Tomasz held "
        "it, by row SE-01 of version 3, accepted at 23:43. Luis covered for Dana and was asked for leave to isolate.",
    ),
    Step(
        "dana",
        _item("EDR-7F31"),
        "A signed permission, and a verdict",
        "At 23:44 Tomasz asked. At 23:59 nobody had answered, so the permission that both had signed counted: ask 15 "
        "minutes, then do. Read upwards in what happened: he held it from arrival to verdict, and every minute has a "
        "name.",
    ),
    Step(
        "luis",
        _item("BK-0411"),
        "Thirty green nights, 41 X-rays short",
        "A backup that ran is not one that can be restored. The test came back short, its clock ran out, Priya was "
        "called; it was repeated, passed, and witnessed by Luis. The insurer's form, line 17, rests on that proof "
        "now.",
    ),
    Step(
        "ruth",
        _item("DS-4410"),
        "Out of scope, a dispute, and a ruling",
        "A decline without a citation was refused. The second cited one opened a dispute: Luis held it meanwhile, the "
        "leads could not agree, and Ruth ruled 40 minutes after she was called. Her ruling waits as a row of version "
        "4, unsigned.",
    ),
    Step(
        "dana",
        _named("matrix"),
        "The matrix is checked, like a program",
        "Seven lanes are live. Endpoints and patching is only observed: a sealed laboratory PC fits no row, and two "
        "rows claim the gateway's firmware. Demarc found both, with an example that falls through.",
    ),
)


def step_shown(raw: str) -> TourLine | None:
    """Give the step that an address names, or None when it names none."""
    if not (raw.isascii() and raw.isdigit()) or not 1 <= int(raw[:3]) <= len(STEPS):
        return None
    number = int(raw[:3])
    step = STEPS[number - 1]
    return TourLine(number, len(STEPS), step.title, step.text)


def address_of(number: int, cast: tuple[CastLine, ...], *, now: datetime, zone: str) -> tuple[CastLine, str]:
    """Tell as whom a step is seen, and where; the first of the cast where the one named is not there."""
    step = STEPS[number - 1]
    one = next((one for one in cast if one.key == step.who), cast[0])
    page = step.page(Place(one, now, zone))
    return one, f"{page}{'&' if urlsplit(page).query else '?'}tour={number}"
