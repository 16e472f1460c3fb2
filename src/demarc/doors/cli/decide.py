"""`demarc decide`: with whom, on which conditions, or fully managed; and the first matrix that follows from it."""

from pathlib import Path

from demarc.core.catalogue import Split
from demarc.core.decision.decide import BuyersDecision, Candidate, decide_on
from demarc.core.decision.splits import changes_hands
from demarc.core.fit.outcome import Advice
from demarc.core.proposal.document import joined
from demarc.core.proposal.grade import review
from demarc.doors.cli.arguments import DONE, FINDINGS, FORMAT, Arguments, Command, Option, file_of, run, say
from demarc.doors.cli.decide_matrix import write_first
from demarc.doors.cli.decide_report import as_plain, report_of
from demarc.doors.cli.fit import weighed_of
from demarc.doors.cli.formats.show import OUT, shown
from demarc.files.decision import FORM, DecisionForm, VendorFiles, read_decision
from demarc.files.documents.pick import read_document
from demarc.files.interview import read_interview

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
    shown(arguments, report_of(str(file_of(arguments)), decision, hands), lambda: as_plain(decision, hands))
    if arguments.has("matrix"):
        chosen = decision.chosen
        proposals = next((one.proposals for one in form.vendors if chosen and one.name == chosen.vendor), ())
        say(write_first(Path(arguments.one("matrix")), split, proposals))
    return FINDINGS if decision.open else DONE


def decision_of(form: DecisionForm) -> BuyersDecision:
    """Read everything the form names and decide. Raises `UnusableFile`."""
    weighed = weighed_of(tuple(str(path) for path in form.fit))
    return decide_on(weighed.fit, tuple(_candidate(one) for one in form.vendors), lead=form.lead, waiver=form.waiver)


def _candidate(one: VendorFiles) -> Candidate:
    read = tuple(read_document(path) for path in one.proposals)
    document = joined(read) if len(read) > 1 else read[0] if read else None
    return Candidate(
        one.name,
        review(document) if document else None,
        read_interview(one.interview) if one.interview else None,
    )
