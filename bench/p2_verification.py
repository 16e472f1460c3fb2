"""P2: overlaps and completeness of a table, beside z3 and binary decision diagrams (CUDD).

z3 gives one overlap or one gap and dd says whether there is any; ours lists every pair and every gap with witnesses.
Each answer is checked against the others before it is timed. The tables of 100,000 rows have no peer: they are timed
alone, with their peak memory.
"""

import math
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence

import z3
from dd import cudd

from bench.report import Figure, interleaved, seconds
from bench.tables import EIGHT, Box, items, matrix_of, partition, volume, widened, without
from demarc.core.matrix.decide import decide
from demarc.core.matrix.gaps import gaps
from demarc.core.matrix.met import met
from demarc.core.matrix.overlaps import overlaps
from demarc.core.matrix.table import Aspect, Matrix

SEVEN = tuple(aspect for aspect in EIGHT if aspect.name != "vip")


def figures() -> list[Figure]:
    """Measure P2a to P2d."""
    return [_overlaps_of_1500(), *_proof_of_5000(), *_hundred_thousand(), _boxes_told()]


def _overlaps_of_1500() -> Figure:
    boxes = widened(without(partition(1_500, SEVEN), 2), 5, SEVEN)
    matrix = matrix_of(SEVEN, boxes)
    assert _z3_overlap(SEVEN, boxes) == bool(overlaps(matrix))
    ours = _fresh(SEVEN, boxes, overlaps)
    found = interleaved({"ours": ours, "z3": lambda: seconds(lambda: _z3_overlap(SEVEN, boxes))})
    what = "all overlaps of a structured 1,500 x 7 table, vs z3 (one overlap)"
    return _ratio("P2a", what, found, "z3", marks=(30, 100))


def _proof_of_5000() -> list[Figure]:
    boxes = partition(5_000)
    assert gaps(matrix_of(EIGHT, boxes)).boxes == ()
    runs: dict[str, Callable[[], float]] = {
        "ours": _fresh(EIGHT, boxes, gaps),
        "dd": lambda: seconds(lambda: _refuse(_dd_gap(EIGHT, boxes))),
    }
    found = interleaved(runs)
    # z3 takes about half a minute for this proof: three interleaved rounds say enough
    slow = interleaved({"ours": runs["ours"], "z3": lambda: seconds(lambda: _refuse(_z3_gap(EIGHT, boxes)))}, rounds=3)
    return [
        _ratio("P2b", "proof that a complete 5,000 x 8 table has no gap, vs z3", slow, "z3", marks=(200, 1_000)),
        _ratio("P2b", "the same, vs binary decision diagrams", found, "dd", marks=(20, 100)),
    ]


def _fresh(aspects: Sequence[Aspect], boxes: Sequence[Box], analyse: Callable[[Matrix], object]) -> Callable[[], float]:
    """Time an analysis of a matrix made anew for every round, so that nothing found before can help."""

    def run() -> float:
        matrix = matrix_of(aspects, boxes)
        return seconds(lambda: analyse(matrix))

    return run


def _refuse(gap: bool) -> None:  # noqa: FBT001 - the one value it looks at
    assert not gap


def _hundred_thousand() -> list[Figure]:
    """Run the large table in a process of its own, so that its peak memory is its own."""
    told = subprocess.run([sys.executable, "-m", "bench.p2_verification"], capture_output=True, text=True, check=True)
    taken, megabytes = (float(word) for word in told.stdout.split())
    return [
        Figure("P2c", "100,000 rows x 8: overlaps and completeness", taken, "s", 10, 2, least=False),
        Figure("P2c", "the same, peak memory of the process", megabytes / 1024, "GB", 1, 0.5, least=False),
    ]


def _boxes_told() -> Figure:
    boxes = without(partition(500, SEVEN), 2)
    told = gaps(matrix_of(SEVEN, boxes)).boxes
    assert told
    return Figure("P2d", "gaps told / gaps planted, 500 x 7, 2 rows removed", len(told) / 2, "x", 2, 1, least=False)


