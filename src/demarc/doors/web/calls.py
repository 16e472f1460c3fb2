"""From what a form says to the act it calls: one line per act, so that forms and acts can be read side by side."""

from collections.abc import Callable, Mapping
from typing import Any

from demarc.acts import ask, close, correct_facts, dispute, flag, hand_off, merge, note, split
from demarc.acts.outcome import Outcome
from demarc.acts.verb import OnItem

Given = Mapping[str, Any]
"""A form's cleaned values. A length of time has become the instant `when`."""

CALLS: Mapping[str, Callable[[Given, OnItem], Outcome]] = {
    "accept": lambda given, at: hand_off.accept(when=given["when"], next_step=given["step"], **at),
    "offer": lambda given, at: hand_off.offer(to=given["to"], why=given["why"], carries=given["carries"], **at),
    "decline": lambda given, at: hand_off.decline(ground=given["ground"], row=given["row"], text=given["text"], **at),
    "withdraw": lambda given, at: hand_off.withdraw(why=given["why"], **at),
    "promise": lambda given, at: hand_off.promise(when=given["when"], next_step=given["step"], **at),
    "ask": lambda given, at: ask.ask(
        of=given["whom"], question=given["question"], due=given["when"], action=given["action"], **at
    ),
    "answer": lambda given, at: ask.answer(text=given["text"], **at),
    "take back": lambda given, at: ask.withdraw_ask(why=given["why"], **at),
    "close": lambda given, at: close.close(ending=given["verdict"], proof=given["proof"], **at),
    "reopen": lambda given, at: close.reopen(why=given["why"], **at),
    "note": lambda given, at: note.note(text=given["text"], internal=given["readers"] == "own", **at),
    "intervene": lambda given, at: note.intervene(text=given["text"], **at),
    "assign": lambda given, at: note.assign(to=given["to"], **at),
    "correct": lambda given, at: correct_facts.correct_facts(facts=given["facts"], why=given["why"], **at),
    "split": lambda given, at: split.split(subject=given["subject"], topic=given["topic"], why=given["why"], **at),
    "merge": lambda given, at: merge.absorb(numbers=given["numbers"], **at),
    "flag": lambda given, at: flag.flag(text=given["text"], **at),
    "answer flag": lambda given, at: flag.answer_flag(
        what=given["what"], who=given["who"], when=given["when"], proof=given["proof"], **at
    ),
    "disagree": lambda given, at: flag.disagree(row=given["row"], text=given["text"], **at),
    "dispute": lambda given, at: dispute.dispute(why=given["why"], **at),
    "settle": lambda given, at: dispute.settle(**_ruling(given), **at),
    "rule": lambda given, at: dispute.rule(**_ruling(given), **at),
    "rule own": lambda given, at: dispute.rule_own(**_ruling(given), **at),
}


def _ruling(given: Given) -> dict[str, str]:
    return {"holder": given["holder"], "text": given["text"], "period": given["period"]}
