"""Asking and answering: happy, refused, raced, replayed."""

import pytest

from demarc.acts.ask import answer, ask, withdraw_ask
from demarc.acts.hand_off import accept
from demarc.core.custody.asking import leave_given
from demarc.core.custody.custody import Ending, Waiting
from demarc.core.custody.states import Act, State
from demarc.core.words import ItemKind
from demarc.record import models
from demarc.record.access import NotFound
from tests.cast import DANA, LUIS, TOMASZ, ZOE
from tests.stage import HOUR, MINUTE, TUESDAY, Stage, beaten, done, refused


def question_of(stage: Stage, item: str) -> str:
    return models.Item.objects.get(engagement=stage.engagement, kind=ItemKind.ASK, parent=item).id


def test_asking_leaves_the_holder_and_gives_the_ask_its_own_clock(stage: Stage) -> None:
    item = stage.receive()
    done(ask(**stage.at(item, TOMASZ), of=stage.id(DANA), question="may we isolate it?", due=TUESDAY + HOUR))
    question = stage.custody(question_of(stage, item))
    assert (stage.holder(item), stage.custody(item).waiting) == (TOMASZ, Waiting.OTHER_SIDE)
    assert (stage.name(question.holder), question.accept_due) == (DANA, TUESDAY + HOUR)
    assert stage.mailed(DANA) == ["asked"]
    assert [entry.act for entry in stage.entries(item)] == [Act.RECEIVE, Act.ACCEPT], "asking was the first act"


def test_an_answer_ends_the_ask_and_tells_whoever_asked(stage: Stage) -> None:
    item = stage.receive()
    done(ask(**stage.at(item, TOMASZ), of=stage.id(DANA), question="may we isolate it?"))
    question = question_of(stage, item)
    assert done(answer(**stage.at(question, DANA, TUESDAY + MINUTE), text="yes")).state is State.CLOSED
    assert stage.custody(item).waiting is Waiting.US
    assert stage.mailed(TOMASZ, "answered")
    assert "the item is closed" in refused(answer(**stage.at(question, DANA, TUESDAY + MINUTE), text="yes"))


def test_a_deputy_answers_after_accepting_in_their_own_name(stage: Stage) -> None:
    item = stage.receive()
    done(ask(**stage.at(item, TOMASZ), of=stage.id(DANA), question="may we isolate it?"))
    question = question_of(stage, item)
    assert "none of them" in refused(answer(**stage.at(question, LUIS), text="yes"))
    done(accept(**stage.at(question, LUIS)))
    done(answer(**stage.at(question, LUIS), text="yes"))
    assert stage.custody(question).ending is Ending.ANSWERED


def test_leave_to_act_is_asked_for_as_the_permission_says(stage: Stage) -> None:
    item = stage.receive(device_class="server")
    done(ask(**stage.at(item, TOMASZ), of=stage.id(DANA), question="isolate the X-ray server?", action="isolate"))
    question = stage.custody(question_of(stage, item))
    assert question.accept_due == TUESDAY + 15 * MINUTE
    assert not leave_given(question, TUESDAY + 14 * MINUTE)
    assert leave_given(question, TUESDAY + 15 * MINUTE)
    done(withdraw_ask(**stage.at(question.item, TOMASZ, TUESDAY + 16 * MINUTE)))
    assert stage.custody(question.item).ending is Ending.LAPSED


@pytest.mark.parametrize(("device", "action"), [("workstation", "isolate"), ("server", "wipe"), ("server", "fly")])
def test_leave_that_no_permission_speaks_of_is_not_asked_for(stage: Stage, device: str, action: str) -> None:
    item = stage.receive(device_class=device)
    reason = refused(ask(**stage.at(item, TOMASZ), of=stage.id(DANA), question="may we?", action=action))
    assert f"no permission `{action}`" in reason
    assert len(stage.entries(item)) == 1


def test_only_the_holder_asks_and_only_about_what_is_there(stage: Stage) -> None:
    item = stage.receive()
    assert "none of them" in refused(ask(**stage.at(item, DANA), of=stage.id(LUIS), question="well?"))
    assert "none of" in refused(ask(**stage.at(item, TOMASZ), question="well?", waiting="the moon"))
    assert "is no ask" in refused(answer(**stage.at(item, TOMASZ), text="yes"))
    with pytest.raises(NotFound):
        ask(**stage.at(item, ZOE), of=stage.id(DANA), question="well?")


def test_a_question_asked_twice_by_a_double_click_is_asked_once(stage: Stage) -> None:
    item = stage.receive()
    seen = stage.custody(item).version
    done(ask(**stage.at(item, TOMASZ), of=stage.id(DANA), question="may we?", seen=seen))
    beaten(ask(**stage.at(item, TOMASZ), of=stage.id(DANA), question="may we?", seen=seen))
    assert models.Item.objects.filter(engagement=stage.engagement, kind=ItemKind.ASK).count() == 1
