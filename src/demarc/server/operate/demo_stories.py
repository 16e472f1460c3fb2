"""The six stories of the demo, each told by itself; `demo_past` lets them happen side by side.

Where a story needs a refusal, it insists on it: what the demo shows of the rules is what the rules do.
"""

from collections.abc import Mapping
from datetime import timedelta

from demarc.acts import ask as asking
from demarc.acts import close as closing
from demarc.acts import dispute as disputing
from demarc.acts import hand_off, note
from demarc.acts.outcome import Refused
from demarc.core.custody.passing import Ground
from demarc.core.custody.ruling import Period
from demarc.server.operate.demo_days import AFTERNOON_OFF, FRIDAY, Days
from demarc.server.operate.demo_drills import in_earnest, on_paper
from demarc.server.operate.demo_past import DidNotHappen, Past, Story, done

Posted = Mapping[str, object]

RANSOMWARE: Posted = {
    "subject": "Ransomware behaviour on XRAY-FS-01: files renamed in bulk",
    "severity": "critical",
    "facts": {"topic": "edr-alert", "kind": "alert", "device_class": "server", "os_family": "windows", "site": "central"},
    "labels": {"device": "XRAY-FS-01"},
    "external": "EDR-7F31",
}
SEALED_PC: Posted = {
    "subject": "LAB-MILL-01 misses 14 updates: Windows 10, sealed by the maker",
    "severity": "medium",
    "facts": {
        "topic": "os-patch",
        "kind": "device-duty",
        "device_class": "workstation",
        "os_family": "windows",
        "support": "vendor-sealed",
        "site": "lab",
    },
    "labels": {"device": "LAB-MILL-01"},
    "external": "RMM-2207",
}
RESTORE_TEST: Posted = {
    "subject": "Monthly restore test of the X-ray archive: 1,200 pictures, opened by a person",
    "severity": "medium",
    "facts": {"topic": "restore-test", "kind": "recurring-duty", "device_class": "server", "site": "central"},
    "labels": {"job": "xray-nightly", "sample": "1200", "green_nights": "30"},
    "external": "BK-0411",
}
CLAIMS: Posted = {
    "subject": "DentiSoft claims are rejected since the update",
    "severity": "medium",
    "facts": {"topic": "vendor-case", "kind": "vendor-case", "device_class": "server", "site": "north"},
    "labels": {"vendor": "DentiSoft", "device": "NORTH-APP-01"},
    "external": "DS-4410",
}
INSURER: Posted = {
    "subject": "The insurer's renewal form: 60 lines, each with proof",
    "severity": "medium",
    "facts": {"topic": "insurance-application", "kind": "evidence-request"},
    "labels": {"insurer": "Lakeshore Mutual", "lines": "60"},
    "external": "CY-88-2",
}
SIGN_INS: Posted = {
    "subject": "Odd sign-ins to the mailbox of Marc Bell: two countries within an hour",
    "severity": "critical",
    "facts": {"topic": "identity-alert", "kind": "alert", "user_class": "executive", "site": "central"},
    "labels": {"account": "marc.bell"},
    "external": "IDP-2214",
}
GATEWAY: Posted = {
    "subject": "CENTRAL-FW-01 runs old firmware, and it is the remote access gateway",
    "severity": "medium",
    "facts": {"topic": "os-patch", "kind": "device-duty", "device_class": "network", "os_family": "firmware"},
    "tags": ["vpn-gateway"],
    "labels": {"device": "CENTRAL-FW-01"},
    "external": "RMM-2231",
}
STORE: Posted = {
    "subject": "The backup store is 91 % full; in two weeks nothing fits",
    "severity": "medium",
    "facts": {"topic": "backup-failure", "kind": "alert", "device_class": "server", "site": "central"},
    "labels": {"device": "CENTRAL-BK-01"},
    "external": "BK-0502",
}
PHISH: Posted = {
    "subject": "Reported phish: an invoice of the sterilizer's maker, three readers",
    "severity": "high",
    "facts": {"topic": "reported-phish", "kind": "alert", "site": "west"},
    "labels": {"readers": "3"},
    "external": "EM-1180",
}


