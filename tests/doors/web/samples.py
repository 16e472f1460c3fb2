"""Sample values for every page: the fourteen days of the demo, as they would look on a Saturday night."""

from datetime import UTC, datetime, timedelta

from demarc.core.words import Side
from demarc.record.reads.item_values import (
    AskLine,
    ItemPage,
    OfferLine,
    PromiseLine,
    RowLine,
    TextLine,
    TimelineLine,
    WhyLines,
)
from demarc.record.reads.lines import ClockLine, Heap, ItemLine, PersonLine
from demarc.record.reads.membership import Member, PartyLine
from demarc.record.reads.today import TodayPage

NOW = datetime(2026, 11, 29, 5, 53, tzinfo=UTC)
ALDER, HARBORLINE = "Alder Dental Group", "Harborline"
DANA = PersonLine("dana", "Dana Okafor", ALDER, Side.CLIENT)
LUIS = PersonLine("luis", "Luis Ferrer", ALDER, Side.CLIENT)
RUTH = PersonLine("ruth", "Ruth Kessler", ALDER, Side.CLIENT)
PRIYA = PersonLine("priya", "Priya Raman", HARBORLINE, Side.PROVIDER)
TOMASZ = PersonLine("tomasz", "Tomasz Wren", HARBORLINE, Side.PROVIDER)
JONAH = PersonLine("jonah", "Jonah Pike", HARBORLINE, Side.PROVIDER)
PARTIES = (PartyLine("alder", ALDER, "client"), PartyLine("harborline", HARBORLINE, "provider"))


def member(person: PersonLine = DANA) -> Member:
    party = "alder" if person.side is Side.CLIENT else "harborline"
    return Member(
        engagement="alder", client=ALDER, zone="America/Chicago", person=person, party=party, parties=PARTIES, is_lead=True
    )


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


MAILBOX = ItemLine(
    id="i17", number="A-17", subject="Odd sign-ins to the CFO's mailbox from two countries within an hour",
    kind="alert", priority="P1", state="offered", received_at=NOW - minutes(21), holder=TOMASZ, source_number="XDR-88213",
    security=True, offered_to=DANA, due=NOW + minutes(6), due_for="to accept",
)  # fmt: skip
MILLING = ItemLine(
    id="i12", number="A-12", subject="Milling PC at the lab: vendor-sealed Windows 10, no patch row takes it",
    kind="device-duty", priority="P3", state="held", received_at=NOW - timedelta(days=4), holder=DANA, due=NOW + minutes(700),
    due_for="promised", promise="ask DentiSoft whether 11 is supported",
)  # fmt: skip
CLAIMS = ItemLine(
    id="i9", number="A-9", subject="DentiSoft claims fail at every clinic", kind="vendor-case", priority="P2",
    state="disputed", received_at=NOW - timedelta(days=6, hours=3), holder=LUIS, source_number="INC0042117",
    due=NOW - minutes(34), due_for="first act",
)  # fmt: skip
RESTORE = ItemLine(
    id="i14", number="A-14", subject="Monthly restore test: 41 of 1,200 X-rays missing", kind="recurring-duty",
    priority="P3", state="offered", received_at=NOW - timedelta(days=2), holder=DANA, offered_to=JONAH,
    due=NOW + timedelta(days=2, hours=5), due_for="to accept",
)  # fmt: skip

TODAY = TodayPage(
    waiting=Heap((MAILBOX,), 1), holding=Heap((MILLING, CLAIMS), 7), offered=Heap((RESTORE,), 1), due=Heap((CLAIMS, MAILBOX), 2)
)
EMPTY_DAY = TodayPage(waiting=Heap(), holding=Heap(), offered=Heap(), due=Heap())


def _entry(seq: int, ago: float, by: PersonLine | None, says: str, *texts: TextLine, holder: PersonLine = TOMASZ) -> TimelineLine:
    return TimelineLine(seq=seq, at=NOW - minutes(ago), by=by, says=says, holder=holder, texts=texts)


ITEM = ItemPage(
    id="i17", number="A-17", version=6, subject=MAILBOX.subject, kind="alert", severity="critical", priority="P1",
    security=True, state="offered", received_at=NOW - minutes(21), holder=TOMASZ, title="acceptance",
    held_since=NOW - minutes(19), source_number="XDR-88213",
    why=WhyLines(
        version="v3", window="after-hours", row="SE-02b", title="Identity alert outside business hours",
        function="SE-02 Identity alert", clause="Schedule B, 3.2",
        because=(
            "matrix version v3, window after-hours",
            "row SE-02b is the only one that takes this",
            "row SE-02a gives way here",
        ),
    ),
    offer=OfferLine(DANA, NOW - minutes(9), "Call Marc on a number you know and ask whether he travels.", "Sign-in log, his calendar"),
    promise=PromiseLine("end the open sessions if nobody answers", NOW + minutes(11)),
    facts=(("topic", "identity-alert"), ("severity", "critical"), ("device_class", "saas"), ("site", "head-office")),
    may=(("end sessions", "allowed"), ("disable account", "ask 15 then do"), ("wipe phone", "never")),
    clocks=(
        ClockLine(name="Accept the offer", started=NOW - minutes(9), due=NOW + minutes(6), next_call=LUIS, step=1),
        ClockLine(name="Promised next step", started=NOW - minutes(19), due=NOW + minutes(11), next_call=PRIYA),
    ),
    asks=(AskLine(id="i18", number="A-18", subject="Is Marc in Lisbon this week?", asked=RUTH, due=NOW + minutes(20), is_open=True),),
    timeline=(
        _entry(412, 2, None, "called Luis Ferrer, because nobody accepted within 5 minutes"),
        _entry(408, 6, LUIS, "wrote a note", TextLine("Note", "I can see two sign-ins from Lisbon in the portal. Calling Marc's wife now.", internal=True)),
        _entry(405, 9, TOMASZ, "offered it to Dana Okafor", TextLine("Why", "Call Marc on a number you know and ask whether he travels."), TextLine("Comes with it", "Sign-in log, his calendar")),
        _entry(402, 12, TOMASZ, "asked Ruth Kessler", TextLine("Question", "Is Marc in Lisbon this week?")),
        _entry(401, 19, TOMASZ, "accepted it", TextLine("Next step", "read the sign-in log")),
        _entry(399, 21, None, "received it and routed it to Tomasz Wren by row SE-02b"),
    ),
    acts=frozenset({"accept", "decline", "dispute", "note"}),
    people=(DANA, LUIS, RUTH, PRIYA, TOMASZ, JONAH),
    rows=(RowLine("SE-02a", "Identity alert in business hours"), RowLine("SE-02b", "Identity alert outside business hours")),
)  # fmt: skip
