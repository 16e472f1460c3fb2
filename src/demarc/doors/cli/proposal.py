"""`demarc proposal`: what a vendor's proposal promises and what it hides, with quotes and the questions to send."""

from collections.abc import Sequence
from pathlib import Path

from demarc.core.proposal.document import joined
from demarc.core.proposal.grade import Review, review
from demarc.core.proposal.kept import plain_of
from demarc.core.proposal.overrule import Overruling, overruled
from demarc.core.proposal.rule import Grade
from demarc.doors.cli.arguments import DONE, FINDINGS, FORMAT, NO_LIMIT, Arguments, BadArguments, Command, Option, run
from demarc.doors.cli.formats.show import OUT, shown
from demarc.doors.cli.present import now
from demarc.doors.cli.proposal_matrix import Inside, inside_of
from demarc.doors.cli.proposal_matrix import as_plain as matrix_plain
from demarc.doors.cli.proposal_report import report_of
from demarc.files.documents.pick import read_document

COMMAND = Command(
    "proposal",
    "FILE...",
    "Grade six red flags and eighteen extras in a vendor's proposal: present, absent or unclear, each with verbatim\n"
    "quotes and their place, or what was searched, and the question to send. FILE is .pdf, .docx, .html, .md or .txt;\n"
    "several files stand side by side. The grade is of the safeguard, in the supplied text alone: absent means that the\n"
    "flag stands.",
    (
        Option("as-one", "", "read the files as parts of one proposal"),
        Option("overrule", 'ID=GRADE:"REASON"', "set a grade yourself, with the reason, which is shown", many=True),
        OUT,
        FORMAT,
    ),
    most=NO_LIMIT,
)


def main(argv: list[str]) -> int:
    return run(COMMAND, argv, _proposal)


def _proposal(arguments: Arguments) -> int:
    rulings = tuple(_ruling(text) for text in arguments.many("overrule"))
    documents = tuple(read_document(Path(word)) for word in arguments.words)
    if arguments.has("as-one"):
        documents = (joined(documents),)
    reviews = tuple(overruled(review(document), rulings) for document in documents)
    tables = tuple(inside_of(document, now()) for document in documents)
    shown(arguments, report_of(reviews, tables), lambda: _all_plain(reviews, tables))
    sound = all(flag.grade is Grade.PRESENT for one in reviews for flag in one.flags)
    return DONE if sound else FINDINGS


def _all_plain(reviews: Sequence[Review], tables: Sequence[Inside | None]) -> object:
    plain = [
        {**plain_of(one), "matrix": matrix_plain(table) if table else None}
        for one, table in zip(reviews, tables, strict=True)
    ]
    return plain[0] if len(plain) == 1 else plain


def _ruling(text: str) -> Overruling:
    """Read `F1=present:reason`. Raises `BadArguments`."""
    id_, _, rest = text.partition("=")
    grade, _, reason = rest.partition(":")
    ids = [*(f"F{number}" for number in range(1, 7)), *(f"X{number}" for number in range(1, 19))]
    if id_.strip().upper() not in ids or grade.strip().lower() not in set(Grade) or not reason.strip():
        raise BadArguments(f'`--overrule {text}` is not understood; write it as F1=present:"the reason"')
    return Overruling(id_.strip().upper(), Grade(grade.strip().lower()), reason.strip().strip('"'))
