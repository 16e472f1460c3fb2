"""Words for backup and recovery (BK). `test` turns a restore into a restore test."""

from demarc.core.meaning.vocabulary.entry import says

BACKUP = (
    says(
        "BK-01 BK-02",
        sure=(
            "backup, backup management|admin|service|operation|system, backup "
            "maintain|support|solution|server|data|cloud, data|system|server|workstation|m365|email|database|file "
            "backup, data backup server m365, managed backup, backup data server, backup schedule verify, backup "
            "config, information system backup, backup storage"
        ),
        unless="restore recover test dr bcp isolate immutable offsite airgap",
    ),
    says(
        "BK-01 BK-02 BK-03",
        sure=(
            "backup recover|restore, data backup recover|restore, backup restore service|management|operation, "
            "backup recover ownership|management|service|operation|admin|process, backup recovery service"
        ),
    ),
    says(
        "BK-01 BK-02 BK-07",
        sure=(
            "bdr, bcdr, backup dr, backup dr bdr, backup disaster|dr recover|plan|service|solution, backup bcp, "
            "backup dr management|service"
        ),
    ),
    says(
        "BK-01",
        sure=(
            "decide what backup, backup scope|coverage|selection|inventory|include, backup "
            "exclude|requirement|policy|strategy|plan, decide backup, saas backup, saas backup coverage, "
            "saas|m365|gworkspace|onedrive|sharepoint backup scope|coverage, backup policy|retention|schedule, "
            "backup policy retention schedule, backup retention, backup system list, define backup, backup "
            "frequency, what to backup, backup design"
        ),
    ),
    says(
        "BK-02",
        sure=(
            "backup monitor|alert|failure|fail|check|job|report, backup "
            "error|success|status|log|remediate|troubleshoot|review, fail backup remediate|job|alert|fix, backup job "
            "monitor|failure|check|fail|alert|review, daily backup check|review|monitor|job|report, backup monitor "
            "alert|remediate|report, backup job, monitor backup daily|success|failure|job, miss backup, backup "
            "failure remediate|response, daily check backup job"
        ),
        unless="restore recover",
    ),
    says(
        "BK-03",
        sure=(
            "restore, restore request|file|data|mailbox|email|delete|folder|user, "
            "file|data|folder|mailbox|email|user restore request, restore delete|lost file|data|email, restore "
            "delete file request, data|file|mailbox|email|delete recover, data recover request|service, restore "
            "backup, recover delete|lost file|data|email|item, undelete, restore server|system|vm|database, recover "
            "file"
        ),
        unless=(
            "test verify simulate practice drill order service_restoration exercise dns phone evidence can tested sample"
        ),
    ),
    says(
        "BK-04",
        sure=(
            "restore test|verify|check|drill|exercise|proof, restore test file|mailbox|database|data|monthly, "
            "restore test quarterly|annual|sample|report|result, backup "
            "test|verify|integrity|restorability|validity, test|verify restore backup, verify backup restore, backup "
            "test verify, backup restore test|verify|check, test backup, backup data test, file|mailbox|database "
            "restore test, recover test, backup recover test|verify, backup can restore, backup restorable, data "
            "recover test, backup read back, prove backup, practice restore, test backup recover"
        ),
    ),
    says(
        "BK-05",
        sure=(
            "dr|failover|disaster test|testing|exercise|drill, disaster recover test, dr test "
            "annual|report|exercise|plan, server|system|full|application|bare recover|restore test, full "
            "server|system recover|restore test, rto|rpo, rto rpo, rto rpo test, recover test rto|rpo, bcdr|bdr|bcp "
            "test, server recover test rto rpo, full server recover test, bare metal restore|recover, failover test, "
            "recovery time objective, recovery point objective, dr plan test"
        ),
    ),
    says(
        "BK-06",
        sure=(
            "immutable|airgap|offsite|isolate|offline|cloud|ransomware backup, immutable backup copy, air gap "
            "backup, air gap, immutable, airgap, offsite backup copy|storage|replication|rotation, immutable offsite "
            "backup|copy, backup isolate, backup admin|credential|password, offsite copy|storage, backup "
            "immutability|encrypt|secure|protection, backup replication, backup credential separate, offsite tape, "
            "tape rotation|vault, backup security, offsite replication"
        ),
    ),
    says(
        "BK-07",
        sure=(
            "bcp, bcp plan|management|exercise|test, bcp dr, dr, dr "
            "plan|planning|program|invoke|strategy|management|coordination, dr bcp plan, bcp dr plan, declare "
            "disaster, disaster declare failover, invoke failover, declare disaster invoke failover, failover "
            "decision|invoke, contingency plan, contingency plan test|exercise, contingency train, continuity, "
            "continuity plan, recover plan|priority|strategy|order, disaster plan, system recover reconstitution, "
            "business recover, pandemic plan, contingency operation, recovery order|sequence"
        ),
        maybe="failover, contingency, resilience, recover, high availability",
        unless="absence vacation leave sick director manager internet circuit isp wan fire backup",
    ),
    says(
        "",
        sure=(
            "backup person|staff|contact|engineer|technician, backup camera, recover key, account recover, cost "
            "recover, asset recover, password recover"
        ),
    ),
)
