"""Acting through the pages: what is done, what is refused and why, and who was first."""

from datetime import timedelta

import pytest
from django.test import Client

from demarc.acts.sign_in import offer_link
from demarc.record.models import Membership
from tests.cast import DANA, LUIS, PRIYA, RUTH, TOMASZ
from tests.doors.conftest import Standing
from tests.doors.web.stage import ENGAGEMENT, arrive, person, signed_in

pytestmark = pytest.mark.usefixtures("staged")

CITED = {"ground": "row", "row": "SE-01"}


def page_of(item: str) -> str:
    return f"/e/{ENGAGEMENT}/items/{item}/"


def shown(browser: Client, item: str) -> str:
    return browser.get(page_of(item)).text


def offered(item: str) -> None:
    """Let Tomasz accept the item and offer it to Dana."""
    tomasz = signed_in(TOMASZ)
    tomasz.post(page_of(item) + "accept/", {"step": "read the log", "within": "30"})
    sent = tomasz.post(page_of(item) + "offer/", {"to": person(DANA), "why": "Call the clinic.", "carries": "the log"})
    assert sent.status_code == 302, sent.text


def test_the_sender_holds_what_is_offered_until_the_other_side_accepts() -> None:
    item = arrive()
    offered(item)
    dana = signed_in(DANA)
    before = shown(dana, item)
    assert "Holder" in before
    assert "Offered to" in before
    assert "Call the clinic." in before
    done = dana.post(page_of(item) + "accept/", {"step": "call them", "within": "30"}, follow=True)
    assert "It is yours." in done.text
    assert "accepted it across the line from Tomasz Wren" in done.text
    assert "Offered to" not in done.text


def test_an_offer_is_taken_back_where_it_is_said_to_be_made_unless_somebody_was_quicker() -> None:
    item, tomasz = arrive(), signed_in(TOMASZ)
    offer = {"to": person(DANA), "why": "Call the clinic.", "carries": "the log"}
    for dana_is_quicker in (False, True):
        made = tomasz.post(page_of(item) + "offer/", offer, follow=True).text
        form = made[made.index('<form class="said-undo"') :].partition("</form>")[0]
        assert f'action="{page_of(item)}withdraw/"' in form
        assert 'data-key="z">Undo the offer</button>' in form
        seen = form.partition('name="seen" value="')[2].partition('"')[0]
        if dana_is_quicker:
            signed_in(DANA).post(page_of(item) + "accept/", {"step": "call them", "within": "30"})
        undone = tomasz.post(page_of(item) + "withdraw/", {"seen": seen}, follow=True).text
        assert ("Dana Okafor was first" in undone) == dana_is_quicker
        assert ("Withdrawn; you hold it." in undone) != dana_is_quicker
        assert "said-undo" not in tomasz.get(page_of(item)).text


def test_a_question_is_taken_back_where_it_is_said_to_be_asked_unless_it_was_answered() -> None:
    item, tomasz = arrive(), signed_in(TOMASZ)
    for answered in (False, True):
        asked = {"whom": person(PRIYA), "question": "May I?", "within": "60"}
        form = tomasz.post(page_of(item) + "ask/", asked, follow=True).text
        form = form[form.index('<form class="said-undo"') :].partition("</form>")[0]
        action = form.partition('action="')[2].partition('"')[0]
        assert 'name="seen" value="1"' in form
        if answered:
            signed_in(PRIYA).post(action.replace("take-back", "answer"), {"text": "Yes."})
        undone = tomasz.post(action, {"seen": "1"}, follow=True).text
        assert ("Priya Raman was first" in undone) == answered
        assert ("Taken back." in undone) != answered


def test_nothing_else_is_offered_to_be_undone() -> None:
    item, tomasz = arrive(), signed_in(TOMASZ)
    acts = {"accept": {"step": "read", "within": "30"}, "note": {"text": "Seen.", "readers": "both"}}
    for name, sent in acts.items():
        assert "said-undo" not in tomasz.post(f"{page_of(item)}{name}/", sent, follow=True).text


