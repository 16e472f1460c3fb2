"""A guest of some days (an auditor, an insurer's reviewer) sees and never acts. Every verb is tried, also tomorrow's.

The modules of acts are walked: whatever takes `OnItem`, or an engagement, a person and an instant, is a verb.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest

from demarc import acts
from demarc.acts.absence import Away, be_away, be_back, call_off
from demarc.acts.accept_many import Chosen, accept_many
from demarc.acts.add_feed import add_feed
from demarc.acts.blind_drill import answer_blind_drill, close_blind_drill, start_blind_drill
from demarc.acts.change_feed import change_feed, renew_token
from demarc.acts.draft_version import discard_draft, keep_draft, propose_draft
from demarc.acts.drill_dispute import dispute_question
from demarc.acts.drills import Begun
from demarc.acts.filters import FilterKept, change_filter, delete_filter, save_filter
from demarc.acts.go_live import let_lane_go_live
from demarc.acts.hand_off import offer
from demarc.acts.keep_fit import keep_fit
from demarc.acts.leave import MayNotDismiss, leave
from demarc.acts.live_drill import end_live_drill, start_live_drill
from demarc.acts.look import look_at_item
from demarc.acts.open_reconciliation import open_reconciliation, plan_reconciliations
from demarc.acts.outcome import Refused
from demarc.acts.page_test import start_page_test
from demarc.acts.reconcile import choose_next, dispose, sign_reconciliation
from demarc.acts.reconcile_line import amend_by, draft_line
from demarc.acts.row_dispute import Readings, dispute_row
from demarc.acts.send_link import send_link
from demarc.acts.switch_off_feed import switch_off_feed
from demarc.acts.templates import follow_template
from demarc.acts.together import accept_together, offer_together
from demarc.acts.understand import answer_question, confirm_rows
from demarc.core.understanding.blind import Guess
from demarc.record import models
from demarc.record.access import NotFound
from tests.cast import DANA, LUIS, PRIYA, RUTH, TOMASZ
from tests.stage import DAY, HOUR, TUESDAY, Stage, alder_matrix, refused

OF_THE_SERVER = {
    "take_checkpoint",
    "take_due_checkpoints",
    "take_in",
    "tick",
    "fire_due",
    "note_silence",
    "stand_in_for_absent",
    "cross_edges",
    "look_at_item",
}
"""What the engine does for nobody in particular, and looking."""
BESIDE_ITEMS = {
    "invite_reader",
    "end_reading",
    "note_look",
    "take_home",
    "cosign",
    "erase",
    "erase_person",
    "file_finding",
    "keep_record",
    "leave",
    "add_feed",
    "switch_off_feed",
    "send_link",
    "offer_link",
    "start_engagement",
}
"""What is done to the whole engagement. The last two are the operator's: no page and no feed reaches them."""
OF_PEOPLE = {"be_away", "be_back", "call_off"}
"""What is said about people: for a guest nobody is there to say it of; see below."""
ON_MANY = {"offer_together", "accept_together", "accept_many"}
"""What is done to several items at once; see below."""
ON_VERSIONS = {
    "draft_amendment",
    "propose_clock",
    "propose_row",
    "propose_version",
    "discuss_version",
    "sign_version",
    "withdraw_version",
}
"""What is done to a version of the matrix; the tests of versions try them as a guest."""
OF_DRILLS: dict[Callable[..., Any], dict[str, Any]] = {
    start_blind_drill: {},
    answer_blind_drill: {"drill": "", "answers": []},
    close_blind_drill: {"drill": ""},
    dispute_question: {"drill": "", "question": 1},
    start_live_drill: {"scenario": "T01"},
    end_live_drill: {"drill": ""},
    start_page_test: {"row": "PT-01"},
    dispute_row: {"readings": Readings(client="ours", provider="theirs", source="drill", row="PT-01")},
}
"""What is done to drills, and to rows they make doubtful, with what it is given; each is tried below."""
OF_ROWS: dict[Callable[..., Any], dict[str, Any]] = {
    keep_draft: {"matrix": alder_matrix()},
    propose_draft: {"number": 1, "starts_at": TUESDAY + DAY, "why": "because"},
    discard_draft: {"number": 1},
    let_lane_go_live: {"lane": "PT", "starts_at": TUESDAY + DAY},
    follow_template: {"template": "", "stands_for": {}},
    confirm_rows: {"number": 1, "rows": ("PT-01",)},
    answer_question: {"confirmation": 1, "attempt": 1, "nth": 1, "guess": Guess()},
}
"""What is done to drafts, lanes and one's own rows, with what it is given; each is tried below."""
OF_REVIEWS: dict[Callable[..., Any], dict[str, Any]] = {
    open_reconciliation: {"number": 1},
    dispose: {"number": 1, "line": 1, "how": "stop"},
    draft_line: {"number": 1, "line": 1, "holder": ""},
    amend_by: {"number": 1, "line": 1, "version": 1},
    choose_next: {"number": 1, "next_at": TUESDAY + 30 * DAY},
    sign_reconciliation: {"number": 1, "digest": ""},
}
"""What is done to a reconciliation, with what it is given; each is tried below."""
OF_FEEDS_AND_FILTERS: dict[Callable[..., Any], dict[str, Any]] = {
    renew_token: {"feed": "edr"},
    change_feed: {"feed": "edr", "name": "x", "holder": "", "facts": {}, "aspects": {}, "silent_after": HOUR},
    save_filter: {"page": "line", "name": "mine", "query": "whose=me"},
    change_filter: {"kept": "", "name": "mine", "shared": True},
    delete_filter: {"kept": ""},
    keep_fit: {"token": ""},
}
"""What is done to feeds, saved filters and the fit that is kept, with what it is given; each is tried below."""
STEPS = {
    "world_for_lead",
    "drill_for",
    "write_version",
    "propose_change",
    "look_at_dispute",
    "own_feed",
    "reconciliation_for",
}
"""What other acts are made of, and looking at a dispute: none of it writes on somebody's word."""


