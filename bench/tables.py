"""Seeded responsibility matrices and items for the benchmarks: complete and disjoint by construction, or random boxes."""

import heapq
import itertools
import math
from collections.abc import Sequence
from random import Random

from demarc.core.matrix.table import Aspect, AspectKind, Engagement, Matrix, Row, scope_of
from demarc.core.people import Directory, Slots
from demarc.core.words import UNKNOWN, PersonId, RowId

EIGHT = (
    Aspect("kind", AspectKind.CHOICE, tuple(f"k{n}" for n in range(5)), closed=True),
    Aspect("severity", AspectKind.CHOICE, tuple(f"s{n}" for n in range(4))),
    Aspect("site", AspectKind.CHOICE, tuple(f"t{n}" for n in range(11))),
    Aspect("device_class", AspectKind.CHOICE, tuple(f"d{n}" for n in range(9))),
    Aspect("os_family", AspectKind.CHOICE, tuple(f"o{n}" for n in range(7))),
    Aspect("category", AspectKind.CHOICE, tuple(f"c{n}" for n in range(19))),
    Aspect("hour", AspectKind.NUMBER, low=0, high=166),
    Aspect("vip", AspectKind.TAG),
)
"""Eight aspects with 5, 5, 12, 10, 8, 20, 168 and 2 values, `unknown` included where there is one."""

Box = dict[str, tuple[str, ...]]


def matrix_of(aspects: Sequence[Aspect], boxes: Sequence[Box]) -> Matrix:
    """Make a matrix with one row per box, each held by somebody else's id so that answers can be compared."""
    domains = {aspect.name: len(aspect.domain()) for aspect in aspects}
    rows = tuple(
        Row(
            id=RowId(f"r{index}"),
            function="SD-01",
            slots=Slots("dana"),
            scope=scope_of({name: values for name, values in box.items() if len(values) < domains[name]}),
        )
        for index, box in enumerate(boxes)
    )
    engagement = Engagement(client="bench", zone="UTC", intake_holder=PersonId("dana"))
    return Matrix(version="1", engagement=engagement, directory=Directory(), aspects=tuple(aspects), rows=rows)


def partition(count: int, aspects: Sequence[Aspect] = EIGHT, seed: int = 1) -> list[Box]:
    """Split the whole space into `count` disjoint boxes, a large box first, along an aspect drawn at random."""
    chance, order = Random(seed), itertools.count()
    whole: Box = {aspect.name: aspect.domain() for aspect in aspects}
    heap = [(-1.0, next(order), whole)]
    while len(heap) < count:
        _, _, box = heapq.heappop(heap)
        name = chance.choice([name for name, values in box.items() if len(values) > 1])
        values = list(box[name])
        if name != "hour":
            chance.shuffle(values)
        cut = chance.randint(1, len(values) - 1)
        for part in (values[:cut], values[cut:]):
            half = box | {name: tuple(part)}
            heapq.heappush(heap, (-volume(half) * chance.random(), next(order), half))
    boxes = [box for _, _, box in heap]
    chance.shuffle(boxes)
    return boxes


def widened(boxes: Sequence[Box], count: int, aspects: Sequence[Aspect] = EIGHT, seed: int = 3) -> list[Box]:
    """Plant overlaps: let `count` boxes take any value of one aspect they used to limit."""
    chance, changed = Random(seed), list(boxes)
    domains = {aspect.name: aspect.domain() for aspect in aspects}
    for _ in range(count):
        index = chance.randrange(len(changed))
        limited = [name for name, values in changed[index].items() if len(values) < len(domains[name])]
        if limited:
            name = chance.choice(limited)
            changed[index] = changed[index] | {name: domains[name]}
    return changed


def without(boxes: Sequence[Box], count: int, seed: int = 5) -> list[Box]:
    """Plant gaps: take `count` boxes away."""
    chance, kept = Random(seed), list(boxes)
    for _ in range(count):
        kept.pop(chance.randrange(len(kept)))
    return kept


def items(count: int, aspects: Sequence[Aspect] = EIGHT, seed: int = 2) -> list[dict[str, str]]:
    """Draw items: one value of every aspect each."""
    chance = Random(seed)
    return [{aspect.name: chance.choice(aspect.domain()) for aspect in aspects} for _ in range(count)]


def volume(box: Box) -> int:
    """Count the points of a box."""
    return math.prod(len(values) for values in box.values())


def as_number(value: str) -> int:
    """Give an hour as a number for the engines that compare numbers; `unknown`, last of its domain, becomes 167."""
    return 167 if value == UNKNOWN else int(value)
