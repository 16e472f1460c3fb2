"""The pictures of a page: bars to compare amounts, arcs for what moves between places. They scale, and say themselves."""

from collections.abc import Iterator
from html import escape

from demarc.doors.cli.formats.report import Arcs, Bar

ROOM = 10
"""Height of a place in the picture's own units; the page gives it its real height."""

THINNEST, THICKEST = 1.0, 9.0
"""Widths of an arc, in pixels."""


def bars_html(bars: tuple[Bar, ...]) -> Iterator[str]:
    """Draw amounts below each other, each with its name before and its value after it."""
    most = max(bar.amount for bar in bars) or 1
    yield '<dl class="bars">'
    for bar in bars:
        width = 100 * bar.amount / most
        yield (
            f'<div class="{bar.tone}"><dt>{escape(bar.label)}</dt><dd><svg viewBox="0 0 100 10" preserveAspectRatio="none"'
            f' aria-hidden="true"><rect width="{width:.2f}" height="10"/></svg><span>{escape(bar.said)}</span></dd></div>'
        )
    yield "</dl>"


def arcs_html(arcs: Arcs) -> Iterator[str]:
    """Draw places below each other, and an arc for what moves: the heavier way of a pair plain, the way back marked."""
    height = ROOM * len(arcs.places)
    most = max(amount for _, _, amount in arcs.moves)
    heavy = {(start, end): amount for start, end, amount in arcs.moves}
    yield f'<figure class="arcs" role="img" aria-label="{escape(arcs.about)}">'
    yield f"<div>{''.join(f'<span>{escape(place)}</span>' for place in arcs.places)}</div>"
    yield f'<div><svg viewBox="0 0 100 {height}" preserveAspectRatio="none" aria-hidden="true">'
    for start, end, amount in sorted(arcs.moves, key=lambda move: -move[2]):
        back = (amount, start) < (heavy.get((end, start), 0), end)
        width = THINNEST + (THICKEST - THINNEST) * amount / most
        way = _path(start, end, len(arcs.places))
        yield f'<path class="{"back" if back else "there"}" stroke-width="{width:.1f}" d="{way}"/>'
    yield "</svg></div></figure>"
    yield '<p class="key"><span class="there">there</span> <span class="back">and back</span></p>'


def _path(start: int, end: int, places: int) -> str:
    """Lead from one place to another and bulge by their distance; the two ways of a pair stay apart."""
    above, below = (ROOM * place + ROOM / 2 for place in (start, end))
    apart = 1.2 if start < end else -1.2
    depth = 22 + 108 * abs(start - end) / max(places, 2) + 4 * apart
    return f"M0 {above + apart:.1f}C{depth:.1f} {above + apart:.1f} {depth:.1f} {below + apart:.1f} 0 {below + apart:.1f}"
