"""The five first matrices hold together: every item has one owner at every hour, and every owner somebody behind them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import product

import pytest

from demarc.core.calling import calls
from demarc.core.catalogue import ALWAYS_SINGLE, FUNCTIONS, Owner, Split
from demarc.core.drill import Result, drill
from demarc.core.matrix.coverage import coverage
from demarc.core.matrix.decide import Outcome, decide
from demarc.core.matrix.edges import can_run_always
from demarc.core.matrix.findings import Kind, Level
from demarc.core.matrix.golive import forbids_signing
from demarc.core.matrix.lint import check, is_sound
from demarc.core.matrix.results import is_activity, shows_something, states_result
from demarc.core.matrix.table import Matrix, Permission, Row
from demarc.core.moments import window_at
from demarc.core.people import call_list, resolve
from demarc.core.presets import first_matrix
from demarc.core.scenario import Scenario
from demarc.core.words import UNKNOWN, Side, Window
from demarc.files.scenarios import library

START = date(2026, 11, 23)
EVERY_SPLIT = pytest.mark.parametrize("split", Split)


@cache
def matrix(split: Split) -> Matrix:
    """Build the first matrix of a split once."""
    return first_matrix(split, start=START)


def facts_that_matter(whole: Matrix, topic: str) -> Iterator[dict[str, str]]:
    """Yield every combination of the facts that some row of this topic speaks of."""
    spoken = {aspect for row in whole.rows if topic in row.box()["topic"] for aspect, _ in row.scope}
    domains = {aspect.name: aspect.domain() for aspect in whole.aspects}
    rest = {name: domain[0] for name, domain in domains.items()}
    names = sorted(spoken - {"topic"})
    for values in product(*(domains[name] for name in names)):
        yield {**rest, "topic": topic, **dict(zip(names, values, strict=True))}


@EVERY_SPLIT
def test_every_possible_item_has_exactly_one_row(split: Split) -> None:
    whole = matrix(split)
    topic = whole.aspect("topic")
    assert topic is not None
    for name in topic.domain():
        for facts in facts_that_matter(whole, name):
            assert decide(whole, facts).outcome is Outcome.ROW, facts


@EVERY_SPLIT
def test_a_first_matrix_is_sound_and_nothing_in_it_is_worth_a_warning(split: Split) -> None:
    found = check(matrix(split), start=moment())
    assert is_sound(found)
    assert {one.severity for one in found} == {Level.INFO}
    assert forbids_signing(matrix(split)) == ()


@EVERY_SPLIT
def test_answered_hours_are_those_at_which_somebody_on_the_list_works_or_is_on_call(split: Split) -> None:
    """Asked hour by hour over Christmas and New Year, row by row; presets change on the hour, so this is exact."""
    whole = first_matrix(split, start=date(2026, 12, 21))
    start = datetime(2026, 12, 21, 14, tzinfo=UTC)
    told = coverage(whole, start)
    heard: dict[str, list[bool]] = {row.id: [] for row in whole.rows}
    every = 0
    for hour in range(14 * 24):
        now = start + timedelta(hours=hour)
        window = window_at(whole.calendars[0], now)
        deciding = [row for row in whole.rows if window in row.box().get("window", frozenset(Window))]
        for row in deciding:
            heard[row.id].append(somebody_answers(whole, row, now))
        every += all(heard[row.id][-1] for row in deciding)
    assert (told.hours, told.owned, told.answered, told.accepted) == (336, 336, every, 0)
    assert {one.row: (one.hours, one.answered) for one in told.rows} == {
        id_: (len(hours), sum(hours)) for id_, hours in heard.items()
    }
    quiet = {id_ for id_, hours in heard.items() if not all(hours)}
    waiting = [one for one in check(whole, start=start) if one.kind is Kind.UNANSWERED]
    assert {id_ for one in waiting for id_ in one.rows} == quiet
    assert all(not can_run_always(whole, row) for row in whole.rows if row.id in quiet)


def somebody_answers(whole: Matrix, row: Row, now: datetime) -> bool:
    """Tell it from what is written: a person of the list is on the roster, or in the hours of the day and not away."""
    slots = (row.slots.accountable, row.slots.deputy, *row.slots.escalation)
    called = {person for slot in slots if (person := resolve(whole.directory, slot, now))}
    on_call = {shift.person for shift in whole.directory.shifts if shift.start <= now < shift.end}
    people = [person for person in whole.directory.people if person.id in called]
    return any(
        person.id in on_call or (person.hours is not None and window_at(person.hours, now) is Window.BUSINESS)
        for person in people
    )


@EVERY_SPLIT
def test_each_lane_is_owned_at_every_hour_and_never_answered_better_than_its_worst_row(split: Split) -> None:
    whole = matrix(split)
    told = coverage(whole, moment())
    assert [lane.lane for lane in told.lanes] == [lane.name for lane in whole.lanes]
    topics = {topic.name: topic.lane for topic in whole.topics}
    for lane in told.lanes:
        rows = [one for one, row in zip(told.rows, whole.rows, strict=True) if lane.lane in lanes_of(row, topics)]
        assert lane.owned == lane.hours == 336
        assert lane.answered <= min(336 - (one.hours - one.answered) for one in rows)
        assert lane.answered >= told.answered


def lanes_of(row: Row, topics: dict[str, str]) -> set[str]:
    """Name the lanes of the topics a row takes."""
    return {topics[topic] for topic in row.box()["topic"] if topic in topics}


@EVERY_SPLIT
@pytest.mark.parametrize("story", library(), ids=lambda story: story.id)
def test_each_scenario_has_holder_clock_deputy_decider_proof_or_a_listed_gap(story: Scenario, split: Split) -> None:
    whole = matrix(split)
    rule = whole.engagement.dispute_rule
    for answer in drill(whole, story, moment()).answers:
        owned, asked = answer.ownership, answer.question.ask
        if answer.result is Result.GAP:
            assert answer.lacking, asked
            continue
        assert answer.lacking == (), asked
        holder = whole.directory.person(owned.holder or "")
        assert holder is not None, asked
        assert answer.due > (owned.asleep_until or answer.at), asked
        assert answer.deputy not in {None, owned.holder}, asked
        assert owned.row is not None
        assert resolve(whole.directory, owned.row.slots.accountable, answer.at), asked
        assert resolve(whole.directory, rule.arbiter, answer.at) or resolve(whole.directory, rule.deputy, answer.at), asked
        assert shows_something(answer.proof), asked
        assert states_result(owned.row.title) or not is_activity(owned.row.title), asked
        assert answer.told, asked
        assert {owned.holder, answer.deputy} <= {call.person for call in calls(whole, owned, answer.at)}, asked


@EVERY_SPLIT
def test_without_a_row_each_scenario_of_it_lists_the_gap_and_somebody_sorts_it(split: Split) -> None:
    whole = matrix(split)
    bare = replace(whole, rows=tuple(row for row in whole.rows if not row.function.startswith(("SE", "BK"))))
    results = [answer for story in library() for answer in drill(bare, story, moment()).answers]
    gaps = [answer for answer in results if answer.result is Result.GAP]
    assert gaps
    assert all(answer.ownership.holder and "a row that owns it" in answer.lacking for answer in gaps)


@EVERY_SPLIT
def test_the_matrix_compares_equal_when_it_is_built_again(split: Split) -> None:
    assert matrix(split) == first_matrix(split, start=START)


@EVERY_SPLIT
def test_every_function_has_the_owner_that_its_split_says(split: Split) -> None:
    whole = matrix(split)
    for function in FUNCTIONS:
        sides = {window: owner_side(whole, function.id, window) for window in Window}
        match function.owner(split):
            case Owner.DAY_INTERNAL_NIGHT_PROVIDER:
                night = {"provider"}
                assert sides == {Window.BUSINESS: {"client"}, Window.AFTER_HOURS: night, Window.HOLIDAY: night}
            case Owner.PROVIDER:
                assert set().union(*sides.values()) == {"provider"}, function.id
            case Owner.INTERNAL:
                assert set().union(*sides.values()) == {"client"}, function.id
            case Owner.EXECUTIVE:
                assert {row.slots.accountable for row in whole.rows if row.function == function.id} == {"executive"}


def owner_side(whole: Matrix, function: str, window: Window) -> set[str]:
    """Tell which sides answer for a function's rows in a window."""
    rows = (row for row in whole.rows if row.function == function and window in row.box().get("window", set(Window)))
    people = {resolve(whole.directory, row.slots.accountable, moment()) for row in rows}
    return {str(whole.directory.party_of(person)) for person in people if person}


