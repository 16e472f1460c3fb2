"""What falls through when a function has no owner, in one everyday example each. The order is the order of harm.

A manager who has never heard of the function's id knows the example. `WORST_FIRST` is written by hand: first what loses the
firm's data or lets an attacker go on, then what stops work, then what costs money or shows up in an audit.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from demarc.core.catalogue import ALWAYS_SINGLE

LONGEST_EXAMPLE = 48
"""Characters an example may have, so that it stands on one line with whoever does not own it."""


@dataclass(frozen=True, slots=True)
class Harm:
    """One function's everyday name, an example of what goes wrong, and what to say of it when nobody owns it."""

    function: str
    name: str
    example: str
    whose: str = "nobody"


WORST_FIRST: tuple[Harm, ...] = (
    Harm("BK-04", "the restore test", "Monthly restore test"),
    Harm("SE-03", "the decision to isolate", "Ransomware on a server, Saturday 03:00", "nobody may decide to isolate it"),
    Harm("SE-01", "security alerts", "Attack alert on a laptop, Friday 23:40", "nobody brings it to a verdict"),
    Harm("SE-04", "command in an incident", "Ransomware on a server, Saturday 03:00", "nobody is in command"),
    Harm("BK-02", "failed backups", "Backup failed for the third night running"),
    Harm("BK-06", "the copy ransomware cannot reach", "Ransomware reaches the backups too"),
    Harm("BK-01", "what is backed up", "A new system that was never put into the backup"),
    Harm("IA-02", "access of people who left", "Somebody dismissed at 14:00 can still sign in"),
    Harm("SE-02", "odd sign-ins", "The director's mailbox opened from abroad"),
    Harm("PT-05", "holes that attackers already use", "A hole attackers use since Sunday, still open"),
    Harm("BK-05", "recovery of whole systems", "How long until the server runs again? Untested"),
    Harm("IA-03", "strong sign-in", "An administrator without a second factor"),
    Harm("IA-04", "administrator accounts", "Administrator passwords known to who knows whom"),
    Harm("SE-05", "evidence and the insurer", "Machines wiped before the insurer was called"),
    Harm("SE-06", "telling authorities and customers", "Data leaked: who tells the regulator, by when?"),
    Harm("IA-07", "proof of who asks for a reset", "A caller says he is the CFO and wants a reset"),
    Harm("PT-02", "updates of servers", "A server that has had no update since spring"),
    Harm("PT-07", "updates of printers, cameras and plant", "Label printer at the warehouse, update missed"),
    Harm("PT-01", "updates of workstations", "A laptop that has had no update since spring"),
    Harm("PT-04", "updates of network gear", "Firewall firmware two years old"),
    Harm("PT-03", "updates of applications", "A browser with a known hole on every desk"),
    Harm("EP-03", "protection on every machine", "A server on which the protection never ran"),
    Harm("EP-04", "unknown devices", "An unknown machine appears on the network"),
    Harm("EP-06", "lost devices", "A laptop left on the train, Friday evening"),
    Harm("SE-09", "sensors that went silent", "A server's alarms stopped coming weeks ago"),
    Harm("SE-07", "the end of an incident", "Is it over? May people sign in again?"),
    Harm("EM-02", "reported phishing", "A user reports a false invoice mail"),
    Harm("SN-07", "remote access", "The remote access gateway, attacked on a Sunday"),
    Harm("SN-06", "internet outages", "Internet down at a branch, the carrier says no"),
    Harm("SN-01", "servers and storage", "The file server's disk fills up overnight"),
    Harm("EM-01", "mail", "Mail stops on Monday morning"),
    Harm("SD-01", "incoming requests", "A request that nobody has picked up"),
    Harm("VS-02", "vendor cases", "The vendor says it is your side, you say theirs"),
    Harm("VS-03", "outages of cloud services", "The payroll service is down on pay day"),
    Harm("SD-05", "telling the users", "An outage, and nobody tells the users"),
    Harm("SD-06", "open tickets", "A ticket open for six weeks, and nobody's"),
    Harm("BK-03", "restores", "A deleted folder that is needed today"),
    Harm("BK-07", "the recovery plan", "The building burns: what comes back first?"),
    Harm("SE-10", "the incident plan", "The incident plan that nobody has ever tried"),
    Harm("SE-08", "logs", "After the break-in the logs are gone"),
    Harm("VM-02", "vulnerability scans", "A scan with 400 findings and no names"),
    Harm("SN-05", "firewall rules", "A firewall rule opened for a day in 2021"),
    Harm("IA-06", "the provider's own access", "A technician the provider let go still gets in"),
    Harm("CO-02", "the insurance application", "The form says every account has a second factor"),
    Harm("GV-05", "cover for absence", "The one who knows is in hospital"),
    Harm("GV-06", "departure of key people", "The one who knows resigns"),
    Harm("GV-07", "the on-call roster", "Saturday 03:00, and whom does one call?"),
    Harm("GV-02", "disputes", "Each side says the other holds it"),
    Harm("VM-04", "changes", "A change on Friday takes the shop down"),
    Harm("VM-05", "accepted risks", "A risk that nobody signed for"),
    Harm("IA-01", "access of people who start", "The new colleague cannot work on her first day"),
    Harm("IA-08", "service accounts and keys", "A key made by somebody who left in 2019"),
    Harm("EP-01", "devices that fit no list", "A device that is on no list"),
    Harm("EP-02", "set-up of devices", "A laptop without encryption"),
    Harm("PT-06", "systems past their end", "A server its maker no longer supports"),
    Harm("SN-04", "switches and wireless", "The wireless network of one floor is gone"),
    Harm("SN-02", "set-up of the cloud", "A storage folder open to the whole world"),
    Harm("SN-08", "certificates and domain names", "The certificate runs out on Sunday"),
    Harm("PH-01", "telephones", "An emergency call goes to the old address"),
    Harm("PH-04", "power and cooling", "The server room is at 41 degrees"),
    Harm("EM-03", "mail that claims to be yours", "Mail in your name that you never sent"),
    Harm("EM-04", "files open to outsiders", "A folder shared with a supplier for ever"),
    Harm("EM-05", "legal holds", "Counsel wants a mailbox kept that was deleted"),
    Harm("SD-02", "user requests", "A user who cannot work this morning"),
    Harm("SD-03", "business applications", "The ordering system stops at noon"),
    Harm("VS-01", "the list of vendors", "The carrier will not talk to who calls"),
    Harm("VS-04", "new cloud services", "Customer data in a service nobody has looked at"),
    Harm("VS-05", "licences", "The maker asks for a licence count in 30 days"),
    Harm("VS-06", "renewals", "A contract that renewed itself for three years"),
    Harm("VS-07", "what the provider achieves", "The provider's report that nobody checks"),
    Harm("VM-03", "the outside test", "A test report whose findings nobody closed"),
    Harm("CO-01", "security questionnaires", "A customer's 180 questions, due in five days"),
    Harm("CO-03", "audits", "The auditor's list, with no coordinator"),
    Harm("CO-05", "risks and policies", "A policy nobody has read since it was signed"),
    Harm("CO-06", "training", "New people who have never seen the training"),
    Harm("CO-07", "documentation", "Nobody can run it from what is written down"),
    Harm("CO-08", "the password vault", "The vault opens for one person, who is away"),
    Harm("AS-01", "the inventory", "How many machines are there? Three lists differ"),
    Harm("AS-02", "purchases", "Who said yes to this order?"),
    Harm("AS-04", "disposal", "An old disk with customer data in a skip"),
    Harm("AS-05", "a leaver's equipment", "The leaver's laptop, and who has it"),
    Harm("IA-05", "the access review", "People keep every right they ever had"),
    Harm("IA-09", "team mailboxes", "A shared mailbox nobody answers"),
    Harm("GV-01", "this sheet itself", "The sheet that nobody keeps true"),
    Harm("GV-03", "roadmap and budget", "The budget for next year"),
    Harm("GV-04", "projects", "The project is over: who runs what it left?"),
    Harm("GV-08", "the provider's exit", "The provider goes, with the passwords"),
    Harm("SN-09", "the network diagram", "A diagram of how it was in 2018"),
    Harm("PH-02", "printers and meeting rooms", "The printer on the second floor"),
    Harm("PH-03", "doors and cameras", "A camera that everybody can look through"),
)
"""Every function once, worst first."""

