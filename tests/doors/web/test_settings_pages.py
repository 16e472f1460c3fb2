"""The settings of a side: its lead changes them, each change is an act, and nobody else has such a page."""

import re
from datetime import timedelta
from hashlib import sha256

import pytest
from django.conf import settings
from pytest_django import DjangoAssertNumQueries

from demarc.acts.absence import be_away
from demarc.acts.add_feed import NewFeed, add_feed
from demarc.acts.leave import leave
from demarc.acts.take_in import take_in
from demarc.acts.tick import tick
from demarc.core.instants import micros
from demarc.core.words import PersonId, Severity
from demarc.record.models import Absence, Entry, Feed, Inbox, Item, Keeper, Membership, Outbox
from demarc.server.wiring import READERS
from tests.cast import DANA, JONAH, LUIS, MEI, PRIYA, RUTH, TOMASZ
from tests.doors.conftest import Standing
from tests.doors.web.stage import ENGAGEMENT, NOW, arrive, person, signed_in

pytestmark = pytest.mark.usefixtures("staged")

SETTINGS = f"/e/{ENGAGEMENT}/settings/"
EDR = {"name": "Harborline EDR", "reader": "generic", "silent_after": "3600", "facts": "topic = edr-alert"}


def feed_of(who: PersonId = PRIYA, name: str = "Harborline EDR") -> NewFeed:
    made = add_feed(
        engagement=ENGAGEMENT,
        by=person(PRIYA),
        now=NOW,
        name=name,
        reader="generic",
        holder=person(who),
        silent_after=timedelta(hours=1),
    )
    assert isinstance(made, NewFeed)
    return made


def test_only_leads_find_the_page_and_its_link() -> None:
    for who in (DANA, PRIYA):
        browser = signed_in(who)
        assert SETTINGS in browser.get(f"/e/{ENGAGEMENT}/").text
        assert browser.get(SETTINGS).status_code == 200
    for who in (LUIS, TOMASZ, RUTH):
        browser = signed_in(who)
        assert SETTINGS not in browser.get(f"/e/{ENGAGEMENT}/").text
        assert browser.get(SETTINGS).status_code == 404
        assert browser.post(SETTINGS + "feed/", EDR | {"holder": person(who)}).status_code == 404
    assert not Feed.objects.exists()


def test_a_guest_reads_nothing_here_also_one_who_leads() -> None:
    Membership.objects.filter(engagement=ENGAGEMENT, person=person(DANA)).update(guest_until=NOW + timedelta(days=3))
    dana = signed_in(DANA)
    assert SETTINGS not in dana.get(f"/e/{ENGAGEMENT}/").text
    assert dana.get(SETTINGS).status_code == 404
    assert dana.post(SETTINGS + "mailbox/", {"mailbox": "mine@alder.example"}).status_code == 404
    assert not Keeper.objects.exists()


def test_a_feed_is_added_and_its_token_is_shown_this_once(staged: Standing) -> None:
    priya = signed_in(PRIYA)
    given = EDR | {"holder": person(TOMASZ), "aspects": "host_kind = device_class"}
    answer = priya.post(SETTINGS + "feed/", given)
    feed = Feed.objects.get(engagement=ENGAGEMENT)
    token = re.search(r"Bearer ([\w-]+)", answer.text)
    assert token is not None
    assert sha256(token[1].encode()).hexdigest() == feed.token_hash
    assert f"{settings.DEMARC_URL}/in/{feed.id}" in answer.text
    assert (feed.facts, feed.aspects) == ({"topic": "edr-alert"}, {"host_kind": "device_class"})
    assert priya.post(SETTINGS + "feed/", given).status_code == 422, "a page sent twice adds one feed"
    page = priya.get(SETTINGS).text
    assert token[1] not in page
    assert token[1] not in str(priya.session.items())
    assert "Nothing heard yet" in page
    assert "Set for it: topic is edr-alert; label host_kind states device_class." in page
    staged.forward(minutes=5)
    came = {"received_us": micros(staged.now), "body": b'{"subject": "A first signal"}'}
    Inbox.objects.create(engagement=ENGAGEMENT, id="0001", feed=feed.id, dedupe="", **came)
    assert take_in(now=staged.now, readers=READERS) == 1
    assert "Last heard" in priya.get(SETTINGS).text


def test_a_feed_that_does_not_fit_comes_back_with_the_reason_and_what_was_typed() -> None:
    priya = signed_in(PRIYA)
    feed_of()
    wrong = (
        ({"name": "harborline edr"}, "posts already"),
        ({"facts": "edr-alert"}, "Line 1 is not of the form"),
        ({"facts": "topic = a\n\ntopic = b"}, "Line 3 gives topic for the second time"),
        ({"facts": "colour = red"}, "The matrix has no aspect colour"),
        ({"aspects": "host = colour"}, "The matrix has no aspect colour"),
        ({"reader": "telegraph"}, "Select a valid choice"),
        ({"holder": person(DANA)}, "Select a valid choice"),
    )
    for more, reason in wrong:
        given = EDR | {"name": "Backup", "holder": person(PRIYA)} | more
        answer = priya.post(SETTINGS + "feed/", given)
        assert (answer.status_code, reason in answer.text) == (422, True), more
        assert f'value="{given["name"]}"' in answer.text
    assert Feed.objects.count() == 1


