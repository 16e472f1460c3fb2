"""Countersigning: a side gives its key and signs a checkpoint; what is not its signature is refused on arrival."""

import pytest

from demarc.acts.checkpoint import take_checkpoint
from demarc.acts.cosign import Cosigned, Keeping, cosign, keep_record
from demarc.acts.outcome import Refused
from demarc.core.checkpoint import Checkpoint, origin_of
from demarc.files.notes import Signer, new_signer, parted
from demarc.record import models
from demarc.record.access import NotFound
from tests.cast import DANA, MEI, PRIYA, ZOE
from tests.stage import DAY, TUESDAY, Stage, put_on_stage

pytestmark = pytest.mark.usefixtures("database")
HOST = new_signer("demarc.example")
OWN = new_signer("harborline.example", cosigns=True)
PLAIN = new_signer("harborline.example")


@pytest.fixture
def witnessed() -> Stage:
    """An engagement with one checkpoint at size 1."""
    stage = put_on_stage()
    take_checkpoint(engagement=stage.engagement, now=TUESDAY, signer=HOST)
    return stage


def keeps(stage: Stage, key: str, *, by: str = PRIYA, mailbox: str = "keep@harborline.example") -> Keeping | Refused:
    return keep_record(engagement=stage.engagement, mailbox=mailbox, key=key, by=stage.ids.get(by, by), now=TUESDAY)


def signs(stage: Stage, signature: str, *, by: str = PRIYA, size: int = 1) -> Cosigned | Refused:
    return cosign(engagement=stage.engagement, size=size, pasted=signature, by=stage.ids.get(by, by), now=TUESDAY)


def body_of(stage: Stage) -> str:
    return parted(models.SignedHead.objects.get(engagement=stage.engagement).note)[0]


def why(outcome: object) -> str:
    assert isinstance(outcome, Refused), outcome
    return outcome.reason


@pytest.mark.parametrize("signer", [OWN, PLAIN])
def test_a_side_countersigns_a_checkpoint_and_the_record_says_so(witnessed: Stage, signer: Signer) -> None:
    assert keeps(witnessed, signer.verifier.text()) == Keeping("keep@harborline.example", signer.verifier.text())
    line = signer.line(body_of(witnessed), 1_790_000_000)
    assert signs(witnessed, f"  {line}\n") == Cosigned(1, "harborline.example")
    stored = models.Cosignature.objects.get()
    assert (stored.party, stored.line, stored.key) == ("harborline", line, signer.verifier.text())
    acts = list(models.Entry.objects.filter(item="").order_by("seq").values_list("act", flat=True))
    assert acts == ["signed", "keeps", "cosigned"]


def test_the_whole_note_may_be_pasted_too_and_twice_is_once(witnessed: Stage) -> None:
    keeps(witnessed, OWN.verifier.text())
    note = models.SignedHead.objects.get().note + OWN.line(body_of(witnessed), 1) + "\n"
    for text in (note, note.replace("\n", "\r\n")):
        assert isinstance(signs(witnessed, text), Cosigned)
    assert models.Cosignature.objects.count() == 1
    assert models.Entry.objects.filter(act="cosigned").count() == 1


def test_what_is_no_signature_of_that_side_under_that_checkpoint_is_refused(witnessed: Stage) -> None:
    keeps(witnessed, OWN.verifier.text())
    body = body_of(witnessed)
    other = Checkpoint(origin_of(witnessed.engagement), 1, bytes(32)).text()
    assert "it is no signature by `harborline.example`" in why(signs(witnessed, "hello"))
    assert "it is no signature by `harborline.example`" in why(signs(witnessed, HOST.line(body)))
    assert "it is no signature by `harborline.example`" in why(signs(witnessed, PLAIN.line(body)))
    assert "was changed or forged" in why(signs(witnessed, OWN.line(other, 1)))
    assert "under another checkpoint" in why(signs(witnessed, OWN.note(other)))
    assert "longer than" in why(signs(witnessed, "x" * 5000))
    assert models.Cosignature.objects.count() == 0


def test_a_side_without_a_key_is_told_to_give_one(witnessed: Stage) -> None:
    assert "your side has given no key yet" in why(signs(witnessed, OWN.line(body_of(witnessed), 1)))


def test_a_key_of_somebody_else_proves_nothing_and_is_refused(witnessed: Stage) -> None:
    keeps(witnessed, OWN.verifier.text())
    assert "it is the other side's" in why(keeps(witnessed, OWN.verifier.text(), by=DANA))
    assert "it is the server's own" in why(keeps(witnessed, HOST.verifier.text()))
    renamed = Signer("alder.example", HOST.key, cosigns=True)
    assert "it is the server's own" in why(keeps(witnessed, renamed.verifier.text(), by=DANA))
    assert "not a verifier key: `nonsense`" in why(keeps(witnessed, "nonsense"))


@pytest.mark.parametrize("mailbox", ["nobody", "a b@c.example", "@c.example", "a@c", "a@c.example\nBcc: x@y.example"])
def test_what_is_no_address_is_refused(witnessed: Stage, mailbox: str) -> None:
    assert "is no mail address" in why(keeps(witnessed, "", mailbox=mailbox))


def test_only_who_leads_a_side_says_how_it_keeps_the_record(witnessed: Stage) -> None:
    assert "the lead" in why(keeps(witnessed, "", by=MEI))
    models.Membership.objects.filter(person=witnessed.id(PRIYA)).update(guest_until=TUESDAY + DAY)
    assert "guest" in why(keeps(witnessed, ""))
    assert "guest" in why(signs(witnessed, "x"))


def test_an_outsider_is_told_that_nothing_is_there(witnessed: Stage) -> None:
    for attempt in (lambda: keeps(witnessed, "", by=ZOE), lambda: signs(witnessed, "x", by=ZOE)):
        with pytest.raises(NotFound):
            attempt()
    with pytest.raises(NotFound):
        signs(witnessed, "x", size=9)


def test_where_a_side_keeps_its_checkpoints_is_its_own_affair(witnessed: Stage) -> None:
    keeps(witnessed, "")
    (text,) = models.Private.objects.filter(field="mailbox")
    assert (text.party, text.value) == ("harborline", "keep@harborline.example")
    assert "keep@harborline" not in models.Entry.objects.get(act="keeps").public
