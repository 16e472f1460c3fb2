"""Slots become present people: rosters, fallbacks, absences and covers, one step and never a chain."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from demarc.core.people import Absence, Channel, Directory, Party, Person, Role, Shift, Slots, answers, call_list, resolve
from demarc.core.words import PartyId, PersonId, Side

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = timedelta(days=1)
DANA, LUIS, RUTH, TOMASZ, PRIYA = (PersonId(name) for name in ("dana", "luis", "ruth", "tomasz", "priya"))


def directory(*, absences: tuple[Absence, ...] = (), left: PersonId | None = None) -> Directory:
    """Build the small cast with one roster: Tomasz on call from now for a day, Priya as the standing fallback."""
    people = tuple(
        Person(id=id_, name=id_.title(), party=PartyId("alder"), left_at=NOW if id_ == left else None)
        for id_ in (DANA, LUIS, RUTH, TOMASZ, PRIYA)
    )
    return Directory(
        people=people,
        parties=(Party(PartyId("alder"), "Alder", Side.CLIENT),),
        roles=(Role("soc-oncall", PRIYA), Role("empty")),
        shifts=(Shift("soc-oncall", TOMASZ, NOW, NOW + DAY),),
        absences=absences,
    )


def away(person: PersonId, cover: PersonId | None = None) -> Absence:
    """Put a person away from now for a day."""
    return Absence(person, NOW, NOW + DAY, cover)


def test_a_role_is_its_rostered_person_else_its_fallback() -> None:
    assert resolve(directory(), "soc-oncall", NOW) == TOMASZ
    assert resolve(directory(), "soc-oncall", NOW + DAY) == PRIYA
    assert resolve(directory(), "empty", NOW) is None


def test_an_absent_person_becomes_the_cover_of_that_absence() -> None:
    assert resolve(directory(absences=(away(DANA, LUIS),)), "dana", NOW) == LUIS
    assert resolve(directory(absences=(away(DANA, LUIS),)), "dana", NOW + DAY) == DANA


def test_a_cover_who_is_away_too_is_not_replaced_in_turn() -> None:
    assert resolve(directory(absences=(away(DANA, LUIS), away(LUIS, RUTH))), "dana", NOW) is None


def test_who_has_left_is_dropped_from_the_instant_of_leaving() -> None:
    gone = directory(left=DANA)
    assert resolve(gone, "dana", NOW) is None
    assert resolve(gone, "dana", NOW - DAY) == DANA


def test_a_name_nobody_knows_is_nobody() -> None:
    assert resolve(directory(), "support@alder.example", NOW) is None


def test_the_call_list_names_each_person_once_in_order() -> None:
    slots = Slots("dana", "luis", ("soc-oncall", "dana", "ruth"))
    assert call_list(directory(), slots, NOW, last_holder=LUIS, last_deputy="priya") == (DANA, LUIS, TOMASZ, RUTH, PRIYA)


def test_the_deputy_holds_while_the_accountable_person_is_away_without_cover() -> None:
    assert call_list(directory(absences=(away(DANA),)), Slots("dana", "luis"), NOW) == (LUIS,)


def test_of_two_absences_at_once_the_one_with_a_present_cover_counts() -> None:
    twice = (away(DANA), away(DANA, LUIS))
    assert resolve(directory(absences=twice), "dana", NOW) == LUIS


def test_who_is_on_call_answers_and_mail_alone_does_not() -> None:
    plain = directory()
    assert not answers(plain, TOMASZ, NOW)
    reached = Directory(
        people=tuple(replace(person, channels=(Channel.PHONE,)) for person in plain.people),
        roles=plain.roles,
        shifts=plain.shifts,
    )
    assert answers(reached, TOMASZ, NOW)
    assert not answers(reached, TOMASZ, NOW + DAY)
    assert not answers(reached, DANA, NOW)
    assert not answers(reached, PersonId("ghost"), NOW)
