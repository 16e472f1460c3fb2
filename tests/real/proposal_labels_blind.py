"""Five more public contracts, labelled for all 24 ids by a reader who had seen no rule, no test passage and no output.

The form and the grades are those of `proposal_labels.py`; these documents only count and shape no rule.
"""

from collections.abc import Mapping

from tests.real.proposal_labels import CUAD, Label

_SILENT: Mapping[str, Label] = {
    **{f"F{number}": ("absent", "") for number in range(1, 6)},
    "F6": ("unclear", ""),
    **{f"X{number}": ("absent", "") for number in range(1, 19)},
}

CARDLYTICS: Mapping[str, Label] = {
    **_SILENT,
    "F1": ("unclear", "Change Control Procedure Steps"),
    "F2": ("unclear", "Bank of America shall submit to Supplier a listing"),
    "F3": ("unclear", "help desk support available twenty-four"),
    "F4": ("unclear", "Either Party may change its Relationship Manager"),
    "F5": ("unclear", "Supplier shall notify Bank of America immediately (within 24 hours"),
    "X1": ("unclear", "Change Control Procedure Steps"),
    "X2": ("present", "Each Party shall designate an employee Relationship Manager"),
    "X3": ("present", "The Relationship Managers shall meet (in person"),
    "X5": ("present", "For Class 1 Errors"),
    "X6": ("unclear", "to observe a contingency test"),
    "X7": ("unclear", "All costs associated with any security breach"),
    "X8": ("present", "within fifteen (15) minutes after"),
    "X9": ("unclear", "Bank of America will own exclusively"),
    "X10": ("unclear", "at least forty-five (45) calendar days"),
    "X11": ("unclear", "shall promptly return to Bank of America"),
    "X12": ("present", "The engagement of a Subcontractor by Supplier"),
    "X13": ("present", "No amendments of any provision"),
    "X14": ("present", "shall control in the event of any conflict"),
    "X16": ("unclear", "fails to pay in full the undisputed portion"),
    "X17": ("unclear", "with such frequency as"),
}

QUANTUM: Mapping[str, Label] = {
    **_SILENT,
    "F1": ("unclear", "Responsibilities of IBM and Customer"),
    "F2": ("present", "IBM's obligations are contingent on"),
    "F3": ("absent", "Provide all end user support including"),
    "F4": ("absent", "Customer will designate an individual"),
    "F5": ("unclear", "report incidents of security breach"),
    "X1": ("unclear", "Responsibilities of IBM and Customer"),
    "X2": ("present", "IBM will designate an individual to whom"),
    "X3": ("absent", "will assign the following priority levels and respond"),
    "X4": ("unclear", "IBM will not: Setup and maintain"),
    "X5": ("absent", "IBM is not responsible for any Outage outside"),
    "X6": ("absent", "Perform a test backup"),
    "X7": ("unclear", "SmartHands (systems administrative"),
    "X8": ("unclear", "IBM provides notification within 15 minutes"),
    "X9": ("absent", "IBM or third parties have all right"),
    "X10": ("unclear", "at least sixty (60) days prior written notice"),
    "X11": ("unclear", "on or before five (5) days following"),
    "X12": ("unclear", "IBM may subcontract portions"),
    "X13": ("absent", "IBM, in its reasonable discretion, may change"),
    "X14": ("unclear", "In the event of a conflict between the Base Terms"),
    "X15": ("unclear", "Provide details of trouble tickets"),
    "X16": ("absent", "except for nonpayment by Customer"),
}

REYNOLDS: Mapping[str, Label] = {
    **_SILENT,
    "F1": ("absent", "the services described on Exhibit A"),
    "F2": ("unclear", "A failure of a Recipient to act"),
    "F3": ("unclear", "Help Desk services"),
    "F4": ("unclear", "Either Party may replace its Service Coordinator"),
    "F5": ("unclear", "notify the other Party of the Security Incident"),
    "X2": ("unclear", "To be designated in writing"),
    "X3": ("present", "If the Service Coordinators are unable to"),
    "X4": ("unclear", "in no event shall Provider be obligated"),
    "X5": ("absent", "substantially similar in all material"),
    "X6": ("absent", "Backup/restore management"),
    "X7": ("unclear", "at the cost of the Party responsible"),
    "X9": ("unclear", "return to the other Party any equipment"),
    "X10": ("unclear", "upon 30 days' prior written notice"),
    "X11": ("unclear", "deliver to the other Party (i) all records"),
    "X12": ("present", "Provider shall obtain the prior written consent"),
    "X13": ("unclear", "A Provider may, from time to time"),
    "X14": ("unclear", "In the event of any conflict between the provisions"),
    "X16": ("present", "Provider shall continue performing the Services"),
    "X17": ("unclear", "at such times as are reasonably requested"),
}

TELKOM: Mapping[str, Label] = {
    **_SILENT,
    "F1": ("unclear", "TELKOM shall be responsible for installation"),
    "F2": ("present", "It is conditional upon TELKOM receiving"),
    "F3": ("unclear", "Local Support Centres handle all inquiries"),
    "F4": ("absent", "Contact Person"),
    "X2": ("unclear", "Contact Person"),
    "X3": ("unclear", "a formal escalation process is invoked"),
    "X4": ("unclear", "shall not include any services other"),
    "X5": ("unclear", "are achieved in 80% of all cases"),
    "X7": ("unclear", "subject to agreed additional charges"),
    "X8": ("unclear", "The initial reaction time (IRT) is"),
    "X9": ("absent", "are and shall remain vested in SAP AFRICA"),
    "X10": ("unclear", "30 (thirty) days after TELKOM gives"),
    "X11": ("unclear", "Within 3 months after any termination"),
    "X12": ("unclear", "30 (thirty) days after TELKOM gives"),
    "X13": ("unclear", "upon 3 months written notice, to increase"),
    "X14": ("present", "Should any provision of this Annexure conflict"),
    "X16": ("unclear", "such failure shall not effect"),
    "X17": ("unclear", "On the anniversary of this AGREEMENT"),
}

VERTICALNET: Mapping[str, Label] = {
    **_SILENT,
    "F1": ("present", "Converge and the Converge Support Personnel shall be responsible"),
    "F2": ("present", "due to Converge's failure to ask for"),
    "F3": ("absent", "Only authorized personnel designated by Converge"),
    "F4": ("unclear", "Converge may change the Converge Support Personnel"),
    "X2": ("present", "The initial VNE Project Manager shall be"),
    "X3": ("unclear", "the matter shall be escalated to"),
    "X5": ("unclear", "any other cause which is beyond"),
    "X7": ("unclear", "including travel and related expenses"),
    "X8": ("present", "communication back to the Converge Support Personnel"),
    "X9": ("absent", "sole and exclusive owner of all Converge-Requested"),
    "X10": ("unclear", "shall renew only upon the mutual"),
    "X11": ("unclear", "each party shall erase, destroy or return"),
    "X12": ("unclear", "VNE shall be entitled to replace"),
    "X13": ("present", "This Agreement may only be amended by a writing"),
    "X16": ("absent", "VNE shall not be required to provided additional"),
    "X17": ("unclear", "conduct planning meetings"),
}

BLIND = {
    (CUAD, "Cardlytics*"): CARDLYTICS,
    (CUAD, "Quantum*"): QUANTUM,
    (CUAD, "Reynolds*"): REYNOLDS,
    (CUAD, "TELKOM*"): TELKOM,
    (CUAD, "VERTICALNET*"): VERTICALNET,
}
"""Where each document is found in the shared folder, and its labels."""
