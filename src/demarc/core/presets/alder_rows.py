"""The 26 rows of the example, with their topics, aspects and permissions."""

from collections.abc import Mapping
from dataclasses import replace

from demarc.core.catalogue import Function, function
from demarc.core.matrix.table import Aspect, AspectKind, Permission, Row, Topic, scope_of
from demarc.core.people import Slots
from demarc.core.presets import frame
from demarc.core.presets.rows import MUST_CARRY, NIGHT
from demarc.core.words import UNKNOWN, Answer, ItemKind, RowId, ScopeState, Window

SOC_ONCALL = "soc-oncall"

Box = Mapping[str, tuple[str, ...]]

_BUSINESS: Box = {"window": (Window.BUSINESS,)}
_NIGHT: Box = {"window": NIGHT}
_UNSEALED: Box = {"device_class": ("workstation",), "support": ("supported", "ended", UNKNOWN)}
_OTHER_DEVICES: Box = {
    "device_class": ("mobile", "printer", "iot", "ot-medical", "saas", "cloud", "none", UNKNOWN),
}
_GATEWAY: Box = {"topic": ("os-patch",), "device_class": ("network",), frame.VPN_GATEWAY: ("yes",)}

_DANA = Slots("dana", "luis", ("priya", "tomasz"))
_LUIS = Slots("luis", "dana", ("priya", "tomasz"))
_RUTH = Slots("ruth", "marc", ("dana", "priya", SOC_ONCALL))
_DANA_WATCHED = Slots("dana", "luis", ("priya", SOC_ONCALL, "tomasz"))
_ONCALL = Slots(SOC_ONCALL, "tomasz", ("priya", "dana", "luis"))
_TOMASZ = Slots("tomasz", "priya", ("dana", SOC_ONCALL))
_JONAH = Slots("jonah", "mei", ("priya", "dana"))
_JONAH_WATCHED = Slots("jonah", SOC_ONCALL, ("priya", "dana"))
_MEI = Slots("mei", "jonah", ("priya", "dana"))

_ROWS: tuple[tuple[str, Slots, Box, str], ...] = (
    ("SD-01", _DANA_WATCHED, {}, ""),
    ("SD-02", _LUIS, {}, ""),
    ("SD-05", _DANA_WATCHED, {}, ""),
    ("IA-02", _DANA_WATCHED, {}, ""),
    ("IA-03", _DANA, {}, ""),
    ("IA-07", _DANA_WATCHED, {}, ""),
    ("EP-03", _MEI, {}, "Statement of work 5.1"),
    ("PT-01", _MEI, _UNSEALED, "Statement of work 5.2"),
    ("PT-02", _MEI, {"device_class": ("server",)}, "Statement of work 5.3"),
    ("PT-04", _MEI, {"device_class": ("network",)}, "Statement of work 5.4"),
    ("PT-07", _DANA, _OTHER_DEVICES, ""),
    ("SN-01", _DANA_WATCHED, _BUSINESS, ""),
    ("SN-01-night", _ONCALL, _NIGHT, "Statement of work 6.1"),
    ("SN-06", _DANA_WATCHED, {}, ""),
    ("SN-07", _TOMASZ, _GATEWAY, "Statement of work 6.4"),
    ("EM-02", _ONCALL, {}, "Statement of work 4.6"),
    ("BK-02", _JONAH, {}, "Statement of work 7.1"),
    ("BK-03", _JONAH_WATCHED, {}, "Statement of work 7.2"),
    ("BK-04", _JONAH, {}, "Statement of work 7.3"),
    ("SE-01", _ONCALL, {}, "Statement of work 4.1"),
    ("SE-02", _ONCALL, {}, "Statement of work 4.2"),
    ("SE-03", _DANA_WATCHED, _BUSINESS, ""),
    ("SE-03-night", _ONCALL, _NIGHT, "Statement of work 4.3"),
    ("VS-02", _DANA_WATCHED, {}, ""),
    ("CO-02", _RUTH, {}, ""),
    ("GV-02", _RUTH, {}, ""),
)
"""Row id, people, scope beside the topic, and the clause of the contract that a provider's row rests on."""

