"""A signed version with what its paper says: its matrix with the names of its people, and who signed it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from demarc.core.contract import Contract, Signed
from demarc.core.matrix.table import Matrix
from demarc.core.words import Side
from demarc.record import models
from demarc.record.access import NotFound, viewer_of
from demarc.record.reads.people import people_of, with_keys
from demarc.record.translate.matrix import matrix_of


def contract_page(*, engagement: str, number: int, by: str, now: datetime) -> Contract:
    """Give a signed version to a member of the engagement. Raises `NotFound`."""
    viewer_of(engagement=engagement, by=by, now=now)
    return contract_of(engagement=engagement, number=number)


def contract_of(*, engagement: str, number: int) -> Contract:
    """Give a signed version, for a letter to the sides that signed it. Raises `NotFound` for anything else."""
    version = models.Version.objects.filter(engagement=engagement, number=number).signed().first()
    if version is None or version.starts_at is None:
        raise NotFound("version", str(number))
    return Contract(
        number=version.number,
        label=version.label,
        digest=version.digest,
        starts_at=version.starts_at,
        matrix=_without_addresses(with_keys(engagement, matrix_of(version))),
        signatures=tuple(_signed(version)),
    )


def _without_addresses(matrix: Matrix) -> Matrix:
    """Leave out where people are reached: it was not signed, and what a mailbox got nobody can erase."""
    people = tuple(replace(person, email="", phone="") for person in matrix.directory.people)
    return replace(matrix, directory=replace(matrix.directory, people=people))


def _signed(version: models.Version) -> Iterator[Signed]:
    """List the signatures; a first version that one person put in force has that person's in the ledger alone."""
    people = people_of(engagement=version.engagement)
    found = models.Signature.objects.filter(engagement=version.engagement, version=version.number).order_by("at", "side")
    signatures = [(Side(one.side), one.person, one.at) for one in found]
    for side, person, at in signatures or _put_in_force(version):
        line = people.get(person)
        yield Signed(
            side or (line.side if line else Side.CLIENT), line.party if line else "", line.name if line else person, at
        )


def _put_in_force(version: models.Version) -> Iterator[tuple[None, str, datetime]]:
    entries = models.Entry.objects.filter(engagement=version.engagement, item="", act="signed").order_by("seq")
    for public, at in entries.values_list("public", "at"):
        entry = json.loads(public)
        if entry["said"]["number"] == version.number:
            yield None, entry["by"], at
