"""THE LAYOUT of the matrix file: its sections and their fields, once for both clothes, the schema and the documentation."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from demarc.files.matrix.forms import Forms

CONDITION_PREFIX = "if "
"""A field `if os` of the section Rows holds the row's condition on the aspect `os`."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a section: its key in YAML, its heading in a sheet, its form, and what it means."""

    key: str
    heading: str
    form: Forms
    means: str
    needed: bool = False
    blank: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its key in YAML, its sheet's title, what it says, its fields; a `single` one has one entry."""

    key: str
    title: str
    means: str
    fields: tuple[Field, ...]
    single: bool = False
    missing: str = ""

    def field_for(self, heading: str) -> Field | None:
        """Find the field of this key or heading, whatever its case, spaces, hyphens and underscores."""
        return _by_folded(self.key).get(folded(heading))


def folded(heading: str) -> str:
    """Fold a heading for comparison: case, spaces, hyphens, underscores and marks do not count."""
    return re.sub(r"[\W_]+", "", heading.casefold())


def section_for(title: str) -> Section | None:
    """Find the section of this key or sheet title, or None."""
    return _by_title().get(folded(title))


@cache
def _by_title() -> Mapping[str, Section]:
    return MappingProxyType({folded(name): section for section in SECTIONS for name in (section.key, section.title)})


@cache
def _by_folded(key: str) -> Mapping[str, Field]:
    fields: Iterable[Field] = BY_KEY[key].fields
    return MappingProxyType({folded(name): field for field in fields for name in (field.key, field.heading)})


