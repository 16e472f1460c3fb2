"""The drawers of the item page: one per act, with its words, its form and its address, in the order people need them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from demarc.doors.web.forms.ask import AnswerForm, AskForm, TakeBackForm
from demarc.doors.web.forms.base import ActForm
from demarc.doors.web.forms.close import CloseForm, ReopenForm
from demarc.doors.web.forms.dispute import DisputeForm, RuleOwnForm, RulingForm
from demarc.doors.web.forms.facts import CorrectForm, MergeForm, SplitForm
from demarc.doors.web.forms.flag import AnswerFlagForm, DisagreeForm, FlagForm
from demarc.doors.web.forms.hand_off import AcceptForm, DeclineForm, OfferForm, PromiseForm, WithdrawForm
from demarc.doors.web.forms.note import AssignForm, InterveneForm, NoteForm
from demarc.record.reads.item_values import ItemPage


@dataclass(frozen=True, slots=True)
class Words:
    """How an act is put to a person: title, what it does, the word on the button, what is said when done, the form."""

    title: str
    teach: str
    button: str
    done: str
    form: type[ActForm]


DRAWERS: Mapping[str, Words] = {
    "answer": Words("Answer", "the item that waits hears of it", "Send the answer", "Answered.", AnswerForm),
    "accept": Words("Accept", "it becomes yours, with a promise", "Accept it", "It is yours.", AcceptForm),
    "decline": Words("Decline", "with a citation; the sender keeps it", "Decline it", "Declined.", DeclineForm),
    "offer": Words("Hand off", "you hold it until they accept", "Offer it", "Offered; you still hold it.", OfferForm),
    "withdraw": Words("Withdraw the offer", "it stays with you", "Withdraw it", "Withdrawn; you hold it.", WithdrawForm),
    "ask": Words("Ask", "you keep it; the question has its own clock", "Ask", "Asked; you still hold it.", AskForm),
    "promise": Words("Promise the next step", "what, and by when", "Promise", "Promised.", PromiseForm),
    "answer flag": Words("Answer the flag", "what, who, when, proof", "Answer it", "Written down.", AnswerFlagForm),
    "disagree": Words("Disagree", "cite the row that says whose it was", "Disagree", "The dispute is open.", DisagreeForm),
    "close": Words("Close", "with a verdict and proof", "Close it", "Closed.", CloseForm),
    "take back": Words("Take the question back", "nobody needs to answer", "Take it back", "Taken back.", TakeBackForm),
    "note": Words("Note", "for both sides, or your firm only", "Write it down", "Written down.", NoteForm),
    "assign": Words("Worked by", "inside one firm, without clicks for the other", "Note it", "Noted.", AssignForm),
    "correct": Words("Correct what is known", "the matrix decides anew", "Correct it", "Corrected.", CorrectForm),
    "split": Words("Split a part off", "an item of its own, as old as this", "Split it off", "Split off.", SplitForm),
    "merge": Words("Merge others into it", "they are the same problem", "Merge them", "Merged.", MergeForm),
    "flag": Words("You missed this", "the holder must answer", "Raise the flag", "The flag is raised.", FlagForm),
    "intervene": Words("I acted on it", "in a crisis, without holding it", "Write it down", "Written down.", InterveneForm),
    "rule own": Words("Rule", "no single row takes it: you decide, and it counts at once", "Rule", "Ruled.", RuleOwnForm),
    "rule": Words("Rule the dispute", "who holds it, and the rule", "Rule", "Ruled.", RulingForm),
    "settle": Words("Settle with the other lead", "both name the same person", "Agree", "Written down.", RulingForm),
    "dispute": Words("Dispute", "it is not ours; somebody rules", "Open the dispute", "The dispute is open.", DisputeForm),
    "reopen": Words("Reopen", "its age runs on", "Reopen it", "Reopened.", ReopenForm),
}


@dataclass(frozen=True, slots=True)
class Drawer:
    """One drawer as the page shows it. `first` marks the act that is asked for; `open` that one, or one to be mended."""

    name: str
    words: Words
    form: ActForm
    action: str
    first: bool
    open: bool


def drawers(
    page: ItemPage, engagement: str, *, reader: str, tried: tuple[str, ActForm] | None = None
) -> tuple[Drawer, ...]:
    """Make the drawers of the acts open to the reader; `tried` is the one that was sent and came back."""
    first = _asked_for(page, reader)
    # Only one drawer of a page is open at a time: the one that came back, else the one that is asked for.
    opened = tried[0] if tried else first
    return tuple(
        _drawer(
            act,
            page,
            engagement,
            first=act == first,
            opened=act == opened,
            tried=tried[1] if tried and tried[0] == act else None,
        )
        for act in DRAWERS
        if act in page.acts
    )


def _asked_for(page: ItemPage, reader: str) -> str:
    """Tell which act the reader is waited for: an answer, or an acceptance of what is theirs or was offered to them."""
    waited_for = page.holder.id if page.offer is None else page.offer.to.id
    if waited_for != reader:
        return ""
    return next((act for act in ("answer", "answer flag", "accept") if act in page.acts), "")


def _drawer(act: str, page: ItemPage, engagement: str, *, first: bool, opened: bool, tried: ActForm | None) -> Drawer:
    words = DRAWERS[act]
    name = act.replace(" ", "-")
    return Drawer(
        name=name,
        words=words,
        form=tried or words.form(page=page, act=act),
        action=reverse("act", args=(engagement, page.id, name)),
        first=first,
        open=opened,
    )
