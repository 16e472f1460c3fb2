"""`./run bench [P1 P2 ...]`: every figure beside its peer, in one run, as ratios.

Names choose rows (P1 takes P1a, P1b ...); without names all run. What lies below its bar makes the exit status 1.
"""

import importlib
import sys

from bench.report import line

SCRIPTS = {
    "P1": ("bench.p1_routing", "bench.p1_batch"),
    "P2": ("bench.p2_verification",),
    "P3": ("bench.p3_fleet",),
    "P4": ("bench.p4_intake",),
    "P5": ("bench.p5_pages",),
    "P7": ("bench.p7_start",),
    "P8": ("bench.p8_replay",),
}


def main(names: list[str]) -> int:
    """Run the scripts named, print one table, and tell whether every figure is at its bar."""
    wanted = names or list(SCRIPTS)
    unknown = [name for name in wanted if name not in SCRIPTS]
    if unknown:
        print(f"no such benchmark: `{unknown[0]}`; there are {', '.join(SCRIPTS)}", file=sys.stderr)
        return 2
    below = False
    for name in wanted:
        for script in SCRIPTS[name]:
            for figure in importlib.import_module(script).figures():
                print(line(figure), flush=True)
                below = below or figure.verdict() == "BELOW"
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
