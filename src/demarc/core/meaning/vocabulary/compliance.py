"""Words for compliance and documentation (CO)."""

from demarc.core.meaning.vocabulary.entry import says

COMPLIANCE = (
    says(
        "CO-01",
        sure=(
            "client|security|vendor|prospect|partner questionnaire, client security "
            "questionnaire|audit|assessment|review, security|secure questionnaire, answer client "
            "due|questionnaire|form, client due diligence, due diligence form|questionnaire|response|request, answer "
            "client due diligence form, questionnaire, security form client, client security form, questionnaire "
            "response, rfp security, sig|caiq, client audit request, client assurance"
        ),
        unless="insurance vendor_assessment employee satisfaction",
    ),
    says(
        "CO-02",
        sure=(
            "cyber|secure insurance, cyber insurance "
            "application|renewal|questionnaire|policy|attestation|requirement|form, insurance "
            "application|questionnaire|attestation|renewal|form|requirement, cyber policy renewal|broker|renew, "
            "cyber liability|insurance policy, insurance"
        ),
        unless="claim carrier notify health dental call insurer engage benefit",
    ),
    says(
        "CO-03",
        sure=(
            "audit, audit support|evidence|preparation|coordination, audit "
            "request|response|readiness|liaison|management, "
            "external|internal|it|compliance|security|regulatory|soc2|iso|pci|hipaa audit, external audit "
            "evidence|request|support, audit evidence request|collection, soc 2|1|type audit|report|readiness, soc 2 "
            "audit support, soc 2 evidence, soc 2 evidence collection, auditor, auditor liaison|request|support, "
            "compliance audit support|evidence, examiner request, evidence collection audit|compliance, audit soc 2 "
            "hipaa, assessor, regulatory exam|examination"
        ),
        unless=(
            "log record trail licence access user permission insurance quality energy content event information "
            "software review_user"
        ),
    ),
    says(
        "CO-05",
        sure=(
            "risk assessment|assess|register|analysis|management|mitigation|mitigate, annual risk assessment|review, "
            "risk assessment mitigation|mitigate|review, security|it|hipaa|enterprise|cyber risk "
            "assessment|management|analysis|register, policy, it|security|secure policy, policy procedure, it policy "
            "procedure|standard, policy development|management|review|approval, policy "
            "compliance|writing|creation|enforcement|maintain, policy compliance, security policy "
            "procedure|standard|development|review, hipaa|pci|gdpr|cmmc|nist|regulatory|iso|ferpa|glba|sox "
            "compliance, compliance management|program|oversight, regulatory compliance, wisp, information security "
            "policy|program, acceptable use, control|security|cyber assessment, governance risk compliance, grc, "
            "standards policy, compliance framework, security governance|program, poam, security standards, "
            "compliance monitor, security compliance policy"
        ),
        maybe=(
            "compliance, risk, standards, security plan, privacy plan, hipaa, continuous monitor, plan milestone, "
            "procedure, gdpr, iso 27001, governance, cmmc"
        ),
        unless=(
            "group patch firewall retention conditionalaccess password backup mdm accept acceptance supply vendor "
            "exception residual waiver dr device workstation insurance configuration software travel hr leave "
            "it_strategy audit evidence endpoint defenderemail thirdparty licence position"
        ),
    ),
    says(
        "CO-05 SE-08",
        maybe="security regulation compliance",
    ),
    says(
        "CO-06",
        sure=(
            "secureawareness, secureawareness train|training|program|campaign|phish, "
            "security|secure|cyber|phish|user train|training|awareness|education, phish "
            "simulation|simulate|test|campaign|exercise|train, phish simulation training|campaign, literacy "
            "train|awareness, literacy train awareness, awareness train|training|program|campaign, role based "
            "train|security, train record|completion, knowbe4, user education|security|training, hipaa train, cyber "
            "hygiene train, security culture"
        ),
        maybe="train, awareness, training, user education",
        unless="incident contingency cross health safety sales project dr onboard software application fire product",
    ),
    says(
        "CO-07",
        sure=(
            "document, it|system|network|technical document, "
            "process|infrastructure|configuration|environment|application document, it document "
            "maintain|management|update|standard, document standard|maintain|management|update|platform|review, "
            "runbook, runbook sop|maintain|document, sop, sop runbook, standard operating procedure, knowledge "
            "base|article|management, knowledge base article, system document|admin, itglue document, system "
            "documentation, operational procedure, as built document, hudu, itglue, process document, work "
            "instruction"
        ),
        unless="credential password network diagram retention management_system network_diagram admin",
    ),
    says(
        "CO-08",
        sure=(
            "passwordvault, passwordvault admin|management|maintain|access, vault, password "
            "management|storage|document, password|credential safe|share_safe, admin password safe, "
            "password|credential vault|storage|manager|document|management|custody|store|escrow|list, credential "
            "document|storage, admin credential document|storage|vault|list|custody, admin credential document "
            "itglue, credential itglue, admin password document|storage|vault|list, credential management, secret "
            "vault, license key custody, password vault, credential escrow"
        ),
        maybe="password, credential",
        unless="reset policy rotate rotation compromise service leak backup physical",
    ),
)
