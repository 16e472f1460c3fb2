"""What the lines of a table are about, so that two lines that mean one thing meet and all others stay apart.

A line is a topic of its own. Only where its words say so does it take the topic of a function of the catalogue, and only
where two lines surely mean the same do they share one: nothing is made to overlap that its author kept apart.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from demarc.core.meaning.reading import stem_of, words_of
from demarc.core.meaning.scopes import ScopeWord, scope_in
from demarc.core.presets.frame import DEVICE_CLASSES
from demarc.core.words import UNKNOWN
from demarc.files.responsibility import Layout
from demarc.files.responsibility.agreement import control_key
from demarc.files.responsibility.words import folded
from demarc.files.stranger.line import CONTROLS, Line, Part, Reading, topic_of
from demarc.files.stranger.standing import Box, State

BY_DEVICE = frozenset({"os-patch", "app-patch"})
"""Topics that a table divides by devices; for all others a device in the title is only what the line is called."""

ANYWHERE = frozenset({"window", "severity"})
DEVICE_ASPECTS = frozenset({"device_class", "os_family", "management", "support"})
USUAL_DEVICES: Mapping[str, frozenset[str]] = {
    "PT-01": frozenset({"workstation"}),
    "PT-02": frozenset({"server"}),
    "PT-04": frozenset({"network"}),
    "PT-07": frozenset({"printer", "iot", "ot-medical"}),
}
"""The devices a patch duty is about where its line names none."""

_LIGHT = "management manage service process maintenance regular monthly weekly daily quarterly all of our it and"
_OTHER_ACTS = "approve approval test testing report schedule exception verify rollback plan policy review communicate"


def with_topics(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Give every line its topics and scope.

    1. What the words narrow. 2. A function that one line means alone is not also claimed by a line that means several.
    3. Lines that share a topic share it only when they surely mean the same. 4. The rest are topics of their own.
    """
    scoped = [_scoped(line) for line in lines]
    claims: dict[str, list[str]] = {line.id: _claims(line) for line in scoped}
    _leave_to_specific(scoped, claims)
    _part_different(scoped, claims)
    own = _own_names(scoped, claims)
    made = []
    for line in scoped:
        topics = claims[line.id] or [own[line.id]]
        made.append(replace(line, parts=tuple(_parts(line, topics))))
    return tuple(made)


def _parts(line: Line, topics: Sequence[str]) -> Iterator[Part]:
    """Keep of the scope what can divide a topic: windows and severities always, devices where patches are divided."""
    by_device = tuple(topic for topic in topics if topic in BY_DEVICE)
    if by_device:
        divides = ANYWHERE | DEVICE_ASPECTS | {"site", "exposure"}
        yield Part(by_device, {aspect: values for aspect, values in line.scope.items() if aspect in divides})
    others = tuple(topic for topic in topics if topic not in BY_DEVICE)
    if others:
        yield Part(others, {aspect: values for aspect, values in line.scope.items() if aspect in ANYWHERE})


def _claims(line: Line) -> list[str]:
    if line.layout in CONTROLS or line.layout is Layout.DUTIES_PER_PARTY or line.standing.state is State.BLANK:
        return []
    if line.divided:
        return []
    return list(dict.fromkeys(topic_of(id_) for id_ in line.functions))


def _leave_to_specific(lines: Sequence[Line], claims: Mapping[str, list[str]]) -> None:
    """Take a topic away from who means it among others, or only perhaps, where another line means just that."""
    alone = {
        claims[line.id][0]
        for line in lines
        if len(claims[line.id]) == 1 and line.reading is Reading.CERTAIN
    }  # fmt: skip
    surely = {topic for line in lines if line.reading is Reading.CERTAIN for topic in claims[line.id]}
    for line in lines:
        claimed = claims[line.id]
        if line.reading is Reading.GUESSED:
            claimed[:] = [topic for topic in claimed if topic not in surely]
        elif len(claimed) > 1:
            claimed[:] = [topic for topic in claimed if topic not in alone or topic in BY_DEVICE] or claimed[:1]


