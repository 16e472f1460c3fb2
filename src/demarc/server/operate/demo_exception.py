"""The one exception of the demo: a disk that only somebody in the building can change, minutes ago."""

from collections.abc import Mapping
from datetime import timedelta

from demarc.acts import hand_off
from demarc.server.operate.demo_days import Days
from demarc.server.operate.demo_past import Past, Story, done

DISK: Mapping[str, object] = {
    "subject": "A disk of the lab's backup copy has failed and must be changed by hand",
    "severity": "medium",
    "facts": {"topic": "backup-failure", "kind": "alert", "device_class": "server", "site": "lab"},
    "labels": {"device": "LAB-BK-02"},
    "external": "BK-0507",
}


def disk(past: Past, days: Days) -> Story:
    """Tell of work that crosses the line against its row for a time; its reason is still owed."""
    yield days.now - timedelta(minutes=7)
    past.post("backup", DISK)
    yield days.now - timedelta(minutes=5)
    why = "You are in the lab today, and the disk is changed by hand: we are two hours away"
    carries = "LAB-BK-02, second disk from the left, its lamp is red; the spare lies on top of the cabinet"
    done(hand_off.offer(**past.on("BK-0507", "jonah"), to=past.person("luis"), why=why, carries=carries))
    yield days.now - timedelta(minutes=3)
    done(hand_off.accept(**past.on("BK-0507", "luis"), next_step="Change the disk, and wait until it has copied"))
