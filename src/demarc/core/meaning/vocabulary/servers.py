"""Words for servers, storage, directory, name service and cloud (SN-01, SN-02)."""

from demarc.core.meaning.vocabulary.entry import says

SERVERS = (
    says(
        "SN-01",
        sure=(
            "server monitor|admin|maintain|maintenance|management, server "
            "health|support|uptime|availability|alert|operation, server admin maintain|maintenance, "
            "disk|storage|capacity|performance alert|monitor|management|space|plan, disk space capacity alert, "
            "hypervisor, hypervisor management|admin|virtualmachine, virtualmachine management|admin|monitor, "
            "virtualisation|virtualization, infrastructure|system|platform|proactive|uptime|availability|rmm "
            "monitor, infrastructure monitor rmm, infrastructure management|support|operation|admin, monitor "
            "availability|uptime|performance|health, activedirectory health|replication|monitor|domain_controller, "
            "domain controller, storage, storage management|admin|san|array, san management|admin, dns|dhcp, dns "
            "dhcp, dns dhcp management, dns management|admin|service, capacity management|plan, system|server "
            "health, virtual storage, server infrastructure, monitor maintain server, database server, sql server, "
            "remote monitor management, server rack maintain"
        ),
        maybe=(
            "server, monitor, infrastructure, database admin|management|maintain, database, system "
            "admin|maintain|management, worker|master node, dns, nas, proactive maintenance, preventive maintenance, "
            "virtualmachine, domain service, availability, linux|windows admin"
        ),
        unless=(
            "permission account access cloud azure aws backup patch restore security soc siem edr network firewall "
            "email log phone printer power room cooling vulnerability ot iot incident mdr exchange print isolate "
            "disconnect lost sensor domain_name registration environmental budget architecture project physical "
            "visitor continuous"
        ),
    ),
    says(
        "SN-02",
        sure=(
            "azure|aws|gcp|cloud|tenant|m365|entra configuration|baseline|management|resource|subscription, "
            "azure|aws|gcp|cloud|tenant|m365|entra environment|hardening|admin|infrastructure|posture|governance, "
            "azure resource|subscription management|configuration|admin, aws environment management, azure|aws|gcp, "
            "cloud infrastructure|resource|environment|service|platform management|admin|configuration, securescore, "
            "tenant hardening, securescore tenant hardening, cloud secure posture|configuration|baseline, cspm, "
            "iaas, paas, cloud security|posture|cost management, m365 configuration|secure|baseline, m365 tenant "
            "hardening|secure|baseline|configuration"
        ),
        maybe="cloud, cloud service, cloud host|hosting, cloud migration, public cloud, tenant",
        unless="backup outage patch alert monitor log identity cloud_app email",
    ),
)