def _ratio(row: str, what: str, found: dict[str, float], peer: str, *, marks: tuple[float, float]) -> Figure:
    detail = f"{found['ours'] * 1e3:,.1f} ms vs {found[peer] * 1e3:,.1f} ms"
    return Figure(row, what, found[peer] / found["ours"], "x", *marks, detail=detail)


def _z3_rows(aspects: Sequence[Aspect], boxes: Sequence[Box]) -> tuple[list[z3.BoolRef], list[z3.BoolRef]]:
    variables = {aspect.name: z3.Int(aspect.name) for aspect in aspects}
    codes = {aspect.name: {value: code for code, value in enumerate(aspect.domain())} for aspect in aspects}
    domain = [z3.And(variables[name] >= 0, variables[name] < len(values)) for name, values in codes.items()]
    rows = []
    for box in boxes:
        cells = []
        for name, values in box.items():
            numbers = sorted(codes[name][value] for value in values)
            if len(numbers) == len(codes[name]):
                continue
            if numbers == list(range(numbers[0], numbers[-1] + 1)):
                cells += [variables[name] >= numbers[0], variables[name] <= numbers[-1]]
            else:
                cells.append(z3.Or([variables[name] == number for number in numbers]))
        rows.append(z3.And(cells))
    return domain, rows


def _z3_overlap(aspects: Sequence[Aspect], boxes: Sequence[Box]) -> bool:
    domain, rows = _z3_rows(aspects, boxes)
    solver = z3.Solver()
    solver.add(domain)
    solver.add(z3.PbGe([(row, 1) for row in rows], 2))
    return bool(solver.check() == z3.sat)


def _z3_gap(aspects: Sequence[Aspect], boxes: Sequence[Box]) -> bool:
    domain, rows = _z3_rows(aspects, boxes)
    solver = z3.Solver()
    solver.add(domain)
    solver.add(z3.Not(z3.Or(rows)))
    return bool(solver.check() == z3.sat)


def _dd_gap(aspects: Sequence[Aspect], boxes: Sequence[Box]) -> bool:
    diagram = cudd.BDD()
    codes = {aspect.name: {value: code for code, value in enumerate(aspect.domain())} for aspect in aspects}
    width = {name: max(1, (len(values) - 1).bit_length()) for name, values in codes.items()}
    for name, bits in width.items():
        diagram.declare(*[f"{name}_{bit}" for bit in range(bits)])
    cells: dict[tuple[str, tuple[str, ...]], object] = {}

    def cell(name: str, values: tuple[str, ...]) -> object:
        if (name, values) not in cells:
            union = diagram.false
            for value in values:
                code = codes[name][value]
                union |= diagram.cube({f"{name}_{bit}": bool(code >> bit & 1) for bit in range(width[name])})
            cells[name, values] = union
        return cells[name, values]

    covered = diagram.false
    for box in boxes:
        row = diagram.true
        for name, values in reversed(box.items()):
            if len(values) < len(codes[name]):
                row &= cell(name, values)
        covered |= row
    domain = diagram.true
    for name, numbers in codes.items():
        domain &= cell(name, tuple(numbers))
    return bool((domain & ~covered) != diagram.false)


def _large() -> Matrix:
    return matrix_of(EIGHT, partition(100_000))


def main() -> None:
    """Time the table of 100,000 rows: print the seconds and the peak memory in MB of the analysis."""
    matrix = _large()
    assert sum(volume(box) for box in partition(1_000)) == math.prod(len(aspect.domain()) for aspect in EIGHT)

    def analyse() -> None:
        known = met(matrix)
        assert overlaps(matrix, known=known) == ()
        assert gaps(matrix, known=known).boxes == ()

    taken = seconds(analyse)
    for facts in items(20):
        assert decide(matrix, facts).row is not None
    print(taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
