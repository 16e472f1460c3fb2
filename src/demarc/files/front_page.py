"""A front page as one HTML file that needs nothing else: it opens anywhere, prints well, and follows light or dark."""

from collections.abc import Iterator
from html import escape

from demarc.core.front_page import FrontPage, Passage

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.55 system-ui, sans-serif; margin: 2rem auto; max-width: 46rem; padding: 0 1rem; }
h1 { font-size: 1.7rem; line-height: 1.2; } h2 { font-size: 1.15rem; margin: 2rem 0 .4rem; }
p { margin: .4rem 0; } .wide { overflow-x: auto; }
table { border-collapse: collapse; margin: .6rem 0; width: 100%; font-size: .9rem; }
th, td { border-bottom: 1px solid #8884; padding: .3rem .8rem .3rem 0; text-align: start; vertical-align: top; }
code { font-size: .9em; overflow-wrap: anywhere; }
@media print { body { margin: 0; } h2 { break-after: avoid; } tr { break-inside: avoid; } }
"""


def front_page_html(page: FrontPage) -> str:
    """Write the page."""
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f"<title>{escape(page.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n",
            f"<h1>{escape(page.title)}</h1>\n<p>{_text(page.lead)}</p>\n",
            *(part for passage in page.passages for part in _passage(passage)),
            "</main>\n</body>\n</html>\n",
        )
    )


def _passage(passage: Passage) -> Iterator[str]:
    yield f"<section>\n<h2>{escape(passage.heading)}</h2>\n"
    yield from (f"<p>{_text(line)}</p>\n" for line in passage.lines)
    if passage.rows:
        heads, *rows = passage.rows
        name = escape(passage.heading, quote=True)
        yield f'<div class="wide" tabindex="0" role="group" aria-label="{name}, table">\n<table>\n<thead><tr>'
        yield from (f'<th scope="col">{escape(head)}</th>' for head in heads)
        yield "</tr></thead>\n<tbody>\n"
        yield from ("<tr>" + "".join(f"<td>{_text(cell)}</td>" for cell in row) + "</tr>\n" for row in rows)
        yield "</tbody>\n</table>\n</div>\n"
    yield "</section>\n"


def _text(line: str) -> str:
    """Show what stands in backticks as code."""
    parts = escape(line).split("`")
    return "".join(f"<code>{part}</code>" if odd % 2 else part for odd, part in enumerate(parts))
