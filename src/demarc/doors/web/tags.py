"""Template tags: a moment, a person, a clock, each told one way everywhere."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from demarc.doors.web import rows, spoken
from demarc.record.reads import counts
from demarc.record.reads.lines import ClockLine, ItemLine, PersonLine

register = template.Library()
READER = "reader of lines"


def _place(context: Context | Mapping[str, Any]) -> tuple[str, datetime]:
    return context["zone"], context["now"]


def _reader(context: Context) -> rows.Place:
    """Say where and when lines are read; worked out once for a page."""
    found = context.render_context.get(READER)
    if found is None:
        zone, now = _place(context)
        member = context["member"]
        items = reverse("items", args=(member.engagement,))
        found = context.render_context[READER] = rows.Place(member.person.id, items, zone, now)
    place: rows.Place = found
    return place


@register.simple_tag(takes_context=True)
def item_row(context: Context, line: ItemLine, *, choose: bool = False) -> SafeString:
    """Show an item of a list."""
    return rows.item_row(line, _reader(context), choose=choose)


@register.simple_tag(takes_context=True)
def bead_row(context: Context, line: ItemLine) -> SafeString:
    """Show an item of the line."""
    return rows.bead_row(line, _reader(context))


@register.simple_tag(takes_context=True)
def moment(context: Context, at: datetime) -> SafeString:
    """Show an instant at the engagement's place; the title says it in full and in UTC."""
    zone, now = _place(context)
    return mark_safe(rows.time_words(at, zone, spoken.local(at, zone, now)))  # noqa: S308 - figures and names of months


@register.simple_tag(takes_context=True)
def ago(context: Context, at: datetime) -> SafeString:
    """Show how far an instant lies from now; the title says it in full."""
    zone, now = _place(context)
    return mark_safe(rows.time_words(at, zone, spoken.relative(at, now)))  # noqa: S308 - figures and units


@register.simple_tag(takes_context=True)
def left(context: Context, due: datetime) -> SafeString:
    """Show how much of a clock is left or by how much it is over, graded."""
    return mark_safe(rows.clock_left(due, *_place(context)))  # noqa: S308 - figures and units


@register.simple_tag(takes_context=True)
def minutes_gone(context: Context, clock: ClockLine) -> int:
    """Count the whole minutes since the clock started, not more than it has."""
    gone = (min(context["now"], clock.due) - clock.started).total_seconds()
    return max(0, int(gone // 60))


@register.simple_tag
def minutes_whole(clock: ClockLine) -> int:
    """Count the minutes the clock has from start to due, at least one."""
    return max(1, int((clock.due - clock.started).total_seconds() // 60))


@register.simple_tag(takes_context=True)
def person(context: Context, who: PersonLine, you: str = "you") -> SafeString:
    """Show a person with the colour of their side; the reader is `you`, or `You` where a sentence begins."""
    member = context.get("member")
    name = you if member and member.person.id == who.id else who.name
    return mark_safe(rows.person_words(who, name))  # noqa: S308 - escaped there


@register.filter
def coded(text: str) -> SafeString:
    """Show what stands in backticks as what it is: something given, to be read letter by letter."""
    parts = text.split("`")
    return format_html_join(
        "", "{}", ((format_html("<code>{}</code>", part) if odd % 2 else part,) for odd, part in enumerate(parts))
    )


@register.filter
def count_words(count: int) -> str:
    """Write a count as far as it is known."""
    return counts.in_words(count)


@register.filter
def first_name(name: str) -> str:
    """Shorten a name to its first word."""
    return name.partition(" ")[0]


@register.filter
def title_words(title: str) -> str:
    """Say by what right somebody holds."""
    return spoken.TITLES.get(title, title)


@register.filter
def act_words(act: str) -> str:
    """Say by which act somebody came to hold an item."""
    return spoken.CAME_BY.get(act, act)


@register.filter
def lasting(time: timedelta) -> str:
    """Say how long something lasted, in its two largest units."""
    return spoken.span(time)


@register.filter
def as_span(minutes: int) -> str:
    """Say how long a count of minutes is, in its two largest units."""
    return spoken.span(timedelta(minutes=minutes))


@register.filter
def waiting_words(waiting: str) -> str:
    """Say whom an item waited for."""
    return spoken.WAITED_FOR.get(waiting, waiting)


@register.filter
def may_class(answer: str) -> str:
    """Grade a permission for its colour: allowed, ask, or never."""
    return "ask" if answer.startswith("ask") else answer
