"""A report as one page to mail: no script, nothing loaded, light, dark and on paper."""

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from demarc.doors.cli.formats.pictures import arcs_html, bars_html
from demarc.doors.cli.formats.report import Entry, Figure, Report, Section, Table, Tone
from demarc.doors.cli.formats.signs import SIGNS

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
SAID = {Tone.BAD: "does not hold", Tone.SOON: "to look at", Tone.GOOD: "holds", Tone.PLAIN: "to know"}
"""What a sign says to whoever does not see it."""


def html_of(report: Report) -> str:
    """Write a report as a whole HTML document that needs nothing else."""
    return "\n".join(_page(report)) + "\n"


def _page(report: Report) -> Iterator[str]:
    style = files("demarc.doors.cli.formats").joinpath("page.css").read_text("utf-8").strip()
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">'
    yield f"<title>{escape(report.headline)} · {escape(report.file)}</title>"
    yield f"<style>\n{style}\n</style></head>"
    yield "<body><main>"
    yield from _head(report)
    number = 1
    for section in report.sections:
        yield from _section(section, number)
        number += len(section.entries) if section.numbered else 0
    yield from _foot(report)
    yield "</main></body></html>"


def _head(report: Report) -> Iterator[str]:
    yield f'<header class="{report.tone}">'
    yield f'<p class="kicker"><b>demarc {escape(report.command)}</b> <span>{escape(report.file)}</span></p>'
    yield f"<h1>{_broken(report.headline)}</h1>"
    yield from (f'<p class="lead">{_broken(line)}</p>' for line in report.lead)
    if report.sides:
        firms = (
            f'<li class="{escape(side)}">{escape(name)} <small>{escape(side)}</small></li>' for name, side in report.sides
        )
        yield f'<ul class="sides">{"".join(firms)}</ul>'
    yield "</header>"
    if report.figures:
        yield f'<dl class="figures">{"".join(map(_figure, report.figures))}</dl>'


def _figure(figure: Figure) -> str:
    return f'<div class="{figure.tone}"><dt>{escape(figure.label)}</dt><dd>{escape(figure.value)}</dd></div>'


def _section(section: Section, number: int) -> Iterator[str]:
    yield f"<section><h2>{escape(section.title)}</h2>"
    if section.lead:
        yield f'<p class="lead">{_broken(section.lead)}</p>'
    if section.entries:
        tag, start = ("ol", f' start="{number}"') if section.numbered else ("ul", "")
        yield f"<{tag}{start}>"
        for at, entry in enumerate(section.entries, number):
            yield _entry(entry, str(at) if section.numbered else "")
        yield f"</{tag}>"
    if section.arcs:
        yield from arcs_html(section.arcs)
    if section.bars:
        yield from bars_html(section.bars)
    if section.table:
        yield _table(section.table)
    yield "</section>"


def _entry(entry: Entry, number: str) -> str:
    sign = number or entry.mark or SIGNS[entry.tone]
    mark = f'<span class="sign" title="{SAID[entry.tone]}">{escape(sign)}</span>' if sign else ""
    parts = [f'<li class="{entry.tone}">{mark}<div>']
    whose = f' <span class="whose">{escape(entry.whose)}</span>' if entry.whose else ""
    parts.append(f'<p class="what"><span>{_broken(entry.text)}</span>{whose}</p>')
    parts += [f'<p class="detail">{_broken(detail)}</p>' for detail in entry.details]
    if entry.place or entry.code:
        where = f"<span>{escape(entry.place)}</span> " if entry.place else ""
        code = f"<code>{escape(entry.code)}</code>" if entry.code else ""
        parts.append(f'<p class="place">{where}{code}</p>')
    return "".join((*parts, "</div></li>"))


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table.headings)
    body = "".join(f"<tr>{''.join(map(_cell, table.headings, row))}</tr>" for row in table.rows)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _cell(heading: str, cell: str) -> str:
    return f'<td data-label="{escape(heading)}">{_broken(cell)}</td>'


def _foot(report: Report) -> Iterator[str]:
    yield "<footer>"
    yield from (f"<p>{escape(purpose)}: <code>{_broken(command)}</code></p>" for command, purpose in report.more)
    if report.of_matrix:
        yield "<p>A ruling by this matrix decides who holds the work, never who pays or is liable.</p>"
    yield "</footer>"


def _broken(text: str) -> str:
    """Escape a text, its `quoted` words as code; long names may break after a mark inside them."""
    parts = escape(text).split("`")
    if len(parts) % 2 == 0:
        return "`".join(parts)
    return "".join(f"<code>{part}</code>" if at % 2 else part for at, part in enumerate(parts))
