"""P1d: a batch routed on one core, beside the memory's own speed. Every answer is compared with the definition's first."""

import numpy as np

from bench.report import Figure, interleaved, per_second
from bench.tables import EIGHT, items, matrix_of, partition
from demarc.bulk.routing import Codes, router_of
from demarc.core.matrix.decide import decide

ITEMS = 2_000_000
MILLION = 1e6
BYTES_PER_ITEM = 12
"""Eight codes of one byte in, one answer of four bytes out."""


def figures() -> list[Figure]:
    """Measure P1d: 5,000 rows, columns already coded."""
    matrix = matrix_of(EIGHT, partition(5_000))
    router = router_of(matrix)
    sample = items(2_000)
    columns = {aspect.name: router.encode(aspect.name, [facts[aspect.name] for facts in sample]) for aspect in EIGHT}
    routed = router.route(columns, len(sample))
    assert [matrix.rows[number].id for number in routed[:200]] == [decide(matrix, facts).row for facts in sample[:200]]
    again = np.arange(ITEMS) % len(sample)
    many: dict[str, Codes] = {name: codes[again] for name, codes in columns.items()}
    source = np.zeros(ITEMS * BYTES_PER_ITEM, dtype=np.uint8)
    found = interleaved(
        {
            "ours": lambda: per_second(lambda: router.route(many, ITEMS), ITEMS),
            "memory": lambda: per_second(source.copy, ITEMS),
        }
    )
    part = found["ours"] / found["memory"]
    rate = found["ours"] / MILLION
    return [
        Figure(
            "P1d",
            "batch, one core, 5,000 rows",
            rate,
            "M/s",
            bar=50,
            goal=found["memory"] / MILLION / 2,
            detail=f"{part:.0%} of a copy of the same bytes",
        )
    ]
