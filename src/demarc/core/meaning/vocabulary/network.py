"""Words for networks, lines, remote access, certificates and diagrams (SN-04 to SN-09)."""

from demarc.core.meaning.vocabulary.entry import says

NETWORK = (
    says(
        "SN-04",
        sure=(
            "lan, lan wifi, lan management|admin|support|monitor, wifi, wifi "
            "lan|management|admin|support|network|access|issue, accesspoint, wifi accesspoint, network "
            "management|admin|support|monitor|maintain|operation|infrastructure, network "
            "availability|device|lan|hardware, network troubleshoot|engineer|service|equipment, local network, "
            "network infrastructure management|support, router lan, router switch, network hardware "
            "management|support, structured cabling, network lan wifi, network monitor management, network admin lan"
        ),
        maybe=(
            "network, cable|cabling, router, virtual|application|cluster network, network "
            "connect|connectivity|connection, core switch, guest network"
        ),
        unless=(
            "security secure diagram segment segmentation wan internet alarm camera phone vpn patch firmware update "
            "printer rogue backup document architecture door unknown nac remote file drive project"
        ),
    ),
    says(
        "SN-04 SN-06",
        sure=(
            "lan wan, network lan wan, network lan wan admin|management|support|monitor, lan wan wifi, lan wan "
            "management|support|admin, wan wifi lan, wan lan network carrier"
        ),
    ),
    says(
        "SN-05",
        sure=(
            "firewall, firewall management|admin|rule|policy|change, firewall "
            "review|support|configuration|maintain|monitor|access, firewall rule change|review|request|management, "
            "web|content|url|dns filter|filtering, web content filter|filtering, boundary protection|protect, "
            "perimeter security|protection|firewall, ids|ips, intrusion prevention|detection, firewall ids ips, web "
            "gateway|proxy, casb proxy, port forward, deny default, network deny default, network design firewall, "
            "access list firewall, perimeter, firewall vpn"
        ),
        maybe="segmentation, segment, network segmentation|segment, network security, microsegmentation, umbrella",
        unless="patch firmware update monitor_siem project purchase licence renewal application waf",
    ),
    says(
        "SN-06",
        sure=(
            "internet|wan|carrier|circuit|fibre|fiber|line outage|support|management|circuit|service|connectivity, "
            "internet|wan|carrier|circuit|fibre|fiber|line connection|monitor|troubleshoot|failover|provider|link, "
            "internet circuit outage|management|support, isp, isp management|outage|coordination|escalation, isp "
            "vendor|ticket|support|contact, wan, wan management|support, carrier, carrier "
            "management|coordination|escalation, internet, leased line, mpls, sdwan, 4g|lte failover, internet "
            "backup, backup internet|circuit|isp|line, wan link"
        ),
        maybe="circuit, telecom carrier, connectivity, telecom management",
        unless="policy filter content use browsing security acceptable contract renewal billing",
    ),
    says(
        "SN-07",
        sure=(
            "vpn, vpn access|management|support|admin|gateway, vpn client|setup|monitor|concentrator|user, remote "
            "access, remote access vpn|gateway|management|support|policy, remotedesktop gateway|server|service, "
            "remotedesktop, rds, citrix, ztna, sase, zero trust access|network, remote worker access, vdi, site "
            "to_site vpn, virtual desktop"
        ),
        maybe="remote work, work from_home, remote connect",
        unless="provider vendor patch firmware update",
    ),
    says(
        "SN-08",
        sure=(
            "certificate, renew|renewal certificate domain, certificate "
            "renew|renewal|management|expiry|expiration|register|install|lifecycle, domain name, domain name "
            "registration|renewal|management|registrar, domain registration|registrar|renewal, public dns, ssl "
            "certificate, ssl renew|renewal certificate domain, certificate renew|renewal|management, pki, dns "
            "registrar, domain expiry"
        ),
        unless="destruction dispose training completion birth",
    ),
    says(
        "SN-09",
        sure=(
            "network|data|infrastructure|system|flow|rack diagram, network diagram document|update|maintain, network "
            "document|documentation, data flow diagram|document, diagram, network drawing, as built"
        ),
        maybe="internal system connection",
        unless="source",
    ),
)
