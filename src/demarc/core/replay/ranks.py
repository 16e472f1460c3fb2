"""How two lists of numbers rise together: Spearman's rank correlation, ties sharing their average rank."""

from collections.abc import Sequence
from itertools import groupby
from math import sqrt


def average_ranks(values: Sequence[float]) -> list[float]:
    """Rank values from 1; equal ones share the average of the ranks they take up."""
    ranks = [0.0] * len(values)
    taken = 0
    for _, alike in groupby(sorted(range(len(values)), key=values.__getitem__), key=values.__getitem__):
        places = list(alike)
        shared = taken + (len(places) + 1) / 2
        for place in places:
            ranks[place] = shared
        taken += len(places)
    return ranks


def spearman(left: Sequence[float], right: Sequence[float]) -> float | None:
    """Correlate the ranks of two lists; None where one of them never varies."""
    if len(left) != len(right):
        raise ValueError(f"two lists of one length are needed, not `{len(left)}` and `{len(right)}`; give one pair a case")
    middle = len(left) + 1
    a, b = ([int(2 * rank) - middle for rank in average_ranks(values)] for values in (left, right))
    return correlation(sum(x * y for x, y in zip(a, b, strict=True)), sum(x * x for x in a), sum(y * y for y in b))


def correlation(both: int, left: int, right: int) -> float | None:
    """Give the correlation from sums of products, exact in whole numbers; None where one side never varies."""
    return both / sqrt(left * right) if left and right else None
