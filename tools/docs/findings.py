"""docs/findings.md: every finding `demarc check` can report."""

from demarc.core.matrix.findings import CODES


def page() -> str:
    """The registry of codes as a table, in the order of their codes."""
    rows = sorted(CODES.items(), key=lambda entry: entry[1].code)
    return "\n".join(
        [
            "# Findings",
            "",
            "What `demarc check` says about a matrix. Codes and kinds are stable; scripts may rely on them.",
            "",
            "| Code | Kind | Severity | Meaning |",
            "|---|---|---|---|",
            *(f"| {code.code} | `{kind}` | {code.level} | {code.meaning} |" for kind, code in rows),
        ]
    )
