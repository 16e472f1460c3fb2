"""A blind drill: answered on one's own and once, compared when it ends, and a row passes only when all heads agree."""

from datetime import timedelta

from demarc.acts.blind_drill import CHOSEN, LASTS, HandedIn, answer_blind_drill, close_blind_drill, start_blind_drill
from demarc.acts.drills import Begun, Ended
from demarc.acts.outcome import Refused
from demarc.acts.tick import tick
from demarc.core.drill_answers import HOLDER, NEXT, NOBODY
from demarc.core.words import Answer
from demarc.record import models
from demarc.record.reads.drill_results import last_passed_drills
from tests.cast import DANA, LUIS, PRIYA, TOMASZ
from tests.stage import MINUTE, TUESDAY, Stage


def begin(stage: Stage, *scenarios: str, by: str = DANA) -> str:
    done = start_blind_drill(engagement=stage.engagement, by=stage.ids[by], now=TUESDAY, scenarios=scenarios)
    assert isinstance(done, Begun), done
    return done.drill


def drill_of(stage: Stage, drill: str) -> models.Drill:
    return models.Drill.objects.get(engagement=stage.engagement, id=drill)


def by_the_matrix(stage: Stage, drill: str) -> list[dict[str, str]]:
    return [dict(question["answers"]) for question in drill_of(stage, drill).questions]


def hand_in(stage: Stage, drill: str, by: str, answers: list[dict[str, str]]) -> HandedIn | Refused:
    now = TUESDAY + MINUTE
    return answer_blind_drill(engagement=stage.engagement, drill=drill, answers=answers, by=stage.ids[by], now=now)


def end(stage: Stage, drill: str, by: str = DANA) -> Ended | Refused:
    return close_blind_drill(engagement=stage.engagement, drill=drill, by=stage.ids[by], now=TUESDAY + 2 * MINUTE)


def test_a_lead_begins_one_over_what_ran_longest_ago_and_everybody_is_told(stage: Stage) -> None:
    first, second = drill_of(stage, begin(stage)), drill_of(stage, begin(stage))
    assert (len(first.scenarios), len(second.scenarios)) == (CHOSEN, CHOSEN)
    assert not {*first.scenarios} & {*second.scenarios}
    assert (first.label, first.version) == ("3", 1)
    letters = models.Outbox.objects.filter(engagement=stage.engagement, about="drill", link=f"drill {first.id}")
    assert {stage.name(one.person) for one in letters} == set(stage.ids)
    assert all(one.subject.startswith("DRILL") for one in letters)


def test_only_who_leads_begins_or_ends_one(stage: Stage) -> None:
    refused = start_blind_drill(engagement=stage.engagement, by=stage.ids[LUIS], now=TUESDAY)
    assert isinstance(refused, Refused)
    assert isinstance(end(stage, begin(stage), by=TOMASZ), Refused)
    unknown = start_blind_drill(engagement=stage.engagement, by=stage.ids[DANA], now=TUESDAY, scenarios=["T99"])
    assert isinstance(unknown, Refused)
    assert "T99" in unknown.reason


def test_an_answer_is_given_once_and_must_be_one(stage: Stage) -> None:
    drill = begin(stage, "T01")
    right = by_the_matrix(stage, drill)
    assert hand_in(stage, drill, DANA, right) == HandedIn(drill, both=False)
    again = hand_in(stage, drill, DANA, right)
    assert isinstance(again, Refused)
    assert "once" in again.reason
    wrongs: tuple[list[dict[str, str]], ...] = (
        right[1:],
        [{} for _ in right],
        [{HOLDER: "zoe"} for _ in right],
        [{"colour": NOBODY} for _ in right],
    )
    for wrong in wrongs:
        assert isinstance(hand_in(stage, drill, PRIYA, wrong), Refused)
    assert hand_in(stage, drill, PRIYA, right) == HandedIn(drill, both=True)


def test_a_row_passes_when_both_sides_read_it_as_it_is_written(stage: Stage) -> None:
    drill = begin(stage, "T01")
    right = by_the_matrix(stage, drill)
    hand_in(stage, drill, DANA, right)
    hand_in(stage, drill, PRIYA, right)
    assert end(stage, drill) == Ended(drill)
    found = drill_of(stage, drill)
    assert (found.apart, found.asked) == (0, sum(len(one) for one in right))
    passed = last_passed_drills(engagement=stage.engagement, by=stage.ids[DANA], now=TUESDAY + MINUTE * 3)
    assert {row: one.kind for row, one in passed.items()} == {"SE-02": "blind"}
    assert isinstance(end(stage, drill), Refused)
    late = hand_in(stage, drill, LUIS, right)
    assert isinstance(late, Refused)


def test_one_head_with_another_matrix_fails_the_row(stage: Stage) -> None:
    drill = begin(stage, "T01")
    right = by_the_matrix(stage, drill)
    wrong = [dict(one) for one in right]
    wrong[0][HOLDER] = stage.ids[DANA]
    hand_in(stage, drill, DANA, right)
    hand_in(stage, drill, PRIYA, wrong)
    end(stage, drill)
    assert drill_of(stage, drill).apart == 1
    assert models.DrillResult.objects.get(engagement=stage.engagement, row="SE-02").passed is False
    assert not last_passed_drills(engagement=stage.engagement, by=stage.ids[DANA], now=TUESDAY + MINUTE * 3)


def test_what_one_side_alone_answered_proves_no_row(stage: Stage) -> None:
    drill = begin(stage, "T01")
    hand_in(stage, drill, DANA, by_the_matrix(stage, drill))
    end(stage, drill)
    assert not models.DrillResult.objects.filter(engagement=stage.engagement).exists()


def test_time_ends_what_nobody_ends(stage: Stage) -> None:
    drill = begin(stage, "T01")
    tick(now=TUESDAY + LASTS - timedelta(seconds=1))
    assert drill_of(stage, drill).closed_at is None
    tick(now=TUESDAY + LASTS)
    assert drill_of(stage, drill).closed_at == TUESDAY + LASTS
    ended = models.Entry.objects.get(engagement=stage.engagement, act="drill ended")
    assert '"by":"engine"' in ended.public


def test_a_permission_is_asked_for_as_a_rule_and_not_in_minutes(stage: Stage) -> None:
    answers = by_the_matrix(stage, begin(stage, "T02"))
    assert answers[0]["may isolate"] in {*Answer, "not said"}
    assert answers[0][NEXT] in {*stage.ids.values(), NOBODY}
