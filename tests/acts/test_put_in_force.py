"""Putting a matrix in force: people under random ids, one signed version after the other, the digest in the ledger."""

from dataclasses import replace

import pytest
from django.db import IntegrityError

from demarc.acts.put_in_force import NoClient, start_engagement
from demarc.acts.world import world_at
from demarc.core.matrix.canon import digest
from demarc.core.people import Directory
from demarc.record import models
from demarc.record.reads.matrix import matrix_in_force
from tests.cast import DANA, PARTIES, PRIYA, RUTH, TOMASZ
from tests.next_version import write_next_version
from tests.stage import DAY, TUESDAY, Stage, alder_matrix


def test_what_is_stored_and_signed_names_nobody(stage: Stage) -> None:
    version = models.Version.objects.get(engagement=stage.engagement)
    assert "Dana" not in version.text
    assert "@" not in version.text
    assert stage.id(DANA) in version.text
    in_force = matrix_in_force(engagement=stage.engagement, now=TUESDAY)
    assert digest(in_force.matrix) == version.digest
    signed = models.Entry.objects.get(engagement=stage.engagement, act="signed")
    assert version.digest in signed.public


def test_everybody_with_an_address_becomes_a_member(stage: Stage) -> None:
    members = models.Membership.objects.filter(engagement=stage.engagement)
    assert members.count() == len(PARTIES)
    assert set(members.filter(is_lead=True).values_list("person", flat=True)) == {stage.id(DANA), stage.id(PRIYA)}
    world = world_at(engagement=stage.engagement, now=TUESDAY)
    assert stage.id(RUTH) in world.executives & world.arbiters
    assert world.lead_of(world.client) == stage.id(DANA)


def test_the_next_version_counts_from_its_start_and_knows_the_same_people(stage: Stage) -> None:
    later = TUESDAY + DAY
    signed = write_next_version(
        engagement=stage.engagement,
        matrix=alder_matrix(version="4"),
        now=TUESDAY,
        by=stage.id(RUTH),
        starts_at=later,
    )
    assert signed.number == 2
    assert matrix_in_force(engagement=stage.engagement, now=TUESDAY).matrix.version == "3"
    new = matrix_in_force(engagement=stage.engagement, now=later).matrix
    assert new.version == "4"
    assert new.directory.person(stage.id(TOMASZ))
    assert models.Person.objects.filter(engagement=stage.engagement).count() == len(PARTIES)


@pytest.mark.django_db
def test_an_engagement_needs_a_client_and_starts_once() -> None:
    matrix = alder_matrix()
    with pytest.raises(NoClient, match="name the client"):
        start_engagement(matrix=replace(matrix, directory=Directory()), now=TUESDAY, by=RUTH)
    start_engagement(matrix=matrix, now=TUESDAY, by=RUTH, engagement="alder")
    with pytest.raises(IntegrityError):
        start_engagement(matrix=matrix, now=TUESDAY, by=RUTH, engagement="alder")
