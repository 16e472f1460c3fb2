"""What every first matrix has in common: aspects, topics, lanes, clocks, the glossary and the dispute rule."""

from demarc.core.catalogue import FUNCTIONS, LANE_TITLES, Function
from demarc.core.clocks import TERMS
from demarc.core.matrix.table import Aspect, AspectKind, Clock, Lane, Topic
from demarc.core.presets.cast import SITE
from demarc.core.words import UNKNOWN, ItemKind, Priority

DEVICE_CLASSES = (
    "workstation",
    "server",
    "network",
    "mobile",
    "printer",
    "iot",
    "ot-medical",
    "saas",
    "cloud",
    "none",
)
VPN_GATEWAY = "vpn-gateway"

DISPUTE_TEXT = (
    "Who the matrix calls now holds the work at once, and passing it on is blocked. Below P1 and outside security the two "
    "leads settle it within 1 business day. Otherwise the arbiter rules: P1 in 1 hour, all else in 2 business days. A "
    "ruling decides who holds the work, never who pays or is liable."
)

GLOSSARY = (
    ("accept", "A person says that the work is theirs now, and what they will do next by when."),
    ("after-hours", "Every hour outside the site's weekly hours, and every holiday, in the site's own zone."),
    ("business day", "One opening of the site's calendar, from one local time to the same on the next open day."),
    (
        "critical",
        "Work of many people stands still, data is at risk now, or an attacker is active: P1. A fix: its maker's word.",
    ),
    ("isolate", "Cut a machine off every network but the one it is managed by."),
    ("manage", "Keep it working, current and written down, and answer for its state, asked or not."),
    ("monitor", "Receive every signal of the named source, and bring each to a verdict within its clock."),
    ("P1", "Severity critical. P2 is high, P3 is medium, P4 is low."),
    ("patch", "Install the maker's fix, restart where it asks for that, and see the new version reported."),
    ("respond", "A human says what will be done and by when; a machine's reply does not count."),
    ("restore test", "Data is brought back from the backup and opened by a person, with time and hash."),
    ("support", "Take up a request and carry it to its end, until the user says that it is solved."),
    ("verdict", "True, false or harmless, with the reason and what was done."),
    ("verify", "See the result oneself, and keep what shows it."),
)

LANES = tuple(Lane(name, title) for name, title in LANE_TITLES.items())

CLOCKS = tuple(
    Clock(priority, terms.accept, terms.steps, business=priority is not Priority.P1) for priority, terms in TERMS.items()
)
"""The default clocks, written out so that both sides can read and change them."""


def aspects(topics: tuple[Topic, ...]) -> tuple[Aspect, ...]:
    """Give the facts that conditions may speak of, with `topic` listing the topics at hand."""
    listed = tuple(topic.name for topic in topics if topic.name != UNKNOWN)
    return (
        Aspect("kind", AspectKind.CHOICE, tuple(ItemKind), closed=True),
        Aspect("topic", AspectKind.CHOICE, listed),
        Aspect("severity", AspectKind.SCALE, ("low", "medium", "high", "critical")),
        Aspect("security", AspectKind.CHOICE, ("yes", "no")),
        Aspect("site", AspectKind.CHOICE, ("main", "branch")),
        Aspect("device_class", AspectKind.CHOICE, DEVICE_CLASSES),
        Aspect("os_family", AspectKind.CHOICE, ("windows", "macos", "linux", "ios", "android", "firmware", "other")),
        Aspect("management", AspectKind.CHOICE, ("provider", "internal", "none")),
        Aspect("support", AspectKind.CHOICE, ("supported", "ended", "vendor-sealed")),
        Aspect("exposure", AspectKind.CHOICE, ("yes", "no")),
        Aspect("user_class", AspectKind.CHOICE, ("standard", "executive", "guest", "provider-staff")),
        Aspect("vendor", AspectKind.CHOICE, ("carrier", "business-app", "cloud", "hardware")),
        Aspect("data_class", AspectKind.CHOICE, ("public", "internal", "confidential", "regulated")),
        Aspect("window", AspectKind.WINDOW, closed=True),
        Aspect(VPN_GATEWAY, AspectKind.TAG, closed=True),
    )


def topics(functions: tuple[Function, ...] = FUNCTIONS) -> tuple[Topic, ...]:
    """Give one topic for each function; the functions that divide a topic by device class give it once."""
    first: dict[str, Function] = {}
    for function in functions:
        first.setdefault(function.topic, function)
    return tuple(
        Topic(
            name=name,
            function=function.id,
            lane=function.lane,
            calendar=SITE,
            always_from=function.always_from,
            duty=function.duty,
            security=function.security,
        )
        for name, function in first.items()
    )
