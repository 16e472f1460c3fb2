"""`./run pictures`: every page of the demo, on a phone and on a desktop, light and dark, into contact sheets.

What a machine can tell ends it with 1: axe finds something, a page scrolls sideways, the console reports an error.
Whether the pages are good, a person has to look.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.services import chromium
from tools.pictures.demo import running_demo
from tools.pictures.sheet import contact_sheets
from tools.pictures.shoot import Album, shoot

FOLDER = Path("var/pictures")


def main(arguments: list[str]) -> int:
    """Photograph into the folder given, or var/pictures. Exit status 0, 1 with troubles, 2 without a browser."""
    service = chromium()
    if service.program is None:
        print(service.missing, file=sys.stderr)
        return 2
    folder = Path(arguments[0]) if arguments else FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    album = Album(folder.resolve())
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory() as home, running_demo(Path(home)) as demo, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(service.program), args=sandbox)
        shoot(browser, demo, album)
        sheets = contact_sheets(browser, album)
        browser.close()
    print(f"{len(album.pictures)} pictures on {len(sheets)} contact sheets in {folder}")
    for trouble in album.troubles:
        print(trouble)
    return 1 if album.troubles else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
