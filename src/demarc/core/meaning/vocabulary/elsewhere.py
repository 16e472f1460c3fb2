"""Words that look like a function of IT and are not: they silence what they contain."""

from demarc.core.meaning.vocabulary.entry import says

ELSEWHERE = (
    says(
        "",
        sure=(
            "test environment, environment developer test, source code, code review, code source review, social "
            "media, holiday party, company holiday party, background check, data entry, finished goods, inventory "
            "finished goods, stock inventory, quality audit, supplier quality, performance appraisal, client "
            "billing, sale pipeline, bank reconcile, health safety, health safety training, fire "
            "drill|extinguisher|alarm|inspection|marshal, press release, business intelligence, product development, "
            "travel booking, building lease, marketing website, website content|copy|design|development, employee "
            "benefit|engagement|satisfaction|handbook|performance, payroll processing, invoice "
            "payment|validation|processing|approval, it invoice validation|payment, expense report|claim, system use "
            "notification, rule behavior|behaviour, position description|risk|categorization, personnel "
            "screening|sanction, software|system development, development life cycle, secure development, baseline "
            "selection|tailoring, denial of_service, process isolation, emergency lighting, media "
            "access|use|storage, component authenticity, supply chain control|plan|process|notification, sales "
            "report, financial report|statement|audit, fixed asset, drivers license, accounts payable|receivable, "
            "office cleaning|furniture|supply, company car, fleet vehicle, customer data, client data, client "
            "application, developer service, power bi, quality management, client|vendor|supplier|patient|partner "
            "onboard, it user train, satisfaction survey, acceptance test, user acceptance test, default password, "
            "changing|change default password, password strength|length|complexity, minimum password, unique "
            "credential, vulnerability disclosure, vulnerability disclosure report|process, access control "
            "transmission, cryptographic protection, storage confidentiality, network disconnect, mobile code, "
            "device authentication, device identification authentication, sale target|forecast, hr "
            "policy|record|system_owner, performance review user, legend responsible accountable, responsible "
            "accountable consulted informed"
        ),
    ),
    says(
        "",
        sure=(
            "raci responsible accountable, r responsible, a accountable, last update, update "
            "march|april|may|june|july|version"
        ),
    ),
)
