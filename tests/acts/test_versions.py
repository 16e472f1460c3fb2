"""Versions of the matrix: proposed by one side, signed by both under one digest, deciding from a future instant."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from demarc.acts.change_row import propose_row
from demarc.acts.draft_version import Discarded, Drafted, discard_draft, keep_draft, propose_draft
from demarc.acts.go_live import let_lane_go_live
from demarc.acts.hand_off import accept
from demarc.acts.outcome import Refused
from demarc.acts.sign_version import Signed, sign_version
from demarc.acts.tick import tick
from demarc.acts.versions import Proposed, Said, Withdrawn, discuss_version, propose_version, withdraw_version
from demarc.core.matrix.golive import forbids_signing
from demarc.core.matrix.rewrite import wish_of
from demarc.core.matrix.table import Lane, Matrix, Row, scope_of
from demarc.core.people import Person, Slots
from demarc.core.words import PersonId, RowId
from demarc.record import models
from demarc.record.access import NotFound
from demarc.record.reads.matrix import matrix_in_force
from demarc.record.reads.versions_page import version_page, versions_page
from tests.cast import DANA, HARBORLINE, LUIS, PRIYA, RUTH, TOMASZ
from tests.stage import DAY, HOUR, TUESDAY, Stage, alder_matrix, done

TOMORROW = TUESDAY + DAY


def sound(version: str = "4") -> Matrix:
    """Give Alder's matrix with everything a live lane needs."""
    matrix = alder_matrix(version=version)
    anything_else = Row(id=RowId("SD-01"), function="all", slots=Slots(DANA, LUIS), scope=scope_of({"topic": ("unknown",)}))
    wide = scope_of({"topic": ("os-patch",), "device_class": ("server", "printer", "unknown")})
    rows = (replace(row, scope=wide) if row.id == "PT-02" else row for row in matrix.rows)
    said = (replace(row, title="It is dealt with", proof="record") for row in (*rows, anything_else))
    return replace(matrix, rows=tuple(said))


def moved_to_luis() -> Matrix:
    matrix = sound()
    rows = tuple(replace(row, slots=Slots(LUIS, DANA)) if row.id == "SE-01" else row for row in matrix.rows)
    return replace(matrix, rows=rows)


def propose(stage: Stage, matrix: Matrix | None = None, *, by: str = DANA, starts_at: datetime = TOMORROW) -> Proposed:
    found = propose_version(
        engagement=stage.engagement,
        matrix=matrix or moved_to_luis(),
        by=stage.id(by),
        now=TUESDAY,
        starts_at=starts_at,
        why="Luis watches the alerts now.",
    )
    assert isinstance(found, Proposed), found
    return found


def sign(stage: Stage, found: Proposed, by: str, *, now: datetime = TUESDAY, digest: str = "") -> Signed | Refused:
    who: Any = {"engagement": stage.engagement, "by": stage.id(by), "now": now}
    return sign_version(number=found.number, digest=digest or found.digest, **who)


def reason(outcome: object) -> str:
    assert isinstance(outcome, Refused), outcome
    return outcome.reason


def test_the_matrix_of_these_tests_may_be_signed() -> None:
    assert not forbids_signing(moved_to_luis())


def test_both_keys_put_a_version_in_force_from_its_start_and_the_old_one_answers_for_its_time(stage: Stage) -> None:
    found = propose(stage)
    first = sign(stage, found, PRIYA)
    assert isinstance(first, Signed)
    assert not first.by_both
    assert matrix_in_force(engagement=stage.engagement, now=TOMORROW).matrix.version == "3"
    second = sign(stage, found, RUTH)
    assert isinstance(second, Signed)
    assert second.by_both
    assert matrix_in_force(engagement=stage.engagement, now=TOMORROW - HOUR).matrix.version == "3"
    assert matrix_in_force(engagement=stage.engagement, now=TOMORROW).matrix.version == "4"
    assert matrix_in_force(engagement=stage.engagement, now=TUESDAY).matrix.version == "3"