def test_the_day_shows_an_offer_to_both() -> None:
    item = arrive()
    offered(item)
    waiting = signed_in(DANA).get(f"/e/{ENGAGEMENT}/")
    assert waiting.context["page"].waiting.total == 1
    sent = signed_in(TOMASZ).get(f"/e/{ENGAGEMENT}/")
    assert sent.context["page"].offered.total == 1
    assert sent.context["page"].holding.total == 1


def test_a_decline_without_a_citation_comes_back_open_and_declines_nothing() -> None:
    item = arrive()
    offered(item)
    dana = signed_in(DANA)
    for given in ({"ground": "row"}, {"ground": "exclusion"}, {"ground": "incomplete"}):
        answer = dana.post(page_of(item) + "decline/", given)
        assert answer.status_code == 422
        assert 'class="field-error"' in answer.text
    assert "Offered to" in shown(dana, item)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (CITED, "declined it: row SE-01 gives it to somebody else"),
        ({"ground": "exclusion", "text": "Clause 7.2"}, "declined it: it is excluded"),
        ({"ground": "incomplete", "text": "no log"}, "declined it: the hand-off is incomplete"),
    ],
)
def test_a_cited_decline_leaves_it_with_the_sender(given: dict[str, str], said: str) -> None:
    item = arrive()
    offered(item)
    done = signed_in(DANA).post(page_of(item) + "decline/", given, follow=True)
    assert said in done.text
    assert "Offered to" not in done.text


def test_an_offer_can_be_taken_back() -> None:
    item = arrive()
    offered(item)
    done = signed_in(TOMASZ).post(page_of(item) + "withdraw/", {"why": "found her number"}, follow=True)
    assert "withdrew the offer to Dana Okafor" in done.text


def test_whoever_looked_too_long_ago_is_told_who_was_first() -> None:
    item = arrive()
    tomasz = signed_in(TOMASZ)
    seen = tomasz.get(page_of(item)).context["page"].version
    signed_in(PRIYA).post(page_of(item) + "note/", {"text": "On it too.", "readers": "both"})
    late = tomasz.post(page_of(item) + "accept/", {"step": "read", "within": "30", "seen": str(seen)}, follow=True)
    assert "Priya Raman was first" in late.text
    assert "Nothing of yours was done" in late.text


def test_asking_is_not_handing_off() -> None:
    item = arrive()
    tomasz = signed_in(TOMASZ)
    tomasz.post(page_of(item) + "accept/", {"step": "read", "within": "30"})
    asked = {"whom": person(RUTH), "question": "Is Marc in Lisbon?", "within": "60"}
    done = tomasz.post(page_of(item) + "ask/", asked, follow=True)
    assert "Asked; you still hold it." in done.text
    ask = done.context["page"].asks[0]
    assert ask.asked.name == "Ruth Kessler"
    ruth = signed_in(RUTH)
    assert "Is Marc in Lisbon?" in shown(ruth, ask.id)
    assert "Answer" in shown(ruth, ask.id)
    answered = ruth.post(page_of(ask.id) + "answer/", {"text": "No, he is here."}, follow=True)
    assert "Answered." in answered.text
    assert "answered the question" in shown(tomasz, item)
    assert tomasz.get(page_of(item)).context["page"].holder.name == "Tomasz Wren"


def test_silence_is_leave_where_the_permission_says_so(staged: Standing) -> None:
    item = arrive()
    tomasz = signed_in(TOMASZ)
    tomasz.post(page_of(item) + "accept/", {"step": "read", "within": "120"})
    asked = {"whom": person(DANA), "question": "May I isolate it?", "within": "60", "action": "isolate"}
    done = tomasz.post(page_of(item) + "ask/", asked, follow=True)
    assert "is leave to isolate" in done.text
    staged.forward(minutes=15)
    assert "Leave to isolate is given: nobody answered in time." in shown(tomasz, item)


