"""Words for patching (PT). Without a class of device, patching means every class."""

from demarc.core.meaning.vocabulary.entry import says

ALL = "PT-01 PT-02 PT-03 PT-04 PT-07"

PATCHING = (
    says(
        ALL,
        sure=(
            "patch, patch management|deploy|deployment|policy|schedule, patch "
            "cycle|approval|compliance|report|admin|program, security patch|update, patch update, software patch, "
            "flaw remediate, patch deploy install, system patch|update, patch management deploy"
        ),
    ),
    says(
        "",
        sure=(
            "patch panel|cable|lead, update contact|document|inventory|policy|cmdb|roadmap|diagram, update "
            "website|plan|record|procedure|ticket|dns|raci|asset"
        ),
    ),
    says(
        "PT-01 PT-02",
        sure=(
            "windows update|patch, os|operating update|patch|upgrade, operating system update|patch, microsoft "
            "patch|update, windows os patch|update, os patch management, system os patch"
        ),
        unless="server workstation endpoint mobile linux",
    ),
    says(
        "PT-01",
        sure=(
            "workstation|endpoint|client|device patch, workstation|endpoint update, workstation os|windows|microsoft "
            "patch|update, workstation os update, ios|android|iphone|macos|mac update|patch, ios android update, "
            "mobile|phone update|patch|os, workstation patch management, endpoint patch management, windows 10|11 "
            "update|feature"
        ),
        unless="security_update medical iot network printer",
    ),
    says(
        "PT-02",
        sure=(
            "server patch, server update, server os|windows|microsoft|linux|security patch|update, linux "
            "update|patch, server patch reboot|management, update server reboot|verify, patch virtualmachine, "
            "domain_controller patch, server reboot patch, microsoft update server reboot, sql server patch|update, "
            "exchange server patch|update, linux server patch|update"
        ),
    ),
    says(
        "PT-03",
        sure=(
            "thirdparty|application|app|software|browser|adobe|java|chrome|office patch, "
            "thirdparty|browser|adobe|java|chrome|firefox|zoom update, thirdparty application|software patch|update, "
            "application|app|software update, browser java adobe update, lob application update, application patch "
            "management, thirdparty patch management"
        ),
        unless="request contract antivirus",
    ),
    says(
        "PT-04",
        sure=(
            "network|lan|firewall|hypervisor|storage|san|nas patch, "
            "wifi|router|infrastructure|appliance|vpn|bios|host|firmware patch, "
            "network|lan|firewall|hypervisor|storage|san firmware, nas|wifi|router|appliance|vpn|bios|device "
            "firmware, firmware, firmware update|patch|management, "
            "network|lan|firewall|hypervisor|san|nas|router|wifi|vpn|accesspoint update, hypervisor host "
            "update|patch, network hardware|device|infrastructure patch|update|firmware, firmware update "
            "lan|firewall|network|router|wifi|storage|server, network device firmware update, lan firewall firmware "
            "update, server firmware, san nas firmware, infrastructure firmware"
        ),
        maybe="cluster version|update, host update",
        unless="printer copier iot camera medical rule ot",
    ),
    says(
        "PT-05",
        sure=(
            "zeroday, zeroday vulnerability|response|patch|remediate, emergency|urgent|critical patch, emergency "
            "zeroday patch, kev, cisa kev, kev remediate, cisa kev remediate, exploit vulnerability, actively "
            "exploit, critical vulnerability|cve, critical vulnerability remediate|patch|response, vulnerability "
            "response, vulnerability remediate|mitigate|fix, security advisory|advisories, security alert advisory, "
            "security|vendor bulletin, urgent security bulletin, emergency patch deploy, urgent security patch, "
            "vulnerability patch, threat vulnerability advisory"
        ),
        unless="scan management",
    ),
    says(
        "PT-06",
        sure=(
            "endoflife, endoflife system|register|software|hardware|os|server|report|list|tracking, patch "
            "exception|exclusion|exempt|deferral, patch exception approve|register|list, unsupported "
            "os|operating|system|software|component|hardware|device, unsupported operating system, unsupported "
            "system component, legacy system|os|operating|software, obsolete system|software, patch waiver"
        ),
        maybe="legacy",
        unless="dispose",
    ),
    says(
        "PT-07",
        sure=(
            "ot|iot|medical|printer|camera|cctv patch, scada|ics|plc|lab|embedded|plant|vendor patch, "
            "iot|medical|printer|camera|cctv|scada|ics|plc|lab|embedded|ot update, "
            "printer|copier|camera|iot|medical|ot firmware, printer firmware update, iot camera update, medical "
            "device patch|update, vendor managed device|appliance|box|system, ot patch management|change, ot "
            "device|system patch, building system patch|update"
        ),
        maybe=(
            "ot system|device|management, iot device|management, ot asset, medical device, industrial control, "
            "scada, iot, plc"
        ),
        unless="monitor security vendor_management",
    ),
)