def test_a_changed_byte_is_refused(stage: Stage) -> None:
    found = propose(stage)
    sign(stage, found, PRIYA)
    version = models.Version.objects.get(engagement=stage.engagement, number=found.number)
    changed = version.text.replace('"version":"4"', '"version":"5"')
    assert changed != version.text
    models.Version.objects.filter(engagement=stage.engagement, number=found.number).update(text=changed)
    assert "has the digest" in reason(sign(stage, found, DANA))
    assert matrix_in_force(engagement=stage.engagement, now=TOMORROW).matrix.version == "3"


def test_another_digest_than_the_one_read_is_refused(stage: Stage) -> None:
    assert "read it again" in reason(sign(stage, propose(stage), DANA, digest="0" * 64))


@pytest.mark.parametrize("by", [TOMASZ, LUIS])
def test_who_leads_no_side_does_not_sign(stage: Stage, by: str) -> None:
    assert "the lead" in reason(sign(stage, propose(stage), by))


def test_one_side_signs_once(stage: Stage) -> None:
    found = propose(stage)
    sign(stage, found, DANA)
    assert "already" in reason(sign(stage, found, RUTH))


def test_nothing_starts_in_the_past(stage: Stage) -> None:
    who: Any = {"engagement": stage.engagement, "by": stage.id(DANA), "now": TUESDAY}
    assert "future" in reason(propose_version(matrix=sound(), starts_at=TUESDAY, why="now", **who))
    found = propose(stage)
    assert "has passed" in reason(sign(stage, found, DANA, now=TOMORROW))


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ({"title": "Servers are patched"}, "`patch` in row `PT-02` is not defined"),
        ({"title": "Manage the servers"}, "`Manage the servers` is an activity"),
        ({"proof": ""}, "it has no proof"),
    ],
)
def test_words_that_say_nothing_to_hold_anybody_to_are_not_signed(stage: Stage, words: dict[str, Any], why: str) -> None:
    made = moved_to_luis()
    rows = tuple(replace(row, **words) if row.id == "PT-02" else row for row in made.rows)
    found = propose(stage, replace(made, rows=rows, glossary=(("manage", "Keep it running."),)))
    assert why in reason(sign(stage, found, DANA))


def test_an_unsound_live_lane_is_not_signed(stage: Stage) -> None:
    matrix = sound()
    found = propose(stage, replace(matrix, rows=matrix.rows[1:]))
    assert "does not hold together" in reason(sign(stage, found, DANA))


def test_a_dispute_process_is_agreed_before_anything_is_live(stage: Stage) -> None:
    matrix = sound()
    rule = replace(matrix.engagement.dispute_rule, deputy=PersonId(""))
    found = propose(stage, replace(matrix, engagement=replace(matrix.engagement, dispute_rule=rule)))
    assert "does not hold together" in reason(sign(stage, found, DANA))


def test_both_sides_discuss_and_who_proposed_withdraws(stage: Stage) -> None:
    found = propose(stage)
    who: Any = {"engagement": stage.engagement, "number": found.number, "now": TUESDAY}
    assert isinstance(discuss_version(by=stage.id(TOMASZ), text="And at night?", **who), Said)
    assert models.Remark.objects.filter(engagement=stage.engagement, version=found.number).count() == 2
    assert "only who proposed" in reason(withdraw_version(by=stage.id(PRIYA), **who))
    assert isinstance(withdraw_version(by=stage.id(DANA), **who), Withdrawn)
    assert "only what is proposed" in reason(sign(stage, found, PRIYA))


def test_a_newcomer_takes_part_once_both_sides_have_signed(stage: Stage) -> None:
    matrix = moved_to_luis()
    people = (
        *matrix.directory.people,
        Person(id=PersonId("nina"), name="Nina New", party=HARBORLINE, email="nina@harborline.example"),
    )
    found = propose(stage, replace(matrix, directory=replace(matrix.directory, people=people)))
    sign(stage, found, DANA)
    assert not models.Person.objects.filter(key="nina").exists()
    assert isinstance(sign(stage, found, PRIYA), Signed)
    nina = models.Person.objects.get(engagement=stage.engagement, key="nina")
    assert models.Membership.objects.filter(engagement=stage.engagement, person=nina.id).exists()
    assert matrix_in_force(engagement=stage.engagement, now=TOMORROW).matrix.directory.person(nina.id)


