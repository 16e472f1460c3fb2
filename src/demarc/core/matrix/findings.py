"""What is said about a matrix that does not hold together: one kind, one code, one sentence of meaning each."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from demarc.core.moments import Interval
from demarc.core.words import RowId


class Level(StrEnum):
    """How much a finding matters: an error forbids signing, a warning should be declared, info is worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Kind(StrEnum):
    """What a finding is about. The order is the order of harm: what falls through first stands first."""

    GAP = "gap"
    NO_ACCOUNTABLE = "no-accountable"
    SHARED = "shared"
    OVERLAP = "overlap"
    TWO_ACCOUNTABLE = "two-accountable"
    UNDECIDED = "undecided"
    NOT_A_PERSON = "not-a-person"
    NOBODY = "nobody"
    ROSTER_HOLE = "roster-hole"
    CONTRADICTION = "contradiction"
    MISSING_FUNCTION = "missing-function"
    CYCLE = "cycle"
    TWICE = "twice"
    UNREADABLE = "unreadable"
    UNKNOWN_ASPECT = "unknown-aspect"
    UNKNOWN_VALUE = "unknown-value"
    UNKNOWN_PERSON = "unknown-person"
    UNKNOWN_ROW = "unknown-row"
    UNKNOWN_CALENDAR = "unknown-calendar"
    UNKNOWN_TOPIC = "unknown-topic"
    UNREACHABLE = "unreachable"
    NO_DEPUTY = "no-deputy"
    NO_ESCALATION = "no-escalation"
    UNANSWERED = "unanswered"
    ONE_PERSON_ON_CALL = "one-person-on-call"
    SAME_PERSON = "same-person"
    ARBITER_IS_PARTY = "arbiter-is-party"
    SHORT_ROSTER = "short-roster"
    SHORT_HOLIDAYS = "short-holidays"
    UNKNOWN_PRIORITY = "unknown-priority"
    NO_RESULT = "no-result"
    UNDEFINED_TERM = "undefined-term"
    VAGUE = "vague"
    UNPRICED = "unpriced"
    ABSENT_COLUMN = "absent-column"
    TWO_RESPONSIBLE = "two-responsible"
    GUESSED = "guessed"
    NOT_APPLICABLE = "not-applicable"
    EXAMPLE_PEOPLE = "example-people"


@dataclass(frozen=True, slots=True)
class Code:
    """The stable code of a kind, how much it usually matters, and what it means in one sentence."""

    code: str
    level: Level
    meaning: str


