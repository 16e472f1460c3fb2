"""The play whose every step dies at every point: a sender, five people, the engine and the mail."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from demarc.acts.add_feed import NewFeed, add_feed
from demarc.acts.ask import answer, ask
from demarc.acts.checkpoint import take_due_checkpoints
from demarc.acts.close import close
from demarc.acts.deliver import LEASE
from demarc.acts.dispute import dispute, rule
from demarc.acts.hand_off import accept, decline, offer
from demarc.acts.leave import leave
from demarc.acts.take_in import take_in
from demarc.acts.tick import tick
from demarc.core.custody.ledger import fold
from demarc.core.instants import micros
from demarc.core.verify import verify
from demarc.core.words import ItemKind
from demarc.doors.ingest.generic.read import read
from demarc.doors.notify.email.send import MailServer, send_due
from demarc.files.notes import Signer
from demarc.record import models
from demarc.record.inbox import FeedKey, Post, inbox_store
from demarc.record.reads.export import export_lines
from tests.cast import DANA, LUIS, MEI, PRIYA, RUTH, TOMASZ
from tests.services import Mailbox
from tests.stage import HOUR, MINUTE, TUESDAY, Stage, put_on_stage

READERS = {"generic": read}
KEYS = ("key 1", "key 2")


@dataclass
class Play:
    """One engagement with one feed, at `now`. A step is tried again after a crash with what its actor had seen."""

    signer: Signer
    mailbox: Mailbox
    now: datetime = TUESDAY
    stage: Stage = field(init=False)
    feed: FeedKey = field(init=False)

    def begin(self) -> None:
        """Set the stage: the matrix in force, and a feed that may post."""
        self.stage = put_on_stage()
        made = add_feed(
            engagement=self.stage.engagement,
            by=self.stage.id(DANA),
            now=TUESDAY - MINUTE,
            name="EDR",
            reader="generic",
            holder=self.stage.id(LUIS),
            facts={"topic": "edr-alert"},
        )
        assert isinstance(made, NewFeed)
        self.feed = FeedKey(self.stage.engagement, made.id, b"")

    # --- what is done -------------------------------------------------------------------------------------------------

    def post(self) -> None:
        """Let a sender post two alerts, each under a key of its own."""
        bodies = (json.dumps({"id": key, "subject": f"Alert {key}", "severity": "critical"}).encode() for key in KEYS)
        store = inbox_store()
        store.keep([Post(self.feed, key, body) for key, body in zip(KEYS, bodies, strict=True)], micros(self.now))
        store.close()

    def sort(self) -> None:
        """Sort what waits."""
        while take_in(now=self.now, readers=READERS):
            pass

    def turn(self) -> None:
        """Let the engine turn until nothing is due any more."""
        while tick(now=self.now):
            pass

    def checkpoint(self) -> None:
        """Sign what is due."""
        take_due_checkpoints(now=self.now, signer=self.signer)

    def send(self) -> None:
        """Hand every letter that is due to the mail server, also those that a dead process had claimed once."""
        server = MailServer(
            host=self.mailbox.host,
            port=self.mailbox.port,
            sender="demarc@alder.example",
            site="https://alder.example",
            page=lambda engagement, item: f"/{engagement}/{item}",
        )
        for at in (self.now, self.now + LEASE + MINUTE):
            while send_due(server, now=at):
                pass

    def act(self, verb: Callable[..., Any], by: str, **said: Any) -> Callable[[], object]:
        """Let somebody act on the first alert's item, as they saw it before."""
        item = models.Item.objects.get(subject="Alert key 1")
        at = self.stage.at(item.id, by, self.now) | {"seen": item.version}
        return lambda: verb(**at, **said)

    def answered(self) -> Callable[[], object]:
        """Let Luis answer what he is asked."""
        question = models.Item.objects.get(kind=ItemKind.ASK)
        at = self.stage.at(question.id, LUIS, self.now) | {"seen": question.version}
        return lambda: answer(text="yes", **at)

    def left(self) -> None:
        """Let Priya say that Tomasz has left."""
        person = self.stage.id(TOMASZ)
        if not models.Person.objects.filter(id=person, left_at__isnull=False).exists():
            leave(engagement=self.stage.engagement, person=person, by=self.stage.id(PRIYA), now=self.now)

    # --- what must hold -----------------------------------------------------------------------------------------------

    def restart(self, work: Callable[[], object] | None = None) -> None:
        """Let the next process come up: whoever was told nothing tries again, and the engine does what it finds to do."""
        if work is not None:
            work()
        self.sort()
        self.turn()

    def told(self) -> dict[str, object]:
        """Say what the record says, without what chance or the number of attempts had a hand in."""
        names = {str(id_): name for name, id_ in self.stage.ids.items()}
        items = models.Item.objects.order_by("subject", "number")
        return {
            "items": [(one.subject, one.kind, one.state, names[one.holder], one.version, one.number) for one in items],
            "acts": Counter(models.Entry.objects.values_list("act", flat=True)),
            "letters": Counter(
                (names.get(p, p), about) for p, about in models.Outbox.objects.values_list("person", "about")
            ),
            "sent": models.Outbox.objects.filter(sent_at__isnull=False).count(),
            "inbox": Counter(models.Inbox.objects.values_list("dedupe", "waiting")),
            "signals": models.Signal.objects.count(),
        }

    def check_the_laws(self) -> None:
        """Laws 1, 3 and 10 on what is stored, and both sides' exports."""
        active = set(models.Person.objects.filter(left_at__isnull=True).values_list("id", flat=True))
        for stored in models.Item.objects.all():
            custody = self.stage.custody(stored.id)
            assert fold(self.stage.entries(stored.id)) == custody
            assert not custody.is_open or (custody.holder in active and custody.next_due is not None)
            assert custody.offered_to is None or custody.offered_to in active
        places = list(models.Entry.objects.order_by("seq").values_list("seq", flat=True))
        assert places == list(range(models.Head.objects.get().size))
        for by in (DANA, PRIYA):
            lines = export_lines(engagement=self.stage.engagement, by=self.stage.id(by), now=self.now)
            assert verify(iter(list(lines))).intact


Made = Callable[[], Callable[[], object]]


def steps(play: Play) -> list[tuple[str, timedelta, Made]]:
    """List the steps: what each is called, how much time passes before it, and how its work is made ready."""
    return [
        ("a sender posts", MINUTE, lambda: play.post),
        ("the engine sorts", MINUTE, lambda: play.sort),
        ("Tomasz accepts", MINUTE, lambda: play.act(accept, TOMASZ)),
        ("Tomasz offers", MINUTE, lambda: play.act(offer, TOMASZ, to=play.stage.id(DANA), why="yours")),
        ("the letters leave", MINUTE, lambda: play.send),
        ("Dana declines", MINUTE, lambda: play.act(decline, DANA, ground="exclusion", text="7.2")),
        ("Tomasz asks", MINUTE, lambda: play.act(ask, TOMASZ, of=play.stage.id(LUIS), question="may we?")),
        ("Luis answers", MINUTE, play.answered),
        ("Dana disputes", MINUTE, lambda: play.act(dispute, DANA, why="not ours")),
        ("Ruth rules", MINUTE, lambda: play.act(rule, RUTH, holder=play.stage.id(MEI), text="Mei, from now on")),
        ("clocks fire", HOUR, lambda: play.turn),
        ("Tomasz leaves", MINUTE, lambda: play.left),
        ("Mei closes", MINUTE, lambda: play.act(close, MEI, ending="fixed", proof="rebuilt")),
        ("a checkpoint is taken", HOUR, lambda: play.checkpoint),
    ]
