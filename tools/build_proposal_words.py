"""Weigh the words of labelled passages, into `core/proposal/spoken_words.py`: `python -m tools.build_proposal_words`."""

import math
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from demarc.core.proposal.clauses import sentences_of
from demarc.core.proposal.speaks import stems_of
from demarc.files.documents.plain import read

ROOT = Path(__file__).parents[1]
PASSAGES = ("passages_tuned.toml", "passages_blind.toml")
MODULE = ROOT / "src" / "demarc" / "core" / "proposal" / "spoken_words.py"
LEAST_TIMES, LEAST_WEIGHT = 2, 1.0
WIDTH = 116
HEAD = '''\
"""Words that speak of a safeguard, with their weights. Written by tools/build_proposal_words.py from labelled passages."""

from collections.abc import Mapping

'''


def weighed() -> Mapping[str, Mapping[str, float]]:
    """Give, for each safeguard, the stems that speak of it and how much."""
    times, passages = _counted()
    everywhere: Counter[str] = Counter()
    for counts in times.values():
        everywhere.update(counts)
    total = sum(passages.values())
    return {
        id_: {
            stem: weight
            for stem, count in sorted(counts.items())
            if count >= LEAST_TIMES
            and (weight := _odds(count, passages[id_], everywhere[stem] - count, total - passages[id_])) > LEAST_WEIGHT
        }
        for id_, counts in times.items()
    }


def _odds(here: int, passages_here: int, elsewhere: int, passages_elsewhere: int) -> float:
    found = math.log((here + 0.3) / (passages_here + 1)) - math.log((elsewhere + 0.5) / (passages_elsewhere + 1))
    return round(found, 2)


def _counted() -> tuple[dict[str, Counter[str]], Counter[str]]:
    times: dict[str, Counter[str]] = {}
    passages: Counter[str] = Counter()
    for name in PASSAGES:
        for id_, grades in tomllib.loads((ROOT / "tests" / "proposals" / name).read_text(encoding="utf-8")).items():
            for text in (text for texts in grades.values() for text in texts):
                passages[id_] += 1
                times.setdefault(id_, Counter()).update(_stems(text))
    return times, passages


def _stems(text: str) -> frozenset[str]:
    sentences = sentences_of(read(f"# Passage\n\n{text}\n".encode(), "passage.md"))
    return frozenset().union(*(stems_of(sentence.folded) for sentence in sentences if not sentence.heading))


def module() -> str:
    """Write the module."""
    return HEAD + "SPOKEN_WORDS: Mapping[str, Mapping[str, float]] = {\n" + "".join(_lines()) + "}\n"


def _lines() -> Iterator[str]:
    for id_, weights in weighed().items():
        yield f'    "{id_}": {{\n'
        line = "       "
        for stem, weight in weights.items():
            pair = f' "{stem}": {weight},'
            if len(line) + len(pair) > WIDTH:
                yield f"{line}\n"
                line = "       "
            line += pair
        yield f"{line}\n    }},\n"


if __name__ == "__main__":
    MODULE.write_text(module(), encoding="utf-8")
