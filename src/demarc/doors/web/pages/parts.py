"""The parts that pages are put together from, on one page, for whoever builds another page or looks at a theme."""

from datetime import UTC, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from demarc.core.custody.states import State
from demarc.core.words import Side
from demarc.doors.web.visit import show
from demarc.record.reads.lines import ItemLine, PersonLine

STANDS = datetime(2026, 11, 28, 23, 50, tzinfo=UTC)
"""The instant of the page: its clocks stand, so that two pictures of it can be compared."""
COLOURS = (
    *("paper", "sheet", "sunk", "ink", "ink-soft", "rule", "rule-strong"),
    *("client", "client-wash", "client-edge", "provider", "provider-wash", "provider-edge"),
    *("alarm", "alarm-wash", "soon", "soon-wash", "good", "good-wash"),
)
ROBIN = PersonLine("robin", "Robin Vale", "Birch Law", Side.CLIENT)
ADA = PersonLine("ada", "Ada Keller", "Northgate", Side.PROVIDER)


@require_safe
def parts(request: HttpRequest) -> HttpResponse:
    """Show every part to anybody; nothing of it comes from the record."""
    return show(
        request,
        "parts_page.html",
        now=STANDS,
        dana=ROBIN,
        tomasz=ADA,
        colours=COLOURS,
        states=tuple(State),
        later=STANDS + timedelta(hours=5),
        soon=STANDS + timedelta(minutes=6),
        earlier=STANDS - timedelta(hours=2),
        lines=(
            _line(3, "Odd sign-ins to a mailbox", ADA, "P1", minutes=6, offered_to=ROBIN),
            _line(1, "A sealed laboratory machine", ROBIN, "P3", minutes=3_000),
            _line(2, "A restart after updates", ADA, "P4", minutes=-90),
        ),
    )


def _line(
    number: int, subject: str, holder: PersonLine, priority: str, *, minutes: int, offered_to: PersonLine | None = None
) -> ItemLine:
    return ItemLine(
        id=str(number),
        number=f"A-{number}",
        subject=subject,
        kind="alert",
        priority=priority,
        state=State.OFFERED if offered_to else State.HELD,
        received_at=STANDS,
        holder=holder,
        offered_to=offered_to,
        due=STANDS + timedelta(minutes=minutes),
        due_for="to accept" if offered_to else "for the promised step",
    )
