"""The lines of long lists, written directly: a page has fifty of them, and as templates they were most of its time.

Everything that comes from the record is escaped here, word by word. The templates that say the same stand beside the
tests, which compare the two.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from demarc.doors.web import spoken
from demarc.record.reads.lines import ItemLine, PersonLine

KEPT = 4_096
QUESTION_SHOWN = 160
DRILL = '<span class="badge badge-drill">DRILL</span> '


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when a line is read: the reader's id, the address before an item's id, the zone and the instant."""

    me: str
    items: str
    zone: str
    now: datetime

    def link(self, line: ItemLine) -> str:
        """Write the subject as the way to the item."""
        return f'<h3><a href="{self.items}{escape(line.id)}/">{escape(line.subject)}</a></h3>'

    def left(self, due: datetime) -> str:
        """Write how much of a clock is left."""
        return clock_left(due, self.zone, self.now)

    def who(self, line: ItemLine, holds: str = "") -> str:
        """Write who holds an item, in these words, and to whom it is offered."""
        told = person_words(line.holder, "You" if line.holder.id == self.me else line.holder.name) + holds
        asked = line.offered_to
        return f"{told}, offered to {person_words(asked, 'you' if asked.id == self.me else asked.name)}" if asked else told


def item_row(line: ItemLine, place: Place, *, choose: bool = False) -> SafeString:
    """Write an item of a list; `choose` puts a box before it."""
    state = f'<span class="badge badge-{line.state}">{line.state}</span>' if line.state in {"disputed", "closed"} else ""
    source = f' · <span class="number">{escape(line.source_number)}</span>' if line.source_number else ""
    mini = f" mini-to-{line.offered_to.side}" if line.offered_to else ""
    clock = f"{place.left(line.due)} {_due_words(line)} · " if line.due else ""
    received = time_words(line.received_at, place.zone, spoken.relative(line.received_at, place.now))
    return mark_safe(  # noqa: S308 - what is not ours was escaped above and below
        f'<li class="item-line{" item-line-choose" if choose else ""}">{_box(line) if choose else ""}'
        f'<div class="item-line-head"><span class="number">{escape(line.number)}</span> '
        f"{DRILL if line.drill else ''}{_priority(line)} {state} "
        f'<span class="hint">{escape(line.kind)}{source}</span>{place.link(line)}</div>{_question(line)}'
        f'<p class="item-line-who"><span class="mini mini-{line.holder.side}{mini}" aria-hidden="true"></span> '
        f"<span>{place.who(line, _holds(line, place.me))}</span></p>"
        f'<p class="item-line-clock">{clock}<span class="hint">received {received}</span></p></li>'
    )


def bead_row(line: ItemLine, place: Place) -> SafeString:
    """Write an item of the line: on its holder's half, or across it when it is offered to the other side."""
    source = f' <span class="number hint">{escape(line.source_number)}</span>' if line.source_number else ""
    head = f'<p class="bead-meta"><span class="number">{escape(line.number)}</span> {_priority(line)}'
    clock = f"{place.left(line.due)} {escape(line.due_for)}" if line.due else ""
    if line.offered_to and line.offered_to.side != line.holder.side:
        timed = f'<p class="bead-clock">{clock}</p>' if clock else ""
        return mark_safe(_bead_across(line, line.offered_to, place, f"{head}{source}</p>", timed))  # noqa: S308 - as above
    side = line.holder.side
    disputed = ' <span class="badge badge-disputed">disputed</span>' if line.state == "disputed" else ""
    timed = f' <span class="bead-clock">{clock}</span>' if clock else ""
    return mark_safe(  # noqa: S308 - as above
        f'<li class="bead bead-{side} side-{side}">{head}{disputed}{source}</p>{place.link(line)}{_question(line)}'
        f'<p class="bead-who"><span>{place.who(line)}</span>{timed}</p></li>'
    )


@lru_cache(maxsize=KEPT)
def person_words(who: PersonLine, shown: str) -> str:
    """Write a person with the colour of their side."""
    title = f"{escape(who.name)}, {escape(who.party)}"
    return f'<span class="person side-{who.side}" title="{title}">{escape(shown)}</span>'


def time_words(at: datetime, zone: str, words: str) -> str:
    """Write an instant in these words; the title says it in full."""
    return f"{_time_in_full(at, zone)}{words}</time>"


def clock_left(due: datetime, zone: str, now: datetime) -> str:
    """Write how much of a clock is left or by how much it is over, graded."""
    said = time_words(due, zone, spoken.left(due, now))
    return f'<span class="left-{spoken.pressing(due, now)}">{said}</span>'


@lru_cache(maxsize=KEPT)
def _time_in_full(at: datetime, zone: str) -> str:
    return f'<time datetime="{at.isoformat()}" title="{escape(spoken.in_full(at, zone))}">'


def _box(line: ItemLine) -> str:
    named = f'<span class="unseen">Choose {escape(line.number)}</span>'
    box = f'<input type="checkbox" name="item" value="{escape(line.id)}.{line.version}">'
    return f'<label class="choose">{box} {named}</label>'


def _priority(line: ItemLine) -> str:
    return f'<span class="badge badge-{escape(line.priority)}">{escape(line.priority)}</span>'


def _question(line: ItemLine) -> str:
    if not line.question:
        return ""
    return f'<p class="question-line">{escape(Truncator(line.question).chars(QUESTION_SHOWN))}</p>'


def _holds(line: ItemLine, me: str) -> str:
    if line.state == "closed":
        return " held it last"
    return " hold it" if line.holder.id == me else " holds it"


def _due_words(line: ItemLine) -> str:
    return escape(f"{line.due_for}: {line.promise}" if line.promise else line.due_for)


ARROW = (
    '<svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" '
    'stroke-linejoin="round"><path d="M2 8h11" stroke-dasharray="3 2"/><path d="M9 4l4 4-4 4"/></svg>'
)


def _bead_across(line: ItemLine, asked: PersonLine, place: Place, head: str, timed: str) -> str:
    back = asked.side == "client"
    holds = _plate("holds", "Holds it", line.holder, "You" if line.holder.id == place.me else line.holder.name)
    offered = _plate("asked", "Offered to", asked, "you" if asked.id == place.me else asked.name)
    arrow = f'<span class="line-arrow{" line-arrow-left" if back else ""}" aria-hidden="true">{ARROW}</span>'
    return (
        f'<li class="bead bead-over{" bead-to-client" if back else ""}">{head}{place.link(line)}'
        f'<p class="bead-cross">{holds} {arrow} {offered}</p>{timed}</li>'
    )


def _plate(kind: str, word: str, who: PersonLine, shown: str) -> str:
    named = f'<span class="plate-word">{word}</span> <b>{escape(shown)}</b>'
    return f'<span class="plate plate-{kind} side-{who.side}">{named}</span>'