def test_the_switch_moves_nobody_and_is_reported_once(stage: Stage) -> None:
    item = stage.receive()
    done(accept(**stage.at(item, TOMASZ)))
    found = propose(stage)
    sign(stage, found, DANA)
    sign(stage, found, PRIYA)
    holder = stage.custody(item).holder
    tick(now=TUESDAY)
    reports = models.Entry.objects.filter(engagement=stage.engagement, act="switched")
    assert not reports.exists()
    tick(now=TOMORROW)
    tick(now=TOMORROW + HOUR)
    assert reports.count() == 1
    version = models.Version.objects.get(engagement=stage.engagement, number=found.number)
    assert version.moves == [[item, stage.id(TOMASZ), stage.id(LUIS)]]
    assert stage.custody(item).holder == holder
    assert holder == stage.id(TOMASZ)


def test_a_stranger_finds_nothing(stage: Stage) -> None:
    with pytest.raises(NotFound):
        propose_version(
            engagement=stage.engagement, matrix=sound(), by="stranger", now=TUESDAY, starts_at=TOMORROW, why="because"
        )


def proposed_row(stage: Stage, **changed: Any) -> Proposed | Refused:
    """Propose that the first row has another proof, as Dana."""
    force = matrix_in_force(engagement=stage.engagement, now=TUESDAY)
    row = force.matrix.rows[0]
    given: dict[str, Any] = {"wish": replace(wish_of(row), proof="a photo"), "seen": force.digest, "why": "because"}
    given |= {"engagement": stage.engagement, "row": row.id, "by": stage.id(DANA), "now": TUESDAY, "starts_at": TOMORROW}
    given |= changed
    return propose_row(**given)


def test_a_row_is_said_otherwise_only_in_words_the_matrix_has(stage: Stage) -> None:
    wish = wish_of(matrix_in_force(engagement=stage.engagement, now=TUESDAY).matrix.rows[0])
    assert "neither a person nor a post" in reason(proposed_row(stage, wish=replace(wish, slots=Slots("the moon"))))
    assert "no aspect" in reason(proposed_row(stage, wish=replace(wish, scope=scope_of({"mood": ("grim",)}))))
    assert "no value" in reason(proposed_row(stage, wish=replace(wish, scope=scope_of({"topic": ("moonlight",)}))))
    assert "somebody accountable" in reason(proposed_row(stage, wish=replace(wish, slots=Slots(""))))
    assert "says so already" in reason(proposed_row(stage, wish=wish))
    assert "come into force meanwhile" in reason(proposed_row(stage, seen="an older one"))
    for other in ({"row": "XX-99"}, {"by": "stranger"}):
        with pytest.raises(NotFound):
            proposed_row(stage, **other)
    assert isinstance(proposed_row(stage), Proposed)


def test_a_guest_does_nothing_to_a_version(stage: Stage) -> None:
    found = propose(stage)
    seat = models.Membership.objects.filter(engagement=stage.engagement, person=stage.id(DANA))
    seat.update(guest_until=TUESDAY + 7 * DAY)
    who: Any = {"engagement": stage.engagement, "by": stage.id(DANA), "now": TUESDAY}
    on: Any = {"number": found.number, **who}
    assert "a guest reads" in reason(propose_version(matrix=sound(), starts_at=TOMORROW, why="because", **who))
    assert "a guest reads" in reason(proposed_row(stage))
    assert "a guest reads" in reason(discuss_version(text="words", **on))
    assert "a guest reads" in reason(withdraw_version(**on))
    assert "a guest reads" in reason(sign_version(digest=found.digest, **on))


def with_live(*names: str) -> Matrix:
    lanes = (Lane("SE", "Security", "SE" in names), Lane("PT", "Patching", "PT" in names))
    return replace(sound(), lanes=lanes)


def signed_by_both(stage: Stage, matrix: Matrix) -> None:
    found = propose(stage, matrix)
    for person in (DANA, PRIYA):
        assert isinstance(sign(stage, found, person), Signed)


