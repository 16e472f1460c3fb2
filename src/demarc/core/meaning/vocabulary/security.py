"""Words for security monitoring and incidents (SE)."""

from demarc.core.meaning.vocabulary.entry import says

SECURITY = (
    says(
        "SE-01",
        sure=(
            "edr|endpoint|security|antivirus|mdr|threat|malware|soc alert, edr alert "
            "triage|response|investigate|monitor|review, security|threat alert "
            "triage|investigate|investigation|response|review|monitor|handling, security alert "
            "investigate|investigation|triage, soc, soc monitor, soc monitor 24, soc service|alert|analyst, secops, "
            "mdr, mdr service|monitor|alert|edr, adverse event, edr monitor, edr monitor response, threat "
            "detect|detection|hunt|hunting|monitor|response|analysis, threat hunt, security|secure monitor|event, "
            "security event monitor|triage|analysis|management, monitor security|secure alert, malware "
            "removal|incident|response|infection, virus removal, alert triage, alert response investigate, ai alert, "
            "detection response, mxdr, security operation, security incident detect|monitor|triage"
        ),
        maybe=("network|ot security monitor, incident monitor, alert monitor|management|review, alert, intrusion detect"),
        unless=(
            "backup capacity disk identity signin log siem physical email ups agent offline advisory camera defenderemail"
        ),
    ),
    says(
        "SE-01 SE-08",
        sure=(
            "security monitor siem|log, siem monitor|alert|management_soc, siem soc, security monitor siem log, siem "
            "log monitor, soc siem, siem security monitor"
        ),
    ),
    says(
        "EP-03 SE-01",
        sure=("edr antivirus monitor, edr mdr, antivirus edr monitor, edr antivirus mdr, edr managed detection, edr av"),
    ),
    says(
        "SE-02",
        sure=(
            "suspicious|risky|odd|unusual|anomalous signin|login|logon, suspicious|risky signin alert, "
            "suspicious|risky login alert, compromise account|user|credential|mailbox|email, compromise account "
            "response, impossible travel, impossible travel alert, impossible travel mailbox rule alert, "
            "mailbox|forwarding rule, mailbox|forwarding rule alert, identity "
            "alert|threat|detection|monitor|protection_alert, mfa fatigue, business email compromise, bec, account "
            "takeover|compromise, ueba, itdr, casb identity, identity ueba, cloud app identity, identity threat "
            "detect|response, identity compromise, dark web monitor, dark web, casb ueba, cloud app casb identity "
            "ueba, signin alert"
        ),
        maybe="unsuccessful signin|logon attempt, casb, login alert, credential leak",
    ),
    says(
        "SE-02",
        sure="unsuccessful|failed|fail signin, unsuccessful signin attempt, monitor fail|unsuccessful signin|attempt",
    ),
    says(
        "SE-03",
        sure=(
            "contain, containment, contain decision|action|host|authority|approve, isolate "
            "host|machine|workstation|server|device|endpoint|infect|system, isolate infect "
            "machine|workstation|server|device|host|system, quarantine host|machine|device|workstation|endpoint, "
            "authority disconnect|shutdown|isolate, disconnect server|machine|system|infect, authority disconnect "
            "server, shutdown server|system|network incident, lock|block account|ip attack|phish|compromise, "
            "incident contain, containment remediate, kill switch, host isolation, isolate compromise"
        ),
    ),
    says(
        "SE-03 SE-04",
        sure=(
            "incident response|handle|handling, security|cyber|secure incident, security|cyber|secure incident "
            "response|management|handling, incident response triage|remediate|service|team|process|management, "
            "ransomware, ransomware response|attack|incident|event|infect, cyber attack|event|breach response, "
            "breach response, incident response triage remediate, respond security incident, ir, csirt, data breach, "
            "data breach response"
        ),
        maybe=(
            "incident, incident management, incident operation management, breach, respond incident, incident "
            "response assist|assistance"
        ),
        unless=(
            "train plan tabletop exercise notification notify communication communicate report insurer counsel "
            "forensic post lesson review after policy major protection"
        ),
    ),
    says(
        "SE-04",
        sure=(
            "incident command|commander|coordination|coordinate, incident "
            "lead|declare|declaration|coordinator|manager, major|critical incident, major incident "
            "management|coordination|lead|command|response, p1 incident, incident declare, declare incident, "
            "incident commander, war room|bridge, critical|major incident management, security incident "
            "coordination|command|lead, crisis management, incident response lead|coordination|command|coordinator, "
            "incident bridge"
        ),
        unless="review post",
    ),
    says(
        "SE-04 SD-05",
        sure=(
            "major incident coordination communicate|communication, incident coordination communicate|communication, "
            "major incident communication coordination, incident command communication"
        ),
    ),
    says(
        "SE-05",
        sure=(
            "forensic, forensic evidence|collection|analysis, forensic investigate|investigation|image|preservation, "
            "forensic evidence collection|collect|preserve, evidence "
            "collection|preservation|preserve|custody|handling incident|forensic|chainofcustody, evidence "
            "preserve|preservation, chainofcustody, insurer|insurance|counsel|lawyer call|engage|contact|notify "
            "incident|breach, cyber insurer call|notify|engage, breach counsel|coach, call cyber insurer breach "
            "counsel, call insurer, cyber insurance claim, engage counsel, dfir, digital forensic, insurance carrier "
            "notify|claim, notify insurance carrier"
        ),
        unless="renewal audit application",
    ),
    says(
        "SE-06",
        maybe="notify|inform client",
        sure=(
            "breach notify|notification|disclosure|report, data breach notify|notification|disclosure|report, notify "
            "regulator|authority|authorities|law|police|affected, notify regulator affect client, "
            "regulator|regulatory notify|notification|report|filing, external notification|communication|notify "
            "breach|incident, law enforcement contact|notify|liaison, law enforcement, incident report "
            "external|regulator|authority|authorities, incident report, ocr|gdpr|hipaa breach "
            "notification|notify|report, external communication"
        ),
        unless="daily weekly metrics monthly",
    ),
    says(
        "SE-07",
        sure=(
            "post incident, post incident review|report|analysis, lesson learn, post incident review lesson learn, "
            "after action, after action report|review, root cause, root cause analysis, rca, post mortem, "
            "postmortem, return service|operation|production, incident closure, closure incident, problem "
            "management, resume operation, incident recover, recover incident"
        ),
        maybe="service restoration, eradicate, eradication",
        unless="backup",
    ),
    says(
        "SE-08",
        sure=(
            "log, log management|retention|review|collection|monitor, log "
            "storage|analysis|aggregation|generation|secure|protect, log retention review, siem, siem log, siem "
            "management|admin|log, siem log management, event log, audit log|logging|trail|record, audit log "
            "review|retention|storage|monitor|protect, audit log storage capacity, audit record "
            "review|retention|generation|content, audit record review analysis report, content audit record, audit "
            "information protection|protect, protection audit information, audit trail review, system log, event log "
            "review|monitor, security log review|monitor|retention, security event log, log forward"
        ),
        maybe="time stamp, audit event, clock sync",
        unless="call ticket miss silent offline failure book user",
    ),
    says(
        "SE-08",
        sure="log storage capacity, audit log storage capacity, event log security",
    ),
    says(
        "SE-09",
        sure=(
            "miss|silent|dead|offline|lost log|agent|sensor|source|feed, miss log source, agent offline, agent "
            "offline alert, log source miss|offline|health|failure, log|logging|audit process failure, response "
            "audit log process failure, sensor health|offline|failure, agent health, heartbeat, log ingestion "
            "failure|health|monitor, edr agent offline|unhealthy, feed health, stop report|reporting"
        ),
    ),
    says(
        "SE-10",
        sure=(
            "incident response plan|policy|procedure|playbook|runbook, incident response "
            "train|training|exercise|test|tabletop, ir plan|playbook|test|tabletop, incident plan|playbook, "
            "tabletop, tabletop exercise, tabletop exercise incident|annual|security, incident response plan "
            "test|exercise|maintain|update|document, security incident response plan, cyber incident response plan, "
            "incident train|training|exercise, call tree, cyber exercise, incident simulation, emergency contact "
            "list, incident contact list, cyber drill, purple team exercise, playbook"
        ),
        unless="dr disaster bcp contingency",
    ),
)
