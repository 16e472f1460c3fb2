"""Findings as SARIF 2.1.0, so that a matrix kept in git is checked like code.

A finding in a text file has its line; one in a workbook has the file, and sheet and cell as a logical location.
"""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from demarc.core.matrix.findings import CODES, Finding, Kind, Level
from demarc.files.matrix.places import Place

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}
TEXT_SUFFIXES = frozenset({".yaml", ".yml", ".csv", ".md", ".markdown", ".adoc", ".asciidoc", ".txt"})
KINDS = tuple(CODES)
PLACE_OF = {kind: at for at, kind in enumerate(KINDS)}

Placed = tuple[Finding, Place]


def sarif_of(findings: Sequence[Placed], version: str) -> dict[str, Any]:
    """Give the log: one run, every rule of the registry, one result for each finding in the order of harm."""
    driver = {
        "name": "Demarc",
        "version": version,
        "rules": [_rule(kind) for kind in KINDS],
    }
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(found, place) for found, place in findings],
            }
        ],
    }


def _rule(kind: Kind) -> dict[str, Any]:
    code = CODES[kind]
    return {
        "id": code.code,
        "name": "".join(word.capitalize() for word in kind.split("-")),
        "shortDescription": {"text": code.meaning},
        "fullDescription": {"text": code.meaning},
        "help": {
            "text": f"{code.meaning} `demarc check` shows it with its place and, where it has one, an item as a witness.",
            "markdown": f"**{kind}**: {code.meaning}",
        },
        "defaultConfiguration": {"level": LEVELS[code.level]},
        "properties": {"kind": kind.value},
    }


def _result(found: Finding, place: Place) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": PLACE_OF[found.kind],
        "level": LEVELS[found.severity],
        "message": {"text": found.message},
        "locations": [_location(place)],
        "partialFingerprints": {"demarcFinding/v1": _fingerprint(found)},
        "properties": {"kind": found.kind.value, "rows": list(found.rows)},
    }
    if found.witness is not None:
        result["properties"]["witness"] = dict(found.witness)
    return result


def _location(place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.file)}}
    if place.row is not None and Path(place.file).suffix.lower() in TEXT_SUFFIXES:
        physical["region"] = {"startLine": place.row}
    location: dict[str, Any] = {"physicalLocation": physical}
    if place.sheet is not None:
        cell = f"{place.column or ''}{place.row or ''}"
        name = f"{place.sheet}!{cell}" if cell else place.sheet
        location["logicalLocations"] = [{"name": cell or place.sheet, "fullyQualifiedName": name, "kind": "resource"}]
    return location


def _uri(file: str) -> str:
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _fingerprint(found: Finding) -> str:
    """Name a finding so that it is the same one after rows were moved or others were mended."""
    witness = sorted(found.witness.items()) if found.witness else []
    said = "\n".join((found.code, *found.rows, found.field or "", *(f"{name}={value}" for name, value in witness)))
    return sha256((said if found.rows or witness else f"{said}\n{found.message}").encode()).hexdigest()[:32]