def test_a_feed_is_changed_and_what_must_be_mended_comes_back_open() -> None:
    made, priya = feed_of(), signed_in(PRIYA)
    feed_of(MEI, name="Backup")
    as_it_is = {"feed": made.id, "name": "Harborline EDR", "holder": person(PRIYA), "silent_after": "3600"}
    for more, reason in (({"name": "backup"}, "posts already"), ({"facts": "colour = red"}, "no aspect colour")):
        answer = priya.post(SETTINGS + "feed-change/", as_it_is | more)
        assert (answer.status_code, reason in answer.text) == (422, True), more
        assert answer.text.count("<details open>") == 1
    same = priya.post(SETTINGS + "feed-change/", as_it_is, follow=True)
    assert "Nothing is different" in same.text
    given = as_it_is | {"name": "EDR", "facts": "topic = edr-alert\nseverity = high", "aspects": "host = device_class"}
    done = priya.post(SETTINGS + "feed-change/", given, follow=True)
    assert "Changed, from the next signal on." in done.text
    assert "Set for it: severity is high; topic is edr-alert; label host states device_class." in done.text
    assert "topic = edr-alert\nseverity = high</textarea>" in done.text
    stored = Feed.objects.get(id=made.id)
    assert (stored.name, stored.reader, stored.facts) == ("EDR", "generic", {"topic": "edr-alert", "severity": "high"})
    assert Entry.objects.latest("seq").act == "feed changed"


@pytest.mark.parametrize(("overlap", "said"), [("24", "The old one opens it too until"), ("0", "opens it no more")])
def test_a_feed_gets_another_token_that_is_shown_this_once(overlap: str, said: str) -> None:
    made, priya = feed_of(), signed_in(PRIYA)
    answer = priya.post(SETTINGS + "feed-token/", {"feed": made.id, "overlap": overlap})
    token = re.search(r"Bearer ([\w-]+)", answer.text)
    assert token is not None
    assert said in answer.text
    feed = Feed.objects.get(id=made.id)
    assert sha256(token[1].encode()).hexdigest() == feed.token_hash
    assert bool(feed.previous_hash) == (overlap == "24")
    page = priya.get(SETTINGS).text
    assert token[1] not in page
    assert ("Its old token opens it too until" in page) == (overlap == "24")
    refused = priya.post(SETTINGS + "feed-token/", {"feed": made.id, "overlap": "99"}, follow=True)
    assert "say when the old token ends" in refused.text
    assert Feed.objects.get(id=made.id) == feed


def test_a_silent_feed_says_so_and_one_switched_off_opens_nothing(staged: Standing) -> None:
    made = feed_of()
    staged.forward(hours=2)
    tick(now=staged.now)
    priya = signed_in(PRIYA, now=staged.now)
    assert "silent since" in priya.get(SETTINGS).text
    done = priya.post(SETTINGS + "feed-off/", {"feed": made.id}, follow=True)
    assert "Switched off." in done.text
    assert "silent since" not in done.text
    assert not Feed.objects.get(id=made.id).active
    assert Entry.objects.latest("seq").act == "feed off"
    assert priya.post(SETTINGS + "feed-off/", {"feed": made.id}).status_code == 404


def test_each_side_sees_and_changes_its_own_part_only() -> None:
    made = feed_of(MEI, name="Robot of Harborline")
    be_away(engagement=ENGAGEMENT, person=person(MEI), until=NOW + timedelta(days=2), by=person(PRIYA), now=NOW)
    signed_in(PRIYA).post(SETTINGS + "mailbox/", {"mailbox": "record@harborline.example"})
    absence = Absence.objects.get()
    dana = signed_in(DANA)
    page = dana.get(SETTINGS).text
    main = page[page.index("<main") : page.index("</main>")]
    for hidden in ("Robot of Harborline", "Mei Lin", "Jonah Pike", "record@harborline", absence.id, made.id):
        assert hidden not in main, hidden
    changes = {"name": "Ours", "holder": person(DANA), "silent_after": "0", "overlap": "0"}
    for verb in ("feed-off", "feed-change", "feed-token"):
        assert dana.post(f"{SETTINGS}{verb}/", {"feed": made.id} | changes).status_code == 404
    assert dana.post(SETTINGS + "link/", {"person": person(MEI)}).status_code == 404
    refused = dana.post(SETTINGS + "back/", {"absence": absence.id}, follow=True)
    assert refused.status_code == 404
    assert dana.post(SETTINGS + "away/", {"person": person(MEI), "until": "2026-12-07T08:00"}).status_code == 422
    assert Feed.objects.get().active
    assert Absence.objects.get() == absence
    assert not Outbox.objects.filter(person=person(MEI), about="sign-in").exists()