def verbs() -> Iterator[tuple[str, Callable[..., Any]]]:
    for module in pkgutil.iter_modules(acts.__path__):
        loaded = importlib.import_module(f"demarc.acts.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            own = function.__module__ == loaded.__name__ and not name.startswith("_") and name != "on_item"
            takes = inspect.signature(function).parameters
            if own and "at" in takes and takes["at"].kind is inspect.Parameter.VAR_KEYWORD:
                yield name, function


VERBS = dict(verbs())
GIVEN: dict[str, Any] = {
    "to": RUTH,
    "of": RUTH,
    "holder": RUTH,
    "why": "because",
    "text": "words",
    "question": "whose is it?",
    "next_step": "look",
    "when": TUESDAY + HOUR,
    "ending": "done",
    "facts": {"device_class": "server"},
    "numbers": (1, 2),
    "row": "PT-01",
    "subject": "a part",
}


@pytest.fixture
def guest(stage: Stage) -> str:
    """Let Dana, who leads and may otherwise do everything, be a guest until next week."""
    seat = models.Membership.objects.filter(engagement=stage.engagement, person=stage.id(DANA))
    seat.update(guest_until=TUESDAY + 7 * DAY)
    return DANA


def test_the_walk_finds_the_verbs() -> None:
    assert {"offer", "accept", "decline", "ask", "answer", "close", "note", "dispute", "rule", "merge"} <= VERBS.keys()


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_a_guest_is_refused_every_act_on_an_item(stage: Stage, guest: str, verb: str) -> None:
    item, other = stage.receive("os-patch", "medium", device_class="workstation"), stage.receive()
    takes = inspect.signature(VERBS[verb]).parameters
    wanted = {name: value for name, value in (GIVEN | {"into": other}).items() if name in takes}
    given = {name: stage.ids.get(value, value) if isinstance(value, str) else value for name, value in wanted.items()}
    before = models.Entry.objects.count()
    assert "a guest reads" in refused(VERBS[verb](**given, **stage.at(item, guest)))
    assert models.Entry.objects.count() == before


def test_a_guest_neither_dismisses_nor_adds_or_ends_a_feed_nor_mails_a_link(stage: Stage, guest: str) -> None:
    by: Any = {"engagement": stage.engagement, "by": stage.id(guest), "now": TUESDAY}
    assert isinstance(leave(person=stage.id(LUIS), **by), MayNotDismiss)
    assert isinstance(add_feed(name="edr", reader="generic", holder=stage.id(LUIS), **by), Refused)
    assert isinstance(switch_off_feed(feed="edr", **by), Refused)
    assert isinstance(send_link(person=stage.id(LUIS), **by), Refused)


def test_a_guest_says_of_nobody_that_they_are_away(stage: Stage, guest: str) -> None:
    by: Any = {"engagement": stage.engagement, "by": stage.id(guest), "now": TUESDAY}
    for person in (guest, LUIS):
        with pytest.raises(NotFound):
            be_away(person=stage.id(person), until=TUESDAY + DAY, **by)
        with pytest.raises(NotFound):
            be_back(person=stage.id(person), **by)
    away: Any = {"engagement": stage.engagement, "person": stage.id(LUIS), "by": stage.id(LUIS), "now": TUESDAY}
    assert isinstance(be_away(until=TUESDAY + DAY, **away), Away)
    with pytest.raises(NotFound):
        call_off(absence=models.Absence.objects.get().id, **by)


def test_a_guest_offers_and_accepts_no_bundle(stage: Stage, guest: str) -> None:
    by: Any = {"engagement": stage.engagement, "by": stage.id(guest), "now": TUESDAY, "items": [stage.receive()]}
    for outcome in (offer_together(to=stage.id(RUTH), why="hers", **by), accept_together(**by)):
        assert isinstance(outcome, Refused)
        assert "a guest reads" in outcome.reason


def test_a_guest_accepts_none_of_many(stage: Stage, guest: str) -> None:
    item = stage.receive("vendor", "medium")
    chosen = [Chosen(item, stage.custody(item).version)]
    (answered,) = accept_many(engagement=stage.engagement, by=stage.id(guest), now=TUESDAY, chosen=chosen)
    assert isinstance(answered.outcome, Refused)
    assert "a guest reads" in answered.outcome.reason


@pytest.mark.parametrize("act", [*OF_DRILLS, *OF_ROWS], ids=lambda act: act.__name__)
def test_a_guest_is_refused_every_act_on_drills_and_rows(stage: Stage, act: Callable[..., Any]) -> None:
    """Both leads are guests here, beside drills that were begun while one of them still led."""
    by: Any = {"engagement": stage.engagement, "now": TUESDAY}
    blind = start_blind_drill(by=stage.id(PRIYA), **by)
    live = start_live_drill(scenario="T01", by=stage.id(PRIYA), **by)
    assert isinstance(blind, Begun), blind
    assert isinstance(live, Begun), live
    models.Membership.objects.filter(engagement=stage.engagement).update(guest_until=TUESDAY + DAY)
    running = {"drill": live.drill if act is end_live_drill else blind.drill}
    there = {"template": stage.engagement} | running
    given = {name: there.get(name, value) for name, value in (OF_DRILLS | OF_ROWS)[act].items()}
    before = [model.objects.count() for model in (models.Entry, models.Version, models.Drill, models.Outbox)]
    for who in (DANA, PRIYA, LUIS):
        with suppress(NotFound):
            assert isinstance(act(by=stage.id(who), **given, **by), Refused)
    assert [model.objects.count() for model in (models.Entry, models.Version, models.Drill, models.Outbox)] == before


@pytest.mark.parametrize("act", [*OF_REVIEWS, *OF_FEEDS_AND_FILTERS], ids=lambda act: act.__name__)
def test_a_guest_is_refused_every_act_on_reviews_feeds_and_filters(stage: Stage, act: Callable[..., Any]) -> None:
    by: Any = {"engagement": stage.engagement, "now": TUESDAY}
    plan_reconciliations(**by)
    kept = save_filter(page="line", name="hers", query="whose=me", by=stage.id(DANA), **by)
    assert isinstance(kept, FilterKept)
    models.Membership.objects.filter(engagement=stage.engagement).update(guest_until=TUESDAY + DAY)
    given = {"kept": kept.filter} if "kept" in (OF_REVIEWS | OF_FEEDS_AND_FILTERS)[act] else {}
    written = (models.Entry, models.Version, models.Outbox, models.SavedFilter, models.Feed, models.FitRun)
    before = [list(model.objects.values().order_by("pk")) for model in (*written, models.Reconciliation)]
    for who in (DANA, PRIYA, LUIS):
        with suppress(NotFound):
            assert isinstance(act(by=stage.id(who), **((OF_REVIEWS | OF_FEEDS_AND_FILTERS)[act] | given), **by), Refused)
    assert [list(model.objects.values().order_by("pk")) for model in (*written, models.Reconciliation)] == before


def test_a_guest_sees_the_item_and_is_offered_nothing_to_do(stage: Stage, guest: str) -> None:
    page = look_at_item(**stage.at(stage.receive(), guest))
    assert page.subject
    assert page.acts == frozenset()


def test_nothing_is_handed_to_a_guest(stage: Stage, guest: str) -> None:
    item = stage.receive()
    given: Any = {"to": stage.id(guest), "why": "hers"}
    assert refused(offer(**given, **stage.at(item, TOMASZ)))
    assert stage.name(stage.custody(stage.receive("os-patch", "medium", device_class="server")).holder) == LUIS


def test_a_guest_whose_days_are_over_is_a_stranger(stage: Stage, guest: str) -> None:
    item = stage.receive()
    with pytest.raises(NotFound):
        look_at_item(**stage.at(item, guest, TUESDAY + 7 * DAY + timedelta(seconds=1)))


def test_nobody_of_another_engagement_adds_a_feed(stage: Stage) -> None:
    with pytest.raises(NotFound):
        add_feed(
            engagement=stage.engagement, by="nobody-here", now=TUESDAY, name="x", reader="generic", holder=stage.id(PRIYA)
        )


def test_every_act_is_walked_or_named() -> None:
    """A new function of acts that takes an engagement is a verb of the walk, or is named above with its reason."""
    tried = {act.__name__ for act in OF_DRILLS | OF_ROWS | OF_REVIEWS | OF_FEEDS_AND_FILTERS}
    named = OF_THE_SERVER | BESIDE_ITEMS | OF_PEOPLE | ON_MANY | ON_VERSIONS | STEPS | VERBS.keys() | tried
    for module in pkgutil.iter_modules(acts.__path__):
        loaded = importlib.import_module(f"demarc.acts.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            takes = inspect.signature(function).parameters
            public = function.__module__ == loaded.__name__ and not name.startswith("_")
            if public and "by" in takes and "now" in takes and "engagement" in takes:
                assert name in named or name == "case_of", f"say in this test whether a guest may `{name}`"
