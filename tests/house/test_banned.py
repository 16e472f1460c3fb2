"""What the house does not do: look at a clock on the side, save a whole row, hide an import, send signals."""

import ast
import re
from collections.abc import Iterator

from tests.house.source import PACKAGE, Source, called_name, imported_modules, our_folders, sources

CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "datetime.date.today",
    "date.today",
    "time.time",
    "time.time_ns",
    "timezone.now",
    "localtime",
    "timezone.localtime",
    "Now",
}
MAY_LOOK_AT_A_CLOCK = {"src/demarc/doors/clock.py", "src/demarc/doors/cli/present.py", "src/demarc/server/engine.py"}
STOPWATCHES = {"time.monotonic", "time.monotonic_ns", "time.perf_counter", "time.perf_counter_ns", "time.sleep"}
NO_TIME_AT_ALL = ("src/demarc/core/", "src/demarc/acts/", "src/demarc/record/", "src/demarc/files/", "src/demarc/bulk/")
PROGRAMS = "src/demarc/server/operate/"
SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals", "django.test.signals")
SWITCHED_OFF = re.compile(r"# (?:noqa|type: ignore)\b(?!\\)")
REASON = re.compile(r"# (?:noqa: [A-Z]+\d+(?:, ?[A-Z]+\d+)*|type: ignore\[[a-z, -]+\])[ #:(-]*[^ #:(-]")


def _calls(source: Source) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            yield node, called_name(node)


def test_only_the_clock_and_the_engine_look_at_a_clock() -> None:
    looking = [
        f"{source.at(call)} {name}"
        for source in sources(PACKAGE)
        if source.name not in MAY_LOOK_AT_A_CLOCK
        for call, name in _calls(source)
        if name in CLOCKS
    ]
    assert not looking


def test_no_rule_and_no_record_waits_or_measures_time() -> None:
    measuring = [
        f"{source.at(call)} {name}"
        for source in sources(PACKAGE)
        if source.name.startswith(NO_TIME_AT_ALL)
        for call, name in _calls(source)
        if name in STOPWATCHES
    ]
    assert not measuring


def test_a_row_is_saved_by_naming_its_fields() -> None:
    unnamed = [
        f"{source.at(call)} {name}()"
        for source in sources(PACKAGE)
        for call, name in _calls(source)
        # What is saved into something, as a document is, is no row.
        if name.endswith(".save")
        and not (call.args or {each.arg for each in call.keywords} & {"update_fields", "force_insert"})
    ]
    assert not unnamed


def test_there_are_no_signals() -> None:
    signals = [
        f"{source.at(node)} {module}"
        for source in sources(PACKAGE)
        for node, module in imported_modules(source.tree)
        if module.startswith(SIGNALS)
    ]
    assert not signals


def test_no_import_hides_inside_a_function() -> None:
    """But for a program that must set Django up first; it says so on the line."""
    hidden = [
        source.at(inner)
        for source in sources(PACKAGE)
        for function in ast.walk(source.tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(function)
        if isinstance(inner, ast.Import | ast.ImportFrom)
        and not (source.name.startswith(PROGRAMS) and "PLC0415 - " in source.line(inner))
    ]
    assert not hidden


def test_there_is_no_admin_over_the_record() -> None:
    admin = [
        f"{source.at(node)} {module}"
        for source in sources(PACKAGE)
        for node, module in imported_modules(source.tree)
        if module.startswith("django.contrib.admin")
    ]
    assert not admin


def test_what_is_switched_off_gives_its_reason_on_the_line() -> None:
    silent = [
        f"{source.name}:{number}"
        for source in sources(*our_folders())
        for number, line in enumerate(source.lines, 1)
        if SWITCHED_OFF.search(line) and not REASON.search(line)
    ]
    assert not silent
