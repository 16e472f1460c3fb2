"""The lines of long lists say what the templates beside this file say, whatever is in them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template

from demarc.core.words import Side
from demarc.doors.web.rows import Place, bead_row, item_row
from demarc.record.reads.lines import ItemLine, PersonLine
from demarc.record.reads.membership import Member

NOW = datetime(2026, 11, 28, 23, 50, tzinfo=UTC)
ZONE = "Europe/Berlin"
HERE = Path(__file__).parent / "as_templates"
DANA = PersonLine("dana", "Dana <b>O'Kafor</b> & Sons", 'Alder "Dental"', Side.CLIENT)
RUTH = PersonLine("ruth", "Ruth Kessler", "Alder", Side.CLIENT)
TOMASZ = PersonLine("tomasz", "Tomasz Wren", "Harborline", Side.PROVIDER)
MEMBER = Member(engagement="e1", client="Alder", zone=ZONE, person=DANA, party="alder", parties=())
PLAIN = ItemLine(
    id="i1", number="A-17", subject="Toner", kind="ticket", priority="P3", state="held", received_at=NOW, holder=DANA
)
NASTY = "<script>alert('1')</script> & \"two\""
STRANGE = ("subject", "source_number", "question", "promise", "kind", "due_for")


def told(*, strange: bool) -> dict[str, Any]:
    """Say in every place where words of others stand what could be taken for markup, or nothing."""
    return dict.fromkeys(STRANGE if strange else (), NASTY)


LINES = [
    replace(
        replace(PLAIN, holder=holder, offered_to=asked, state=state, due=due, due_for="to accept", drill=strange),
        **told(strange=strange),
    )
    for holder, asked, state, due, strange in product(
        (DANA, TOMASZ),
        (None, RUTH, DANA, TOMASZ),
        ("held", "offered", "disputed", "closed"),
        (None, NOW + timedelta(minutes=6), NOW - timedelta(days=3)),
        (False, True),
    )
]


class Seen(HTMLParser):
    """What a browser makes of a text: its tags with their attributes, and its words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.events.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.events.append(tag)

    def handle_data(self, data: str) -> None:
        # Spaces between the tags of a line are laid out, words are said.
        if data.strip():
            self.events.append(data.split())


def seen(text: str) -> list[object]:
    """Read a text as a browser does."""
    reader = Seen()
    reader.feed(text)
    reader.close()
    return reader.events


def as_template(name: str, line: ItemLine, *, choose: bool = False) -> list[object]:
    """Say a line as its template does."""
    text = (HERE / name).read_text(encoding="utf-8")
    values = {"line": line, "member": MEMBER, "zone": ZONE, "now": NOW, "choose": choose}
    return seen(Template(text).render(Context(values)))


PLACE = Place(me=DANA.id, items="/e/e1/items/", zone=ZONE, now=NOW)


@pytest.mark.parametrize("choose", [False, True])
def test_an_item_of_a_list_says_what_its_template_says(*, choose: bool) -> None:
    for line in LINES:
        assert seen(item_row(line, PLACE, choose=choose)) == as_template("item_line.html", line, choose=choose), line


def test_an_item_of_the_line_says_what_its_template_says() -> None:
    for line in LINES:
        assert seen(bead_row(line, PLACE)) == as_template("bead.html", line), line


def test_what_came_from_outside_is_never_markup() -> None:
    line = next(line for line in LINES if line.subject == NASTY)
    assert "<script" not in item_row(line, PLACE, choose=True) + bead_row(line, PLACE)