def ransomware(past: Past, days: Days) -> Story:
    """Story 1: Saturday night, one holder throughout, and a signed permission where nobody answers in time."""
    night, morning = days.saturday, days.saturday + timedelta(days=1)
    yield days.at(night, "23:41")
    past.post("edr", RANSOMWARE)
    yield days.at(night, "23:43")
    done(hand_off.accept(**past.on("EDR-7F31", "tomasz"), next_step="See which account renames, and stop it"))
    yield days.at(night, "23:44")
    question = "May I cut XRAY-FS-01 off the network? 300 pictures are renamed, more by the minute."
    dana = past.person("dana")
    done(asking.ask(**past.on("EDR-7F31", "tomasz"), of=dana, question=question, action="isolate"))
    # Dana is away, so a minute on the question is Luis's, who agreed to cover.
    yield days.at(night, "23:45")
    yield days.at(night, "23:59")
    said = "Nobody answered within 15 minutes, so the signed permission counts: XRAY-FS-01 is isolated."
    done(note.note(**past.on("EDR-7F31", "tomasz"), text=said))
    yield days.at(morning, "00:06")
    done(asking.answer(**past.on_its_ask("EDR-7F31", "luis"), text="Yes. I am on my way to switch the archive to paper."))
    yield days.at(morning, "00:08")
    soon = past.at + timedelta(minutes=45)
    done(hand_off.promise(**past.on("EDR-7F31", "tomasz"), when=soon, next_step="Verdict, and what was encrypted"))
    yield days.at(morning, "00:31")
    done(note.note(**past.on("EDR-7F31", "priya"), text="The backup of 22:00 is whole; I have opened it.", internal=True))
    yield days.at(morning, "00:52")
    proof = "Isolated 23:59, process stopped, 312 pictures restored from 22:00; sign-in of a former employee closed."
    done(closing.close(**past.on("EDR-7F31", "tomasz"), ending="true positive", proof=proof))


def milling_pc(past: Past, days: Days) -> Story:
    """Story 2: a machine that fits no row; the intake holder has it, and it is due."""
    yield days.back(2, "09:12")
    past.post("edr", SEALED_PC)
    yield days.back(2, "10:05")
    step = "Ask the mill's maker which updates the seal allows; a row for sealed machines goes into the next version"
    friday = days.coming(FRIDAY, "16:00")
    done(hand_off.accept(**past.on("RMM-2207", "dana"), when=friday, next_step=step))


def restore_test(past: Past, days: Days) -> Story:
    """Story 3: thirty green nights, and a test that comes back short; overdue, repeated, passed, witnessed."""
    yield days.back(7, "08:15")
    past.post("backup", RESTORE_TEST)
    yield days.back(7, "09:00")
    noon = days.back(6, "12:00")
    done(hand_off.accept(**past.on("BK-0411", "jonah"), when=noon, next_step="Restore the sample and open every picture"))
    yield days.back(6, "11:20")
    done(note.note(**past.on("BK-0411", "jonah"), text="1,159 of 1,200 open. 41 X-rays are missing; 30 nights were green."))
    yield days.back(6, "14:40")
    text = "Escalated to me at noon. A green job proves that it ran, not that it can be restored: repeat it in full."
    done(note.note(**past.on("BK-0411", "priya"), text=text))
    yield days.back(6, "15:10")
    step = "Mend the folder that was left out, back up anew, and test all 1,200 again"
    done(hand_off.promise(**past.on("BK-0411", "jonah"), when=days.back(5, "16:00"), next_step=step))
    yield days.back(5, "13:30")
    done(note.note(**past.on("BK-0411", "luis"), text="I sat beside it and opened 20 at random myself: all there."))
    yield days.back(5, "14:05")
    proof = "Test sheet 2: 1,200 of 1,200 opened, 12:10 to 13:25, hashes attached; tester Jonah Pike, witness Luis Ferrer."
    done(closing.close(**past.on("BK-0411", "jonah"), ending="done", proof=proof))


def claims(past: Past, days: Days) -> Story:
    """Story 4: "out of scope" comes twice, the leads cannot settle, the executive rules, and the ruling becomes v4."""
    mei, priya, dana = past.person("mei"), past.person("priya"), past.person("dana")
    yield days.back(6, "10:20")
    past.post("desk", CLAIMS)
    yield days.back(6, "11:00")
    why = "It began with the update of NORTH-APP-01, which you run: the client there cannot reach the clearing house"
    carries = "Bills are late; reach Nora at the north desk; reinstalling was tried; DentiSoft wants server logs by 4 pm"
    done(hand_off.offer(**past.on("DS-4410", "dana"), to=mei, why=why, carries=carries))
    yield days.back(6, "11:35")
    if not isinstance(hand_off.decline(**past.on("DS-4410", "mei")), Refused):
        raise DidNotHappen("a decline without a citation was accepted")
    done(note.note(**past.on("DS-4410", "mei"), text="Out of scope. (Refused: a decline cites a row or an exclusion.)"))
    yield days.back(6, "11:50")
    cited = "Statement of work 7.2: line-of-business software is excluded"
    done(hand_off.decline(**past.on("DS-4410", "mei"), ground=Ground.EXCLUSION, text=cited))
    yield days.back(6, "13:10")
    promised = days.back(AFTERNOON_OFF, "16:30")
    done(hand_off.promise(**past.on("DS-4410", "dana"), when=promised, next_step="Call DentiSoft again"))
    yield days.back(AFTERNOON_OFF, "13:20")
    # Luis covers for Dana this afternoon.
    why = "DentiSoft says that the fault is on the server. They want the logs, and only you can read them"
    done(hand_off.offer(**past.on("DS-4410", "luis"), to=priya, why=why, carries=carries))
    yield days.back(AFTERNOON_OFF, "14:05")
    done(hand_off.decline(**past.on("DS-4410", "priya"), ground=Ground.EXCLUSION, text=cited))
    day = AFTERNOON_OFF - 1
    once = Period.RECONCILIATION
    yield days.back(day, "08:20")
    text = "The server is theirs, so its logs and the vendor's call are theirs"
    done(disputing.settle(**past.on("DS-4410", "dana"), holder=mei, text=text, period=once))
    yield days.back(day, "09:05")
    text = "We did not sell this software and do not support it"
    done(disputing.settle(**past.on("DS-4410", "priya"), holder=dana, text=text, period=once))
    yield from _ruled(past, days, day)


