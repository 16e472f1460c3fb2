"""`./run year SEED`: the simulated year of a seed, or of many seeds from it on. The same seed is the same year."""

import argparse
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from time import monotonic
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from tests.year.report import Lived

PROCESSES = 2


def main() -> int:
    """Live through the years that were asked for; 0 when every law held, 1 when one broke."""
    asked = _arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "demarc.server.settings")
    django.setup()
    from tests.year.report import Lived, cells_left, line_of  # only now is the program set up

    seeds = range(asked.seed, asked.seed + asked.years)
    began, lived = monotonic(), list[Lived]()
    for one in _years(seeds, large=asked.large, days=asked.days):
        lived.append(one)
        _say_how_far(len(lived), asked.years, monotonic() - began)
        if one.broken:
            sys.stdout.write(f"{one.broken}\n\n")
            sys.stdout.flush()
        elif one.figures and asked.years == 1:
            sys.stdout.write(f"{line_of(one.figures)}\n")
    figures = [one.figures for one in lived if one.figures]
    broken, minutes = len(lived) - len(figures), (monotonic() - began) / 60
    left = cells_left(figures)
    sys.stdout.write(f"{len(lived):,} years, {len(lived) / minutes:.0f} years a minute, {broken} with a broken law; ")
    sys.stdout.write(f"{sum(one.items for one in figures):,} items, {sum(one.entries for one in figures):,} entries, ")
    sys.stdout.write(f"{sum(one.refusals for one in figures):,} refusals\n")
    sys.stdout.write(f"cells of the custody table never come to: {', '.join(left) or 'none'}\n")
    return 1 if broken else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run year", description="Simulated years of two firms, checked step by step.")
    parser.add_argument("seed", type=int, help="the seed of the (first) year: the same seed is the same year")
    parser.add_argument("--years", type=int, default=1, help="how many years, from this seed on (default 1)")
    parser.add_argument("--days", type=int, default=365, help="end each year after so many days")
    parser.add_argument("--large", action="store_true", help="forty people and thousands of items instead of a small firm")
    asked = parser.parse_args()
    if asked.years < 1 or asked.days < 1:
        parser.error("a simulation needs at least one year and one day")
    return asked


def _years(seeds: range, *, large: bool, days: int) -> Iterator["Lived"]:
    from tests.year.firms import LARGE, SMALL
    from tests.year.report import live

    scale = LARGE if large else SMALL
    if len(seeds) == 1:
        yield live(seeds[0], scale, days)
        return
    with ProcessPoolExecutor(min(PROCESSES, os.cpu_count() or 1)) as pool:
        for done in as_completed([pool.submit(live, seed, scale, days) for seed in seeds]):
            yield done.result()


def _say_how_far(done: int, of: int, seconds: float) -> None:
    if not sys.stderr.isatty():
        # In a log a bar is noise: now and then a line.
        if of > 1 and done % 10 == 0:
            sys.stderr.write(f"{done:,} of {of:,} years\n")
    elif of > 1:
        bar = "#" * (30 * done // of)
        sys.stderr.write(f"\r[{bar:<30}] {done:,} of {of:,} years, {60 * done / seconds:.0f} a minute ")
        sys.stderr.write("\n" if done == of else "")
        sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
