"""An engagement with two providers that are rivals: Harborline, and Nightwatch, who does security only."""

from dataclasses import replace

from demarc.acts.put_in_force import start_engagement
from demarc.core.matrix.table import Matrix
from demarc.core.people import Party, Person, Slots
from demarc.core.words import PartyId, PersonId, RowId, Side
from tests.cast import DANA, PRIYA
from tests.doors.web.stage import MATRIX, NOW

NIGHTWATCH = PartyId("nightwatch")
OTTO, NILS = PersonId("otto"), PersonId("nils")
ENGAGEMENT = "rivals"


def two_providers() -> Matrix:
    """Build the matrix of the web tests with its security row in the hands of Nightwatch."""
    directory, edr = MATRIX.directory, MATRIX.rows[0]
    people = tuple(
        Person(id=one, name=name, party=NIGHTWATCH, email=f"{one}@nightwatch.example")
        for one, name in ((OTTO, "Otto Brandt"), (NILS, "Nils Voss"))
    )
    return replace(
        MATRIX,
        version="v4",
        directory=replace(
            directory,
            people=(*directory.people, *people),
            parties=(*directory.parties, Party(NIGHTWATCH, "Nightwatch", Side.PROVIDER)),
        ),
        rows=(replace(edr, id=RowId("SE-01"), slots=Slots(OTTO, NILS, (DANA,))), *MATRIX.rows[1:]),
    )


def set_the_rivals() -> None:
    start_engagement(matrix=two_providers(), now=NOW, by=DANA, engagement=ENGAGEMENT, leads=(DANA, PRIYA, OTTO))