ENGAGEMENT = Section(
    "engagement",
    "Engagement",
    "The client, its providers, and the people the whole matrix leans on. One entry.",
    (
        Field("version", "Version", Forms.NAME, "What a decision cites", blank="draft"),
        Field("client", "Client", Forms.TEXT, "The client's party id or name"),
        Field("providers", "Providers", Forms.TEXTS, "The providers' party ids or names"),
        Field(
            "zone",
            "Time zone",
            Forms.ZONE,
            "The zone of every local time in this file that has none of its own",
            blank="UTC",
        ),
        Field("intake_holder", "Intake holder", Forms.PERSON, "Who holds what no row, or more than one, takes"),
        Field("intake_deputy", "Intake deputy", Forms.PERSON, "Who stands in for the intake holder"),
        Field("executive", "Executive", Forms.PERSON, "Who accepts risks and rules for the client"),
        Field("executive_deputy", "Executive's deputy", Forms.PERSON, "Who stands in for the executive"),
        Field("arbiter", "Dispute arbiter", Forms.PERSON, "Who rules when the leads cannot settle"),
        Field("arbiter_deputy", "Arbiter's deputy", Forms.PERSON, "Who rules when the arbiter is away"),
        Field("dispute_rule", "Dispute rule", Forms.TEXT, "The rule both sides sign: who holds the work meanwhile"),
    ),
    single=True,
    missing="no intake holder is named, and times are read as UTC",
)
PARTIES = Section(
    "parties",
    "Parties",
    "The firms: the client and each provider.",
    (
        Field("id", "Id", Forms.NAME, "How the rest of the file names the firm", needed=True),
        Field("name", "Name", Forms.TEXT, "The firm's name", blank="the id"),
        Field("side", "Side", Forms.SIDE, "Which side of the line it stands on", needed=True),
    ),
    missing="the client and the providers of the section Engagement stand in",
)
PEOPLE = Section(
    "people",
    "People",
    "The named humans of both sides.",
    (
        Field("id", "Id", Forms.NAME, "How the rest of the file names the person", needed=True),
        Field("name", "Name", Forms.TEXT, "Their full name", blank="the id"),
        Field("party", "Party", Forms.NAME, "The id or name of their firm", needed=True),
        Field("email", "E-mail", Forms.TEXT, "Where notices go"),
        Field("phone", "Phone", Forms.TEXT, "Who calls at night calls this"),
        Field("hours", "Hours", Forms.HOURS, "When they work: a calendar's name or their own hours", blank="not said"),
        Field("zone", "Time zone", Forms.ZONE, "The zone of their own hours", blank="the engagement's"),
        Field("channels", "Channels", Forms.CHANNELS, "How they can be reached", blank="email"),
        Field(
            "example", "Example", Forms.YES_NO, "Yes marks a made-up person of a first matrix, to be replaced", blank="no"
        ),
        Field("left", "Left", Forms.INSTANT, "Since when they are gone", blank="still here"),
    ),
    missing="no name in the rows can be told from a firm or a team",
)
CALENDARS = Section(
    "calendars",
    "Calendars",
    "The weekly hours of a site. The first one is for every topic that names none.",
    (
        Field("name", "Name", Forms.NAME, "How topics and people name it", needed=True),
        Field("zone", "Time zone", Forms.ZONE, "The site's zone", blank="the engagement's"),
        Field("weekly", "Weekly hours", Forms.WEEKLY, "When the site works", blank="never"),
        Field("horizon", "Written down until", Forms.DATE, "The last day whose holidays are entered"),
        Field("people_only", "People only", Forms.YES_NO, "Yes: hours of people, and not for topics", blank="no"),
    ),
    missing="every hour counts as after-hours",
)
DAYS = Section(
    "days",
    "Dated days",
    "Days that differ from their weekday: holidays, and days with hours of their own.",
    (
        Field("calendar", "Calendar", Forms.NAMES, "The calendars the day belongs to", needed=True),
        Field("day", "Day", Forms.DATE, "The date", needed=True),
        Field("name", "Name", Forms.TEXT, "What day it is"),
        Field("hours", "Hours", Forms.STRETCHES, "The hours that are worked all the same", blank="a holiday"),
    ),
    missing="no day is a holiday",
)
TOPICS = Section(
    "topics",
    "Topics",
    "What an item can be about.",
    (
        Field("name", "Name", Forms.NAME, "How rows and feeds name it", needed=True),
        Field("function", "Function", Forms.TEXT, "The IT function it belongs to"),
        Field("lane", "Lane", Forms.NAME, "The lane it is signed with"),
        Field("calendar", "Calendar", Forms.NAME, "Whose hours decide the window", blank="the first calendar"),
        Field("always_from", "24x7 from", Forms.SEVERITY, "From which severity up it runs day and night", blank="high"),
        Field("duty", "Duty", Forms.YES_NO, "Yes: every device must have an owner for it", blank="no"),
        Field("security", "Security", Forms.YES_NO, "Yes: nothing of it closes without a verdict", blank="no"),
    ),
    missing="the topics are those the rows name",
)
LANES = Section(
    "lanes",
    "Lanes",
    "Bundles of topics that are signed and go live together.",
    (
        Field("name", "Name", Forms.NAME, "How topics name it", needed=True),
        Field("title", "Title", Forms.TEXT, "What people call it", blank="the name"),
        Field("live", "Live", Forms.YES_NO, "No: it is only observed", blank="yes"),
    ),
    missing="everything is one lane",
)
CLOCKS = Section(
    "clocks",
    "Clocks",
    "How long each priority may wait, and when the next people are called.",
    (
        Field("priority", "Priority", Forms.PRIORITY, "The priority", needed=True),
        Field("accept", "Accept", Forms.DURATION, "Time to accept, or for the first act", needed=True),
        Field("steps", "Steps", Forms.DURATIONS, "When each next step of the escalation comes"),
    ),
    missing="the default clocks run",
)
ROSTERS = Section(
    "rosters",
    "Rosters",
    "Who fills a role, and when.",
    (
        Field("role", "Role", Forms.NAME, "How rows name the role", needed=True),
        Field(
            "person", "Person", Forms.PERSON, "Who fills it in this stretch; blank on a line that only names the fallback"
        ),
        Field("from", "From", Forms.INSTANT, "Start of the stretch"),
        Field("to", "To", Forms.INSTANT, "End of the stretch; a bare date is that whole day"),
        Field("fallback", "Fallback", Forms.PERSON, "Who fills it when nobody is rostered"),
    ),
    missing="no role is filled",
)
ABSENCES = Section(
    "absences",
    "Absences",
    "Who is away, and who agreed to stand in.",
    (
        Field("person", "Person", Forms.PERSON, "Who is away", needed=True),
        Field("from", "From", Forms.INSTANT, "Since when", needed=True),
        Field("to", "To", Forms.INSTANT, "Until when; a bare date is that whole day", needed=True),
        Field("cover", "Cover", Forms.PERSON, "Who stands in", blank="the row's deputy"),
    ),
    missing="nobody is away",
)
ASPECTS = Section(
    "aspects",
    "Aspects",
    "The facts that conditions speak of. `topic`, `kind`, `severity`, `window` and tags need no line here.",
    (
        Field("name", "Name", Forms.NAME, "How conditions name it", needed=True),
        Field("kind", "Kind", Forms.ASPECT_KIND, "What kind of values it has", blank="choice"),
        Field("values", "Values", Forms.VALUES, "Every value, without `unknown`"),
        Field("closed", "Without unknown", Forms.YES_NO, "Yes: it is always known", blank="only kind, window and tags"),
    ),
    missing="the values are those the rows name",
)
ROWS = Section(
    "rows",
    "Rows",
    "The matrix: in this scope, this function has one accountable person.",
    (
        Field("id", "Id", Forms.NAME, "How decisions and other rows name it", needed=True),
        Field("function", "Function", Forms.TEXT, "The IT function it is a line of", needed=True),
        Field("title", "Title", Forms.TEXT, "What it is about, for people"),
        Field(
            "scope",
            "Scope",
            Forms.SCOPE,
            "When it applies, all in one cell; or use one `if ...` column per aspect",
            blank="always",
        ),
        Field("yields_to", "Yields to", Forms.NAMES, "The rows it gives way to wherever they apply"),
        Field("accountable", "Accountable", Forms.PERSON, "The one who answers for it"),
        Field("deputy", "Deputy", Forms.PERSON, "Who stands in, having agreed to"),
        Field("escalation", "Escalation", Forms.PEOPLE, "Who is called next, in order"),
        Field("responsible", "Responsible", Forms.PEOPLE, "Who does the work"),
        Field("consulted", "Consulted", Forms.PEOPLE, "Who is asked before"),
        Field("informed", "Informed", Forms.PEOPLE, "Who is told after"),
        Field("tier", "Tier", Forms.TIER, "What becomes of a signal", blank="item"),
        Field("clocks", "Clocks", Forms.TEXT, "The row's own due date", blank="those of the priority"),
        Field("proof", "Proof", Forms.TEXT, "What shows that it was done"),
        Field("must_carry", "A hand-off must carry", Forms.TEXT, "What the receiver needs"),
        Field("state", "Scope state", Forms.STATE, "Whether it is in the price", blank="unknown"),
        Field("clause", "Clause", Forms.TEXT, "Where the contract says so"),
        Field("clears_itself", "Clears itself", Forms.YES_NO, "Yes: a resolved alert closes its item", blank="no"),
        Field(
            "waits_by",
            "Waits, accepted by",
            Forms.PERSON,
            "Who accepts by name that it waits until opening where nobody answers at night",
            blank="nobody does",
        ),
        Field("waits_until", "Waits until", Forms.INSTANT, "How long that is accepted; a bare date is that whole day"),
    ),
)
PERMISSIONS = Section(
    "permissions",
    "Permissions",
    "What whoever holds a row may do.",
    (
        Field("row", "Row", Forms.NAME, "The row", needed=True),
        Field("action", "Action", Forms.TEXT, "What is done", needed=True),
        Field("device_class", "Device class", Forms.CONDITION, "On which devices", blank="any"),
        Field("window", "Window", Forms.WINDOWS, "When", blank="any"),
        Field("permission", "Permission", Forms.ANSWER, "The answer", needed=True),
    ),
    missing="it is not said who may isolate, reboot or block",
)
GLOSSARY = Section(
    "glossary",
    "Glossary",
    "What both sides mean by a word.",
    (
        Field("term", "Term", Forms.TEXT, "The word", needed=True),
        Field("meaning", "Meaning", Forms.TEXT, "What it means here"),
    ),
    missing="words have their usual meaning",
)

SECTIONS = (
    ENGAGEMENT,
    PARTIES,
    PEOPLE,
    CALENDARS,
    DAYS,
    TOPICS,
    LANES,
    CLOCKS,
    ROSTERS,
    ABSENCES,
    ASPECTS,
    ROWS,
    PERMISSIONS,
    GLOSSARY,
)
BY_KEY: Mapping[str, Section] = MappingProxyType({section.key: section for section in SECTIONS})
