"""What is small can be read: a function fits on a screen, a file of tables on two."""

import ast

from tests.house.source import PACKAGE, our_folders, sources

FUNCTION_LINES = 50
MODEL_LINES = 150


def test_no_function_is_longer_than_fifty_lines() -> None:
    too_long = [
        f"{source.at(node)} {node.name}: {length} lines"
        for source in sources(*our_folders())
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    ]
    assert not too_long


def test_no_file_of_models_is_longer_than_150_lines() -> None:
    too_long = [
        f"{source.name}: {length} lines"
        for source in sources(PACKAGE / "record" / "models")
        if (length := len(source.path.read_text(encoding="utf-8").splitlines())) > MODEL_LINES
    ]
    assert not too_long
