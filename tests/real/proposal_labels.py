"""Six public contracts labelled by a reader for all 24 ids before any rule was written: grade, and a start of the line.

An empty start: nothing in the text decides. `TUNED` documents may shape the rules; `SCORED` ones only count.
"""

from collections.abc import Mapping

CUAD, COMMON = "contracts_cuad_it", "contracts_common_paper"
Label = tuple[str, str]

_SILENT: Mapping[str, Label] = {
    **{f"F{number}": ("absent", "") for number in range(1, 6)},
    "F6": ("unclear", ""),
    **{f"X{number}": ("absent", "") for number in range(1, 19)},
}

CENTRACK: Mapping[str, Label] = {
    **_SILENT,
    "F1": ("unclear", "i-on will provide the following"),
    "F2": ("present", "solely responsible for the security of"),
    "F3": ("absent", "At no time will i-on"),
    "X4": ("unclear", "explicitly not an agreement"),
    "X5": ("absent", "hold i-on harmless for any interruptions"),
    "X6": ("absent", "archival backups"),
    "X7": ("unclear", "billed at $200 per hour"),
    "X10": ("unclear", "automatically be renewed"),
    "X12": ("unclear", "terminate this Agreement without cause"),
    "X13": ("absent", "updated continually"),
    "X16": ("absent", "interruption or discontinuation"),
}

FERROGLOBE: Mapping[str, Label] = {
    **_SILENT,
    "F1": ("unclear", "EIT is in charge of"),
    "F2": ("unclear", "The Customer is responsible for"),
    "F3": ("unclear", "Level 2 assistance"),
    "F5": ("absent", "EIT commits to monitor"),
    "X1": ("unclear", "Server Management Responsibility"),
    "X2": ("present", "The supervision of the Agreement"),
    "X3": ("unclear", "If the commission members"),
    "X4": ("unclear", "is excluded from this Agreement"),
    "X5": ("absent", "forcemajeure or external causes"),
    "X6": ("absent", "daily backup copy"),
    "X7": ("unclear", "travelling expenses"),
    "X8": ("unclear", "less than two South African"),
    "X10": ("unclear", "renewed tacitly"),
    "X11": ("unclear", "hand over to the Customer"),
    "X12": ("unclear", "notify the customer of this fact"),
    "X17": ("unclear", "review annually"),
}

VITALIBIS: Mapping[str, Label] = {
    **_SILENT,
    "F1": ("unclear", "as specifically set forth in Exhibit A"),
    "F2": ("unclear", "Licensee shall provide VOTOCAST"),
    "X2": ("unclear", "primary point of contact"),
    "X7": ("unclear", "travel and travel-related"),
    "X4": ("unclear", "does not include analysis"),
    "X5": ("absent", "causes beyond the control"),
    "X8": ("unclear", "Severity 1 Every Two Hours"),
    "X9": ("absent", "sole and exclusive property of VOTOCAST"),
    "X10": ("unclear", "automatically renew"),
    "X11": ("unclear", "delete all stored contents"),
    "X12": ("unclear", "may subcontract any portion"),
    "X13": ("absent", "reserves the right to change its rates"),
    "X14": ("present", "Should a conflict arise"),
    "X16": ("absent", "justifying suspension"),
}

REGAN: Mapping[str, Label] = {
    **_SILENT,
    "X2": ("unclear", "LMG employees identified in Exhibit B"),
    "X5": ("present", "Except for downtime for scheduled"),
    "X7": ("unclear", "reasonable and necessary travel"),
    "X10": ("unclear", "ninety (90) days"),
    "X11": ("unclear", "return, destroy or securely erase"),
    "X12": ("unclear", "LMG may not subcontract"),
    "X13": ("present", "shall not be amended except"),
    "X16": ("present", "even during a dispute"),
}

ON2: Mapping[str, Label] = {
    **_SILENT,
    "F4": ("unclear", "any change in the Primary Coordinators"),
    "X2": ("present", "Chris Schapdick"),
    "X3": ("unclear", "informal negotiations"),
    "X8": ("unclear", "response times set forth below"),
    "X9": ("unclear", "immediately return to On2"),
    "X10": ("unclear", "eighteen (18) months"),
    "X11": ("unclear", "immediately return to On2"),
    "X12": ("unclear", "any change in the Primary Coordinators"),
    "X13": ("present", "except by an instrument in writing"),
}

PSA: Mapping[str, Label] = {
    **_SILENT,
    "F1": ("unclear", "as detailed in an applicable SOW"),
    "F2": ("unclear", "Customer Obligations"),
    "F5": ("unclear", "Security Policy"),
    "X9": ("unclear", "assigns all right, title"),
    "X10": ("unclear", "12 months have elapsed"),
    "X11": ("unclear", "return or destroy"),
    "X12": ("unclear", "may use Subcontractors"),
    "X13": ("present", "must be in writing and signed"),
    "X14": ("unclear", "will control in the event of any conflict"),
    "X16": ("unclear", "must pay all undisputed amounts"),
}

TUNED = {(CUAD, "CENTRACK*"): CENTRACK, (CUAD, "Ferroglobe*"): FERROGLOBE, (CUAD, "Vitalibis*"): VITALIBIS}
SCORED = {(CUAD, "REGAN*"): REGAN, (CUAD, "ON2*"): ON2, (COMMON, "psa.md"): PSA}
"""Where each document is found in the shared folder, and its labels."""