MUST_HAVE = ALWAYS_SINGLE | {"SD-05", "SD-06", "VS-02"}
"""What must have one owner in every list: what may never be divided, and what only the client's lead can do."""

_BY_FUNCTION = {harm.function: harm for harm in WORST_FIRST}
_RANK = {harm.function: rank for rank, harm in enumerate(WORST_FIRST)}


def harm_of(function: str) -> Harm | None:
    """Return the harm of a function, or None for an id that is none."""
    return _BY_FUNCTION.get(function)


def rank_of(function: str) -> int:
    """Return how early a function's harm is told: 0 is the worst; what is no function comes last."""
    return _RANK.get(function, len(_RANK))


def worst(functions: Iterable[str]) -> Harm | None:
    """Return the worst harm among several functions, or None when none is known."""
    known = [harm for harm in map(harm_of, functions) if harm is not None]
    return min(known, key=lambda harm: _RANK[harm.function], default=None)


DEVICES: tuple[tuple[str, str, str], ...] = (
    ("printer", "printers", "Label printer at the warehouse"),
    ("mobile", "phones", "A director's phone"),
    ("network", "switches", "A switch in the back office"),
    ("server", "servers", "A file server"),
    ("workstation", "workstations", "A laptop"),
    ("iot", "cameras", "A camera at the gate"),
    ("ot-medical", "plant and medical devices", "A machine on the shop floor"),
    ("cloud", "cloud machines", "A virtual machine in the cloud"),
)
"""Classes of devices with what several are called and one example, in the order in which people forget them."""
