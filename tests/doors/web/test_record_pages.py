"""The record's pages: who holds which checkpoint, proofs to take along, countersigning and erasing by forms."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from demarc.acts import note
from demarc.acts.checkpoint import take_checkpoint
from demarc.acts.verb import OnItem
from demarc.core.proof import read_proof
from demarc.doors.cli.verify import main
from demarc.files.notes import new_signer, parted
from demarc.record import models
from tests.cast import DANA, LUIS, PRIYA, RUTH, TOMASZ
from tests.doors.conftest import Standing
from tests.doors.web.stage import ENGAGEMENT, NOW, arrive, person, signed_in

HOST, OWN = new_signer("demarc.example"), new_signer("harborline.example", cosigns=True)
RECORD = f"/e/{ENGAGEMENT}/record/"


@pytest.fixture
def item(staged: Standing) -> str:
    """Something that happened, under two checkpoints, of which the first was mailed."""
    assert staged.now == NOW
    take_checkpoint(engagement=ENGAGEMENT, now=NOW - timedelta(days=1), signer=HOST)
    models.Outbox.objects.filter(about="checkpoint").update(sent_at=NOW - timedelta(hours=23), due=None)
    item = arrive("Odd sign-ins of Agnes Wüst")
    dana: OnItem = {"engagement": ENGAGEMENT, "item": item, "by": person(DANA), "now": NOW}
    note.note(text="Calling Agnes Wüst.", **dana)
    note.note(text="Only for us.", internal=True, **dana)
    take_checkpoint(engagement=ENGAGEMENT, now=NOW, signer=HOST)
    return item


def seq_of(field: str, value: str) -> int:
    return models.Private.objects.get(field=field, value=value).seq


def sizes() -> tuple[int, int]:
    first, second = models.SignedHead.objects.filter(engagement=ENGAGEMENT).order_by("size").values_list("size", flat=True)
    return first, second


@pytest.mark.usefixtures("item")
def test_the_record_shows_each_checkpoint_and_who_was_sent_it() -> None:
    page = signed_in(TOMASZ).get(RECORD).text
    assert "a version was signed" in page
    assert "a day had passed" in page
    assert "waits in the outbox" in page
    assert "Sent to Alder Dental Group" in page
    assert "nobody yet" in page


def test_a_record_without_checkpoints_says_when_the_first_comes(staged: Standing) -> None:
    assert staged.now == NOW
    page = signed_in(DANA).get(RECORD).text
    assert "No checkpoint has been taken yet." in page
    assert "this server has no signing key" in page


@pytest.mark.usefixtures("item")
def test_a_checkpoint_is_handed_out_as_the_note_that_was_signed(tmp_path: Path) -> None:
    answer = signed_in(TOMASZ).get(f"{RECORD}checkpoints/{sizes()[1]}.txt")
    assert answer.text == models.SignedHead.objects.get(size=sizes()[1]).note
    kept, export = tmp_path / "kept.txt", tmp_path / "export.jsonl"
    kept.write_bytes(answer.content)
    export.write_bytes(signed_in(TOMASZ).post(f"{RECORD}export/").getvalue())
    assert main([str(export), "--checkpoint", str(kept), "--key", HOST.verifier.text()]) == 0


def test_an_entry_is_proved_by_a_file_that_verify_checks(item: str, tmp_path: Path) -> None:
    browser = signed_in(TOMASZ)
    seq, size = seq_of("text", "Calling Agnes Wüst."), sizes()[1]
    listed = browser.get(f"{RECORD}items/{item}/").text
    assert f"{RECORD}entries/{seq}/" in listed
    page = browser.get(f"{RECORD}entries/{seq}/").text
    assert f"the checkpoint at {size} entries" in page
    proof, kept = tmp_path / "proof.json", tmp_path / "kept.txt"
    proof.write_bytes(browser.get(f"{RECORD}entries/{seq}/proof-{size}.json").content)
    kept.write_bytes(browser.get(f"{RECORD}checkpoints/{size}.txt").content)
    assert main([str(proof), "--checkpoint", str(kept)]) == 0


@pytest.mark.usefixtures("item")
def test_growth_is_proved_by_a_file_that_verify_checks(tmp_path: Path) -> None:
    browser, (first, second) = signed_in(DANA), sizes()
    page = browser.get(f"{RECORD}growth/?earlier={second}&later={first}").text
    assert f"the tree of {second} entries begins with the tree of {first}" in page
    files = [tmp_path / name for name in ("proof.json", "first.txt", "second.txt")]
    asked = (f"growth.json?earlier={first}&later={second}", f"checkpoints/{first}.txt", f"checkpoints/{second}.txt")
    for file, path in zip(files, asked, strict=True):
        file.write_bytes(browser.get(RECORD + path).content)
    assert main([str(files[0]), "--checkpoint", str(files[1]), "--checkpoint", str(files[2])]) == 0


@pytest.mark.usefixtures("item")
def test_the_other_sides_own_note_is_a_bare_hash_with_a_proof() -> None:
    seq = seq_of("text", "Only for us.")
    page = signed_in(TOMASZ).get(f"{RECORD}entries/{seq}/").text
    assert "not yours to read" in page
    assert "Only for us" not in page
    assert "Yes: " in page
    proof = read_proof(signed_in(TOMASZ).get(f"{RECORD}entries/{seq}/proof-{sizes()[1]}.json").text)
    assert getattr(proof, "public", b"") is None
    assert "Only for us" in signed_in(LUIS).get(f"{RECORD}entries/{seq}/").text


def test_the_list_of_an_items_entries_leaves_out_the_other_sides_own_note(item: str) -> None:
    seq = seq_of("text", "Only for us.")
    assert f"entries/{seq}/" not in signed_in(TOMASZ).get(f"{RECORD}items/{item}/").text
    assert f"entries/{seq}/" in signed_in(DANA).get(f"{RECORD}items/{item}/").text


@pytest.mark.usefixtures("item")
def test_a_side_gives_its_key_and_countersigns_on_the_page() -> None:
    browser, size = signed_in(PRIYA), sizes()[1]
    given = {"mailbox": "keep@harborline.example", "key": OWN.verifier.text()}
    assert "Kept. The next" in browser.post(f"{RECORD}keeping/", given, follow=True).text
    line = OWN.line(parted(models.SignedHead.objects.get(size=size).note)[0], 1)
    told = browser.post(f"{RECORD}checkpoints/{size}/cosign/", {"pasted": line}, follow=True).text
    assert f"your side stands by the record up to entry {size - 1}" in told
    other = signed_in(DANA).get(RECORD).text
    assert "<code>harborline.example</code>" in other
    assert "keep@harborline.example" not in other
    assert "keep@harborline.example" in browser.get(RECORD).text
    assert line in signed_in(DANA).get(f"{RECORD}checkpoints/{size}.txt").text


@pytest.mark.usefixtures("item")
def test_what_is_refused_says_why_on_the_page() -> None:
    browser = signed_in(TOMASZ)
    assert "the lead" in browser.post(f"{RECORD}keeping/", {"mailbox": "x@y.example"}, follow=True).text
    told = browser.post(f"{RECORD}checkpoints/{sizes()[1]}/cosign/", {"pasted": "x"}, follow=True).text
    assert "your side has given no key yet" in told


def test_a_text_is_erased_by_a_form_and_gone_from_every_page(item: str) -> None:
    browser, seq = signed_in(RUTH), seq_of("text", "Calling Agnes Wüst.")
    there = f"{RECORD}entries/{seq}/"
    assert "Erase this text" in browser.get(there).text
    assert "Erase this text" not in signed_in(LUIS).get(there).text
    unsure = browser.post(f"{there}erase/", {"field": "text", "why": "she asked"}, follow=True).text
    assert "Nothing was erased" in unsure
    told = browser.post(f"{there}erase/", {"field": "text", "why": "she asked", "sure": "on"}, follow=True).text
    assert "Erased, on every page" in told
    assert "Calling Agnes" not in told
    assert "Yes: " in told, "the tree stays whole"
    assert "Calling Agnes" not in signed_in(TOMASZ).get(f"/e/{ENGAGEMENT}/items/{item}/").text
    assert "This text was erased." in signed_in(TOMASZ).get(f"/e/{ENGAGEMENT}/items/{item}/").text


@pytest.mark.usefixtures("item")
@pytest.mark.parametrize(
    "path",
    [
        "checkpoints/99999.txt",
        "entries/99999/",
        "entries/99999999999999999999999/",
        "entries/1/proof-99999.json",
        "growth.json",
        "growth.json?earlier=1&later=99999",
        "growth.json?earlier=x&later=1",
        "items/nothing/",
    ],
)
def test_what_is_not_there_is_not_found(path: str) -> None:
    assert signed_in(DANA).get(RECORD + path).status_code == 404


def queries(browser: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(path).status_code == 200
    return len(captured)


def test_no_page_of_the_record_asks_more_the_longer_it_gets(item: str) -> None:
    browser, seq = signed_in(DANA), seq_of("text", "Calling Agnes Wüst.")
    paths = (RECORD, f"{RECORD}items/{item}/", f"{RECORD}entries/{seq}/", f"{RECORD}growth/")
    before = [queries(browser, path) for path in paths]
    dana: OnItem = {"engagement": ENGAGEMENT, "item": item, "by": person(DANA), "now": NOW}
    for nth in range(12):
        note.note(text=f"More {nth}.", **dana)
        take_checkpoint(engagement=ENGAGEMENT, now=NOW, signer=HOST)
    assert [queries(browser, path) for path in paths] == before
    assert max(before) <= 24


@pytest.mark.usefixtures("item")
def test_a_reader_is_let_in_reads_and_both_sides_see_that_they_did() -> None:
    given = {"name": "Ines Roth", "email": "ines@insurer.example", "days": "7"}
    told = signed_in(RUTH).post(f"{RECORD}readers/", given, follow=True).text
    (path,) = re.findall(r"/enter/[^/<]+/", told)
    ines = Client()
    assert ines.post(path).status_code == 302
    assert "Keep your own copy" in ines.get(RECORD).text
    seq = seq_of("text", "Only for us.")
    assert "not yours to read" in ines.get(f"{RECORD}entries/{seq}/").text
    assert "Let somebody in" not in ines.get(RECORD).text
    found = ines.post(f"{RECORD}findings/", {"text": "No restore test since spring."}, follow=True).text
    assert "Entered as a flag" in found
    assert "Found: No restore test since spring." in signed_in(DANA).get(f"/e/{ENGAGEMENT}/items/").text
    other = signed_in(PRIYA).get(RECORD).text
    assert "Ines Roth" in other
    assert "pages opened so far" in other
    assert "End it now" not in other
    person_ = models.Membership.objects.get(guest_until__isnull=False).person
    assert "They read no longer" in signed_in(DANA).post(f"{RECORD}readers/end/", {"person": person_}, follow=True).text
    assert ines.get(RECORD).status_code == 404


@pytest.mark.usefixtures("item")
def test_nobody_is_let_in_by_a_form_that_says_too_little() -> None:
    told = signed_in(DANA).post(f"{RECORD}readers/", {"name": "Ines", "days": "400"}, follow=True).text
    assert "Nobody was let in" in told


@pytest.mark.usefixtures("item")
def test_somebody_who_has_left_is_forgotten_by_a_form() -> None:
    browser = signed_in(DANA)
    assert "Forget somebody" not in browser.get(RECORD).text
    models.Person.objects.filter(engagement=ENGAGEMENT, key=LUIS).update(left_at=NOW)
    assert "Luis Ferrer</option>" in browser.get(RECORD).text
    assert "Forget somebody" not in signed_in(PRIYA).get(RECORD).text
    luis = models.Person.objects.get(engagement=ENGAGEMENT, key=LUIS).id
    unsure = browser.post(f"{RECORD}forget/", {"person": luis, "why": "he asked"}, follow=True).text
    assert "Nobody was forgotten" in unsure
    told = browser.post(f"{RECORD}forget/", {"person": luis, "why": "he asked", "sure": "on"}, follow=True).text
    assert "Forgotten: no page" in told
    assert "Luis Ferrer" not in browser.get(RECORD).text