def test_a_security_alert_needs_a_verdict_and_its_proof() -> None:
    item = arrive()
    tomasz = signed_in(TOMASZ)
    tomasz.post(page_of(item) + "accept/", {"step": "read", "within": "30"})
    notified = tomasz.post(page_of(item) + "close/", {"verdict": "client notified", "proof": "mailed"})
    assert notified.status_code == 422
    unproved = tomasz.post(page_of(item) + "close/", {"verdict": "true positive"})
    assert unproved.status_code == 422
    assert "refused without proof" in unproved.text
    done = tomasz.post(page_of(item) + "close/", {"verdict": "true positive", "proof": "isolated 00:06"}, follow=True)
    assert "closed it: true positive" in done.text
    assert done.context["page"].state == "closed"


def test_only_acts_open_to_the_reader_are_shown() -> None:
    item = arrive()
    assert 'id="accept"' in shown(signed_in(TOMASZ), item)
    luis = shown(signed_in(LUIS), item)
    assert 'id="accept"' not in luis
    assert 'id="offer"' not in luis
    assert 'id="note"' in luis


def test_an_act_that_is_not_open_is_refused_in_words() -> None:
    item = arrive()
    answer = signed_in(LUIS).post(page_of(item) + "accept/", {"step": "read", "within": "30"}, follow=True)
    assert "you are none of them" in answer.text


def test_a_dispute_names_an_interim_holder_and_becomes_an_item() -> None:
    item = arrive()
    offered(item)
    done = signed_in(DANA).post(page_of(item) + "dispute/", {"why": "It is row SE-01."}, follow=True)
    assert "disputed" in done.text
    assert "is the interim holder" in done.text
    listed = signed_in(RUTH).get(f"/e/{ENGAGEMENT}/items/").text
    assert "Whose is it: Ransomware on the X-ray server" in listed


def test_made_up_acts_and_choices_do_nothing() -> None:
    item = arrive()
    tomasz = signed_in(TOMASZ)
    assert tomasz.post(page_of(item) + "explode/").status_code == 404
    assert tomasz.get(page_of(item) + "accept/").status_code == 405
    answer = tomasz.post(page_of(item) + "accept/", {"step": "x", "within": "999999"})
    assert answer.status_code == 422
    assert tomasz.get(page_of(item)).context["page"].version == 1


def test_a_form_from_another_site_does_nothing(staged: Standing) -> None:
    item = arrive()
    token = offer_link(engagement=ENGAGEMENT, person=person(TOMASZ), now=staged.now)
    browser = Client(enforce_csrf_checks=True)
    assert browser.post(f"/enter/{token}/").status_code == 403
    signed = signed_in(TOMASZ)
    signed.handler.enforce_csrf_checks = True
    answer = signed.post(page_of(item) + "accept/", {"step": "x", "within": "30"})
    assert answer.status_code == 403
    assert "Please send it again" in answer.text


def test_a_guest_reads_and_does_not_act(staged: Standing) -> None:
    item = arrive()
    until = staged.now + timedelta(days=7)
    Membership.objects.filter(engagement=ENGAGEMENT, person=person(TOMASZ)).update(guest_until=until)
    guest = signed_in(TOMASZ)
    assert "What you can do" not in shown(guest, item)
    assert guest.post(page_of(item) + "accept/", {"step": "x", "within": "30"}).status_code == 403
    staged.forward(days=8)
    assert guest.get(page_of(item)).status_code == 404


def test_text_is_shown_as_text() -> None:
    item = arrive("<script>alert(1)</script> & co")
    page = shown(signed_in(TOMASZ), item)
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_export_is_handed_out_whole() -> None:
    arrive()
    answer = signed_in(DANA).post(f"/e/{ENGAGEMENT}/record/export/")
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    assert answer.getvalue().count(b"\n") >= 3
