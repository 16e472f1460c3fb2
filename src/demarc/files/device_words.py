"""What people call the columns and values of a device list, and which word of the matrix each of them is."""

import re
from collections.abc import Iterable


def _words(*lines: str) -> tuple[str, ...]:
    return tuple(word for line in lines for word in line.split(", "))


COLUMNS: dict[str, tuple[str, ...]] = {
    "device": _words(
        "device, device name, name, hostname, host name, host, computer, computer name, machine, asset",
        "asset name, system name, unique asset identifier, netbios name, endpoint, endpoint name",
    ),
    "serial": _words("serial, serial number, serial no, asset tag, service tag, serial asset tag"),
    "site": _words("site, location, office, branch, clinic, plant, building"),
    "device_class": _words(
        "device class, class, device type, type, category, asset type, machine type, chassis, form factor"
    ),
    "os_family": _words("os family, platform, os, operating system, os name, os type, os name and version"),
    "os_version": _words("os version, version, os build, build, operating system version"),
    "management": _words("management, managed by, managed, responsible, management type"),
    "support": _words(
        "support, support status, supported, lifecycle, lifecycle status, maker support",
        "eol, eol status",
    ),
    "exposure": _words("exposure, exposed, public, internet facing, external, internet exposed, reachable"),
    "tenant": _words("tenant, company, client, customer, organisation, organization"),
    "owner": _words(
        "owner, user, assigned to, primary user, used by, system administrator owner",
        "owner user",
    ),
    "tags": _words("tags, tag, labels, label, groups"),
    "last_seen": _words("last seen, last check in, last contact, last online, last sync, last login"),
}
"""Each column of a device list by its name here, and the headings it goes by, folded."""

VALUES: dict[str, dict[str, tuple[str, ...]]] = {
    "device_class": {
        "workstation": _words(
            "workstation, laptop, notebook, desktop, pc, computer, macbook, imac, thin client, tower",
            "mini tower, all in one, laptops, desktops, workstations, computers, lab pc, surface",
        ),
        "server": _words("server, servers, hypervisor, esxi, domain controller, file server, print server"),
        "network": _words(
            "network, switch, router, firewall, access point, ap, wifi, gateway, vpn, load balancer",
            "network device, networking, wireless controller, switches, routers, firewalls, vpn gateway",
        ),
        "mobile": _words("mobile, phone, smartphone, tablet, ipad, iphone, mobile phone, phones, tablets"),
        "printer": _words("printer, printers, multifunction, mfp, copier, plotter, label printer"),
        "iot": _words("iot, camera, badge reader, sensor, tv, door controller, thermostat, cameras"),
        "ot-medical": _words("ot medical, ot, plc, hmi, scada, medical, x ray, milling machine, imaging"),
        "saas": _words("saas, cloud application, web application"),
        "cloud": _words("cloud, cloud vm, instance, ec2, virtual machine in the cloud"),
    },
    "os_family": {
        "windows": _words("windows, win, win10, win11, microsoft windows, windows server"),
        "macos": _words("macos, mac os, mac os x, os x, osx"),
        "linux": _words(
            "linux, ubuntu, debian, rhel, red hat, centos, suse, fedora, rocky, almalinux",
            "oracle linux",
        ),
        "ios": _words("ios, ipados, iphone os"),
        "android": _words("android"),
        "firmware": _words(
            "firmware, cisco ios, ios xe, nx os, fortios, junos, routeros, pan os, sonicos",
            "arubaos",
        ),
    },
    "support": {
        "supported": _words("supported, yes, active, current, in support, under support"),
        "ended": _words("ended, eol, end of life, no, expired, unsupported, out of support, end of support"),
        "vendor-sealed": _words("vendor sealed, sealed, vendor managed, vendor locked"),
    },
    "management": {
        "provider": _words("provider, msp, managed by provider, rmm"),
        "internal": _words("internal, in house, it, client, customer, internal it"),
        "none": _words("none, unmanaged, nobody, no"),
    },
    "exposure": {
        "yes": _words("yes, true, public, internet, external, internet facing, exposed, y"),
        "no": _words("no, false, private, internal, n"),
    },
}
"""For some aspects, each value of the product's own matrix and the words that mean it, folded."""

WORDS = re.compile(r"[a-z0-9]+")


def folded(text: str) -> str:
    """Fold a heading or value: lower case, words parted by one blank, nothing else."""
    return " ".join(WORDS.findall(text.casefold()))


FIELD_OF = {heading: field for field, headings in COLUMNS.items() for heading in headings}


def field_of(heading: str) -> str | None:
    """Say which column of a device list a heading means, or the name of an aspect of the matrix, or None."""
    return FIELD_OF.get(folded(heading))


def meant(field: str, raw: str, listed: Iterable[str]) -> str | None:
    """Say which of the listed values a text means, or None: the value itself, else by the words in it, the longest first.

    Two meanings of the same length are no meaning.
    """
    said = folded(raw)
    domain = {folded(value): value for value in listed}
    if said in domain:
        return domain[said]
    found: dict[str, int] = {}
    for canonical, words in VALUES.get(field, {}).items():
        value = next((domain[word] for word in (folded(canonical), *words) if word in domain), None)
        longest = max((len(word) for word in words if f" {word} " in f" {said} "), default=0)
        if value is not None and longest:
            found[value] = max(longest, found.get(value, 0))
    most = max(found.values(), default=0)
    best = [value for value, length in found.items() if length == most]
    return best[0] if len(best) == 1 else None
