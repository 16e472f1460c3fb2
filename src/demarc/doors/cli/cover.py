"""`demarc cover`: which devices have no owner for a duty, or two."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demarc.core.matrix.compiled import compile_matrix
from demarc.core.matrix.fleet import Alike, Cover, Device, cover, duties_of
from demarc.core.matrix.table import Matrix
from demarc.doors.cli.arguments import DONE, FINDINGS, FORMAT, Arguments, BadArguments, Command, Option, file_of, run, say
from demarc.doors.cli.cover_report import report_of, rows_without_one
from demarc.doors.cli.formats.report import Report
from demarc.doors.cli.formats.show import html_of, text_of
from demarc.doors.cli.progress import shown
from demarc.doors.cli.spoken import print_json
from demarc.files.any_matrix import read_any
from demarc.files.devices import Devices, mapping_of, read_devices

COMMAND = Command(
    "cover",
    "FILE DEVICES",
    "Say which devices have exactly one owner for each duty, which have none, and which have two. DEVICES is a CSV or\n"
    "XLSX list with one device a row; an empty cell means unknown.",
    (
        Option("duty", "TOPIC", "one duty only; may be given again (default: all topics marked as duties)", many=True),
        Option("map", "HEADING=COLUMN", "what a heading is, over what is found: --map Kind=device_class", many=True),
        Option("all", "", "name every device, not only the first of each sort"),
        FORMAT,
    ),
    least=2,
    most=2,
)


def main(argv: list[str]) -> int:
    return run(COMMAND, argv, _cover)


def _cover(arguments: Arguments) -> int:
    fleet = fleet_of(read_any(file_of(arguments)).matrix, arguments)
    everything = arguments.has("all")
    match arguments.one("format"):
        case "json":
            print_json(fleet.as_plain())
        case "html":
            print(html_of(fleet.report(arguments.words[0], everything=everything)), end="")
        case _:
            say(text_of(fleet.report(arguments.words[0], everything=everything), everything=everything))
    return DONE if fleet.holds else FINDINGS


@dataclass(frozen=True, slots=True)
class Fleet:
    """A list of devices held against a matrix, duty by duty."""

    matrix: Matrix
    devices: Devices
    covers: tuple[Cover, ...]

    @property
    def holds(self) -> bool:
        """Tell whether every device was read and has exactly one owner for every duty."""
        return not self.devices.unreadable and not any(one.unowned or one.doubly_owned for one in self.covers)

    def as_plain(self) -> dict[str, Any]:
        """Give the answer as scripts read it."""
        return as_plain(self.devices, self.covers)

    def report(self, file: str, *, everything: bool = False) -> Report:
        """Make the report; `everything` names every device."""
        return report_of(file, self.matrix, self.devices, self.covers, everything=everything)


def fleet_of(matrix: Matrix, arguments: Arguments) -> Fleet:
    """Read the list that a command was given, and decide every duty. Raises `UnusableFile` and `BadArguments`."""
    file = arguments.one("devices") or arguments.words[1]
    devices = read_devices(Path(file), matrix, dict(mapping_of(arguments.many("map"))))
    return Fleet(matrix, devices, covered(matrix, devices, arguments.many("duty")))


def covered(matrix: Matrix, devices: Devices, duties: Sequence[str] = ()) -> tuple[Cover, ...]:
    """Decide each duty for every device. Raises `BadArguments` for a duty the matrix does not have."""
    listed = duties_of(matrix)
    for duty in duties:
        if duty not in matrix.domain("topic"):
            raise BadArguments(f"there is no topic `{duty}` in this matrix; its duties are {', '.join(listed) or 'none'}")
    if not (duties or listed):
        raise BadArguments("this matrix marks no topic as a duty; mark one (Duty: yes), or name one with --duty")
    compiled = compile_matrix(matrix)
    return tuple(
        cover(compiled, duty, devices.aspects, shown(devices.devices, duty or "devices")) for duty in duties or listed
    )


def as_plain(devices: Devices, covers: Sequence[Cover]) -> dict[str, Any]:
    """Give the answer as scripts read it: over all duties, where a device without an owner counts as that, and by duty."""
    unowned, doubly = rows_without_one(covers)
    gaps = [_plain(one.duty, alike, device) for one in covers for alike in one.unowned for device in alike.devices]
    twice = [_plain(one.duty, alike, device) for one in covers for alike in one.doubly_owned for device in alike.devices]
    unread = [{"device": unread.device, "row": unread.row, "why": unread.why} for unread in devices.unreadable]
    return {
        "devices": len(devices.devices) + len(unread),
        "owned": len(devices.devices) - len(unowned | doubly),
        "unowned": _by_device(gaps, unowned),
        "doubly_owned": _by_device(twice, doubly),
        "unreadable": unread,
        "duties": [
            {
                "duty": one.duty,
                "devices": one.devices + len(unread),
                "owned": sum(one.owned.values()),
                "by_row": dict(one.owned),
                "unowned": [_plain(one.duty, alike, device) for alike in one.unowned for device in alike.devices],
                "doubly_owned": [_plain(one.duty, alike, device) for alike in one.doubly_owned for device in alike.devices],
                "unreadable": len(unread),
            }
            for one in covers
        ],
        "file": devices.file,
        "columns": dict(devices.columns),
        "ignored_columns": list(devices.ignored),
        "padded": devices.short,
        "read_as_unknown": [
            {"aspect": aspect, "value": value, "devices": count} for (aspect, value), count in devices.unlisted.items()
        ],
    }


def _plain(duty: str, alike: Alike, device: Device) -> dict[str, Any]:
    found: dict[str, Any] = {"device": device.name or f"row {device.row}", "row": device.row, "duty": duty}
    if alike.rows:
        found["rows"] = list(alike.rows)
    return {**found, "witness": dict(alike.witness)}


def _by_device(found: Sequence[dict[str, Any]], rows: set[int]) -> list[dict[str, Any]]:
    """Keep one entry for each device, with all its duties."""
    kept: dict[int, dict[str, Any]] = {}
    for entry in found:
        if entry["row"] in rows:
            kept.setdefault(entry["row"], {**entry, "duties": []})["duties"].append(entry["duty"])
    return [kept[row] for row in sorted(kept)]