CODES: Mapping[Kind, Code] = {
    Kind.GAP: Code("D101", Level.ERROR, "No row takes an item like the witness: it falls through."),
    Kind.OVERLAP: Code("D102", Level.ERROR, "Two rows both claim an item like the witness, and neither gives way."),
    Kind.UNDECIDED: Code("D103", Level.ERROR, "The rows overlap in too many ways to prove that nothing falls through."),
    Kind.NO_ACCOUNTABLE: Code("D104", Level.ERROR, "A row names nobody who is accountable."),
    Kind.TWO_ACCOUNTABLE: Code("D105", Level.ERROR, "A line names more than one accountable person."),
    Kind.SHARED: Code("D106", Level.ERROR, "A line is shared between the sides, so each may think the other does it."),
    Kind.NOT_A_PERSON: Code("D107", Level.ERROR, "A name that must be a person or a staffed role is neither."),
    Kind.NO_DEPUTY: Code("D108", Level.WARNING, "An accountable person has no deputy for a day away or a departure."),
    Kind.NO_ESCALATION: Code("D109", Level.WARNING, "Fewer than three different people can be called one after another."),
    Kind.NOBODY: Code("D110", Level.ERROR, "At some instant of the horizon everybody a row could call is away."),
    Kind.VAGUE: Code("D111", Level.WARNING, "The words of a row do not say who does what."),
    Kind.UNREACHABLE: Code("D112", Level.WARNING, "No item can ever fall to this row."),
    Kind.CONTRADICTION: Code("D113", Level.ERROR, "Two places speak of the same thing and disagree."),
    Kind.MISSING_FUNCTION: Code(
        "D114", Level.WARNING, "A function of the catalogue has no row and is not declared out of scope."
    ),
    Kind.UNREADABLE: Code("D115", Level.ERROR, "Something in the file could not be read as what it should be."),
    Kind.UNANSWERED: Code("D116", Level.WARNING, "A row is owned at hours in which nobody on its list answers."),
    Kind.ONE_PERSON_ON_CALL: Code("D117", Level.WARNING, "One person is on call for more hours than a person can be."),
    Kind.ABSENT_COLUMN: Code("D118", Level.WARNING, "The file has no column for something a whole matrix says."),
    Kind.TWO_RESPONSIBLE: Code("D119", Level.INFO, "Two do the work beside one who is accountable."),
    Kind.CYCLE: Code("D120", Level.ERROR, "Rows give way to each other in a circle, so none of them does."),
    Kind.TWICE: Code("D121", Level.ERROR, "Two entries have the same id, so neither can be cited."),
    Kind.UNKNOWN_ASPECT: Code("D122", Level.ERROR, "A row has a condition on an aspect the matrix does not list."),
    Kind.UNKNOWN_VALUE: Code("D123", Level.ERROR, "A condition names a value its aspect does not list."),
    Kind.UNKNOWN_PERSON: Code("D124", Level.ERROR, "A person is named who is not in the list of people."),
    Kind.UNKNOWN_ROW: Code("D125", Level.ERROR, "A row is named that the matrix does not have."),
    Kind.UNKNOWN_CALENDAR: Code(
        "D126", Level.ERROR, "A calendar or zone is named that does not exist, or its hours run backwards."
    ),
    Kind.UNKNOWN_TOPIC: Code("D127", Level.WARNING, "A topic is listed in one place of the matrix and not in the other."),
    Kind.SHORT_ROSTER: Code("D129", Level.WARNING, "A roster ends before the published horizon does."),
    Kind.GUESSED: Code("D130", Level.INFO, "How a line was read is a guess; `--map` overrules it."),
    Kind.NOT_APPLICABLE: Code("D131", Level.INFO, "A line is declared not applicable and has no owner."),
    Kind.EXAMPLE_PEOPLE: Code("D132", Level.INFO, "The people of this matrix are made up until they are replaced."),
    Kind.ROSTER_HOLE: Code(
        "D133", Level.ERROR, "A roster has a hole within the published horizon, and no fallback person."
    ),
    Kind.SAME_PERSON: Code(
        "D134", Level.WARNING, "Two levels of a list are one person once roles and covers are resolved."
    ),
    Kind.ARBITER_IS_PARTY: Code(
        "D135", Level.WARNING, "Who would rule on a dispute about a row answers for it, stands in, or does its work."
    ),
    Kind.SHORT_HOLIDAYS: Code("D136", Level.WARNING, "The holidays of a calendar are written down to before the horizon."),
    Kind.UNDEFINED_TERM: Code("D138", Level.ERROR, "A row uses a word that each side means differently, undefined."),
    Kind.NO_RESULT: Code("D139", Level.ERROR, "A row says no result that can be checked: a state, and what shows it."),
    Kind.UNKNOWN_PRIORITY: Code("D137", Level.WARNING, "The clocks of a row name a priority that does not exist."),
    Kind.UNPRICED: Code("D140", Level.WARNING, "A row of a provider does not say whether its work is in the price."),
}
"""Every kind's code and meaning; `docs/findings.md` is generated from it. A code never changes its meaning."""

HARM = {kind: rank for rank, kind in enumerate(Kind)}
URGENCY = {level: rank for rank, level in enumerate(Level)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that does not hold: the message in the reader's words, the rows it is about, and a witness.

    `witness` gives every aspect a value and is confirmed by the slow definition. `section`, `entry` and `field` say
    where it stands (`rows`, row id, `accountable`), so that a reader can name the cell or line. `interval` is the first
    stretch of time in which it holds, told in the clocks of `zone`.
    """

    code: str
    kind: Kind
    severity: Level
    message: str
    rows: tuple[RowId, ...] = ()
    witness: Mapping[str, str] | None = None
    section: str = ""
    entry: str = ""
    field: str | None = None
    interval: Interval | None = None
    zone: str = ""


def finding(
    kind: Kind,
    message: str,
    *,
    rows: tuple[RowId, ...] = (),
    witness: Mapping[str, str] | None = None,
    severity: Level | None = None,
    section: str = "",
    entry: str = "",
    field: str | None = None,
    interval: Interval | None = None,
    zone: str = "",
) -> Finding:
    """Make a finding with the code and the usual level of its kind; a finding about rows stands at the first of them."""
    code = CODES[kind]
    return Finding(
        code=code.code,
        kind=kind,
        severity=severity or code.level,
        message=message,
        rows=rows,
        witness=witness,
        section=section or ("rows" if rows else ""),
        entry=entry or (rows[0] if rows else ""),
        field=field,
        interval=interval,
        zone=zone,
    )


def ranked(findings: tuple[Finding, ...] | list[Finding]) -> tuple[Finding, ...]:
    """Order findings by harm: errors first, what falls through before what is unclear, and then as they were found."""
    return tuple(sorted(findings, key=lambda found: (URGENCY[found.severity], HARM[found.kind])))
