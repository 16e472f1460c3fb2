"""The events of an XES log: traces with their events, read one trace at a time."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from demarc.files.limits import UnusableFile
from demarc.files.logs.events import Events
from demarc.files.logs.opened import Watch, opened
from demarc.files.logs.times import Times

USUAL = {"case": "concept:name", "time": "time:timestamp", "group": "org:group", "status": "concept:name"}
LIFECYCLE = "lifecycle:transition"
BOTH = 2
"""Bits that a status takes: what the life cycle says is kept above what the name says until one of them is chosen."""


def read_xes(path: Path, events: Events, times: Times, given: Mapping[str, str], watch: Watch) -> dict[str, str]:
    """Read every trace into `events`, and tell which attribute was read as what. Raises `UnusableFile`."""
    columns = {part: given.get(part) or usual for part, usual in USUAL.items()}
    for number, trace in enumerate(_traces(path, watch), 1):
        about = _attributes(trace)
        case = about.get(columns["case"], "").strip() or f"trace {number}"
        for event in trace:
            if _local(event) == "event":
                _add(case, _attributes(event), columns, events, times)
    low = (1 << BOTH) - 1
    if not given.get("status") and not any(said & low for said in events.status):
        if any(said >> BOTH for said in events.status):
            columns["status"] = LIFECYCLE
        for at, said in enumerate(events.status):
            events.status[at] = said >> BOTH
    else:
        for at, said in enumerate(events.status):
            events.status[at] = said & low
    return columns


def _add(case: str, said: Mapping[str, str], columns: Mapping[str, str], events: Events, times: Times) -> None:
    written = said.get(columns["time"], "")
    instant = times.read(written)
    if instant is None:
        events.skip(f"case `{case[:40]}`: `{written[:40]}` is no time")
        return
    status = events.says[said.get(columns["status"], "")] | events.says[said.get(LIFECYCLE, "")] << BOTH
    events.add(case, instant, said.get(columns["group"], ""), status)


def _attributes(element: Element) -> dict[str, str]:
    return {child.get("key", ""): child.get("value", "") for child in element if child.get("key") is not None}


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _traces(path: Path, watch: Watch) -> Iterator[Element]:
    with opened(path, watch) as file:
        try:
            steps: Any = iterparse(file, events=("start", "end"), forbid_dtd=True)
            root: Element | None = None
            for what, element in steps:
                if root is None:
                    root = element
                    if _local(root) != "log":
                        raise UnusableFile(f"its outermost element is `{_local(root)[:40]}`", str(path), "give an XES log")
                if what == "end" and _local(element) == "trace":
                    yield element
                    root.clear()
        except (ParseError, DefusedXmlException, UnicodeDecodeError) as error:
            raise UnusableFile(f"this is no XES that can be read ({error})", str(path), "export the log again") from None
