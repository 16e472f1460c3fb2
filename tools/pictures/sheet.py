"""Contact sheets: all pictures of one page side by side, so that a person sees the whole site in a minute."""

from collections import defaultdict
from html import escape
from pathlib import Path

from playwright.sync_api import Browser

from tools.pictures.shoot import Album, Picture

STYLE = """
body { margin: 1rem; font: 14px sans-serif; background: #777; color: #fff; }
div { display: flex; gap: 1rem; align-items: flex-start; }
figure { margin: 0; } img { display: block; border: 1px solid #000; }
img.phone { width: 300px; } img.desktop { width: 800px; }
"""


def contact_sheets(browser: Browser, album: Album) -> list[Path]:
    """One sheet per person and page, phone and desktop, light and dark."""
    by_page: dict[tuple[str, str], list[Picture]] = defaultdict(list)
    for picture in album.pictures:
        by_page[picture.who, picture.page].append(picture)
    page = browser.new_page(viewport={"width": 2400, "height": 1200})
    sheets = []
    for (who, name), pictures in by_page.items():
        source = album.folder / "sheet.html"
        source.write_text(_html(f"{who}: {name}", pictures), encoding="utf-8")
        page.goto(source.as_uri())
        sheet = album.folder / f"sheet-{who}-{name}.png"
        page.screenshot(path=sheet, full_page=True)
        sheets.append(sheet)
    (album.folder / "sheet.html").unlink(missing_ok=True)
    page.close()
    return sheets


def _html(title: str, pictures: list[Picture]) -> str:
    figures = "".join(
        f'<figure><img class="{picture.size}" src="{picture.file.name}" alt="">'
        f"<figcaption>{picture.size}, {picture.brightness}</figcaption></figure>"
        for picture in pictures
    )
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style><h1>{escape(title)}</h1><div>{figures}</div>'