def moment(hours: int = 0) -> datetime:
    """Give an instant of the roster's first days."""
    return datetime(2026, 11, 23, 15, tzinfo=UTC) + timedelta(hours=hours)


@EVERY_SPLIT
def test_each_row_can_call_three_people_at_every_hour_of_the_roster(split: Split) -> None:
    whole = matrix(split)
    for row in whole.rows:
        for hours in range(0, 24 * 27, 12):
            assert len(call_list(whole.directory, row.slots, moment(hours))) >= 3, row.id


@EVERY_SPLIT
def test_nobody_is_their_own_deputy_and_every_slot_is_somebody(split: Split) -> None:
    whole = matrix(split)
    for row in whole.rows:
        slots = (row.slots.accountable, row.slots.deputy, *row.slots.escalation)
        assert all(resolve(whole.directory, slot, moment()) for slot in slots), row.id
        assert row.slots.accountable != row.slots.deputy
        named = (*row.responsible, *row.consulted, *row.informed)
        assert all(resolve(whole.directory, slot, moment()) for slot in named), row.id


@EVERY_SPLIT
def test_executives_are_on_no_list_but_their_own(split: Split) -> None:
    executives = {"executive", "executive-deputy"}
    for row in matrix(split).rows:
        if row.slots.accountable not in executives:
            assert not executives & {row.slots.deputy, *row.slots.escalation}, row.id


