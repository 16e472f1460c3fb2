"""Law 9 between two providers of one client: neither reads, counts, finds or hears of what only the other works on."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from demarc.acts.ask import answer, ask
from demarc.acts.close import close
from demarc.acts.dispute import dispute
from demarc.acts.hand_off import accept, decline, offer
from demarc.acts.merge import merge
from demarc.acts.note import note
from demarc.acts.outcome import Done, Outcome
from demarc.acts.tick import tick
from demarc.core.words import PersonId, Severity
from demarc.record import models
from demarc.record.access import NotFound
from demarc.record.reads.export import export_lines
from demarc.record.reads.items import LISTS, items_of
from demarc.record.reads.today import today_of
from tests.cast import DANA, JONAH, MEI, PRIYA, TOMASZ
from tests.doors.conftest import Standing
from tests.doors.rivals import ENGAGEMENT, NILS, OTTO, set_the_rivals, two_providers
from tests.doors.web.stage import ENGAGEMENT as ALDER_ENGAGEMENT
from tests.doors.web.stage import NOW, arrive, person, set_the_stage, signed_in
from tests.next_version import write_next_version

HIDDEN, NUMBER, WORDS = "Intruder in the payroll system", "NW-1077", "their contract is up"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def hidden(standing_clock: Standing, db: None) -> str:  # noqa: ARG001 - the clock and the database are their use
    """An alert that Nightwatch holds and Harborline has nothing to do with."""
    set_the_rivals()
    return arrive(HIDDEN, engagement=ENGAGEMENT, external=NUMBER)


def at(item: str, by: PersonId, minutes: int = 0) -> Any:
    return {"engagement": ENGAGEMENT, "item": item, "by": person(by, ENGAGEMENT), "now": NOW + minutes * MINUTE}


def did(outcome: Outcome) -> Done:
    assert isinstance(outcome, Done), outcome
    return outcome


def browser(key: PersonId) -> Client:
    return signed_in(key, engagement=ENGAGEMENT)


def read_by(key: PersonId, *paths: str) -> str:
    seat = browser(key)
    return "\n".join(seat.get(f"/e/{ENGAGEMENT}/{path}").text for path in paths)


PAGES = ("", "items/", "matrix/", "people/", "record/", *(f"items/?list={name}" for name in LISTS))


def test_the_rival_holds_it_and_the_client_sees_it(hidden: str) -> None:
    assert HIDDEN in read_by(OTTO, f"items/{hidden}/")
    assert HIDDEN in read_by(DANA, "items/")


def test_no_page_lists_or_finds_it(hidden: str) -> None:
    number = models.Item.objects.get(id=hidden).number
    finds = tuple(f"items/?find={words}" for words in ("Intruder", NUMBER, f"A-{number}", str(number), "a", "%25", "_"))
    found = read_by(PRIYA, *PAGES, *finds)
    for secret in (HIDDEN, hidden):
        assert secret not in found
    # What the reader typed comes back to them: in the field, in the filter they may keep, and in what is said.
    for echo in (f'value="{NUMBER}"', f'value="find={NUMBER}"', f"“{NUMBER}”", f"`{NUMBER}`"):
        found = found.replace(echo, "")
    assert NUMBER not in found


@pytest.mark.usefixtures("hidden")
def test_it_is_in_no_count_and_no_next_page() -> None:
    by = person(PRIYA, ENGAGEMENT)
    day = today_of(engagement=ENGAGEMENT, by=by, now=NOW)
    heaps = (day.waiting, day.holding, day.offered, day.late, day.due, day.called)
    assert [heap.total for heap in heaps] == [0] * 6
    for name in LISTS:
        page = items_of(engagement=ENGAGEMENT, by=by, now=NOW, name=name)
        assert (page.lines, page.next) == ((), "")


def test_its_page_and_its_acts_are_those_of_an_item_that_does_not_exist(hidden: str) -> None:
    seat = browser(PRIYA)
    for method in ("get", "post"):
        for path in ("", "note/", "accept/", "no-such-act/"):
            real = getattr(seat, method)(f"/e/{ENGAGEMENT}/items/{hidden}/{path}")
            made_up = getattr(seat, method)(f"/e/{ENGAGEMENT}/items/{'0' * 32}/{path}")
            assert (real.status_code, real.content) == (made_up.status_code, made_up.content), (method, path)


def test_no_act_reaches_it_and_none_says_that_it_is_there(hidden: str) -> None:
    own = arrive("Server unpatched", topic="os-patch", severity=Severity.LOW, engagement=ENGAGEMENT)
    tried: tuple[tuple[Any, dict[str, str]], ...] = (
        (offer, {"to": person(MEI, ENGAGEMENT), "why": "x"}),
        (accept, {}),
        (note, {"text": "x"}),
        (dispute, {"why": "x"}),
        (close, {"ending": "done"}),
        (close, {"ending": "no such ending"}),
        (decline, {"ground": "no such ground"}),
        (ask, {"question": "x", "waiting": "nobody"}),
    )
    for act, given in tried:
        with pytest.raises(NotFound):
            act(**given, **at(hidden, PRIYA))
    with pytest.raises(NotFound, match=hidden):
        merge(into=hidden, **at(own, MEI))


def test_the_export_gives_hashes_alone(hidden: str) -> None:
    did(note(text=WORDS, internal=True, **at(hidden, OTTO)))
    text = b"".join(export_lines(engagement=ENGAGEMENT, by=person(PRIYA, ENGAGEMENT), now=NOW)).decode()
    for secret in (HIDDEN, NUMBER, WORDS, hidden):
        assert secret not in text
    theirs = b"".join(export_lines(engagement=ENGAGEMENT, by=person(OTTO, ENGAGEMENT), now=NOW)).decode()
    assert WORDS in theirs


@pytest.mark.usefixtures("hidden")
def test_its_clocks_call_nobody_of_the_rival() -> None:
    for minutes in range(0, 600, 15):
        tick(now=NOW + minutes * MINUTE)
    told = set(models.Outbox.objects.filter(engagement=ENGAGEMENT).values_list("person", flat=True))
    assert told
    assert not told & {person(one, ENGAGEMENT) for one in (PRIYA, TOMASZ, JONAH, MEI)}


def test_a_rival_who_is_asked_answers_and_sees_the_question_only(hidden: str) -> None:
    did(accept(next_step="look", **at(hidden, OTTO)))
    did(note(text=WORDS, **at(hidden, OTTO)))
    did(ask(of=person(MEI, ENGAGEMENT), question="Was the server patched?", **at(hidden, OTTO)))
    question = models.Item.objects.get(engagement=ENGAGEMENT, parent=hidden).id
    page = read_by(MEI, f"items/{question}/")
    assert "Was the server patched?" in page
    assert WORDS not in page
    assert hidden not in page
    sent = browser(MEI).post(f"/e/{ENGAGEMENT}/items/{question}/answer/", {"text": "On Tuesday."})
    assert sent.status_code == 302
    assert models.Item.objects.get(id=question).state == "closed"
    assert hidden not in read_by(MEI, f"items/{question}/", *PAGES)
    assert browser(MEI).get(f"/e/{ENGAGEMENT}/items/{hidden}/").status_code == 404
    assert not isinstance(answer(text="again", **at(question, MEI, 1)), Done)


def test_what_was_offered_to_a_rival_is_seen_by_them_from_then_on(hidden: str) -> None:
    did(offer(to=person(MEI, ENGAGEMENT), why="the server is yours", **at(hidden, OTTO)))
    assert HIDDEN in read_by(MEI, f"items/{hidden}/")
    did(decline(ground="exclusion", text="3.4", **at(hidden, MEI)))
    assert HIDDEN in read_by(MEI, f"items/{hidden}/")


def test_an_internal_note_of_one_rival_is_not_read_by_the_other_on_a_shared_item(hidden: str) -> None:
    did(offer(to=person(MEI, ENGAGEMENT), why="the server is yours", **at(hidden, OTTO)))
    did(note(text=WORDS, internal=True, **at(hidden, OTTO)))
    assert WORDS in read_by(NILS, f"items/{hidden}/")
    assert WORDS not in read_by(MEI, f"items/{hidden}/")
    assert WORDS not in read_by(DANA, f"items/{hidden}/")
    exports = [json.loads(line) for line in export_lines(engagement=ENGAGEMENT, by=person(MEI, ENGAGEMENT), now=NOW)]
    assert WORDS not in json.dumps(exports)


def test_a_closed_item_stays_hidden(hidden: str) -> None:
    did(accept(next_step="look", **at(hidden, OTTO)))
    did(close(ending="true positive", proof="case 12", **at(hidden, OTTO)))
    assert HIDDEN not in read_by(PRIYA, *PAGES)


def test_a_dispute_with_one_rival_calls_the_client_and_never_the_other(hidden: str) -> None:
    low = arrive(HIDDEN, topic="edr-alert", severity=Severity.LOW, engagement=ENGAGEMENT)
    for item in (hidden, low):
        did(dispute(why="not ours", **at(item, OTTO)))
    for hours in range(0, 24 * 12, 3):
        tick(now=NOW + timedelta(hours=hours))
    told = set(models.Outbox.objects.filter(engagement=ENGAGEMENT).values_list("person", flat=True))
    assert person(DANA, ENGAGEMENT) in told
    assert person(OTTO, ENGAGEMENT) in told
    assert not told & {person(one, ENGAGEMENT) for one in (PRIYA, TOMASZ, JONAH, MEI)}


@pytest.mark.usefixtures("standing_clock", "db")
def test_a_second_provider_takes_nothing_from_what_the_first_one_sees() -> None:
    set_the_stage()
    old = arrive("Server unpatched", topic="os-patch", severity=Severity.LOW)
    write_next_version(engagement=ALDER_ENGAGEMENT, matrix=two_providers(), now=NOW, by=person(DANA))
    new = arrive(HIDDEN)
    harborline, nightwatch = signed_in(MEI), signed_in(OTTO)
    base = f"/e/{ALDER_ENGAGEMENT}/items"
    assert harborline.get(f"{base}/{old}/").status_code == 200
    assert harborline.get(f"{base}/{new}/").status_code == 404
    assert nightwatch.get(f"{base}/{new}/").status_code == 200
    assert nightwatch.get(f"{base}/{old}/").status_code == 404
    assert signed_in(DANA).get("/e/alder/people/").text.count("Nightwatch") >= 1


def test_the_paper_of_a_signed_version_is_one_and_the_same_for_both_of_them(hidden: str) -> None:
    assert hidden
    priya, otto = (browser(one).get(f"/e/{ENGAGEMENT}/matrix/versions/1/version.pdf") for one in (PRIYA, OTTO))
    assert priya["Content-Type"] == otto["Content-Type"] == "application/pdf"
    assert priya.content == otto.content
    assert browser(DANA).get(f"/e/{ALDER_ENGAGEMENT}/matrix/versions/1/version.pdf").status_code == 404
