"""`./run pictures`: every page of the demo, on a phone and on a desktop, light and dark, into contact sheets.

What a machine can tell ends it with 1: axe finds something, a page scrolls sideways, the console reports an error.
Whether the pages are good, a person has to look. `./run pictures --readme` writes the three of README anew instead.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import django
from playwright.sync_api import Browser, sync_playwright

from tests.services import chromium
from tools.pictures.demo import Demo, running_demo
from tools.pictures.readme import readme_pictures
from tools.pictures.sheet import contact_sheets
from tools.pictures.shoot import Album, shoot, sign_in

FOLDER, README = Path("var/pictures"), Path("docs/pictures")


def main(arguments: list[str]) -> int:
    """Photograph into the folder given, or var/pictures; then, if named, only what these people see.

    Exit status 0, 1 with troubles, 2 without a browser.
    """
    service = chromium()
    if service.program is None:
        print(service.missing, file=sys.stderr)
        return 2
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory() as home, running_demo(Path(home)) as demo, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(service.program), args=sandbox)
        if arguments == ["--readme"]:
            return _for_readme(browser, demo, Path(home))
        folder = Path(arguments[0]) if arguments else FOLDER
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        album = Album(folder.resolve())
        shoot(browser, demo, album, arguments[1:])
        sheets = contact_sheets(browser, album)
        browser.close()
    print(f"{len(album.pictures)} pictures on {len(sheets)} contact sheets in {folder}")
    for trouble in album.troubles:
        print(trouble)
    return 1 if album.troubles else 0


def _for_readme(browser: Browser, demo: Demo, folder: Path) -> int:
    taken = readme_pictures(browser, demo, sign_in(browser, demo.links["dana"], Album(folder)), README)
    browser.close()
    print(f"{len(taken)} pictures in {README}")
    return 0


if __name__ == "__main__":
    # The map of the pages is read off the site's own addresses.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "demarc.server.settings")
    django.setup()
    sys.exit(main(sys.argv[1:]))
