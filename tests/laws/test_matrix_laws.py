"""Laws 6 and 7: every possible item falls to one row or to a finding that names it, and every decision says why."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations

from hypothesis import assume, given
from hypothesis import strategies as st

from demarc.core.matrix.canon import canonical, digest, from_canonical, from_plain, to_plain
from demarc.core.matrix.compiled import compile_matrix
from demarc.core.matrix.coverage import coverage
from demarc.core.matrix.decide import Outcome, decide
from demarc.core.matrix.facts import facts_of
from demarc.core.matrix.findings import Kind
from demarc.core.matrix.gaps import gaps
from demarc.core.matrix.lint import check, holes_and_claims
from demarc.core.matrix.table import Matrix
from demarc.core.matrix.who import call_of, who
from demarc.core.people import Absence, Directory, Role, Shift
from demarc.core.words import Window
from tests.cast import DANA, LUIS, MARC, MEI, TOMASZ
from tests.matrix_build import ASPECTS, CAST, every_fact, inside, matrices, matrix, row

instants = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  # zone beside
odd = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=6), st.lists(st.integers(), max_size=2)
)
START = datetime(2026, 11, 23, tzinfo=UTC)
ROW = row("R1", DANA)
BARE = matrix(aspects=ASPECTS)
hours = st.integers(0, 96).map(lambda count: START + timedelta(hours=count))


@st.composite
def directories(draw: st.DrawFn) -> Directory:
    """Draw rosters and absences of the cast over four days."""
    people = st.sampled_from((DANA, LUIS, MARC, MEI, TOMASZ))
    shifts = st.builds(lambda who_, start, end: Shift("soc-oncall", who_, start, end), people, hours, hours)
    absences = st.builds(Absence, people, hours, hours, st.none() | people)
    return Directory(
        people=CAST.people,
        parties=CAST.parties,
        roles=(Role("soc-oncall", draw(st.none() | people)),),
        shifts=tuple(draw(st.lists(shifts, max_size=4))),
        absences=tuple(draw(st.lists(absences, max_size=4))),
    )


@given(matrices())
def test_a_sound_matrix_gives_every_possible_item_exactly_one_effective_row(made: Matrix) -> None:
    """Law 7: a matrix without a gap and without an overlap gives every possible item exactly one effective row."""
    found = list(holes_and_claims(made))
    sound = not any(one.kind in {Kind.GAP, Kind.OVERLAP} for one in found)
    outcomes = {decide(made, facts).outcome for facts in every_fact(made)}
    assert sound == (outcomes == {Outcome.ROW})


@given(matrices())
def test_each_gap_and_each_overlap_comes_with_an_item_that_the_definition_confirms(made: Matrix) -> None:
    """Law 7: each gap and each overlap comes with an item, complete in every aspect, on which the definition agrees."""
    for one in holes_and_claims(made):
        if one.witness is None:
            continue
        assert set(one.witness) >= {aspect.name for aspect in made.aspects} | {"window"}
        verdict = decide(made, one.witness)
        assert verdict.outcome is (Outcome.GAP if one.kind is Kind.GAP else Outcome.OVERLAP)
        assert set(one.rows) <= set(verdict.effective)


@given(matrices(circles=True))
def test_every_topic_with_a_gap_is_named_and_every_overlapping_pair_is_named_once(made: Matrix) -> None:
    """Law 7: every topic with a gap gets at least one finding, and every pair of overlapping rows exactly one."""
    findings = check(made)
    holes = {facts.get("topic", "") for facts in every_fact(made) if decide(made, facts).outcome is Outcome.GAP}
    assert {one.entry for one in findings if one.kind is Kind.GAP} == holes
    named = [frozenset(one.rows) for one in findings if one.kind is Kind.OVERLAP]
    claimed = {frozenset(pair) for facts in every_fact(made) for pair in combinations(decide(made, facts).effective, 2)}
    assert len(named) == len(set(named))
    assert set(named) == claimed


@given(matrices(circles=True))
def test_yielding_never_opens_a_gap(made: Matrix) -> None:
    """Law 7: giving way never opens a gap: whatever some row takes, some row still takes when rows give way."""
    blunt = replace(made, rows=tuple(replace(row, yields_to=()) for row in made.rows))
    for facts in every_fact(made):
        assert (decide(made, facts).outcome is Outcome.GAP) == (decide(blunt, facts).outcome is Outcome.GAP)
    assert {gap.box for gap in gaps(made).boxes} == {gap.box for gap in gaps(blunt).boxes}


@given(matrices())
def test_of_two_rows_that_give_way_one_after_the_other_only_the_last_decides(made: Matrix) -> None:
    """Law 7: giving way is transitive: a row never decides beside a row it gives way to through others."""
    for facts in every_fact(made):
        effective = decide(made, facts).effective
        for id_ in effective:
            assert not made.yields(id_) & set(effective)


@given(matrices(), st.dictionaries(st.sampled_from(("topic", "severity", "kind", "vip", "age", "window")), odd), instants)
def test_whatever_is_said_about_an_item_somebody_holds_it_and_the_answer_says_why(
    made: Matrix, said: dict[str, object], instant: datetime
) -> None:
    """Law 6: whatever is said about an item, one person holds it, and the answer cites version, window and rows."""
    owner = who(made, said, instant)
    assert owner.holder is not None
    assert owner.verdict.version == made.version
    assert f"version {made.version}" in owner.because[0]
    assert owner.verdict.window in owner.because[0]
    for id_ in owner.verdict.matching:
        assert any(f"row {id_} " in line for line in owner.because)
    assert who(compile_matrix(made), said, instant) == owner


@given(matrices(), st.dictionaries(st.sampled_from(("topic", "severity", "kind", "vip", "age")), odd))
def test_facts_are_total_and_nothing_that_was_said_is_lost(made: Matrix, said: dict[str, object]) -> None:
    """Law 6: every aspect gets exactly one value of its domain, and what is not a listed value is kept as it was said."""
    facts = facts_of(made.aspects, said)
    assert set(facts.values) == {aspect.name for aspect in made.aspects}
    for aspect in made.aspects:
        assert facts.values[aspect.name] in aspect.domain()
    kept = dict(facts.unlisted)
    for name, raw in said.items():
        aspect_ = made.aspect(name)
        if aspect_ is None or aspect_.kind == "tag" or raw is None or not str(raw).strip():
            continue
        assert name in kept or facts.values[name].casefold() == str(raw).strip().casefold()


@given(matrices(), instants, instants)
def test_the_window_follows_from_topic_severity_and_instant_never_from_the_row(
    made: Matrix, first: datetime, second: datetime
) -> None:
    """Law 6: the window is decided by topic, severity and instant alone, so changing the rows never changes it."""
    bare = replace(made, rows=())
    for instant in (first, second):
        for severity in ("low", "high", "unknown"):
            said = {"topic": "os-patch", "severity": severity}
            assert who(made, said, instant).verdict.window is who(bare, said, instant).verdict.window


@given(directories(), st.lists(st.sampled_from(("dana", "luis", "soc-oncall", "nobody")), min_size=1, max_size=4), hours)
def test_the_call_list_names_present_people_once_each(directory: Directory, slots: list[str], instant: datetime) -> None:
    """Law 1: who is called is a named person, present at that instant, and called once."""
    made = replace(BARE, directory=directory)
    one = replace(ROW, slots=replace(ROW.slots, accountable=slots[0], escalation=tuple(slots[1:])))
    call = call_of(made, one, instant, last_holder=MARC)
    assert len(call) == len(set(call))
    for person in call:
        assert directory.person(person) is not None
        assert not directory.absences_of(person, instant)


@given(directories(), st.sampled_from(("dana", "luis", "soc-oncall")))
def test_the_hours_between_edges_are_the_hours_of_every_instant(directory: Directory, accountable: str) -> None:
    """Law 1: owned hours are exact: they are what looking at every half hour would find."""
    one = replace(ROW, slots=replace(ROW.slots, accountable=accountable, deputy="", escalation=()))
    made = replace(BARE, directory=directory, rows=(one,))
    found = coverage(made, START, START + timedelta(days=4))
    looked = [bool(call_of(made, one, START + timedelta(minutes=30 * half))) for half in range(4 * 48)]
    assert found.owned == sum(looked) / 2
    assert (found.rows[0].nobody_at is None) == all(looked)


@given(matrices(circles=True), directories())
def test_a_matrix_comes_back_from_its_canonical_text_as_it_was(made: Matrix, directory: Directory) -> None:
    """Law 11: every value of a matrix is in its signed text, and comes back from it as it was."""
    whole = replace(made, directory=directory)
    assert from_plain(to_plain(whole)) == whole
    assert from_canonical(canonical(whole)) == whole
    assert canonical(from_canonical(canonical(whole))) == canonical(whole)


@given(matrices(), matrices())
def test_two_matrices_have_one_digest_only_when_they_are_the_same(one: Matrix, other: Matrix) -> None:
    """Law 8: two versions that differ anywhere have different digests, and the same version has the same everywhere."""
    assert (digest(one) == digest(other)) == (one == other)


@given(matrices(), st.data())
def test_an_item_in_a_gap_is_held_by_the_intake_holder_until_the_matrix_says_more(
    made: Matrix, data: st.DataObject
) -> None:
    """Law 7: what no row takes, or two rows claim, is held by the intake holder, and the rows that collide are cited."""
    facts = data.draw(st.sampled_from(list(every_fact(made))))
    owner = who(made, facts, START + timedelta(hours=16))
    assume(owner.verdict.outcome is not Outcome.ROW)
    assert owner.call == (DANA, LUIS)
    for id_ in owner.verdict.effective:
        assert f"row {id_} claims it" in owner.because


def test_a_witness_of_the_law_tests_is_inside_its_own_box() -> None:
    """Law 7: a gap's example lies in the gap it is an example of."""
    for gap in gaps(BARE).boxes:
        assert inside(gap.witness, gap.box)
        assert gap.witness["window"] == Window.BUSINESS
