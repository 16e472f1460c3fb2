"""One meaning for a word, one word for a meaning, and the same word on every floor."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator

import pytest

from tests.house.source import PACKAGE, ROOT, Source, sources

SYNONYMS = {
    "assignee": "holder",
    "tenant": "engagement",
    "organisation": "engagement, or party",
    "organization": "engagement, or party",
    "customer": "client",
    "msp": "provider",
    "incident": "item",
    "reject": "decline",
    "rejected": "declined",
    "handoff": "hand_off",
    "handover": "hand_off",
    "reassign": "hand_off, or assign inside one side",
    "audit": "ledger",
    "notification": "notice",
}
"""Words of other products, and the word we have for it. They stay out of the names that our rules and tables go by."""

ELSEWHERE = {"doors/ingest/alertmanager": {"notification"}}
"""Where the other product itself is spoken of, in its own words."""

FLOORS = {
    "custody": ("core/custody", "record/translate/custody.py", "tests/laws/test_custody*.py"),
    "matrix": ("core/matrix", "record/models/matrix.py", "record/translate/matrix.py", "files/matrix/file.py"),
    "signals": ("core/signals.py", "record/models/signals.py"),
    "ledger": ("core/custody/ledger.py", "record/models/ledger.py"),
    "people": ("core/people.py", "record/reads/people.py"),
    "item": ("record/models/items.py", "record/reads/item*.py", "doors/web/pages/item.py"),
    "today": ("record/reads/today.py", "doors/web/pages/today.py"),
    "hand_off": ("acts/hand_off.py", "doors/web/forms/hand_off.py"),
    "check": ("core/matrix/lint.py", "doors/cli/check.py"),
    "verify": ("core/tree.py", "doors/cli/verify.py"),
}
"""A concept and the places where somebody who knows its word finds it."""


def _names(source: Source) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node, node.name
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node, node.target.id
        elif isinstance(node, ast.arg):
            yield node, node.arg


def _parts(name: str) -> set[str]:
    return {part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)} | {name.lower()}


def _spoken_here(source: Source) -> set[str]:
    return {word for place, words in ELSEWHERE.items() if place in source.name for word in words}


def test_what_we_have_a_word_for_has_no_second_one() -> None:
    second = [
        f"{source.at(node)} {name}: say {SYNONYMS[word]}"
        for source in sources(PACKAGE)
        for node, name in _names(source)
        for word in (_parts(name) & SYNONYMS.keys()) - _spoken_here(source)
    ]
    assert not second


def test_a_public_name_of_the_core_has_one_meaning() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for source in sources(PACKAGE / "core"):
        for node in source.tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(source.at(node))
    assert not {name: where for name, where in places.items() if len(where) > 1}


@pytest.mark.parametrize("concept", FLOORS)
def test_a_concept_is_found_under_its_word_on_every_floor(concept: str) -> None:
    absent = [place for place in FLOORS[concept] if not [*PACKAGE.glob(place), *ROOT.glob(place)]]
    assert not absent
