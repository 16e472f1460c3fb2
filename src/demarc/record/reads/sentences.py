"""One sentence for each act, without its subject: `offered it to Dana Okafor`."""

from collections.abc import Callable, Mapping

from demarc.core.custody.entries import Entry
from demarc.core.custody.plain import Plain
from demarc.core.custody.states import Act, State
from demarc.core.words import ItemKind

Names = Callable[[Plain | None], str]

SENTENCES: Mapping[Act, str] = {
    Act.RECEIVE: "received it and routed it to {holder} {by_row}",
    Act.SPLIT: "split a part off",
    Act.ASK: "asked a question",
    Act.ANSWER: "answered the question",
    Act.ACCEPT: "accepted it{taken_from}{group}",
    Act.REROUTE: "sorted it again{because}; {holder} holds it",
    Act.OFFER: "offered it to {to}",
    Act.DECLINE: "declined it: {ground}",
    Act.WITHDRAW: "withdrew the offer to {from}{because}",
    Act.READDRESS: "turned the offer to {to}{because}",
    Act.PROMISE: "promised the next step",
    Act.DISPUTE: "opened a dispute{because}; {holder} is the interim holder",
    Act.AGREE: "proposed to settle: {named} holds it, {period}",
    Act.SETTLE: "settled with {with}: {named} holds it, {period}",
    Act.RULE: "ruled that {named} holds it, {period}{because}",
    Act.RULE_OWN: "ruled that {named} holds it, {period}",
    Act.STAND_IN: "put {holder} in for {for}{because}",
    Act.CLOSE: "closed it: {ending}",
    Act.MERGE: "merged it into another item",
    Act.ABSORB: "merged another item into it",
    Act.REOPEN: "reopened it; {holder} holds it",
    Act.ESCALATE: "called {called}, because {late}",
    Act.ASSIGN: "gave the work to {to}",
    Act.SPEAK: "gave the statement of the side",
    Act.NOTE: "wrote a note",
    Act.INTERVENE: "acted on it without holding it",
    Act.SEEN_AGAIN: "heard that its source fired again",
    Act.SOURCE_CLEARED: "heard that its source says it is over",
}
"""Every act has its sentence; a test holds the two to each other."""

BEGINNINGS: Mapping[Act, str] = {
    Act.SPLIT: "split it off from another item",
    Act.ASK: "asked {holder}",
}
"""The acts an item can begin with, as its own first entry tells them."""

GROUNDS = {
    "row": "row {row} gives it to somebody else",
    "exclusion": "it is excluded",
    "incomplete": "the hand-off is incomplete",
}
REASONS = {
    "window": "the window changed",
    "left": "they have left",
    "absent": "they are away",
    "facts": "what is known has changed",
}
"""The engine's reasons in words; others are said as they stand."""

TAKEN_BACK = frozenset({"withdrawn", "lapsed"})


def says(entry: Entry, name: Names) -> str:
    """Say what was done. `name` turns a person's id into their name."""
    if entry.act is Act.ANSWER and entry.said.get("ending") in TAKEN_BACK:
        return "took the question back"
    if special := _special(entry):
        return special.format_map(_people(entry, name) | {"lacks": _listed(entry.said.get("lacks"))})
    first = entry.item_version == 1
    sentence = BEGINNINGS.get(entry.act, SENTENCES[entry.act]) if first else SENTENCES[entry.act]
    return sentence.format_map(_people(entry, name) | _reasons(entry, name))


SPECIAL: Mapping[tuple[Act, str], str] = {
    (Act.RECEIVE, "flag"): "raised a flag: {holder} answers it",
    (Act.RECEIVE, "dispute"): "put the dispute before {holder}",
    (Act.RECEIVE, "follows"): "took it up again as a new item; {holder} holds it",
    (Act.NOTE, "lacks"): "gave an incomplete answer: it lacks {lacks}, and the clock runs on",
    (Act.NOTE, "facts"): "corrected what is known",
    (Act.NOTE, "explains"): "gave the reason of the exception",
    (Act.NOTE, "followed_by"): "said that it came back, as a new item",
    (Act.SEEN_AGAIN, "facts"): "heard that its source fired again, with other facts",
    (Act.CLOSE, "follows"): "ended it, as what is known has changed; another takes its place",
    (Act.ACCEPT, "answers"): "answered the flag in full",
    (Act.PROMISE, "answers"): "answered the flag in full",
}
"""The sentence of an act that says something of its own, by what it says."""


def _special(entry: Entry) -> str:
    """Give the sentence of a correction, of a flag and its answers, of a dispute, of what came back; empty for the rest."""
    said = entry.said
    if entry.act is Act.RECEIVE and entry.after.kind in {ItemKind.FLAG, ItemKind.DISPUTE}:
        return SPECIAL[Act.RECEIVE, str(entry.after.kind)]
    return next((SPECIAL[entry.act, key] for key in said if (entry.act, key) in SPECIAL), "")


def _listed(said: Plain) -> str:
    return ", ".join(map(str, said)) if isinstance(said, list) else ""


def _people(entry: Entry, name: Names) -> dict[str, str]:
    """Name whoever an act speaks of."""
    said = entry.said
    called = said.get("called")
    return {
        "holder": name(entry.after.holder),
        "named": name(said.get("holder")),
        "to": name(said.get("to")),
        "from": name(said.get("from")),
        "for": name(said.get("for")),
        "with": name(said.get("with")),
        "called": ", ".join(name(one) for one in called) if isinstance(called, list) and called else "everybody again",
    }


def _reasons(entry: Entry, name: Names) -> dict[str, str]:
    """Say the reasons, endings and periods an act gives."""
    said, after = entry.said, entry.after
    sender = said.get("from")
    handed = sender is not None and sender != entry.by
    return {
        "because": f": {REASONS.get(str(said['because']), said['because'])}" if said.get("because") else "",
        "by_row": f"by row {after.row}" if after.row else "as no single row takes it",
        "ending": str(said.get("ending", "")),
        "ground": GROUNDS.get(str(said.get("ground")), "").format(row=said.get("row")),
        "group": f", with the {said['members']} signals in it" if said.get("members") else "",
        "late": "nobody has accepted" if after.state in {State.ROUTED, State.OFFERED} else "a clock ran out",
        "period": str(said.get("period", "")),
        "taken_from": (f" across the line from {name(sender)}" if said.get("crossing") else f" from {name(sender)}")
        if handed
        else "",
    }
