"""From the catalogue and a split to rows: one accountable person for each function in each window."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from demarc.core.catalogue import FUNCTIONS, Function, Owner, Split
from demarc.core.matrix.table import Row, scope_of
from demarc.core.people import Slots
from demarc.core.presets import cast
from demarc.core.presets.frame import VPN_GATEWAY
from demarc.core.words import UNKNOWN, ItemKind, RowId, ScopeState, Window

Box = Mapping[str, tuple[str, ...]]

PATCHABLE = ("supported", "ended", UNKNOWN)
FIRMWARE_ROW = RowId("SN-07-firmware")
EXECUTIVE_SUFFIX, NIGHT_SUFFIX = "-executive", "-night"
NIGHT = (Window.AFTER_HOURS, Window.HOLIDAY)

PATCH_BOXES: Mapping[str, tuple[tuple[str, Box], ...]] = {
    "PT-01": (("", {"device_class": ("workstation", "mobile"), "support": PATCHABLE}),),
    "PT-02": (("", {"device_class": ("server", "cloud"), "support": PATCHABLE}),),
    "PT-04": (("", {"device_class": ("network",), "support": PATCHABLE}),),
    "PT-07": (
        ("", {"device_class": ("printer", "iot", "ot-medical", "saas", "none", UNKNOWN)}),
        (
            "-sealed",
            {"device_class": ("workstation", "mobile", "server", "cloud", "network"), "support": ("vendor-sealed",)},
        ),
    ),
}
"""How the four patch duties divide one topic: by device class, and what the vendor sealed goes to PT-07."""

PERSONAL_FUNCTIONS = frozenset({"SE-01", "SE-02", "SE-03"})
USER_CLASS_BOXES: tuple[tuple[str, Box], ...] = (
    ("", {"user_class": ("standard", "guest", "provider-staff", UNKNOWN)}),
    (EXECUTIVE_SUFFIX, {"user_class": ("executive",)}),
)
"""An executive's device has permissions of its own, with the same person deciding."""

MUST_CARRY = {
    ItemKind.ALERT: "the alert itself, machine or account, what was seen, what was done, what comes next and by when",
    ItemKind.TICKET: "what the user sees, how to reach them, what was tried, what comes next and by when",
    ItemKind.DEVICE_DUTY: "the device, why it is open, what blocks it, what comes next and by when",
    ItemKind.RECURRING_DUTY: "what is due, what is done so far, where the last proof is",
    ItemKind.EVIDENCE_REQUEST: "the question, who asks, the due date, what is proved so far",
}

_PROVIDER_NAMED = {
    "SD": cast.DESK,
    "IA": cast.DESK,
    "EP": cast.ENDPOINTS,
    "PT": cast.ENDPOINTS,
    "SN": cast.NETWORK,
    "EM": cast.NETWORK,
    "PH": cast.NETWORK,
    "BK": cast.BACKUP,
    "SE": cast.SOC_LEAD,
    "VM": cast.SOC_LEAD,
    "VS": cast.ADVISOR,
    "AS": cast.ADVISOR,
    "CO": cast.ADVISOR,
    "GV": cast.ADVISOR,
}
_SERVICE_MANAGER_ANSWERS = frozenset({"IA-06", "GV-06", "GV-07"})
_DEPUTY = {
    cast.DESK: cast.ENDPOINTS,
    cast.ENDPOINTS: cast.DESK,
    cast.NETWORK: cast.ENDPOINTS,
    cast.BACKUP: cast.NETWORK,
    cast.SOC_LEAD: cast.ANALYST_1,
    cast.ADVISOR: cast.SERVICE_MANAGER,
    cast.SERVICE_MANAGER: cast.DIRECTOR,
}


@dataclass(frozen=True, slots=True)
class Holding:
    """Who answers for a row, who does the work, and who is told."""

    slots: Slots
    responsible: tuple[str, ...]
    informed: tuple[str, ...]
    state: ScopeState


def rows(split: Split) -> tuple[Row, ...]:
    """Write every row of a split: whole topics, each instant with one accountable slot."""
    return tuple(row for function in FUNCTIONS for row in _rows_of(function, split))


