"""What stands before an entry of a report: its number, its own mark, or the sign of its tone."""

from collections.abc import Iterator

from demarc.doors.cli.formats.report import Report, Tone

SIGNS = {Tone.BAD: "✕", Tone.SOON: "!", Tone.GOOD: "✓", Tone.PLAIN: ""}


def numbered_signs(report: Report) -> Iterator[str]:
    """Give the sign of each entry in its order; numbers run on through the report."""
    number = 0
    for section in report.sections:
        for entry in section.entries:
            number += section.numbered
            yield str(number) if section.numbered else entry.mark or SIGNS[entry.tone]
