"""Words for governance, projects and people (GV)."""

from demarc.core.meaning.vocabulary.entry import says

GOVERNANCE = (
    says(
        "GV-01",
        sure=(
            "raci|matrix review|update|maintain|management|owner|ownership|reconcile, raci, raci review update, "
            "responsibility matrix|review, responsibility matrix review|update|maintain, role responsibility "
            "review|definition|document, scope review|reconcile|creep, quarterly matrix review, roles "
            "responsibilities, establish|define|cybersecurity|security|it responsibility, establish cybersecurity "
            "responsibility"
        ),
        maybe="provider coordination, provider alignment, governance meeting, scope of_work",
        unless="responsible accountable legend",
    ),
    says(
        "GV-02",
        sure=(
            "dispute, dispute resolution|process|arbitration|escalation|resolve, conflict resolution|resolve, "
            "dispute resolution provider|it, ownership dispute|conflict, ot it security conflict resolution, "
            "arbitration, conflict between, disagreement, who decide dispute, grey area|gray area, escalation "
            "dispute"
        ),
    ),
    says(
        "GV-03",
        sure=(
            "budget, it|technology budget|strategy|roadmap|plan|planning|vision, it budget plan|management|approval, "
            "roadmap, technology roadmap|plan|planning|strategy|refresh, technology roadmap vcio, it roadmap, vcio, "
            "vcio service|meeting, strategic plan|planning|advice|technology, strategy, it strategy governance, it "
            "strategy plan, digital|cloud|ot|convergence strategy, hardware|workstation|server|lifecycle "
            "refresh|replacement plan|planning|budget|cycle, hardware refresh, hardware refresh "
            "plan|planning|cycle|budget, enterprise|solution|system|it architecture, "
            "network|cloud|technical|security|infrastructure architecture, architecture, enterprise architecture "
            "engineer|engineering, capital plan|planning|expenditure, capex, allocation resource, technology "
            "standard|selection|advice, it steering, it steering committee, it director|leadership, long term plan, "
            "it consulting, evaluate|select new platform|technology, solution design, technology consulting"
        ),
        maybe="strategic, innovation, it governance, it spend, consulting, resource plan, technology advice",
        unless=(
            "backup recover sale marketing travel project acquisition dr bcp continuity contingency incident "
            "service_provisioning name_resolution address risk exercise security_plan provisioning succession"
        ),
    ),
    says(
        "GV-04",
        sure=(
            "project, project management|work|delivery|planning|execution|approval, project "
            "coordination|scope|intake|manager|implementation|handover|oversight, "
            "infrastructure|it|cybersecurity|security|technology|migration|new project, "
            "infrastructure|security|cyber|it project work|management|delivery, office "
            "move|relocation|opening|buildout, office move project|new, new|remote site|office|location "
            "project|setup|opening|buildout|build, office move new site project, pmo, it onboard new "
            "location|site|office, onboard new location|site, site onboard, migration, cloud|server|email|m365 "
            "migration, implementation, hand operation, project closure, bucket of_hours, moves relocation"
        ),
        maybe="deploy provision, deploy, implement new, professional service",
        unless="patch edr agent antivirus mfa rmm workstation construction capital marketing",
    ),
    says(
        "GV-05",
        sure=(
            "vacation|holiday|absence|leave|sick|pto|illness cover|coverage|backup|contingency, vacation coverage "
            "manager|it|director, director|manager|staff absence|vacation|leave, contingency director|manager "
            "absence, absence cover|contingency|plan, sick leave backup|cover|it, vacation, absence, leave "
            "cover|coverage, it manager absence|vacation|leave|cover|backup|away, deputy cover, cover absence "
            "internal|it, stand|fill in leave|absence|vacation, temporary cover, staff augmentation cover"
        ),
        maybe="staff augmentation, coverage, deputy",
        unless="benefit policy hr oncall afterhours edr backup_coverage saas agent accrual balance",
    ),
    says(
        "GV-06",
        sure=(
            "keyperson, keyperson risk|departure|dependency|plan, succession, succession plan|planning, keyperson "
            "risk succession plan, single point failure person, cross train|training, left tomorrow, it manager "
            "departure|leaves|resign, knowledge transfer departure|leaver, bus factor, knowledge transfer"
        ),
    ),
    says(
        "GV-07",
        sure=(
            "oncall, oncall rotation|rota|roster|schedule, oncall engineer|contact|support|coverage|escalation, "
            "afterhours, afterhours support|oncall|coverage|escalation|contact, afterhours "
            "emergency|helpdesk|call|service|monitor_oncall, weekend|holiday|night|evening "
            "oncall|support|coverage|emergency, weekend holiday oncall|support, rota, emergency support|contact "
            "afterhours, 24 support|helpdesk|coverage, 24x7 support|coverage|helpdesk, escalation "
            "contact|roster|path|list|matrix, duty roster|manager, escalation path|matrix, saturday|sunday|night "
            "phone|call|support|emergency, out hour support, emergency oncall"
        ),
        maybe="escalation, escalation management, emergency support, escalation point|procedure",
        unless="disconnect authority patch alert soc vendor l2 level tier dispute backup sla party bonus",
    ),
    says(
        "GV-07",
        sure="afterhours helpdesk|support|emergency",
    ),
    says(
        "GV-08",
        sure=(
            "provider|msp|contract|service exit|offboard|transition|termination|terminate, exit "
            "plan|strategy|management|assistance|provision, provider exit transition|plan, transition "
            "out|away|assistance, terminate assistance|contract|agreement|provider|service, terminate assistance "
            "data|handback, contract terminate, data handback|return, data return contract|exit|termination, "
            "provider offboard, disengagement, exit transition, change provider, provider transition, handover new "
            "provider, reverse transition"
        ),
        unless="user fire case",
    ),
)
