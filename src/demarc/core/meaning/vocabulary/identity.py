"""Words for identity and access (IA)."""

from demarc.core.meaning.vocabulary.entry import says

IDENTITY = (
    says(
        "IA-01",
        sure=(
            "onboard, user onboard account|access|setup, onboard setup|account|process, account "
            "creation|create|setup, user setup|provision|creation, account provision, user account "
            "creation|setup|provision, role|job|department|internal change|transfer|move, personnel|user transfer, "
            "onboard account creation|create, mover, internal transfer, access provision|grant, grant access, access "
            "request, new account setup|creation, user add"
        ),
        maybe="account request, identifier management, provision access, identity lifecycle",
        unless="vendor device provider project",
    ),
    says(
        "IA-02",
        sure=(
            "offboard, offboard user|account|access|process, deprovision, account "
            "deprovision|disable|removal|deletion|deactivate|deactivation, terminate user|access|account, user "
            "terminate access|account, disable|remove|revoke user|access|account, disable account depart|leave, "
            "access removal|revocation|revoke, emergency terminate user, depart user|account, hr terminate, "
            "employment separation, involuntary terminate, personnel terminate, user delete|remove|deletion|removal"
        ),
        maybe="depart, terminate process",
        unless="contract agreement provider compromise vendor hardware workstation assist collect",
    ),
    says(
        "IA-01 IA-02",
        sure=(
            "user add move|change|delete, add move change, user|account|identity "
            "management|admin|lifecycle|maintain, account management, user account management|admin|maintain, "
            "activedirectory user|account|management|admin, activedirectory user management|admin|account, user "
            "provision deprovision, joiner mover leaver, imac, macd"
        ),
        maybe="activedirectory, user access, user access management, azure ad, directory service",
        unless=(
            "service privilege provider vendor service_account review group health domain_controller sync backup "
            "global domain break breakglass secure"
        ),
    ),
    says(
        "",
        sure=(
            "user access review, key account management, social media account, account payable|receivable, bank "
            "account, account manager, technical account manager, data management user, service account"
        ),
    ),
    says(
        "IA-01 IA-02 IA-03 IA-05",
        maybe="identity access management, iam, identity access, access management, access control",
    ),
    says(
        "IA-03",
        sure=(
            "mfa, mfa enforce|policy|admin|management, mfa deploy|exception|setup|enrolment|enrollment, "
            "conditionalaccess, conditionalaccess policy, sso, sso mfa, sso management|admin|setup, password policy, "
            "authentication policy, user authentication, identification authentication user"
        ),
        maybe=(
            "authentication, identity protection, sso, re authentication, okta, strong authentication, passwordless, fido2"
        ),
        unless="without feedback module email dmarc dkim spf reset fatigue",
    ),
    says(
        "",
        sure="without identification authentication, authentication feedback, cryptographic module authentication",
    ),
    says(
        "IA-04",
        sure=(
            "privilege access|account|user|identity, privilege access|account management|review|control, "
            "domain|global|enterprise admin, domain|global admin account|right|permission|role|access, breakglass, "
            "breakglass account, pam, admin account|right|privilege, admin access, admin account management|control, "
            "elevated access|privilege|permission, root account, least privilege, superuser"
        ),
        maybe="admin credential, admin password, laps",
        unless="local workstation vendor provider document itglue vault backup client service",
    ),
    says(
        "IA-05",
        sure=(
            "access review|recertification|recertify|certification|attestation|audit, "
            "user|account|permission|privilege|group review, user access review|recertification|audit|certification, "
            "account review|audit|recertification, permission recertification|recertify|review, user|ongoing access "
            "review, user account review|audit"
        ),
        unless="file share sharepoint folder sharing external code policy physical",
    ),
    says(
        "IA-06",
        sure=(
            "provider|vendor|external|contractor technician|staff|user|personnel access, provider access, provider "
            "admin|remote access, provider technician|access system, vendor|provider user admin permission|access, "
            "external personnel security|secure|access, provider user list|access|register, provider account, vendor "
            "remote access, thirdparty remote access, thirdparty access, vendor access, contractor access"
        ),
        maybe="external personnel, maintenance personnel, nonlocal maintenance, gdap, delegate admin",
        unless="cloud internet service_provider card",
    ),
    says(
        "IA-07",
        sure=(
            "password reset|change|unlock, password reset identity|verify, verify caller|identity|user "
            "reset|identity, caller identity|verify|verification, identity proof|proofing|verify, user|account "
            "unlock|lockout|locked, account unlock|lockout, mfa reset, credential reset, self service password "
            "reset, sspr, verify caller identity reset, forgotten password"
        ),
        unless="compromise service_account",
    ),
    says(
        "IA-08",
        sure=(
            "service account, service account password|rotate|rotation|management|owner|review, service account "
            "password rotation|rotate|change, apikey, apikey rotation|management, secret management|rotation|rotate, "
            "non human identity, machine identity, key rotation, password rotation"
        ),
        maybe="service principal, application account, cryptographic key, key management, shared account",
    ),
    says(
        "IA-09",
        sure=(
            "share|team|group|common mailbox, share mailbox owner|ownership|management|access, distributionlist, "
            "distributionlist owner|management|admin|maintain, group owner|ownership, m365 group, security group "
            "ownership, team owner|ownership"
        ),
        maybe="mailbox permission, security group, mail group, email group, group membership",
    ),
)