def _part_different(lines: Sequence[Line], claims: Mapping[str, list[str]]) -> None:
    """Let the first line keep a topic; another shares it when it says the same, or divides it by devices."""
    claimants: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        for topic in claims[line.id]:
            claimants[topic].append(line)
    for topic, claiming in claimants.items():
        first = min(claiming, key=lambda line: (line.reading is Reading.GUESSED, len(line.functions)))
        for line in claiming:
            if line is not first and not _means_the_same(first, line, topic):
                claims[line.id].remove(topic)


def _means_the_same(one: Line, other: Line, topic: str) -> bool:
    if one.table != other.table:
        return False
    if topic in BY_DEVICE:
        both = one.reading is other.reading is Reading.CERTAIN
        return both and not (_acts(one.title) or _acts(other.title)) and _scopes_differ(one, other)
    return _core(one.title) == _core(other.title)


def _scopes_differ(one: Line, other: Line) -> bool:
    return one.scope != other.scope or _core(one.title) == _core(other.title)


@cache
def _light() -> frozenset[str]:
    return frozenset(stem_of(word) for word in _LIGHT.split())


@cache
def _other_acts() -> frozenset[str]:
    return frozenset(word.stem for word in words_of(_OTHER_ACTS))


def _core(title: str) -> frozenset[str]:
    stems = frozenset(word.stem for word in words_of(title))
    return stems - _light() or stems


def _acts(title: str) -> bool:
    """Tell whether a title is about something else than doing it: approving, testing, reporting."""
    return bool(_core(title) & _other_acts())


def _own_names(lines: Sequence[Line], claims: Mapping[str, list[str]]) -> Mapping[str, str]:
    """Name a topic for each line without one: its control or title; lines of one title in one table share it."""
    taken = {topic for claimed in claims.values() for topic in claimed}
    names: dict[str, str] = {}
    used: dict[str, tuple[int, str, str]] = {}
    for line in lines:
        if claims[line.id]:
            continue
        key = (line.table, folded(line.title), folded(line.row.section))
        name = _slug(control_key(line.row.number) if line.layout in CONTROLS else line.title) or "line"
        while name in taken or used.get(name, key) != key:
            name = _again(name)
        used[name] = key
        names[line.id] = name
    return names


def _again(name: str) -> str:
    found = re.fullmatch(r"(.*)-(\d+)", name)
    return f"{found[1]}-{int(found[2]) + 1}" if found else f"{name}-2"


def _slug(text: str) -> str:
    words = re.findall(r"[\w()]+", text.casefold())
    return "-".join(words)[:60].strip("-")


def _scoped(line: Line) -> Line:
    """Read what a line's title, and its section where the title is silent, narrow it to."""
    if line.layout in CONTROLS or line.layout is Layout.DUTIES_PER_PARTY:
        return line
    kept = [word for word in scope_in(line.row.title) if word.values and _is_sure(word)]
    box: dict[str, frozenset[str]] = {}
    for word in kept:
        values = frozenset((*DEVICE_CLASSES, UNKNOWN)) - word.values if word.excluded else word.values
        box[word.aspect] = box.get(word.aspect, values) & values
    return replace(line, scope=_usual(line, box), scope_because=tuple(word.because for word in kept))


def _is_sure(word: ScopeWord) -> bool:
    """Keep a guess about devices, which is told as one; a window or severity must be certain and said in one stretch."""
    if word.excluded:
        return word.aspect == "device_class" and word.certain
    return word.aspect in DEVICE_ASPECTS or (word.certain and " ... " not in word.because)


def _usual(line: Line, box: Mapping[str, frozenset[str]]) -> Box:
    """Give a patch duty that names no devices the usual ones; firmware is what network gear runs, and no narrowing."""
    patch = [id_ for id_ in line.functions if id_ in USUAL_DEVICES]
    if not patch or "device_class" in box or len(patch) == len(USUAL_DEVICES):
        made = dict(box)
    else:
        made = {**box, "device_class": frozenset[str]().union(*(USUAL_DEVICES[id_] for id_ in patch))}
    if made.get("os_family") == frozenset({"firmware"}):
        del made["os_family"]
    return made
