"""Different words for one thing: abbreviations, products and compounds that titles use, folded to one word each.

`SAME` gives each word of ours the single words that mean the same; `TOGETHER` the words that mean one thing only side by
side. Both are written in plain forms; stems are taken when they are read.
"""

from demarc.core.meaning.listing import words

SAME = {
    "admin": "administration administrator administrative administering administer",
    "antivirus": "av antimalware malware anti-virus",
    "backup": "backups veeam acronis",
    "certificate": "cert certs ssl tls",
    "client": "customer",
    "deploy": "rollout",
    "deprovision": "deprovisioning",
    "diagram": "topology map",
    "disaster": "disasters",
    "dispose": "disposal ewaste recycling recycle",
    "document": "documentation wiki",
    "dr": "drp",
    "edr": "xdr sentinelone crowdstrike huntress sophos",
    "email": "mail emails outlook",
    "encrypt": "encryption bitlocker filevault",
    "erp": "epicor sap netsuite dynamics",
    "ehr": "emr",
    "firewall": "firewalls fortinet fortigate sonicwall utm ngfw",
    "hardware": "equipment",
    "helpdesk": "servicedesk",
    "hypervisor": "vmware esxi vsphere hyperv proxmox",
    "internet": "isp broadband",
    "lan": "switches switching switch ethernet vlan vlans",
    "licence": "license licenses licensing licences licencing",
    "log": "logs logging siem splunk syslog",
    "m365": "o365",
    "mdm": "intune jamf mam emm uem",
    "mfa": "2fa duo",
    "mobile": "smartphone smartphones tablet tablets ipad ipads cellphone byod",
    "monitor": "monitoring",
    "network": "networking meraki ubiquiti",
    "offboard": "offboarding leaver leavers offboarded outprocessing",
    "onboard": "onboarding joiner joiners starter starters hires hire",
    "outage": "outages downtime disruption",
    "patch": "patches patching patched hotfix hotfixes wsus",
    "permission": "permissions rights entitlement entitlements acl acls",
    "phish": "phishing",
    "phone": "telephone telephony voip pbx telephones telecom",
    "plan": "planning planned plans",
    "policy": "policies",
    "printer": "printers printing print copier copiers mfp mfps",
    "procedure": "procedures",
    "provider": "msp mssp providers",
    "purchase": "procurement procure purchasing buying buy ordering order",
    "queue": "backlog",
    "recover": "recovery",
    "restore": "restoration restored",
    "report": "reporting",
    "secure": "security cybersecurity cyber infosec",
    "siem": "sentinel",
    "spam": "antispam junk proofpoint mimecast",
    "terminate": "termination terminations",
    "tenable": "nessus qualys",
    "ticket": "tickets",
    "update": "updates upgrade upgrades upgrading",
    "user": "users employee employees staff personnel enduser endusers worker",
    "vault": "lastpass bitwarden 1password keeper keepass",
    "vendor": "supplier suppliers vendors",
    "verify": "verification validate validation",
    "vulnerability": "vuln vulns vulnerabilities cve cves",
    "wifi": "wireless wlan ssid",
    "wipe": "wiping erase",
    "workstation": "desktop desktops laptop laptops pc pcs notebook notebooks computer computers macbook macbooks",
}
"""Our word to the words that mean the same. An empty list only says that the word is ours."""

TOGETHER = {
    "accesspoint": "access point|wireless access point",
    "activedirectory": "active directory|entra id|azure ad",
    "afterhours": "after hours|out of hours|outside business hours|outside office hours|outside normal hours|after hour",
    "antivirus": "anti virus|anti malware|malicious code",
    "apikey": "api key|app registration|oauth consent|api token",
    "backup": "back up|backed up",
    "bcp": "business continuity|continuity of operations",
    "breakglass": "break glass|emergency access account",
    "chainofcustody": "chain of custody",
    "conditionalaccess": "conditional access",
    "disable": "switch off|turn off|shut off",
    "confroom": "conference room|meeting room|board room",
    "datacentre": "data center|data centre|server room|comms room|server closet|computer room",
    "defenderemail": "defender for office 365|defender for office",
    "diskencrypt": "full disk encryption|disk encryption|device encryption",
    "distributionlist": "distribution list|distribution group",
    "dr": "disaster recovery",
    "edr": "defender for endpoint|endpoint detection and response|endpoint detection",
    "endoflife": "end of life|end of support",
    "externalsharing": "external sharing|guest sharing",
    "gworkspace": "google workspace|g suite",
    "helpdesk": "help desk|service desk|support desk",
    "itglue": "it glue",
    "keyperson": "key person|key man|key employee|bus factor",
    "legalhold": "legal hold|litigation hold|e discovery",
    "lob": "line of business",
    "m365": "office 365|microsoft 365|o 365|m 365",
    "mdr": "managed detection and response",
    "mfa": "multi factor authentication|multi factor|multifactor authentication|two factor authentication|two factor|mfa",
    "mobile": "mobile phone|mobile device|cell phone|company phone|smart phone",
    "offboard": "off boarding|departing employee|departing staff|departing user|staff departure|employee departure",
    "onboard": "on boarding|new hire|new user|new employee|new starter|new joiner",
    "oncall": "on call|call out",
    "passwordvault": "password vault|password manager|credential vault|password management system|password safe",
    "pentest": "penetration test|pen test",
    "phonesystem": "phone system|telephone system|teams phone|teams voice|microsoft teams voice",
    "pointofcontact": "point of contact",
    "remotedesktop": "remote desktop",
    "secops": "security operations center|security operations centre",
    "secureawareness": "security awareness",
    "securescore": "secure score",
    "shadowit": "shadow it",
    "signin": "sign in|sign ins|log ins|log in|log on|sign on|signin|logon|login",
    "sso": "single sign on",
    "thirdparty": "third party|3rd party",
    "vcio": "virtual cio",
    "virtualmachine": "virtual machine",
    "wan": "sd wan|wide area network",
    "wifi": "wi fi",
    "workstation": "work station|end user device|end user computing",
    "zeroday": "zero day|0 day|out of band",
}
"""Our word to the words that mean it side by side, each of them separated by `|`."""

COMMON = words(
    "management manage service support admin system process program programme plan policy procedure maintain "
    "maintenance perform provide ensure implement establish conduct define own ownership owner responsible "
    "responsibility lead team group internal external company business corporate organization organisation general "
    "it ict ops operation day daily weekly monthly quarterly annual yearly regular ongoing routine periodic "
    "scheduled new existing all basic full first initial end user client provider msp vendor device site office "
    "local remote work task activity activities function related request issue problem coordination coordinate "
    "oversight review update create creation change setup configuration configure deploy deployment delivery handle "
    "handling execution execute approve approval decision decide control tool platform solution technology "
    "technical environment resource data information level standard report tracking track status check monitor "
    "cloud online hour"
)
"""Words so common in titles that they say nothing against a phrase that stands beside them."""

FILLER = words(
    "a an and the of for to in on at by with from or all any our their your its it's as be is are has have will "
    "that which who whom what this these those other etc incl including include via per each every s"
)
"""Words that carry no meaning here; they may stand between the words of a phrase."""
