"""Law 9: nobody sees what is not theirs. The test walks the whole URL map: a page added tomorrow is in it tomorrow.

Zoe belongs to another engagement. For her every address of Alder's is as if it did not exist; somebody who has not
signed in is sent to the entrance, whatever they ask for. Nothing of Alder's stands in what they are sent.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from demarc.acts.sign_in import offer_link
from demarc.doors.web.drawers import DRAWERS
from tests.cast import DANA, TOMASZ, ZOE
from tests.doors.conftest import Standing
from tests.doors.web.stage import ENGAGEMENT, NAMES, NOW, arrive, person, signed_in

pytestmark = pytest.mark.usefixtures("staged")

DRILL = "some-drill"
SUBJECT, SOURCE = "Ransomware on the X-ray server", "EDR-88213"
SECRETS = (SUBJECT, SOURCE, "Alder", "Harborline", "SE-01", *NAMES.values())
OPEN_TO_ALL = {
    "home",
    "enter",
    "enter-link",
    "here",
    "leave",
    "decide",
    "check",
    "before",
    "before-fit",
    "before-answer",
    "before-proposal",
    "before-interview",
    "before-blank-sheet",
    "before-fit-memo",
    "before-fit-act",
    "before-scope",
    "before-scores",
    "before-vendors",
    "before-vendor-proposal",
    "before-vendor-sheet",
    "before-sheet-file",
    "before-vendor-act",
    "before-decision",
    "before-decision-memo",
    "before-decision-matrix",
    "before-decision-files",
    "engagements",
    "keys",
    "parts",
    "livez",
    "readyz",
    "status",
    "demo-become",
    "demo-pass",
    "demo-both",
    "demo-tour",
    "demo-again",
}
"""What needs no membership. Anything else must ask who is there."""


def addresses(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for found in (resolver or get_resolver()).url_patterns:
        if isinstance(found, URLResolver):
            yield from addresses(found, before + str(found.pattern))
        else:
            yield before + str(found.pattern), found


def of_alder(item: str, token: str = "") -> Iterator[str]:
    """Yield every address, filled in with what really exists."""
    for route, _ in addresses():
        for act in (name.replace(" ", "-") for name in DRAWERS):
            path = (
                route.replace("<str:engagement>", ENGAGEMENT)
                .replace("<str:item>", item)
                .replace("<slug:act>", act)
                .replace("<str:token>", token)
                .replace("<str:person>", person(DANA))
                .replace("<int:number>", "1")
                .replace("<int:seq>", "1")
                .replace("<int:size>", "1")
                .replace("<slug:verb>", "sign")
                .replace("<str:client>", "alder")
                .replace("<str:lane>", "SE")
                .replace("<path:row>", "SE-01")
                .replace("<slug:form>", "yaml")
                .replace("<str:drill>", DRILL)
            )
            assert "<" not in path, f"this test does not know how to fill in `{path}`"
            yield f"/{path}"
            if "<slug:act>" not in route:
                break


def test_every_page_asks_who_is_there_but_for_those_named_here() -> None:
    for route, pattern in addresses():
        guarded = getattr(pattern.callback, "for_member", False)
        assert guarded or pattern.name in OPEN_TO_ALL, f"`{route}` lets anybody in"
        assert guarded == ("<str:engagement>" in route), route


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_outsider_is_told_that_nothing_is_there(method: str) -> None:
    item = arrive(SUBJECT, external=SOURCE)
    for path in of_alder(item):
        answer = getattr(signed_in(ZOE, engagement="zoes"), method)(path)
        body = answer.getvalue().decode()
        assert not [secret for secret in SECRETS if secret in body], path
        if path.startswith(f"/e/{ENGAGEMENT}/"):
            # A POST-only page says 405 to everybody, signed in or not, before it looks at anything.
            assert answer.status_code in {404, 405}, path
            assert ENGAGEMENT not in body, path


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_visitor_is_sent_to_the_entrance(method: str) -> None:
    item = arrive(SUBJECT, external=SOURCE)
    for path in of_alder(item):
        answer = getattr(Client(), method)(path)
        assert not [secret for secret in SECRETS if secret in answer.getvalue().decode()], path
        if path.startswith(f"/e/{ENGAGEMENT}/") and answer.status_code != 405:
            assert answer.status_code == 302, path
            assert urlsplit(answer["Location"]).path == "/enter/", path


def test_an_item_that_does_not_exist_and_one_of_others_look_the_same() -> None:
    item = arrive(SUBJECT)
    zoe = signed_in(ZOE, engagement="zoes")
    real = zoe.get(f"/e/zoes/items/{item}/")
    made_up = zoe.get("/e/zoes/items/no-such-item/")
    assert (real.status_code, real.content) == (made_up.status_code, made_up.content) == (404, made_up.content)


def test_who_has_left_is_an_outsider_from_that_instant(staged: Standing) -> None:
    from demarc.record.models import Person

    browser = signed_in(DANA)
    assert browser.get(f"/e/{ENGAGEMENT}/").status_code == 200
    Person.objects.filter(engagement=ENGAGEMENT, key=DANA).update(left_at=staged.now)
    assert browser.get(f"/e/{ENGAGEMENT}/").status_code == 404


def test_an_internal_note_is_not_in_the_other_firms_pages() -> None:
    item = arrive(SUBJECT)
    words = "Their contract is up in March."
    sent = signed_in(DANA).post(f"/e/{ENGAGEMENT}/items/{item}/note/", {"text": words, "readers": "own"})
    assert sent.status_code == 302
    page = f"/e/{ENGAGEMENT}/items/{item}/"
    assert words in signed_in(DANA).get(page).text
    other = signed_in(TOMASZ).get(page).text
    assert words not in other
    assert "wrote a note" not in other


def test_a_link_of_another_engagement_shows_nothing_of_it_once_it_is_used() -> None:
    token = offer_link(engagement=ENGAGEMENT, person=person(DANA), now=NOW)
    assert "Dana Okafor" in Client().get(f"/enter/{token}/").text
    Client().post(f"/enter/{token}/")
    assert "Dana" not in Client().get(f"/enter/{token}/").text
