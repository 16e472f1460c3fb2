"""The core reads no clock, no chance, no disk and no network: it may import this much of the standard library, no more.

A list of what is forbidden would miss the next package; this list of what is allowed is changed by hand, in review.
"""

import ast

from tests.house.source import PACKAGE, called_name, imported_modules, sources

ALLOWED = {
    "abc",
    "array",
    "base64",
    "binascii",
    "bisect",
    "collections",
    "contextlib",
    "dataclasses",
    "datetime",
    "decimal",
    "difflib",
    "enum",
    "fractions",
    "functools",
    "hashlib",
    "heapq",
    "hmac",
    "itertools",
    "json",
    "math",
    "operator",
    "re",
    "statistics",
    "string",
    "struct",
    "textwrap",
    "types",
    "typing",
    "unicodedata",
    "zlib",
    "zoneinfo",
}
BUILTINS_THAT_REACH_OUT = {"open", "print", "input", "exec", "eval", "compile", "__import__", "breakpoint"}


def test_the_core_imports_only_what_is_on_the_list() -> None:
    strangers = [
        f"{source.at(node)} {module}"
        for source in sources(PACKAGE / "core")
        for node, module in imported_modules(source.tree)
        if not module.startswith("demarc.core.") and module.split(".")[0] not in ALLOWED
    ]
    assert not strangers


def test_the_core_reaches_for_nothing_outside() -> None:
    reaching = [
        f"{source.at(node)} {called_name(node)}"
        for source in sources(PACKAGE / "core")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and called_name(node) in BUILTINS_THAT_REACH_OUT
    ]
    assert not reaching
