"""The permissions of a first matrix: what a holder may do alone, after asking, or never, by device class and window.

For every row and action named here, each device class in each window has exactly one answer.
"""

from collections.abc import Iterator

from demarc.core.catalogue import Owner, Split, function
from demarc.core.matrix.table import Permission, Row
from demarc.core.presets.frame import DEVICE_CLASSES
from demarc.core.presets.rows import EXECUTIVE_SUFFIX, NIGHT
from demarc.core.words import UNKNOWN, Answer, RowId, Window

PERSONAL = frozenset({"workstation", "mobile"})
SERVER, NETWORK, PLANT = frozenset({"server"}), frozenset({"network"}), frozenset({"ot-medical"})
OTHER = frozenset({*DEVICE_CLASSES, UNKNOWN}) - PERSONAL - SERVER - NETWORK - PLANT
DAY, BY_NIGHT = frozenset({Window.BUSINESS}), frozenset(NIGHT)

Windows = frozenset[Window] | None


def permissions(split: Split, rows: tuple[Row, ...]) -> tuple[Permission, ...]:
    """Give the permissions of every row that can stop the business, and of the alert rows that lead to it."""
    return tuple(permission for row in rows for permission in _of(row, split))


def _of(row: Row, split: Split) -> Iterator[Permission]:
    match row.function:
        case "SE-03":
            yield from _containment(row, split)
        case "SE-01" | "SE-02":
            yield from _alert(row, split)
        case "SN-05":
            yield Permission(row.id, "block", Answer.ALLOWED)
            yield Permission(row.id, "change-rule", Answer.ASK_THEN_NOT, minutes=60)
        case "BK-07":
            yield Permission(row.id, "failover", Answer.ASK_THEN_DO, minutes=30)
        case "VM-04":
            yield Permission(row.id, "emergency-change", Answer.ALLOWED, window=DAY)
            yield Permission(row.id, "emergency-change", Answer.ASK_THEN_DO, window=BY_NIGHT, minutes=30)
        case _:
            return


def _containment(row: Row, split: Split) -> Iterator[Permission]:
    windows = row.box().get("window")
    at_night_only = windows is not None and Window.BUSINESS not in windows
    window = BY_NIGHT if at_night_only else DAY if windows is not None else None
    executive = EXECUTIVE_SUFFIX in row.id
    if _decides(split, at_night=at_night_only) is Owner.PROVIDER:
        yield from _provider_decides(row.id, window, executive=executive)
    else:
        yield from _client_decides(row.id, window)


def _alert(row: Row, split: Split) -> Iterator[Permission]:
    """Let who holds an alert act as who decides the containment would, or ask them, in each window."""
    for window, at_night in ((DAY, False), (BY_NIGHT, True)):
        if _decides(split, at_night=at_night) is Owner.PROVIDER:
            yield from _provider_decides(row.id, window, executive=EXECUTIVE_SUFFIX in row.id)
        else:
            yield from _provider_asks(row.id, window)


def _decides(split: Split, *, at_night: bool) -> Owner:
    containment = function("SE-03")
    assert containment is not None
    owner = containment.owner(split)
    if owner is Owner.DAY_INTERNAL_NIGHT_PROVIDER:
        return Owner.PROVIDER if at_night else Owner.INTERNAL
    return owner


def _provider_decides(row: RowId, window: Windows, *, executive: bool) -> Iterator[Permission]:
    """Allow what harms one user; ask before what stops a site; never cut a machine that treats people or makes things."""
    if executive:
        yield Permission(row, "isolate", Answer.ASK_THEN_DO, PERSONAL, window, 5)
        yield Permission(row, "disable-account", Answer.ASK_THEN_DO, None, window, 5)
    else:
        yield Permission(row, "isolate", Answer.ALLOWED, PERSONAL, window)
        yield Permission(row, "disable-account", Answer.ALLOWED, None, window)
    yield Permission(row, "isolate", Answer.ASK_THEN_DO, SERVER | OTHER, window, 15)
    yield Permission(row, "isolate", Answer.ASK_THEN_NOT, NETWORK, window, 15)
    yield Permission(row, "isolate", Answer.NEVER, PLANT, window)
    yield Permission(row, "block", Answer.ALLOWED, None, window)


def _client_decides(row: RowId, window: Windows) -> Iterator[Permission]:
    yield Permission(row, "isolate", Answer.ALLOWED, PERSONAL | SERVER | NETWORK | OTHER, window)
    yield Permission(row, "isolate", Answer.ASK_THEN_NOT, PLANT, window, 15)
    yield Permission(row, "disable-account", Answer.ALLOWED, None, window)
    yield Permission(row, "block", Answer.ALLOWED, None, window)


def _provider_asks(row: RowId, window: Windows) -> Iterator[Permission]:
    """Ask the client's decider; silence lets the provider act on one user's machine, and on a server only at night."""
    server = Answer.ASK_THEN_DO if window == BY_NIGHT else Answer.ASK_THEN_NOT
    yield Permission(row, "isolate", Answer.ASK_THEN_DO, PERSONAL, window, 15)
    yield Permission(row, "isolate", server, SERVER, window, 15)
    yield Permission(row, "isolate", Answer.ASK_THEN_NOT, NETWORK | OTHER, window, 15)
    yield Permission(row, "isolate", Answer.NEVER, PLANT, window)
    yield Permission(row, "disable-account", Answer.ASK_THEN_DO, None, window, 15)
    yield Permission(row, "block", Answer.ASK_THEN_DO, None, window, 15)
