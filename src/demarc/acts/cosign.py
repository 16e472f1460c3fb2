"""A side keeps the record: where its checkpoints go, by which key it countersigns them, and its signature under one."""

from dataclasses import dataclass
from datetime import datetime

from demarc.acts.outcome import Refused
from demarc.acts.version_seat import seat_of
from demarc.core.custody.entries import Private
from demarc.core.custody.plain import Plain
from demarc.core.words import PartyId, PersonId
from demarc.files.notes import BadNote, Verifier, is_by, parted, read_verifier
from demarc.record import models
from demarc.record.access import NotFound, viewer_of
from demarc.record.append import append
from demarc.record.transactions import write_transaction
from demarc.record.translate.entries import Statement

LONGEST = 4_096
"""No pasted checkpoint is longer than this many characters."""
ADDRESS = 254
WHO = "This is refused: the lead (for the client also the executive) says how their side keeps the record."


@dataclass(frozen=True, slots=True)
class Keeping:
    """How a party keeps the record from now on."""

    mailbox: str
    key: str


@dataclass(frozen=True, slots=True)
class Cosigned:
    """The party's signature stands under the checkpoint at this size."""

    size: int
    name: str


def keep_record(*, engagement: str, mailbox: str, key: str, by: str, now: datetime) -> Keeping | Refused:
    """Say where a party's checkpoints go and by which key it countersigns; either may be empty. Raises `NotFound`."""
    seat = seat_of(engagement=engagement, person=by, now=now)
    if isinstance(seat, Refused):
        return seat
    if not seat.signs:
        return Refused(WHO)
    party = viewer_of(engagement=engagement, by=by, now=now).party or ""
    mailbox, key = mailbox.strip(), key.strip()
    if mailbox and not is_address(mailbox):
        return Refused(f"`{mailbox[:80]}` is no mail address; give one such as `record@harborline.example`.")
    try:
        verifier = read_verifier(key) if key else None
    except BadNote as error:
        return Refused(f"This key is refused: {error}.")
    if verifier and (whose := _whose(engagement, party, verifier)):
        return Refused(f"This key is refused: it is {whose}. A countersignature proves something only by your own.")
    with write_transaction():
        models.Keeper.objects.update_or_create(
            engagement=engagement, party=party, defaults={"mailbox": mailbox, "key": key}
        )
        said: dict[str, Plain] = {"party": party, "key": key}
        private = (Private("mailbox", mailbox, PartyId(party)),) if mailbox else ()
        append(engagement=engagement, entries=(Statement(act="keeps", by=seat.person, at=now, said=said, private=private),))
    return Keeping(mailbox, key)


def cosign(*, engagement: str, size: int, pasted: str, by: str, now: datetime) -> Cosigned | Refused:
    """Put a party's signature under a checkpoint: its line, or the whole note with it. Raises `NotFound`."""
    seat = seat_of(engagement=engagement, person=by, now=now)
    if isinstance(seat, Refused):
        return seat
    party = viewer_of(engagement=engagement, by=by, now=now).party or ""
    head = models.SignedHead.objects.filter(engagement=engagement, size=size).first()
    if head is None:
        raise NotFound("checkpoint", str(size))
    key = models.Keeper.objects.filter(engagement=engagement, party=party).values_list("key", flat=True).first()
    if not key:
        return Refused("This is refused: your side has given no key yet. Give its public half on the page of the record.")
    verifier = read_verifier(key)
    line = _line_by(verifier, parted(head.note)[0], pasted)
    if isinstance(line, Refused):
        return line
    signature = models.Cosignature(
        engagement=engagement, size=size, party=party, line=line, key=key, person=seat.person, at=now
    )
    return _store(signature, head.root, verifier.name)


def _store(signature: models.Cosignature, root: str, name: str) -> Cosigned:
    """Store the line once; signing the same checkpoint again changes nothing."""
    engagement, size, party = signature.engagement, signature.size, signature.party
    with write_transaction():
        # Whoever signs the same checkpoint at the same time waits here, where the database has such locks.
        models.SignedHead.objects.select_for_update().get(engagement=engagement, size=size)
        if not models.Cosignature.objects.filter(engagement=engagement, size=size, party=party).exists():
            models.Cosignature.objects.bulk_create([signature])
            said: dict[str, Plain] = {"party": party, "size": size, "root": root, "key": signature.key}
            statement = Statement(act="cosigned", by=PersonId(signature.person), at=signature.at, said=said)
            append(engagement=engagement, entries=(statement,))
    return Cosigned(size, name)


def _line_by(verifier: Verifier, body: str, given: str) -> str | Refused:
    """Find the line by this key in what was pasted, and check it against the checkpoint that is stored."""
    text = given.strip().replace("\r\n", "\n")
    if len(text) > LONGEST:
        return Refused(f"This is refused: it is longer than {LONGEST} characters, and no signature is.")
    if "\n\n" in text and parted(f"{text}\n")[0] != body:
        return Refused("This is refused: what you pasted is a signature under another checkpoint. Take the one shown here.")
    lines = parted(f"{text}\n")[1] if "\n\n" in text else tuple(text.split("\n"))
    try:
        found = [line for line in map(str.strip, lines) if is_by(line, verifier, body)]
    except BadNote as error:
        return Refused(f"This is refused: {error}.")
    if not found:
        return Refused(
            f"This is refused: it is no signature by `{verifier.name}`, the key your side gave. "
            "`demarc cosign CHECKPOINT --key FILE` prints one line; paste it whole."
        )
    return found[0]


def _whose(engagement: str, party: str, verifier: Verifier) -> str:
    """Say whose key it is already, if it is the server's or another party's."""
    hosts = {read_verifier(key).key for key in _host_keys(engagement)}
    if verifier.key in hosts:
        return "the server's own"
    others = models.Keeper.objects.filter(engagement=engagement).exclude(party=party).exclude(key="")
    if verifier.key in {read_verifier(key).key for key in others.values_list("key", flat=True)}:
        return "the other side's"
    return ""


def _host_keys(engagement: str) -> set[str]:
    return set(models.SignedHead.objects.filter(engagement=engagement).values_list("key", flat=True).distinct())


def is_address(text: str) -> bool:
    """Tell whether a text can be a mail address; only sending to it shows whether it is one."""
    name, at, host = text.rpartition("@")
    return bool(name and at and "." in host) and len(text) <= ADDRESS and text.isprintable() and " " not in text
