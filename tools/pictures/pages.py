"""The map of the pages: every address of the site, with an example of it in the demo, or the reason why it has none.

A page that is added tomorrow is in the map tomorrow: where nothing in the demo leads to it, the sweep names it.
"""

import re
from collections import deque
from collections.abc import Iterator, Mapping

from django.urls import URLPattern, URLResolver, get_resolver, resolve
from playwright.sync_api import APIRequestContext

from tools.pictures.demo import Demo

OK = 200
FORM, FILE, MACHINE = "takes what a form sends", "gives a file", "answers a machine"
NO_PAGE: Mapping[str, str] = {
    "home": "sends on to where one was last",
    "leave": FORM,
    "accept-many": FORM,
    "act": FORM,
    "dispute-act": FORM,
    "drill-act": FORM,
    "filter-act": FORM,
    "go-live": FORM,
    "person-act": FORM,
    "settings-act": FORM,
    "shift-act": FORM,
    "version-act": FORM,
    "your-rows-answer": FORM,
    "explain": FORM,
    "reconciliation-act": FORM,
    "weekly-fit": FORM,
    "before-fit-act": FORM,
    "before-vendor-act": FORM,
    "before-vendor-proposal": FORM,
    "before-vendor-sheet": FORM,
    "cosign": FORM,
    "keeping": FORM,
    "readers": FORM,
    "readers-end": FORM,
    "findings": FORM,
    "forget": FORM,
    "erase": FORM,
    "demo-become": FORM,
    "demo-pass": FORM,
    "demo-tour": FORM,
    "demo-again": FORM,
    "matrix-file": FILE,
    "version-paper": FILE,
    "before-blank-sheet": FILE,
    "before-sheet-file": FILE,
    "before-fit-memo": FILE,
    "before-decision-memo": FILE,
    "before-decision-matrix": FILE,
    "before-decision-files": FILE,
    "export": FILE,
    "checkpoint": FILE,
    "growth-file": FILE,
    "entry-proof": FILE,
    "livez": MACHINE,
    "readyz": MACHINE,
    "client": "the demo has one client, and a template that nobody follows has no page for one",
}
"""Addresses of which the demo shows no page, each with its reason."""

SIGNED_OUT: Mapping[str, str] = {
    "enter": "/enter/",
    "here": "/here/used-up/",
    "decide": "/decide/used-up/",
    "check": "/check/",
    "before": "/before/",
    "before-fit": "/before/fit/",
    "before-proposal": "/before/proposal/",
    "before-interview": "/before/interview/",
    "keys": "/keys/",
    "parts": "/parts/",
    "status": "/status/",
    "nowhere": "/nowhere/",
}
"""What needs no seat. Of a link that works once, what whoever comes late is told; `nowhere` is no page at all."""


def signed_out_pages(request: APIRequestContext, demo: Demo) -> dict[str, str]:
    """Map the pages that need no seat to their addresses, the one-time links of this demo among them."""
    offered = demo.links["luis"].removeprefix(demo.url)
    return {**SIGNED_OUT, "enter-link": offered, **_buyers_pages(request, demo)}


def _buyers_pages(request: APIRequestContext, demo: Demo) -> dict[str, str]:
    """Open a buyer's file with a vendor and two who score, and map its pages before anybody has answered."""
    lead, _, file = _links_made(request, demo, SIGNED_OUT["before-fit"], {})
    kept = file.replace("/fit/", "/file/")
    vendors = f"{kept}vendors/"
    _sent(request, demo, vendors, {"do": "vendor", "name": "Harborline"})
    both = _links_made(request, demo, vendors, {"do": "two", "first": "Dana Okafor", "second": "Ruth Kessler"})
    first = next(link for link in both if link != file)
    return {
        "before-answer": lead,
        "before-file": file,
        "before-scope": f"{lead.replace('/fit/', '/file/')}scope/",
        "before-scores": f"{first.replace('/fit/', '/file/')}scores/1/",
        "before-scorer": first,
        "before-vendors": vendors,
        "before-decision": f"{kept}decision/",
    }


def _links_made(request: APIRequestContext, demo: Demo, path: str, given: dict[str, str]) -> list[str]:
    """Send a form that makes private links, and give them in order."""
    return list(dict.fromkeys(re.findall(r"/before/fit/[\w-]+/(?=[\"<])", _sent(request, demo, path, given))))


def _sent(request: APIRequestContext, demo: Demo, path: str, given: dict[str, str]) -> str:
    """Send a form of a page as its reader would, and give the page that answers."""
    asked = request.get(demo.url + path)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', asked.text())
    assert token is not None, f"{asked.url} has no form"
    form: dict[str, str | float | bool] = {**given, "csrfmiddlewaretoken": token[1]}
    answer = request.post(demo.url + path, form=form, headers={"Referer": asked.url})
    assert answer.ok, f"{path} answers {answer.status}"
    return answer.text()


def seat_pages(request: APIRequestContext, demo: Demo) -> dict[str, str]:
    """Map every page that somebody in this seat can come to by links to an example, and what only a form leads to."""
    home = re.sub(r"^https?://[^/]+", "", request.get(demo.url).url)
    found: dict[str, str] = {}
    waiting = deque((home,))
    while waiting:
        path = waiting.popleft()
        name = resolve(path).url_name or path
        if name in found or name in NO_PAGE or name in SIGNED_OUT:
            continue
        answer = request.get(demo.url + path, max_redirects=0)
        if answer.status == OK:
            found[name] = path
            waiting.extend(_links(answer.text()))
    return found | _more(request, demo, home, found)


def _more(request: APIRequestContext, demo: Demo, home: str, found: Mapping[str, str]) -> dict[str, str]:
    """Name what no link leads to, and pages that look different with something else on them."""
    drills = [path for path in _links(request.get(demo.url + found["drills"]).text()) if resolve(path).url_name == "drill"]
    line = request.get(f"{demo.url}{home}line/").text()
    yesterday = re.search(r'href="([^"]+)">Yesterday<', line)
    assert yesterday is not None, "the demo's line has no yesterday"
    return {
        "find": f"{home}find/?q=a",
        "signals": f"{found['item']}signals",
        "growth": f"{home}record/growth/",
        "line-then": yesterday[1],
        "items-late": f"{home}items/?list=late",
        "drill-before": drills[-1],
        "tour": f"{home}?tour=1",
    }


def _links(text: str) -> Iterator[str]:
    """Yield the addresses of this site that a page leads to, without what follows `?` and `#`."""
    for path in dict.fromkeys(re.findall(r'href="(/[^"#?]*)', text)):
        if not path.startswith("/static/"):
            yield path


def names(resolver: URLResolver | None = None) -> Iterator[str]:
    """Yield the name of every address of the site."""
    for found in (resolver or get_resolver("demarc.server.urls")).url_patterns:
        if isinstance(found, URLResolver):
            yield from names(found)
        elif isinstance(found, URLPattern):
            yield found.name or str(found.pattern)


def without_example(seen: set[str]) -> list[str]:
    """Name the addresses that were seen nowhere and have no reason for it, and reasons that count no more."""
    known = set(names())
    stale = [
        f"`{name}` is no address any more, and has a reason to have no page" for name in sorted(NO_PAGE.keys() - known)
    ]
    bare = [f"the demo has no example of the page `{name}`" for name in sorted(known - seen - NO_PAGE.keys())]
    return [*bare, *stale]