def _ruled(past: Past, days: Days, day: int) -> Story:
    mei = past.person("mei")
    yield days.back(day, "13:45")
    text = (
        "Where a vendor's fault shows on a server that Harborline runs, Harborline holds the case and calls the vendor; "
        "everything else of a vendor stays with Alder."
    )
    done(disputing.rule(**past.on("DS-4410", "ruth"), holder=mei, text=text, period=Period.PERMANENT))
    yield days.back(day, "14:10")
    step = "Logs to DentiSoft today; their fix is tested on one desk first"
    due = days.ahead(1, "11:00")
    done(hand_off.accept(**past.on("DS-4410", "mei"), when=due, next_step=step))


def insurer(past: Past, days: Days) -> Story:
    """Story 5: the insurer's form, in part proved, in part late on the other side of the line."""
    yield days.back(8, "09:30")
    past.post("desk", INSURER)
    yield days.back(8, "10:15")
    due = days.ahead(3, "17:00")
    done(hand_off.accept(**past.on("CY-88-2", "ruth"), when=due, next_step="Every line proved or marked; I sign last"))
    yield days.back(7, "11:00")
    for whom, line in (
        ("jonah", "Line 17: the last restore test that passed, with its sheet"),
        ("mei", "Line 22: how many machines have missed a critical fix for 14 days"),
        ("tomasz", "Line 31: the alerts of the last quarter, each with a verdict"),
        ("priya", "Line 44: who of you can sign in as an administrator, and since when"),
    ):
        ask = past.on("CY-88-2", "ruth")
        done(asking.ask(**ask, of=past.person(whom), question=line, due=days.back(1, "15:00")))
    yield days.back(5, "15:00")
    done(
        asking.answer(
            **past.on_its_ask("CY-88-2", "jonah"), text="Passed on the second try: test sheet 2, witnessed by Luis."
        )
    )
    yield days.back(1, "16:30")
    count = "52 lines proved, 5 without proof (marked, with a date), 3 late at Harborline. The restore line is green now."
    done(note.note(**past.on("CY-88-2", "dana"), text=count))


def sign_ins(past: Past, days: Days) -> Story:
    """Story 6: now. Tomasz offered the call-back to Dana nine minutes ago; six are left."""
    yield days.now - timedelta(minutes=14)
    past.post("edr", SIGN_INS)
    yield days.now - timedelta(minutes=12)
    step = "Sessions ended; the owner of the mailbox must be called back"
    done(hand_off.accept(**past.on("IDP-2214", "tomasz"), next_step=step))
    yield days.now - timedelta(minutes=9)
    why = "You know Marc's voice: call him back, and say whether he is abroad"
    carries = "Times and countries of the sign-ins; sessions are ended"
    done(hand_off.offer(**past.on("IDP-2214", "tomasz"), to=past.person("dana"), why=why, carries=carries))


def gateway(past: Past, days: Days) -> Story:
    """Tell of the overlap: two rows claim the gateway's firmware, so the intake holder has it, and offers it."""
    yield days.back(1, "10:10")
    past.post("edr", GATEWAY)
    yield days.now - timedelta(hours=2)
    why = "PT-04 and SN-07 both claim it. You run the gateway, and your window is on Tuesday"
    carries = "CENTRAL-FW-01, firmware two versions old, nothing blocks it; next: pick the window"
    done(hand_off.offer(**past.on("RMM-2231", "dana"), to=past.person("tomasz"), why=why, carries=carries))


def store(past: Past, days: Days) -> Story:
    """Tell of a store that fills: its holder offers the order to whoever has the budget."""
    yield days.back(1, "14:40")
    past.post("backup", STORE)
    yield days.back(1, "15:25")
    done(hand_off.accept(**past.on("BK-0502", "jonah"), next_step="Thin out old copies, then ask for a larger store"))
    yield days.now - timedelta(hours=1)
    why = "Old copies are thinned out, so it holds for two weeks. A larger store is yours to order"
    carries = "CENTRAL-BK-01, 91 % full, 84 % after thinning out; next: order 8 TB before the month ends"
    done(hand_off.offer(**past.on("BK-0502", "jonah"), to=past.person("dana"), why=why, carries=carries))


def phish(past: Past, days: Days) -> Story:
    """Tell of a reported phish that waits for a first act."""
    yield days.now - timedelta(minutes=38)
    past.post("edr", PHISH)


def stories(past: Past, days: Days) -> tuple[Story, ...]:
    """List the stories, the six of the tour first."""
    alone = (ransomware, milling_pc, restore_test, insurer, sign_ins, gateway, store, phish, on_paper, in_earnest)
    return (claims(past, days), *(story(past, days) for story in alone))