def test_one_lane_goes_live_at_a_time(stage: Stage) -> None:
    signed_by_both(stage, with_live())
    later = TOMORROW + 15 * DAY
    who: Any = {"engagement": stage.engagement, "by": stage.id(DANA), "now": later, "starts_at": later + DAY}
    assert "going live together" in reason(propose_version(matrix=with_live("SE", "PT"), why="because", **who))
    assert isinstance(propose_version(matrix=with_live("SE"), why="because", **who), Proposed)


def test_a_lane_is_observed_for_a_fortnight_before_it_goes_live(stage: Stage) -> None:
    signed_by_both(stage, with_live("SE"))
    now = TOMORROW + HOUR
    who: Any = {"engagement": stage.engagement, "by": stage.id(DANA), "now": now, "lane": "PT"}
    refused = reason(let_lane_go_live(starts_at=now + 13 * DAY, **who))
    assert "observed since 2026-11-25" in refused
    assert "may go live from 2026-12-09 15:00 UTC on" in refused
    found = let_lane_go_live(starts_at=TOMORROW + 14 * DAY, **who)
    assert isinstance(found, Proposed)
    assert "is live already" in reason(let_lane_go_live(**{**who, "lane": "SE"}, starts_at=now + DAY))
    with pytest.raises(NotFound):
        let_lane_go_live(**{**who, "lane": "XX"}, starts_at=now + DAY)


def test_what_was_proposed_before_another_version_was_signed_is_refused_and_brings_nobody_twice(stage: Stage) -> None:
    matrix = moved_to_luis()
    nina = Person(id=PersonId("nina"), name="Nina New", party=HARBORLINE, email="nina@harborline.example")
    with_nina = replace(matrix, directory=replace(matrix.directory, people=(*matrix.directory.people, nina)))
    first, second = propose(stage, with_nina), propose(stage, with_nina)
    for found in (first, second):
        assert isinstance(sign(stage, found, DANA), Signed)
    assert isinstance(sign(stage, first, PRIYA), Signed)
    assert "it would undo that" in reason(sign(stage, second, PRIYA))
    assert not models.Signature.objects.filter(version=second.number, side="provider").exists()


def drafted(stage: Stage, by: str = DANA) -> int:
    kept = keep_draft(engagement=stage.engagement, matrix=moved_to_luis(), by=stage.id(by), now=TUESDAY)
    assert isinstance(kept, Drafted)
    return kept.number


def test_a_draft_is_its_own_firms_alone_until_it_is_proposed(stage: Stage) -> None:
    number = drafted(stage)
    own: Any = {"engagement": stage.engagement, "by": stage.id(LUIS), "now": TUESDAY}
    other: Any = {"engagement": stage.engagement, "by": stage.id(PRIYA), "now": TUESDAY}
    assert [line.status for line in versions_page(**own)] == ["draft", "in force"]
    assert [line.status for line in versions_page(**other)] == ["in force"]
    assert version_page(number=number, **own).changes
    digest = models.Version.objects.get(number=number, engagement=stage.engagement).digest
    for refused in (
        lambda: version_page(number=number, **other),
        lambda: discuss_version(number=number, text="words", **other),
        lambda: sign_version(number=number, digest=digest, **other),
        lambda: withdraw_version(number=number, **other),
        lambda: propose_draft(number=number, starts_at=TOMORROW, why="So.", **other),
        lambda: discard_draft(number=number, **other),
    ):
        with pytest.raises(NotFound):
            refused()
    before = models.Entry.objects.filter(engagement=stage.engagement).count()
    found = propose_draft(number=number, starts_at=TOMORROW, why="Luis watches now.", **own)
    assert isinstance(found, Proposed)
    assert models.Entry.objects.filter(engagement=stage.engagement).count() == before + 1
    for person in (DANA, PRIYA):
        assert isinstance(sign(stage, found, person), Signed)


def test_a_draft_that_is_discarded_leaves_nothing_to_propose(stage: Stage) -> None:
    number = drafted(stage)
    own: Any = {"engagement": stage.engagement, "by": stage.id(DANA), "now": TUESDAY}
    assert isinstance(discard_draft(number=number, **own), Discarded)
    with pytest.raises(NotFound):
        propose_draft(number=number, starts_at=TOMORROW, why="So.", **own)
    assert "future" in reason(propose_draft(number=drafted(stage), starts_at=TUESDAY, why="So.", **own))
