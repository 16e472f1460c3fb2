"""A report as a terminal shows it: a hundred columns, worst first, whose it is at the right."""

import textwrap
from collections.abc import Iterator

from demarc.doors.cli.formats.report import Bar, Entry, Report, Section, Table

WIDTH = 100
MOST = 12
"""Entries shown of a section, unless all are asked for."""

LONGEST = 30
"""Characters of the longest bar."""


def text_of(report: Report, *, everything: bool = False) -> str:
    """Write a report for a terminal."""
    return "\n".join(_lines(report, everything=everything))


def _lines(report: Report, *, everything: bool) -> Iterator[str]:
    yield report.headline
    for line in report.lead:
        yield from textwrap.wrap(line, WIDTH) or [""]
    number = 0
    for section in report.sections:
        yield ""
        yield section.title + (f": {section.lead}" if section.lead else "")
        shown = section.entries if everything else section.entries[:MOST]
        for entry in shown:
            number += 1
            yield from _entry(entry, f"{number:2} " if section.numbered else "   ")
        if len(shown) < len(section.entries):
            number += len(section.entries) - len(shown)
            yield f"   and {len(section.entries) - len(shown)} more: add --all"
        yield from _bars(section.bars)
        if section.table:
            if section.bars:
                yield ""
            yield from _table(section.table)
    if report.more:
        yield ""
    for command, purpose in report.more:
        yield f"{purpose}: {command}"


def _entry(entry: Entry, lead: str) -> Iterator[str]:
    lines = textwrap.wrap(f"{entry.mark} {entry.text}".strip(), WIDTH - len(lead)) or [""]
    for index, line in enumerate(lines):
        room = WIDTH - len(lead) - len(line) - len(entry.whose) - 2
        last = index == len(lines) - 1
        dotted = f"{line} {'.' * room} {entry.whose}" if last and entry.whose and room > 0 else line
        yield f"{' ' * len(lead) if index else lead}{dotted}"
        if last and entry.whose and room <= 0:
            yield f"     {entry.whose}"
    for detail in entry.details:
        yield from textwrap.wrap(detail, WIDTH - 5, initial_indent="     ", subsequent_indent="     ")
    where = "   ".join(part for part in (entry.place, entry.code) if part)
    if where:
        yield f"     {where}"


def _bars(bars: tuple[Bar, ...]) -> Iterator[str]:
    most = max((bar.amount for bar in bars), default=0)
    names = max((len(bar.label) for bar in bars), default=0)
    values = max((len(bar.said) for bar in bars), default=0)
    for bar in bars:
        drawn = "#" * round(LONGEST * bar.amount / most) if most else ""
        yield f"   {bar.label:<{names}}  {bar.said:>{values}}  {drawn}".rstrip()


def _table(table: Table) -> Iterator[str]:
    widths = [max(len(row[at]) for row in (table.headings, *table.rows)) for at in range(len(table.headings))]
    for row in (table.headings, *table.rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"   {'  '.join(cells)}".rstrip()


def section_of(title: str, lines: tuple[str, ...]) -> Section:
    """Make a section of plain lines."""
    return Section(title, tuple(Entry(line) for line in lines))
