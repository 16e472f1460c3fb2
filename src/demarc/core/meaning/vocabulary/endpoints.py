"""Words for endpoints and mobile devices (EP)."""

from demarc.core.meaning.vocabulary.entry import says

ENDPOINTS = (
    says(
        "EP-01",
        sure=(
            "rmm agent|deploy|enrolment|enrollment|coverage|onboard, enrol|enroll device|workstation "
            "management|tool, rmm agent deploy|install|installation|coverage, new|newly device|machine|endpoint "
            "rmm|onboard|enrol|enroll|add, device onboard|coverage|reconcile|reconciliation|registration|discovery, "
            "device rmm patch group, endpoint agent deploy, asset discovery, device discovery"
        ),
        maybe="agent deploy|install, rmm, rmm management|admin|tool|platform, device lifecycle",
        unless="edr antivirus monitor rogue unknown unauthorised unauthorized",
    ),
    says(
        "EP-02",
        sure=(
            "workstation|device|endpoint|pc image|imaging|build|baseline|hardening|harden, "
            "workstation|device|endpoint|pc standard|encrypt|setup|configuration|provision|staging, new workstation "
            "setup|configuration|deploy|provision|build, image|imaging build standard, autopilot, encrypt "
            "workstation|device|endpoint|disk, diskencrypt, mdm, mdm management|policy|compliance|admin, mobile "
            "management|policy|admin|enrol|enroll|enrolment|enrollment|setup|secure, mobile access control, local "
            "admin permission|account|removal|remove|control|password, endpoint|device|workstation "
            "management|compliance|policy|admin|baseline|configuration, endpoint hardening baseline, baseline image, "
            "standard image|build, usb control|block|restriction, device control, user installed software, disable "
            "autorun|macro, macro, autorun, authorized|authorised software, allow exception software, application "
            "whitelist|allowlist|control, endpoint management mdm, secure configuration, golden image, workstation "
            "deploy"
        ),
        maybe=(
            "mobile, encrypt, hardening, build standard, device setup, group policy, gpo, endpoint, device "
            "management, bitlocker, mobile support, least functionality, drift"
        ),
        unless=(
            "tenant cloud server network firewall printer medical iot email backup database vpn mitm transit lost "
            "stolen dispose patch firmware update cryptographic"
        ),
    ),
    says(
        "EP-02 SN-02",
        sure=(
            "baseline configuration, configuration baseline, configuration setting|standard, secure baseline, "
            "hardening standard, configuration hardening"
        ),
        maybe="configuration management",
    ),
    says(
        "EP-03",
        sure=(
            "antivirus, antivirus workstation|server|endpoint|management|update, antivirus "
            "coverage|deploy|software|protection|protect, edr agent|coverage|deploy|health|install, edr agent "
            "coverage|health|deploy, edr, endpoint protection|protect|secure, edr antivirus, endpoint antivirus, "
            "antivirus edr, managed edr|antivirus, next gen antivirus, edr management|admin|policy, malware "
            "protection|protect|prevention, ransomware protection|protect, virus protection|protect|definition"
        ),
        maybe="malware, virus, endpoint detect, defender",
        unless="alert triage investigate response removal monitor identity cloud defender_office",
    ),
    says(
        "EP-04",
        sure=(
            "rogue|unknown|unauthorised|unauthorized|unmanaged|unidentified|shadow "
            "device|endpoint|asset|machine|workstation, rogue|unknown|unauthorised|unauthorized device "
            "detect|network|lan, network access control, nac, unapproved hardware, unknown device network"
        ),
    ),
    says(
        "EP-06",
        sure=(
            "lost|stolen|missing device|workstation|mobile|phone|hardware|endpoint, lost stolen, lost stolen "
            "device|workstation|mobile|phone|hardware, remote wipe, remote wipe "
            "device|mobile|phone|lost|workstation, remote wipe lost phone|mobile|device, theft "
            "device|workstation|hardware, device loss|theft"
        ),
        unless="source sensor",
    ),
)
