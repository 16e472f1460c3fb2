"""Words that narrow a row: device class, operating system, window, support state, site, kind of user.

Each entry gives an aspect, its values with `|` between, and the phrases that mean them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrows:
    """Phrases that narrow one aspect to some of its values; no values means that they say nothing of this aspect."""

    aspect: str
    values: frozenset[str]
    sure: str = ""
    maybe: str = ""
    unless: str = ""


def narrows(aspect: str, values: str, *, sure: str = "", maybe: str = "", unless: str = "") -> Narrows:
    """Write an entry down: `values` have `|` between."""
    read = frozenset(value for value in values.split("|") if value)
    return Narrows(aspect=aspect, values=read, sure=sure, maybe=maybe, unless=unless)


DEVICES = (
    narrows(
        "device_class",
        "workstation",
        sure="workstation, thin client",
        maybe="endpoint",
    ),
    narrows(
        "device_class",
        "server",
        sure="server, hypervisor, virtualmachine, domain controller",
        maybe="host, vm",
    ),
    narrows(
        "device_class",
        "network",
        sure=(
            "lan, router, firewall, wifi, accesspoint, network device|hardware|gear|appliance|infrastructure, "
            "infrastructure network, lan wifi|firewall|router, network server|workstation"
        ),
        maybe="network, wan",
    ),
    narrows(
        "device_class",
        "mobile",
        sure="mobile, iphone, ipad, android, ios, mobile iphone|ipad|android|ios",
        maybe="phone device",
    ),
    narrows(
        "device_class",
        "printer",
        sure="printer, scanner, label printer",
    ),
    narrows(
        "device_class",
        "iot",
        sure="iot, camera, cctv, badge reader, smart device, sensor iot",
    ),
    narrows(
        "device_class",
        "ot-medical",
        sure=(
            "ot, scada, plc, ics, industrial, hmi, medical device|equipment, plant floor|equipment|system, "
            "operational technology, shop floor, production line, ot device|network|system|patch"
        ),
        maybe="medical, manufacturing system, lab instrument|device",
    ),
    narrows(
        "device_class",
        "saas",
        sure="saas, saas application, cloud application|app",
    ),
    narrows(
        "device_class",
        "cloud",
        sure="azure|aws|gcp, cloud resource|server|workload|infrastructure, iaas, paas",
        maybe="cloud",
    ),
    narrows(
        "device_class",
        "",
        sure=(
            "helpdesk, remotedesktop, remotedesktop server, print server, datacentre, server room, phonesystem, "
            "network share|drive|diagram, mobile code, sql server, exchange server, network admin_account, smart "
            "host, network document, service level host"
        ),
    ),
)

SYSTEMS = (
    narrows(
        "os_family",
        "windows",
        sure="windows",
    ),
    narrows(
        "os_family",
        "linux",
        sure="linux, ubuntu, rhel, debian, centos, unix",
    ),
    narrows(
        "os_family",
        "macos",
        sure="macos, mac, osx",
    ),
    narrows(
        "os_family",
        "ios",
        sure="ios, iphone",
    ),
    narrows(
        "os_family",
        "android",
        sure="android",
    ),
    narrows(
        "os_family",
        "firmware",
        sure="firmware, bios",
    ),
    narrows(
        "os_family",
        "",
        sure="mac address",
    ),
)

WINDOWS = (
    narrows(
        "window",
        "after-hours|holiday",
        sure=(
            "afterhours, ooh, outside hour, outside business|office|working|normal|core hour, non business hour, off "
            "hour, out hour, weekend holiday, night weekend, evening weekend, overnight weekend, night weekend "
            "holiday, weeknight weekend"
        ),
        maybe="oncall, overnight",
    ),
    narrows(
        "window",
        "after-hours",
        sure="night, weekend, overnight, evening, saturday, sunday, saturday sunday",
    ),
    narrows(
        "window",
        "holiday",
        sure="holiday, bank|public holiday",
    ),
    narrows(
        "window",
        "business",
        sure="business|office|working|work|core|normal hour, daytime, day shift, 8x5, 8 5, 9 5, 5x8, weekday",
    ),
    narrows(
        "window",
        "business|after-hours|holiday",
        sure="24x7, 24 7, 24x7x365, 24 7 365, 247, around clock, round clock, 24 hour",
    ),
    narrows(
        "window",
        "",
        sure="holiday party|cover|coverage|calendar|pay, holiday leave|absence|vacation",
        unless="weekend oncall",
    ),
)

STATES = (
    narrows(
        "support",
        "ended",
        sure="endoflife, unsupported, out support, eol, legacy system|os|server|application, obsolete",
        maybe="legacy",
    ),
    narrows(
        "support",
        "vendor-sealed",
        sure="vendor managed|sealed|maintained device|system|appliance|box|equipment, vendor sealed",
    ),
    narrows(
        "management",
        "none",
        sure="unmanaged device|endpoint|workstation",
        maybe="unmanaged, personal device, mobile_personal",
    ),
    narrows(
        "exposure",
        "yes",
        sure="internet facing|exposed, public facing, external facing, edge device",
    ),
    narrows(
        "user_class",
        "executive",
        sure="vip, executive user|device|workstation|support, c level, board member",
    ),
    narrows(
        "user_class",
        "guest",
        sure="guest user|account|access|wifi, guest",
    ),
    narrows(
        "user_class",
        "provider-staff",
        sure="provider user|technician, provider user access",
    ),
    narrows(
        "data_class",
        "regulated",
        sure="phi|ephi|cui|pci_data, cardholder data, patient data|record, regulated data",
        maybe="pii, personal data",
    ),
)

SITES = (
    narrows(
        "site",
        "plant",
        sure="plant, factory, plant site|floor|network",
    ),
    narrows(
        "site",
        "warehouse",
        sure="warehouse",
    ),
    narrows(
        "site",
        "branch",
        sure="branch, branch office|site, remote|satellite office|site|location",
    ),
    narrows(
        "site",
        "main",
        sure="hq, headquarter, main|head office|site|campus",
    ),
    narrows(
        "site",
        "data-centre",
        maybe="colocation, colo",
    ),
)

SCOPE: tuple[Narrows, ...] = (*DEVICES, *SYSTEMS, *WINDOWS, *STATES, *SITES)
"""Every entry; severities are read by their numbers, in `demarc.core.meaning.severities`."""
