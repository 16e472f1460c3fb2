"""The line: one board for both sides, as it is and as it was; who may not see an item does not see it there either."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from demarc.acts import hand_off
from demarc.acts.verb import OnItem
from demarc.core.words import PersonId, Severity
from demarc.record import models
from tests.cast import DANA, LUIS, PRIYA, TOMASZ
from tests.doors import rivals
from tests.doors.conftest import Standing
from tests.doors.web.stage import ENGAGEMENT, NOW, arrive, person, signed_in

LINE = f"/e/{ENGAGEMENT}/line/"
SUBJECT = "Ransomware on the X-ray server"
LOCAL = "%Y-%m-%dT%H:%M"


def on(item: str, by: PersonId, minutes: int) -> OnItem:
    return {"engagement": ENGAGEMENT, "item": item, "by": person(by), "now": NOW + timedelta(minutes=minutes)}


def at(minutes: int) -> str:
    """Write an instant as a clock in Chicago shows it: six hours behind UTC."""
    return f"?at={NOW + timedelta(minutes=minutes) - timedelta(hours=6):{LOCAL}}"


def bead(text: str, subject: str = SUBJECT) -> str:
    """Cut one item's place out of the board."""
    return next(part for part in text.split('<li class="bead ')[1:] if subject in part)


@pytest.mark.usefixtures("staged")
class TestNow:
    def test_what_a_side_holds_lies_on_its_half(self) -> None:
        arrive()
        arrive("A label printer", topic="unknown", severity=Severity.MEDIUM)
        for who in (DANA, TOMASZ):
            board = signed_in(who).get(LINE).text
            assert bead(board).startswith("bead-provider")
            assert bead(board, "A label printer").startswith("bead-client")
            assert "<b>1</b> Alder Dental Group" in board
            assert "Harborline <b>1</b>" in board

    def test_an_offer_lies_on_the_line_with_its_clock_until_somebody_over_there_accepts(self, staged: Standing) -> None:
        item = arrive()
        hand_off.offer(to=person(DANA), why="yours", carries="the log", **on(item, TOMASZ, 0))
        board = bead(signed_in(DANA).get(LINE).text)
        assert board.startswith("bead-over bead-to-client")
        assert "15 min left" in board
        assert board.index("Tomasz Wren") < board.index("Offered to")
        staged.forward(minutes=3)
        hand_off.accept(**on(item, DANA, 3))
        assert bead(signed_in(DANA).get(LINE).text).startswith("bead-client")

    @pytest.mark.parametrize(
        ("query", "shown"),
        [
            ("?side=client", {"Printer"}),
            ("?side=provider", {"Ransomware", "Restore"}),
            ("?side=over", {"Restore"}),
            ("?priority=P1", {"Ransomware"}),
            ("?lane=backup", {"Restore"}),
            ("?whose=me", {"Ransomware"}),
            ("?side=nonsense&priority=P9&group=x&after=junk", {"Printer", "Ransomware", "Restore"}),
        ],
    )
    def test_filters_are_links_that_narrow_it(self, query: str, shown: set[str]) -> None:
        arrive("Ransomware")
        arrive("Printer", topic="unknown", severity=Severity.MEDIUM)
        restore = arrive("Restore", topic="restore", severity=Severity.LOW)
        holder = PersonId(models.Person.objects.get(id=models.Item.objects.get(id=restore).holder).key)
        hand_off.offer(to=person(DANA), why="yours", carries="all", **on(restore, holder, 0))
        page = signed_in(TOMASZ).get(LINE + query).text
        board = page[page.index('id="live"') :]
        assert {name for name in ("Ransomware", "Printer", "Restore") if name in board} == shown

    def test_an_unchanged_board_is_answered_with_nothing(
        self, staged: Standing, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        item = arrive()
        browser = signed_in(DANA)
        first = browser.get(LINE)
        asked = {"If-None-Match": first["ETag"]}
        assert first["ETag"].strip('"') in first.text, "the page asks again by what it was given"
        with django_assert_max_num_queries(12):
            again = browser.get(LINE, headers=asked)
        assert (again.status_code, again.content) == (304, b"")
        assert browser.get(LINE + "?priority=P1", headers=asked).status_code == 200
        hand_off.accept(**on(item, TOMASZ, 0))
        assert browser.get(LINE, headers=asked).status_code == 200
        latest = {"If-None-Match": browser.get(LINE)["ETag"]}
        staged.forward(minutes=1)
        assert browser.get(LINE, headers=latest).status_code == 200, "the minutes that are left have changed"

    def test_it_goes_on_where_the_page_ended(self) -> None:
        for number in range(70):
            arrive(f"Alert number {number:03}", severity=Severity.HIGH)
        browser = signed_in(TOMASZ)
        first = browser.get(LINE).text
        assert first.count('<li class="bead ') == 40
        mark = re.search(r"after=([^\"&]+)", first)
        assert mark is not None
        assert browser.get(f"{LINE}?after={mark[1]}").text.count('<li class="bead ') == 30

    def test_an_empty_line_teaches(self) -> None:
        assert "Nothing is open between you." in signed_in(PRIYA).get(LINE).text
        assert "Nothing open matches these filters." in signed_in(PRIYA).get(LINE + "?priority=P1").text

    @pytest.mark.parametrize("query", ["", "?group=priority", at(30)])
    def test_it_asks_the_same_few_questions_however_much_is_open(
        self, query: str, staged: Standing, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        browser = signed_in(TOMASZ)
        for many in (2, 35):
            for number in range(many):
                arrive(f"Alert {many} {number}", severity=Severity.HIGH)
            staged.forward(hours=1)
            with django_assert_max_num_queries(13):
                assert browser.get(LINE + query).text.count('<li class="bead ') >= many


@pytest.mark.usefixtures("staged")
class TestThen:
    def test_whose_job_it_was_is_answered_from_the_record_at_any_instant(self, staged: Standing) -> None:
        item = arrive()
        hand_off.accept(**on(item, TOMASZ, 4))
        hand_off.offer(to=person(DANA), why="yours", carries="the log", **on(item, TOMASZ, 10))
        hand_off.accept(**on(item, DANA, 20))
        staged.forward(hours=2)
        for minutes, holder, told in (
            (1, "Tomasz Wren", "received and routed by the matrix"),
            (5, "Tomasz Wren", "accepted, entry"),
            (15, "Tomasz Wren", "offered to"),
            (19, "Tomasz Wren", "accepted, entry"),
            (20, "Dana Okafor", "accepted, entry"),
            (60, "Dana Okafor", "accepted, entry"),
        ):
            then = bead(signed_in(LUIS, now=staged.now).get(LINE + at(minutes)).text)
            assert holder in then.split("held it")[0], minutes
            assert told in then, minutes
            assert "row SE-01, version v3, after-hours" in then

    def test_before_it_came_it_was_nobodys_and_after_it_closed_it_is_no_longer_there(self, staged: Standing) -> None:
        item = arrive()
        hand_off.accept(**on(item, TOMASZ, 1))
        staged.forward(minutes=30)
        browser = signed_in(TOMASZ, now=staged.now)
        sent = browser.post(f"/e/{ENGAGEMENT}/items/{item}/close/", {"verdict": "true positive", "proof": "seen"})
        assert sent.status_code == 302
        staged.forward(minutes=30)
        assert "Nothing was open at that instant." in browser.get(LINE + at(-1)).text
        assert SUBJECT in browser.get(LINE + at(29)).text
        assert SUBJECT not in browser.get(LINE + at(31)).text

    def test_one_item_can_be_asked_for(self, staged: Standing) -> None:
        arrive()
        arrive("Another", external="X-1")
        staged.forward(hours=1)
        page = signed_in(DANA, now=staged.now).get(LINE + at(5) + "&find=EDR-88213").text
        assert SUBJECT in page
        assert "Another" not in page

    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            ("yesterday", "is no date and time"),
            ("2026-02-31T10:00", "is no date and time"),
            ("9999-12-31T23:59", "is no date and time"),
            ("2999-01-01T00:00", "has not come yet"),
        ],
    )
    def test_what_is_no_instant_is_said_and_the_board_stands_below(self, asked: str, said: str) -> None:
        arrive()
        answer = signed_in(DANA).get(f"{LINE}?at={asked}")
        assert answer.status_code == 422
        assert said in answer.text
        assert SUBJECT in answer.text

    def test_an_instant_with_its_own_zone_is_taken_at_its_word(self, staged: Standing) -> None:
        arrive()
        staged.forward(hours=1)
        answer = signed_in(DANA, now=staged.now).get(LINE, {"at": (NOW + timedelta(minutes=5)).isoformat()})
        assert SUBJECT in answer.text


def test_a_rival_provider_finds_nothing_of_the_others_on_it(standing_clock: Standing, db: None) -> None:  # noqa: ARG001 - the database is their use
    rivals.set_the_rivals()
    hidden = "Intruder in the payroll system"
    item = arrive(hidden, engagement=rivals.ENGAGEMENT, external="NW-1077")
    standing_clock.forward(hours=1)
    line = f"/e/{rivals.ENGAGEMENT}/line/"
    then = f"{line}?at={(NOW + timedelta(minutes=5)).isoformat().replace('+', '%2B')}"

    def seen_by(key: PersonId, path: str) -> str:
        browser: Client = signed_in(key, engagement=rivals.ENGAGEMENT, now=standing_clock.now)
        return browser.get(path).text

    for path in (line, line + "?group=priority", line + "?side=provider", then, then + "&find=Intruder"):
        assert hidden in seen_by(DANA, path), path
        found = seen_by(PRIYA, path)
        assert hidden not in found, path
        assert item not in found, path
        assert "NW-1077" not in found, path
    assert "<b>1</b>" not in seen_by(PRIYA, line)
