"""The canonical text of a matrix: whole, the same everywhere, and refused when damaged."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from demarc.core.matrix.canon import NotPlain, canonical, digest, from_canonical, from_plain, to_plain
from demarc.core.matrix.table import Clock, Permission, Topic
from demarc.core.moments import Calendar, DatedDay, Hours
from demarc.core.people import Absence, Channel, Role, Shift
from demarc.core.words import Answer, Priority, RowId, Window
from tests.cast import DANA, LUIS, SATURDAY_NIGHT, TOMASZ
from tests.matrix_build import ASPECTS, CAST, matrix, row

CLINIC = Calendar(
    "clinic",
    "America/Chicago",
    (Hours(0, time(8), time(17)),),
    (DatedDay(date(2026, 11, 27), "day after", ((time(9), time(12)),)),),
    date(2027, 12, 31),
)
WHOLE = replace(
    matrix(row("R1", DANA, topic="os-patch|unknown", yields_to=("R2",)), row("R2", "soc-oncall"), aspects=ASPECTS),
    directory=replace(
        CAST,
        people=(
            replace(CAST.people[0], hours=CLINIC, channels=(Channel.PHONE, Channel.SMS), left_at=SATURDAY_NIGHT),
            *CAST.people[1:],
        ),
        roles=(Role("soc-oncall", LUIS), Role("desk")),
        shifts=(Shift("soc-oncall", TOMASZ, SATURDAY_NIGHT, SATURDAY_NIGHT + timedelta(microseconds=1)),),
        absences=(Absence(DANA, SATURDAY_NIGHT, SATURDAY_NIGHT + timedelta(days=1), LUIS),),
    ),
    topics=(Topic("os-patch", "PT-01", "endpoints", "clinic", None, duty=True),),
    calendars=(CLINIC,),
    clocks=(Clock(Priority.P1, timedelta(minutes=15), (timedelta(minutes=5),)),),
    permissions=(
        Permission(RowId("R1"), "isolate", Answer.ASK_THEN_DO, frozenset({"server"}), frozenset({Window.HOLIDAY}), 15),
    ),
    glossary=(("holder", "who holds it — now"),),
)


def test_a_matrix_with_everything_in_it_comes_back_as_it_was() -> None:
    assert from_plain(to_plain(WHOLE)) == WHOLE
    assert from_canonical(canonical(WHOLE)) == WHOLE


def test_the_digest_does_not_depend_on_how_sets_and_keys_are_ordered() -> None:
    shuffled = replace(WHOLE, rows=tuple(replace(one, scope=tuple(sorted(one.scope))) for one in WHOLE.rows))
    assert digest(shuffled) == digest(WHOLE)
    assert len(digest(WHOLE)) == 64


def test_a_field_that_has_its_default_is_not_in_the_text() -> None:
    plain = to_plain(WHOLE)
    assert "watch_minutes" not in plain["rows"][0]
    assert plain["topics"][0]["always_from"] is None


def test_an_instant_is_kept_in_microseconds_of_utc() -> None:
    assert to_plain(WHOLE)["directory"]["shifts"][0]["start"] == int(SATURDAY_NIGHT.timestamp()) * 1_000_000


@pytest.mark.parametrize(
    ("place", "value", "named"),
    [
        ("version", 7, "`version`"),
        ("rows", {}, "`rows`"),
        ("rows", [{"id": "R1"}], "`rows[0]`"),
        ("aspects", [{"name": "x", "kind": "colour"}], "`aspects[0].kind`"),
        ("glossary", [["one"]], "`glossary[0]`"),
        ("shape", 1, "`matrix`"),
    ],
)
def test_a_damaged_text_is_refused_with_its_place(place: str, value: object, named: str) -> None:
    with pytest.raises(NotPlain, match=r"damaged") as refused:
        from_plain({**to_plain(WHOLE), place: value})
    assert named in str(refused.value)


@pytest.mark.parametrize("text", [b"", b"[]", b"{", b"\xff", b"null"])
def test_what_is_no_matrix_at_all_is_refused(text: bytes) -> None:
    with pytest.raises(NotPlain):
        from_canonical(text)


def test_instants_beyond_the_calendar_are_refused() -> None:
    plain = to_plain(WHOLE)
    plain["directory"]["shifts"][0]["end"] = 10**30
    with pytest.raises(NotPlain, match="end"):
        from_plain(plain)
    assert datetime(2026, 1, 1, tzinfo=UTC) < SATURDAY_NIGHT
