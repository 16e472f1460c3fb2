"""Control ids of NIST SP 800-53, and the functions of the catalogue that carry each out.

The ids are facts; the mapping is ours. A control that spans more than one function, or only touches one, is a guess.
"""

import re
from functools import cache

from demarc.core.meaning.listing import words

_ID = re.compile(r"^\s*([A-Za-z]{2})-0*(\d{1,2})(?![\d.])")

CERTAIN = {
    "AC-17": "SN-07",
    "AC-18": "SN-04",
    "AT-2": "CO-06",
    "AT-3": "CO-06",
    "AT-4": "CO-06",
    "AU-2": "SE-08",
    "AU-3": "SE-08",
    "AU-4": "SE-08",
    "AU-6": "SE-08",
    "AU-11": "SE-08",
    "AU-12": "SE-08",
    "CA-8": "VM-03",
    "CM-3": "VM-04",
    "CM-4": "VM-04",
    "CM-8": "AS-01",
    "CM-10": "VS-05",
    "CP-2": "BK-07",
    "CP-9": "BK-01 BK-02",
    "IA-2": "IA-03",
    "IR-4": "SE-03 SE-04",
    "IR-6": "SE-06",
    "IR-8": "SE-10",
    "MP-6": "AS-04",
    "PE-3": "PH-03",
    "PE-11": "PH-04",
    "PS-4": "IA-02",
    "PS-5": "IA-01",
    "RA-3": "CO-05",
    "RA-5": "VM-02",
    "SA-5": "CO-07",
    "SA-22": "PT-06",
    "SC-7": "SN-05",
    "SI-2": "PT-01 PT-02 PT-03 PT-04 PT-07",
    "SI-3": "EP-03",
    "SR-12": "AS-04",
}
"""Control to the functions that are its substance."""

GUESSED = {
    "AC-2": "IA-01 IA-02 IA-05 IA-08",
    "AC-3": "EM-04",
    "AC-5": "IA-04",
    "AC-6": "IA-04",
    "AC-19": "EP-02",
    "AC-20": "VS-04",
    "AC-21": "EM-04",
    "AC-22": "EM-04",
    "AU-5": "SE-09",
    "AU-9": "SE-08",
    "CA-2": "CO-05",
    "CA-5": "CO-05",
    "CA-7": "CO-05",
    "CM-2": "EP-02 SN-02",
    "CM-5": "VM-04",
    "CM-6": "EP-02 SN-02",
    "CM-7": "EP-02",
    "CM-11": "EP-02",
    "CP-3": "BK-07",
    "CP-4": "BK-05 BK-07",
    "CP-6": "BK-06",
    "CP-10": "BK-05 BK-07",
    "IA-4": "IA-01",
    "IA-5": "IA-03 IA-07",
    "IA-12": "IA-07",
    "IR-2": "SE-10",
    "IR-3": "SE-10",
    "IR-5": "SE-01",
    "MA-2": "VM-04",
    "MA-5": "IA-06",
    "PE-2": "PH-03",
    "PE-6": "PH-03",
    "PE-9": "PH-04",
    "PE-10": "PH-04",
    "PE-14": "PH-04",
    "PS-7": "IA-06",
    "RA-7": "VM-05",
    "SA-2": "GV-03",
    "SA-4": "AS-02",
    "SA-9": "VS-01",
    "SC-12": "IA-08",
    "SI-4": "SE-01",
    "SI-5": "PT-05",
    "SI-12": "EM-05",
    "SR-6": "VS-01",
}
"""Control to the functions it falls to in part."""

FAMILIES = words("AC AT AU CA CM CP IA IR MA MP PE PL PM PS PT RA SA SC SI SR")


def control_functions(title: str) -> tuple[tuple[str, bool, str], ...] | None:
    """Return (function, certain, reason) for a title that begins with a control id, or None for any other title.

    A control that no function carries out gives `()`. Where words follow the id of an unmapped control, they decide: None.
    """
    found = _ID.match(title)
    if found is None or found[1].upper() not in FAMILIES:
        return None
    control = f"{found[1].upper()}-{int(found[2])}"
    if control.endswith("-1"):
        return (("CO-05", False, f"{control} is the family's policy and procedures"),)
    reason = f"{control} is a control of NIST SP 800-53"
    sure, guessed = _mapped(control)
    return tuple((id_, True, reason) for id_ in sure) + tuple((id_, False, reason) for id_ in guessed)


@cache
def _mapped(control: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(CERTAIN.get(control, "").split()), tuple(GUESSED.get(control, "").split())