@EVERY_SPLIT
def test_what_may_never_be_divided_has_one_accountable_slot_in_each_window(split: Split) -> None:
    whole = matrix(split)
    for function in ALWAYS_SINGLE:
        for window in Window:
            rows = (row for row in whole.rows if row.function == function)
            slots = {row.slots.accountable for row in rows if window in row.box().get("window", set(Window))}
            assert len(slots) <= 1, function


@EVERY_SPLIT
def test_each_permitted_action_has_one_answer_for_every_device_and_window(split: Split) -> None:
    whole = matrix(split)
    devices = whole.aspect("device_class")
    assert devices is not None
    asked = {(permission.row, permission.action) for permission in whole.permissions}
    assert {row for row, _ in asked} >= {"SE-01", "SN-05", "BK-07", "VM-04"}
    for row_id, action in asked:
        row = whole.row(row_id)
        assert row is not None
        for device, window in product(devices.domain(), row.box().get("window", frozenset(Window))):
            assert len(fitting(whole, row, action, device, window)) == 1, (row_id, action, device, window)


def fitting(whole: Matrix, row: Row, action: str, device: str, window: str) -> list[Permission]:
    """List the permissions that speak of this action here."""
    return [
        permission
        for permission in whole.permissions
        if (permission.row, permission.action) == (row.id, action)
        and (permission.device_class is None or device in permission.device_class)
        and (permission.window is None or window in permission.window)
    ]


@EVERY_SPLIT
def test_everybody_in_a_first_matrix_is_marked_as_an_example(split: Split) -> None:
    whole = matrix(split)
    assert all(person.example for person in whole.directory.people)
    assert {party.side for party in whole.directory.parties} == {Side.CLIENT, Side.PROVIDER}


@EVERY_SPLIT
def test_nobody_is_on_call_for_more_than_sixty_hours_a_week(split: Split) -> None:
    whole = matrix(split)
    hours: Counter[tuple[str, int]] = Counter()
    for shift in whole.directory.shifts:
        week = (shift.start - moment()).days // 7
        hours[shift.person, week] += int((shift.end - shift.start).total_seconds() // 3600)
    assert max(hours.values()) <= 60


def test_the_executive_keeps_what_a_fully_managed_client_cannot_hand_over() -> None:
    whole = matrix(Split.FULL)
    assert {row.slots.accountable for row in whole.rows if row.function == "CO-01"} == {"executive"}
    assert whole.directory.person("lead") is None


def test_patching_covers_every_device_class_and_what_is_unknown() -> None:
    whole = matrix(Split.SECURITY_BACKUP_PATCH)
    devices = whole.aspect("device_class")
    assert devices is not None
    base = next(iter(facts_that_matter(whole, "os-patch")))
    owners = {
        device: decide(whole, {**base, "device_class": device, "vpn-gateway": "no"}).row for device in devices.domain()
    }
    assert owners["workstation"] == "PT-01"
    assert owners["server"] == "PT-02"
    assert owners["network"] == "PT-04"
    assert owners[UNKNOWN] == "PT-07"
    assert None not in owners.values()