def _rows_of(function: Function, split: Split) -> Iterator[Row]:
    owner = function.owner(split)
    for suffix, box in _boxes(function):
        whole: dict[str, tuple[str, ...]] = {"topic": (function.topic,), **box}
        if owner is Owner.DAY_INTERNAL_NIGHT_PROVIDER:
            day = {**whole, "window": (Window.BUSINESS,)}
            yield _row(function, suffix, day, holding(function, Owner.INTERNAL, split))
            night = {**whole, "window": NIGHT}
            yield _row(function, suffix + NIGHT_SUFFIX, night, holding(function, Owner.PROVIDER, split))
        else:
            yield _row(function, suffix, whole, holding(function, owner, split))
    if function.id == "SN-07":
        firmware = {"topic": ("os-patch",), VPN_GATEWAY: ("yes",)}
        yield _row(function, "-firmware", firmware, holding(function, owner, split))


def _boxes(function: Function) -> tuple[tuple[str, Box], ...]:
    if function.id in PERSONAL_FUNCTIONS:
        return USER_CLASS_BOXES
    return PATCH_BOXES.get(function.id, (("", {}),))


def _row(function: Function, suffix: str, box: Box, holding: Holding) -> Row:
    return Row(
        id=RowId(function.id + suffix),
        function=function.id,
        title=function.outcome,
        scope=scope_of(box),
        yields_to=(FIRMWARE_ROW,) if function.id in PATCH_BOXES else (),
        slots=holding.slots,
        responsible=holding.responsible,
        informed=holding.informed,
        clocks=function.cadence,
        proof=function.proof,
        state=holding.state,
        must_carry=MUST_CARRY[function.kinds[0]],
        clears_itself=ItemKind.ALERT in function.kinds and not function.security,
    )


def holding(function: Function, owner: Owner, split: Split) -> Holding:
    """Say who holds a function in a split when this owner does, who is called after them, and who is told."""
    client = cast.CONTACT if split is Split.FULL else cast.LEAD
    told = (cast.CONTACT,) if split is Split.FULL else (cast.LEAD, cast.LEAD_DEPUTY)
    if owner is Owner.EXECUTIVE:
        night = () if function.always_from is None else (_oncall(function, split),)
        slots = Slots(cast.EXECUTIVE, cast.EXECUTIVE_DEPUTY, (client, cast.SERVICE_MANAGER, *night, cast.DIRECTOR))
        return Holding(slots, (client,), (client, cast.SERVICE_MANAGER), ScopeState.NOT_OFFERED)
    if owner is Owner.INTERNAL:
        second = cast.ADVISOR if function.always_from is None else _oncall(function, split)
        path = (cast.SERVICE_MANAGER, second, cast.DIRECTOR)
        slots = Slots(cast.LEAD, cast.LEAD_DEPUTY, path)
        return Holding(slots, (cast.LEAD_DEPUTY,), (cast.SERVICE_MANAGER, cast.ADVISOR), ScopeState.NOT_OFFERED)
    named = cast.SERVICE_MANAGER if function.id in _SERVICE_MANAGER_ANSWERS else _PROVIDER_NAMED[function.id[:2]]
    path = (cast.SERVICE_MANAGER, client, cast.DIRECTOR)
    if function.always_from is None:
        return Holding(Slots(named, _DEPUTY[named], path), (named,), told, ScopeState.INCLUDED)
    role = _oncall(function, split)
    deputy = cast.SOC_LEAD if role == cast.SOC_ONCALL else named
    return Holding(Slots(role, deputy, path), (role,), told, ScopeState.INCLUDED)


def _oncall(function: Function, split: Split) -> str:
    """Name the provider's role that answers at any hour: the security one for security, and where it is the only one."""
    if split is Split.MONITORING or function.id[:2] in {"SE", "VM"} or function.id in {"PT-05", "EM-02"}:
        return cast.SOC_ONCALL
    return cast.SERVICE_ONCALL
