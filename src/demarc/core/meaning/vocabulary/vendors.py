"""Words for vendors and cloud services (VS)."""

from demarc.core.meaning.vocabulary.entry import says

VENDORS = (
    says(
        "VS-01 VS-02",
        sure=(
            "vendor management, vendor management coordination|liaison|support|escalation, thirdparty vendor "
            "management, it vendor management, vendor relationship|management it, vendor relationship management, "
            "supplier management"
        ),
        unless="risk budget major contract strategic",
    ),
    says(
        "VS-05 AS-02",
        sure="licence purchase, software licence purchase",
    ),
    says(
        "VS-01",
        sure="major|strategic|key vendor management, budget vendor management, budget major vendor management",
    ),
    says(
        "VS-01",
        sure=(
            "vendor contact|list|register|record|directory|inventory|file, vendor contact list|number|information, "
            "vendor account number|contact|detail, vendor contact list account number, authorised|authorized "
            "caller|contact, supplier register, approved vendor list, contract "
            "register|repository|inventory|management|file, support contract list|register|management, vendor "
            "contract management, vendor risk management|assessment|review|register, thirdparty risk, supply chain "
            "risk"
        ),
        maybe=(
            "vendor agreement, vendor, vendor relationship, contract, supply chain, contract admin, external system service"
        ),
        unless=(
            "vpn renewal case ticket escalation liaison patch access support coordination outage sla performance "
            "staff licence invoice"
        ),
    ),
    says(
        "VS-02",
        sure=(
            "vendor case|ticket|support|liaison|escalation, vendor "
            "coordination|coordinate|follow|call|communication|issue, vendor support "
            "case|ticket|coordination|escalation|call|liaison, open chase vendor support case, open vendor "
            "case|ticket|support, chase vendor, vendor escalation management, thirdparty vendor|support "
            "liaison|coordination|escalation|case|ticket, thirdparty vendor liaison|coordination, "
            "software|application|lob|hardware|manufacturer vendor support|liaison|coordination|escalation|case, "
            "warranty claim|repair|call|service, manufacturer support|case, escalate vendor, vendor ticket "
            "management, rma, thirdparty support"
        ),
        unless="contract list register",
    ),
    says(
        "VS-03",
        sure=(
            "saas|cloud|lob|application|software|m365|vendor|app outage, saas|cloud|lob|application outage "
            "communication|response|management|workaround, saas availability|incident, cloud service outage, "
            "application downtime, lob application outage, saas platform down"
        ),
    ),
    says(
        "VS-04",
        sure=(
            "shadowit, new software|saas|application|app|cloud|tool "
            "request|review|approval|assessment|security|evaluation|vetting|approve, new software request security "
            "review|approval, software|saas|app|application request|approval|vetting|evaluation|approve|assessment, "
            "software security review, saas|cloud app|application "
            "governance|management|discovery|inventory_unapproved, unapproved software|app|saas, vendor security "
            "assessment|review|questionnaire, vendor due diligence|assessment|vetting, saas security "
            "review|assessment, application vetting, software evaluation|selection, ai tool approval|use|governance"
        ),
        maybe="saas, software request, saas management|admin, external system, cloud app",
        unless="backup outage licence purchase inventory patch update",
    ),
    says(
        "VS-05",
        sure=(
            "licence, licence management|compliance|count|renewal|tracking|audit|true|admin, licence "
            "assign|assignment|allocation|reconcile, licence reconciliation|purchase|optimisation|optimization, "
            "software|m365|microsoft licence, software licence management|compliance|audit|tracking, microsoft "
            "licence true, m365 licence management|assignment, licence true up, true up, software|licence "
            "audit|compliance true, software usage restriction, subscription management|count|licence, software "
            "compliance"
        ),
        unless="driver",
    ),
    says(
        "VS-06",
        sure=(
            "contract|subscription|warranty|maintenance|vendor renewal|renew, "
            "agreement|software|support|licence|service renewal|renew, contract renewal "
            "management|tracking|notice|calendar, warranty subscription renewal|tracking, warranty subscription "
            "renewal tracking, renewal, renewal tracking|management|calendar|notice|date, warranty "
            "tracking|management|expiry, warranty, contract expiry|expiration|notice|negotiation, vendor|it|software "
            "contract negotiation, contract run out, auto renewal"
        ),
        unless="certificate domain claim repair insurance policy call",
    ),
    says(
        "VS-07",
        sure=(
            "qbr, quarterly business review, business review, sla report|monitor|review|measurement, sla "
            "performance|compliance|management|tracking, sla, service level "
            "report|review|management|monitor|agreement, service level, monthly|weekly|service|performance|kpi "
            "report, monthly service|performance|status report, service review|delivery|performance|scorecard, "
            "service delivery review|management, performance security report, provider|vendor|msp "
            "performance|scorecard|review|sla|evaluation, kpi, scorecard, service performance review, executive "
            "report, performance review provider|vendor, provider oversight, vendor scorecard, quarterly service "
            "review, service report meeting, performance report, helpdesk report|metric|kpi, uptime report, ticket "
            "report|metric"
        ),
        maybe="report, quarterly review, quarterly meeting, status meeting, weekly meeting, vendor oversight",
        unless=(
            "incident breach audit phish vulnerability log backup risk budget financial compliance patch expense email lab"
        ),
    ),
)
