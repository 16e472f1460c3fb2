"""Short proposals of our own: good, evasive, contradictory and long, each with the grades a reader would give."""

import pytest

from demarc.core.proposal.document import Block, Document
from demarc.core.proposal.grade import Graded, review

GOOD_F5 = (
    "For ransomware on a server, the duty SOC analyst isolates the machine within 15 minutes"
    " and calls the client's IT manager within 30 minutes."
)
GOOD_F4 = (
    "Luis Ferrer is the deputy of the client's contact; if Dana departs, the deputy takes her"
    " part the same day and cover costs $90 an hour."
)
GOOD_F3 = "Our service desk takes user calls from 7:00 to 19:00, tier 1 and tier 2; each call above 200 a month costs $18."
GOOD_X6 = "A restore test is made every quarter and the client's IT manager witnesses and signs the result."

CASES = [
    ("a security promise with who and minutes", GOOD_F5, {"F5": "present"}),
    ("general security words", "We monitor and notify around the clock.", {"F5": "absent"}),
    ("incident response out of scope", "Incident response is not included in this proposal.", {"F5": "absent"}),
    (
        "a security placeholder",
        "For ransomware, [ROLE TO BE NAMED] isolates the server within 15 minutes.",
        {"F5": "unclear"},
    ),
    (
        "a security promise on a web page",
        "For ransomware the duty analyst isolates the server within 15 minutes as published on https://x.example/sla.",
        {"F5": "unclear"},
    ),
    (
        "a security promise with an exception",
        "For ransomware the analyst isolates the server within 15 minutes, except as stated in the Order.",
        {"F5": "unclear"},
    ),
    ("a promise and its opposite", f"{GOOD_F5} Incident response is excluded.", {"F5": "unclear"}),
    ("a deputy and a departure", GOOD_F4, {"F4": "present"}),
    ("one contact", "Tickets are opened by Client's designated IT contact person.", {"F4": "absent", "F3": "absent"}),
    ("user calls with hours and price", GOOD_F3, {"F3": "present"}),
    ("user support excluded", "End-user support is excluded.", {"F3": "absent"}),
    (
        "a matrix for later",
        "The responsibility matrix will be defined during onboarding.",
        {"F1": "absent", "X1": "unclear"},
    ),
    ("a restore test somebody sees", GOOD_X6, {"X6": "present"}),
    ("backups alone", "Backups are made every night.", {"X6": "absent"}),
    ("a plan that is tested", "Disaster recovery plan is tested annually.", {"X6": "unclear"}),
    (
        "an abbreviation",
        "Tickets must be opened by Client's designated I.T. Contact Person.",
        {"F3": "absent", "F4": "absent"},
    ),
    ("a restore test as a list item", "- Quarterly backup testing", {"X6": "unclear"}),
    ("a heading in capitals", "RESTORE TESTING AND ESCALATION", {"X6": "absent", "X3": "absent"}),
    ("an agreement that replaces earlier ones", "This document prevails over all other arrangements.", {"X14": "unclear"}),
    (
        "levels under a condition",
        "If she does not act, it escalates after 15 minutes to the service manager, then after 1 hour to the director.",
        {"X3": "present"},
    ),
    ("no restore test", "We do not test restores.", {"X6": "absent"}),
    (
        "the lead reviews for ten days",
        "Your IT manager reviews this proposal for at least 10 business days.",
        {"F6": "present"},
    ),
    ("the lead kept away", "Confidential, for executives only.", {"F6": "absent"}),
    ("an open list of exclusions", "Anything not specifically listed in this Order is excluded.", {"X4": "unclear"}),
    ("terms changed alone", "Provider may modify this addendum at any time in its sole discretion.", {"X13": "absent"}),
    (
        "service goes on",
        "Provider shall continue to provide the services during any dispute about an invoice.",
        {"X16": "present"},
    ),
    (
        "service stops",
        "If an invoice is unpaid for 10 days, failure to pay leads to suspension of the services.",
        {"X16": "absent"},
    ),
    ("documents are the provider's", "All documentation is proprietary to Provider.", {"X9": "absent"}),
    ("nothing at all", "Thank you for your interest.", {"F1": "absent", "F5": "absent", "F6": "unclear", "X18": "absent"}),
    ("headings alone", "# Incident response and escalation", {"F5": "absent", "X3": "absent"}),
]


def graded(text: str) -> dict[str, Graded]:
    found = review(
        Document("made.txt", tuple(Block(line, None, f"line {number}") for number, line in enumerate(text.split("\n"), 1)))
    )
    return {one.id: one for one in (*found.flags, *found.extras)}


@pytest.mark.parametrize(("text", "grades"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_short_proposal_gets_the_grades_a_reader_would_give(text: str, grades: dict[str, str]) -> None:
    found = graded(text)
    assert {id_: found[id_].grade.value for id_ in grades} == grades


def test_a_promise_is_found_at_the_end_of_a_long_text() -> None:
    found = graded("\n".join(["The parties agree on many other things."] * 3_000 + [GOOD_F5]))
    assert found["F5"].grade.value == "present"
    assert found["F5"].quotes[0].where == "line 3001"


@pytest.mark.parametrize("said", ["30 minutes ", "30 minutes manager ", "manager 30 minutes "])
def test_a_text_that_repeats_times_and_roles_without_end_is_graded_too(said: str) -> None:
    """Patterns that look for several of both must not try every combination: this once took minutes."""
    found = graded("\n".join(["Escalate " + said * 180] * 20))
    assert found["X3"].quotes


def matrix(rows: tuple[tuple[str, ...], ...]) -> dict[str, Graded]:
    blocks = tuple(Block(" | ".join(row), None, f"row {number}", row) for number, row in enumerate(rows, 1))
    return {one.id: one for one in review(Document("made.docx", blocks)).extras}


def test_a_table_with_one_a_in_each_row_is_present_and_two_a_make_it_unclear() -> None:
    rows = (("Backup", "A", "R"), ("Patching", "I", "A/R"), ("Alerts", "A", "C"))
    assert matrix(rows)["X1"].grade.value == "present"
    assert matrix((*rows, ("Restore", "A", "A")))["X1"].grade.value == "unclear"