def test_who_has_left_is_in_no_list_but_their_feed_is(staged: Standing) -> None:
    feed_of(MEI)
    be_away(engagement=ENGAGEMENT, person=person(MEI), until=NOW + timedelta(days=2), by=person(PRIYA), now=NOW)
    leave(engagement=ENGAGEMENT, person=person(MEI), by=person(PRIYA), now=NOW)
    staged.forward(minutes=1)
    page = signed_in(PRIYA, now=staged.now).get(SETTINGS).context["page"]
    assert [one.holder.name for one in page.feeds] == ["Mei Lin"]
    assert not page.absences
    assert "Mei Lin" not in {one.person.name for one in page.people}


def test_an_absence_is_planned_with_cover_that_begins_at_its_start(staged: Standing) -> None:
    tick(now=staged.now)
    item = arrive("Server unpatched", topic="os-patch", severity=Severity.LOW)
    priya = signed_in(PRIYA)
    given = {"person": person(MEI), "start": "2026-11-29T08:00", "until": "2026-12-07T08:00", "cover": person(JONAH)}
    done = priya.post(SETTINGS + "away/", given, follow=True)
    assert "Written down." in done.text
    assert "planned" in done.text
    staged.forward(minutes=5)
    tick(now=staged.now)
    assert Item.objects.get(id=item).holder == person(MEI)
    staged.forward(hours=15)
    tick(now=staged.now)
    assert Item.objects.get(id=item).holder == person(JONAH)
    later = signed_in(PRIYA, now=staged.now)
    assert "away now" in later.get(SETTINGS).text
    ended = later.post(SETTINGS + "back/", {"absence": Absence.objects.get().id}, follow=True)
    assert "Ended." in ended.text
    assert "Nobody of your side is away" in ended.text


def test_an_absence_that_does_not_fit_comes_back_with_the_reason() -> None:
    priya = signed_in(PRIYA)
    wrong = (
        ({"until": "2020-01-01T08:00"}, "ends after now"),
        ({"until": ""}, "required"),
        ({"start": "2026-12-08T08:00"}, "after it begins"),
        ({"cover": person(MEI)}, "another active person"),
        ({"start": "soon"}, "valid date"),
    )
    for more, reason in wrong:
        answer = priya.post(SETTINGS + "away/", {"person": person(MEI), "until": "2026-12-07T08:00"} | more)
        assert (answer.status_code, reason in answer.text) == (422, True), more
    assert not Absence.objects.exists()


def test_a_link_is_mailed_to_somebody_of_ones_own_side_and_shown_to_nobody() -> None:
    priya = signed_in(PRIYA)
    done = priya.post(SETTINGS + "link/", {"person": person(TOMASZ)}, follow=True)
    assert "On its way" in done.text
    letter = Outbox.objects.get(person=person(TOMASZ), about="sign-in")
    assert "a lead of your firm asked" in letter.text
    assert letter.link.removeprefix("enter ") not in done.text
    for _ in range(3):
        last = priya.post(SETTINGS + "link/", {"person": person(TOMASZ)}, follow=True)
    assert "Nothing was sent" in last.text
    assert priya.post(SETTINGS + "link/", {"person": "nobody"}).status_code == 404


def test_the_mailbox_changes_and_the_key_stays() -> None:
    priya = signed_in(PRIYA)
    Keeper.objects.create(engagement=ENGAGEMENT, party="harborline", mailbox="old@harborline.example")
    done = priya.post(SETTINGS + "mailbox/", {"mailbox": "record@harborline.example"}, follow=True)
    assert "Kept." in done.text
    assert Keeper.objects.get().mailbox == "record@harborline.example"
    answer = priya.post(SETTINGS + "mailbox/", {"mailbox": "nowhere"})
    assert (answer.status_code, "no mail address" in answer.text) == (422, True)


def test_hours_are_shown_and_changed_by_a_version_alone() -> None:
    page = signed_in(DANA).get(SETTINGS).text
    assert "Mon-Fri 08:00-17:00, America/Chicago" in page
    assert "propose it as a version" in page
    assert "No shift of your side is to come" in page


def test_a_made_up_verb_is_not_there() -> None:
    assert signed_in(DANA).post(SETTINGS + "burn/").status_code == 404


def test_every_reader_that_is_switched_on_can_be_chosen() -> None:
    assert settings.DEMARC_READERS.keys() == READERS.keys()


def test_the_page_asks_the_same_few_questions_however_long_it_is(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    priya = signed_in(PRIYA)
    for nth in range(15):
        feed_of(MEI, name=f"Feed {nth}")
        be_away(
            engagement=ENGAGEMENT,
            person=person(MEI),
            start=NOW + timedelta(days=nth + 1),
            until=NOW + timedelta(days=nth + 1, hours=8),
            by=person(PRIYA),
            now=NOW,
        )
    with django_assert_max_num_queries(18):
        assert priya.get(SETTINGS).status_code == 200
