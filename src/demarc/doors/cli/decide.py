"""`demarc decide`: with whom, on which conditions, or fully managed; and the first matrix that follows from it."""

from pathlib import Path

from demarc.core.catalogue import Split
from demarc.core.decision.decide import BuyersDecision, Candidate, decide_on
from demarc.core.decision.splits import changes_hands
from demarc.core.fit.outcome import Advice
from demarc.core.proposal.document import joined
from demarc.core.proposal.grade import Review, review
from demarc.doors.cli.arguments import DONE, FINDINGS, FORMAT, Arguments, Command, Option, file_of, run, say
from demarc.doors.cli.decide_report import as_plain, report_of
from demarc.doors.cli.first_matrix import first_in, write_first
from demarc.doors.cli.fit import weighed_of
from demarc.doors.cli.formats.show import OUT, shown
from demarc.doors.cli.present import now
from demarc.files.decision import FORM, DecisionForm, VendorFiles, read_decision
from demarc.files.documents.pick import read_document
from demarc.files.interview import read_interview
from demarc.files.review import read_review

COMMAND = Command(
    "decide",
    "DECISION",
    "Say with whom to sign, on which conditions, or that the work is better fully managed, from a YAML file that names\n"
    "the fit answers, the proposals and the interviews. It is not final without the internal lead's own reading of the\n"
    "scope, or the executive's written reason. Exit status 0 only for a final decision.",
    (
        Option("blank", "", "write an empty form: demarc decide --blank > decision.yaml"),
        Option(
            "split",
            "|".join(Split),
            "the split of the first matrix; with `full`, what changes hands is shown",
            tuple(Split),
        ),
        Option("matrix", "FILE.xlsx|.yaml", "write the first matrix, from the chosen proposal where it holds a table"),
        OUT,
        FORMAT,
    ),
    least=0,
)


def main(argv: list[str]) -> int:
    return run(COMMAND, argv, _decide)


def _decide(arguments: Arguments) -> int:
    if arguments.has("blank") or not arguments.words:
        print(FORM, end="")
        return DONE
    form = read_decision(file_of(arguments))
    decision = decision_of(form)
    usual = Split.FULL if decision.outcome is Advice.FULLY_MANAGED else Split.SECURITY_BACKUP_PATCH
    split = Split(arguments.one("split", usual))
    hands = changes_hands(Split.SECURITY_BACKUP_PATCH, split)
    chosen = decision.chosen
    document = chosen.review.document if chosen and chosen.review else None
    first = first_in(document, split, now().date()) if chosen or split is Split.FULL else None
    if arguments.has("matrix"):
        first = first or first_in(None, split, now().date())
        write_first(first, Path(arguments.one("matrix")))
    shown(arguments, report_of(str(file_of(arguments)), decision, hands, first), lambda: as_plain(decision, hands, first))
    if first and arguments.has("matrix") and arguments.one("format") not in {"json", "html"}:
        say(f"{arguments.one('matrix')}: {first.said}. Now: demarc check {arguments.one('matrix')}")
    return FINDINGS if decision.open else DONE


def decision_of(form: DecisionForm) -> BuyersDecision:
    """Read everything the form names and decide. Raises `UnusableFile`."""
    weighed = weighed_of(tuple(str(path) for path in form.fit))
    return decide_on(weighed.fit, tuple(_candidate(one) for one in form.vendors), lead=form.lead, waiver=form.waiver)


def _candidate(one: VendorFiles) -> Candidate:
    return Candidate(one.name, _review(one), read_interview(one.interview) if one.interview else None)


def _review(one: VendorFiles) -> Review | None:
    """Take the review that was kept; without one, read the proposal."""
    if one.reviewed:
        return read_review(one.reviewed)
    read = tuple(read_document(path) for path in one.proposals)
    document = joined(read) if len(read) > 1 else read[0] if read else None
    return review(document) if document else None
