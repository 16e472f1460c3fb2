"""Renderers by name, each loaded when it is asked for: a report in a terminal should not wait for a page's."""

import importlib
from collections.abc import Sequence
from typing import Any

from demarc.doors.cli.findings_told import Placed
from demarc.doors.cli.formats.report import Report
from demarc.doors.cli.present import program_version

HTML, TEXT, SARIF = (f"demarc.doors.cli.formats.{name}" for name in ("html", "text", "sarif"))


def html_of(report: Report) -> str:
    """Write a report as one page."""
    page: str = importlib.import_module(HTML).html_of(report)
    return page


def text_of(report: Report, *, everything: bool = False) -> str:
    """Write a report for a terminal."""
    text: str = importlib.import_module(TEXT).text_of(report, everything=everything)
    return text


def sarif_of(findings: Sequence[Placed]) -> dict[str, Any]:
    """Give findings as a SARIF log."""
    log: dict[str, Any] = importlib.import_module(SARIF).sarif_of(findings, program_version())
    return log
