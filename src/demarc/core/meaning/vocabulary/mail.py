"""Words for mail and working together (EM)."""

from demarc.core.meaning.vocabulary.entry import says

MAIL = (
    says(
        "EM-01",
        sure=(
            "exchange, exchange online|server|admin|management|support, exchange online admin|management, email "
            "admin|management|delivery|flow|system|service, email "
            "support|issue|server|host|routing|platform|migration, email delivery issue|problem, m365|gworkspace "
            "admin|management|support|tenant|service, m365 tenant, m365|gworkspace tenant admin|management|support, "
            "mailbox management|admin|creation|setup|migration, m365, gworkspace, exchange email, email"
        ),
        maybe=(
            "mailbox, collaboration, teams sharepoint, sharepoint, teams admin|management, microsoft teams, "
            "onedrive, collaboration tool"
        ),
        unless=(
            "security spam phish quarantine archive archiving retention legalhold backup dmarc dkim spf encrypt "
            "share licence phone filter incident alert defenderemail hygiene restore secure outage securescore "
            "project recycle sso mfa conditionalaccess configuration hardening"
        ),
    ),
    says(
        "EM-02",
        sure=(
            "spam, spam filter|filtering|management|quarantine, email filter|filtering|hygiene|gateway, email "
            "secure|protection|protect|quarantine|threat, email security gateway|filter|management, phish report, "
            "user report phish|email, phish email, report phish email, phish "
            "report|response|triage|analysis|investigate, suspicious email, quarantine, quarantine "
            "release|message|email|review, release quarantine message|email, defenderemail, email hygiene phish, "
            "anti phish, spam phish, phish protection|protect"
        ),
        maybe="phish, secure email, email security",
        unless="simulation simulate test training awareness campaign",
    ),
    says(
        "EM-02 SE-01",
        sure="defenderemail monitor|mdr, defenderemail monitor mdr, email security monitor",
    ),
    says(
        "EM-03",
        sure=(
            "dmarc, dkim, spf, spf dkim dmarc, dmarc dkim spf record, dmarc record|policy|report|management, email "
            "authentication|spoof|spoofing, anti spoof|spoofing, email domain authentication"
        ),
    ),
    says(
        "EM-04",
        sure=(
            "externalsharing, sharepoint onedrive externalsharing, sharepoint externalsharing, "
            "sharepoint|onedrive|file|folder|drive|guest|external share|sharing|permission|access, file share "
            "permission|access|management, file|folder permission, sharepoint onedrive sharing, sharepoint "
            "permission|access review, share drive|folder|file, share drive|folder permission|access, file folder "
            "access, share permission|review, guest access review, data access review, dlp, data loss prevention, "
            "data classification"
        ),
        maybe="file share, access enforcement, file server, publicly accessible content, shared folder",
        unless="wifi backup restore network mailbox credential password",
    ),
    says(
        "EM-05",
        sure=(
            "legalhold, legalhold request, ediscovery, ediscovery request, legalhold ediscovery, legalhold "
            "ediscovery request, email|data|record|information|document|m365 retention, email archive|archiving, "
            "email archive retention policy, archive retention policy, retention policy|schedule, information "
            "management retention, record management|retention, data retention policy, email journaling, archive "
            "retention, record request, foia, data subject request, data|record|log|email retain|keep long"
        ),
        maybe="archive, archiving, retention",
        unless="backup log audit",
    ),
)