_HARBORLINE = frozenset({SOC_ONCALL, "tomasz", "jonah", "mei", "priya"})


def rows() -> tuple[Row, ...]:
    """Write the rows. The gap and the overlap of the lane Endpoints and patching are there on purpose."""
    return tuple(_row(id_, slots, box, clause) for id_, slots, box, clause in _ROWS)


def topics() -> tuple[Topic, ...]:
    """List what the rows are about; the patch duties and the gateway's firmware have one topic."""
    named = dict.fromkeys(_function(id_) for id_, *_ in _ROWS if id_ != "SN-07")
    return tuple(replace(topic, calendar="clinics") for topic in frame.topics(tuple(named)))


def aspects() -> tuple[Aspect, ...]:
    """Give the facts the rows speak of, with Alder's five clinics and its laboratory."""
    sites = Aspect("site", AspectKind.CHOICE, ("north", "south", "east", "west", "central", "lab"))
    spoken = {
        "kind",
        "topic",
        "severity",
        "device_class",
        "os_family",
        "support",
        "user_class",
        "window",
        frame.VPN_GATEWAY,
    }
    return (*(aspect for aspect in frame.aspects(topics()) if aspect.name in spoken), sites)


def permissions() -> tuple[Permission, ...]:
    """Say who may cut off what: on a server at night Harborline asks 15 minutes, then does it."""
    return (*_isolation("SE-01"), *_isolation("SE-03-night"), *_accounts(), *_clinic_decides())


def _isolation(row: str) -> tuple[Permission, ...]:
    everything = frozenset({*frame.DEVICE_CLASSES, UNKNOWN})
    user, server, plant = frozenset({"workstation", "mobile"}), frozenset({"server"}), frozenset({"ot-medical"})
    id_, action = RowId(row), "isolate"
    by_day = (Permission(id_, action, Answer.ASK_THEN_NOT, server, frozenset({Window.BUSINESS}), 15),)
    return (
        Permission(id_, action, Answer.ALLOWED, user),
        *(by_day if row == "SE-01" else ()),
        Permission(id_, action, Answer.ASK_THEN_DO, server, frozenset(NIGHT), 15),
        Permission(id_, action, Answer.NEVER, plant),
        Permission(id_, action, Answer.ASK_THEN_NOT, everything - user - server - plant, None, 30),
    )


def _accounts() -> tuple[Permission, ...]:
    return tuple(Permission(RowId(row), "disable-account", Answer.ALLOWED) for row in ("SE-01", "SE-02", "SE-03-night"))


def _clinic_decides() -> tuple[Permission, ...]:
    return (
        Permission(RowId("SE-03"), "isolate", Answer.ALLOWED),
        Permission(RowId("SE-03"), "disable-account", Answer.ALLOWED),
    )


def _row(id_: str, slots: Slots, box: Box, clause: str) -> Row:
    entry = _function(id_)
    of_the_provider = slots.accountable in _HARBORLINE
    return Row(
        id=RowId(id_),
        function=entry.id,
        title=entry.outcome,
        scope=scope_of({"topic": (entry.topic,), **box}),
        slots=slots,
        responsible=(slots.accountable,),
        informed=("dana", "luis") if of_the_provider else ("priya", "tomasz"),
        clocks=entry.cadence,
        proof=entry.proof,
        state=ScopeState.INCLUDED if of_the_provider else ScopeState.NOT_OFFERED,
        clause=clause,
        must_carry=MUST_CARRY[entry.kinds[0]],
        clears_itself=ItemKind.ALERT in entry.kinds and not entry.security,
    )


def _function(row: str) -> Function:
    found = function(row[:5])
    assert found is not None
    return found
