"""Words for the service desk and for telling users (SD)."""

from demarc.core.meaning.vocabulary.entry import says

DESK = (
    says(
        "SD-01 SD-02",
        sure=("helpdesk, helpdesk support|service|operation|tier, user|it helpdesk, l1|l0|tier1 helpdesk, tier 1 helpdesk"),
        maybe="it support, support service, technical support, user service",
        unless="vendor project onsite site field",
    ),
    says(
        "SD-01",
        sure=(
            "ticket|request|call triage|intake|dispatch|prioritise, ticket|request|call "
            "prioritize|prioritisation|prioritization|logging|assign, pointofcontact, single pointofcontact, call "
            "answer|handling, first response ticket, ticket response|acknowledge, request intake, helpdesk "
            "triage|intake|dispatch, first line triage, incident intake|logging, call answer ticket log"
        ),
        maybe=("triage, ticket creation, ticket management, request management, service request management, ticket system"),
        unless="incident alert edr security soc evidence audit restore",
    ),
    says(
        "SD-02",
        sure=(
            "user|workstation|deskside|onsite|remote|field|tier1|l1 support, user remote support|troubleshoot, "
            "tier|level 1 support|resolution, user troubleshoot|issue|request, deskside visit|support, onsite "
            "dispatch|visit|service, basic troubleshoot, tier 1, on site support|service|dispatch|visit, field "
            "service|support|technician, workstation support|troubleshoot|repair, first line support, first level "
            "support, hands feet, smart hands, break fix, service request fulfilment|fulfillment"
        ),
        maybe=(
            "tier|level|l2|l3 support|escalation, tier|level 2|3 support|escalation, l2|l3|tier2|tier3, second|third "
            "line support, vip|executive support, user assistance, hardware repair|break, software|application "
            "install|installation, how to question"
        ),
        unless="vendor server network oncall afterhours application erp software printer",
    ),
    says(
        "SD-03",
        sure=(
            "lob, lob|business application, lob application|software support, erp, "
            "erp|ehr|crm|accounting|quickbooks|cad|lob support, ehr, ehr application|software support, "
            "business|line|enterprise application support, application support, practice management software, "
            "software|app support, practice management, application issue|problem|troubleshoot"
        ),
        maybe=(
            "application management|admin|maintain|maintenance, business system, custom application, crm, database "
            "application, dental|legal|accounting|finance|payroll|hr software|application|system, core application, "
            "application owner"
        ),
        unless=(
            "patch update backup restore recover security licence review request procure vulnerability thirdparty "
            "whitelist outage new purchase access control"
        ),
    ),
    says(
        "SD-05",
        sure=(
            "notify|inform|tell|update user|staff|stakeholder outage|maintain|maintenance|downtime|incident, "
            "outage|maintenance|downtime notice|notification|communication|communicate|message|announcement, user "
            "communication|notice|notification|announcement, communicate user|staff, internal communication outage, "
            "status page|communication|update, incident communication, major incident communication|communicate, "
            "tell|inform user system down, tell system down, planned outage notice|notification|user"
        ),
        maybe="communication, communicate, it announcement, stakeholder communication",
        unless="breach regulator press marketing unified protection protect",
    ),
    says(
        "SD-06",
        sure=(
            "queue management|hygiene|review|sweep|management|oversight, age|stale|open|old|unassigned|overdue "
            "ticket, age|stale|open|unassigned ticket review|sweep|report, ticket queue, ticket queue "
            "review|management, queue, ticket backlog, ticket aging, ticket follow up"
        ),
        maybe="ticket review|oversight|quality, ticket closure",
    ),
)
