"""Forgetting somebody who has left: no name, no address, and the record as whole as before."""

import pytest

from demarc.acts.dispute import dispute
from demarc.acts.erase_person import NOBODY, Forgotten, erase_person
from demarc.acts.hand_off import offer
from demarc.acts.leave import Left, leave
from demarc.acts.outcome import Refused
from demarc.core.verify import verify
from demarc.record import models
from demarc.record.access import NotFound
from demarc.record.reads.export import export_lines
from tests.acts.test_erase import bytes_of, everything_in_the_database
from tests.cast import DANA, LUIS, PRIYA, TOMASZ, ZOE
from tests.databases import Database
from tests.stage import DAY, HOUR, MINUTE, TUESDAY, Stage, done, put_on_stage

LATER = TUESDAY + HOUR


def forget(stage: Stage, by: str = DANA, *, person: str = LUIS, why: str = "he asked") -> Forgotten | Refused:
    id_ = stage.ids.get(person, person)
    return erase_person(engagement=stage.engagement, person=id_, why=why, by=stage.ids.get(by, by), now=LATER)


def luis_leaves() -> Stage:
    """Let Luis, by a name of his own, act and leave."""
    stage = put_on_stage()
    about = {"name": "Luis Ferrer", "email": "l.ferrer@alder.example", "phone": "+1 555 0142"}
    models.Person.objects.filter(engagement=stage.engagement, key=LUIS).update(**about)
    item = stage.receive("os-patch", "medium", device_class="server")
    done(offer(**stage.at(item, DANA), to=stage.id(LUIS), why="yours", carries="the list"))
    done(dispute(**stage.at(item, LUIS, TUESDAY + MINUTE), why="not mine"))
    left = leave(engagement=stage.engagement, person=stage.id(LUIS), by=stage.id(DANA), now=TUESDAY + 2 * MINUTE)
    assert isinstance(left, Left)
    return stage


@pytest.mark.usefixtures("database")
def test_no_row_names_them_any_more_and_the_tree_is_whole() -> None:
    stage = luis_leaves()
    assert "Ferrer" in everything_in_the_database()
    assert forget(stage) == Forgotten(stage.id(LUIS))
    left = everything_in_the_database()
    for word in ("Ferrer", "ferrer", "555 0142", "luis@alder.example"):
        assert word not in left, word
    lines = list(export_lines(engagement=stage.engagement, by=stage.id(TOMASZ), now=LATER))
    assert verify(iter(lines)).intact
    assert NOBODY.encode() in lines[0]
    assert models.Entry.objects.get(act="erased").public.count(stage.id(LUIS)) == 1


def test_the_file_names_them_no_more(sqlite_database: Database) -> None:
    stage = luis_leaves()
    assert b"Ferrer" in bytes_of(sqlite_database.home)
    forget(stage)
    assert b"errer" not in bytes_of(sqlite_database.home)


@pytest.mark.usefixtures("database")
def test_who_takes_part_still_keeps_their_name_and_others_erase_nobody() -> None:
    stage = luis_leaves()
    here = forget(stage, person=DANA)
    assert isinstance(here, Refused)
    assert "they take part still" in here.reason
    for by in (PRIYA, TOMASZ):
        other = forget(stage, by)
        assert isinstance(other, Refused)
        assert "of their firm" in other.reason
    assert isinstance(forget(stage, why=" "), Refused)
    models.Membership.objects.filter(person=stage.id(DANA)).update(guest_until=LATER + DAY)
    assert isinstance(forget(stage), Refused)
    for by, person in ((ZOE, LUIS), (TOMASZ, "nobody-here")):
        with pytest.raises(NotFound):
            forget(stage, by, person=person)
    assert models.Person.objects.get(id=stage.id(LUIS)).name == "Luis Ferrer"
