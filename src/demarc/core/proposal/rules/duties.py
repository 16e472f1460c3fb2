"""Who does what: the matrix, the client's own duties, the shared view and the review of duties."""

from demarc.core.proposal.rule import Need, Rule, words
from demarc.core.proposal.rules.parts import CLIENT, PERSON, PROVIDER

MATRIX = (
    r"(?:raci|responsibility (?:assignment )?matrix|matrix of responsibilities|division of"
    r" responsibilit|shared.responsibility)"
)
FUNCTION = (
    r"(?:backup|patch|monitor|help ?desk|service desk|firewall|endpoint|identity|vendor"
    r"|network|server|workstation|security|restor|onboarding|licen[cs])"
)

RULES = (
    Rule(
        id="F1",
        title="responsibility matrix with escalation",
        ask="Send a filled, redacted responsibility matrix: every function, one accountable"
        " person, and the escalation path.",
        topic=words(
            r"who does what",
            r"roles and responsibilities",
            r"functions allocated",
            rf"performed by {PROVIDER}",
            rf"{PROVIDER} will look after",
            MATRIX,
            rf"{CLIENT} (?:is|are|will be|shall be|remains?) (?:solely )?(?:responsible|accountable) for",
            r"[a-z0-9-]+ (?:is|are|will be|shall be) (?:responsible|accountable|in charge) (?:for|of) [^.]{0,80}"
            + FUNCTION,
            rf"{PROVIDER} (?:performs|operates|owns|handles) [^.]{{0,60}}{FUNCTION}",
            rf"(?:{PERSON}|{PROVIDER}|{CLIENT})[^.;]{{0,40}} (?:answers? for|is accountable for"
            rf"|are accountable for)",
            r"escalates? (?:after|to)\b|escalation (?:path|matrix|list|order)",
            r"will provide the following",
            r"perform the services as (?:detailed|described)",
        ),
        needs=(
            Need(
                "which duties are the provider's",
                words(
                    rf"performed by {PROVIDER}",
                    r"we (?:run|deploy|install|design|check|watch|chase|patch|monitor|manage|make)\b",
                    rf"{PROVIDER} (?:is|are|will be|shall be|remains?|performs|operates|owns|handles|answers? for)",
                    rf"our [a-z ]{{0,24}}{PERSON} answers for",
                    r"accountable",
                ),
            ),
            Need(
                "which duties are the client's",
                words(
                    rf"performed by {CLIENT}",
                    r"you (?:tell|remove|hold|approve|keep|sign|answer|run|own)\b",
                    r"(?:entirely|are) yours",
                    rf"{CLIENT} (?:is|are|will be|shall be|remains?|performs|operates|owns|handles|answers? for)",
                    rf"{PERSON} (?:of|from) {CLIENT}",
                    r"accountable",
                ),
            ),
            Need(
                "who is called next",
                words(
                    rf"(?:rings?|phones?|goes to|passes to|then (?:to )?)(?:[a-z -]{0, 30})(?:{PERSON}|manager|lead"
                    rf"|director)",
                    r"if stuck",
                    r"escalat",
                    r"(?:is|are) called(?! the\b)",
                    r"is (?:paged|phoned) next",
                ),
            ),
        ),
        against=words(
            rf"{MATRIX}[^.]{{0,80}}(?:to be|will be|is|are) (?:defined|determined|agreed|developed"
            rf"|provided|prepared|created|finali[sz]ed)[^.]{{0,40}}",
            r"(?:roles|responsibilities|duties)(?: and responsibilities)? (?:to be|will be|shall be"
            r"|are)(?: later)? (?:defined|determined|agreed|clarified)",
        ),
        everywhere=True,
        rows_say=("which duties are the provider's", "which duties are the client's"),
    ),
    Rule(
        id="F2",
        title="the client's duties, with a consequence",
        ask="List our duties function by function, and say what happens to the service when one is not done.",
        topic=words(
            r"(?:your|client|customer) (?:part|tasks?|obligations?|responsibilities|duties|side)\b",
            rf"{CLIENT} (?:shall|must|will) ?\(",
            r"tell us (?:about|of)\b",
            rf"{CLIENT} agrees? to (?:cooperate|provide)",
            rf"{CLIENT} (?:(?:is|are|will be|shall be|remains?) (?:solely )?responsible for|(?:shall"
            rf"|must|will|agrees? to|commits? to) (?:provide|maintain|keep|notify|approve|report|follow"
            rf"|appoint|ensure|supply|alert|comply|make|nominate|designate|name|give|answer|tell|return))",
            r"you (?:keep|maintain|provide|notify|approve|report|follow|appoint|ensure|supply|answer|tell|give"
            r"|name)\b",
        ),
        needs=(
            Need(
                "what happens when a duty is not done",
                words(
                    r"if (?:an? |the |it |this |that )[^.]{{0,60}}(?:not|does not|doesn't|isn't)",
                    r"outside our liability",
                    r"(?:is|are) suspended",
                    r"by default",
                    r"last year's[^.]{0,30} stands",
                    r"moves to best",
                    r"billed at",
                    rf"{CLIENT}[^.]{{0,60}}fail",
                    r"fail(?:ure|ing) (?:to|of the (?:client|customer)|by the (?:client|customer))\b",
                    r"if (?:the )?(?:client|customer|licensee|you) do(?:es)? not",
                    r"delay",
                    r"loss of data",
                    r"clock (?:is )?(?:paused|stops)",
                    r"(?:is|are|comes?) (?:[a-z ]{0,20})?late\b",
                    r"late by",
                    r"moves? by",
                    r"until (?:you have|it (?:has|is)|this is) done",
                    r"counts as",
                    r"at (?:your|its|the client's) (?:own )?cost",
                    r"without (?:an?|that|this|your) (?:approval|answer|notice)",
                    r"otherwise",
                ),
            ),
        ),
        forbids=True,
        against=words(
            r"only the services (?:itemi[sz]ed|listed)",
            rf"{CLIENT} (?:is|are|shall be|will be) responsible for (?:everything"
            rf"|all (?:other )?(?:matters|tasks|duties|items)|anything)(?: else)?",
            r"(?:all other|any other) (?:tasks|duties|responsibilities)[^.]{0,40}(?:client|customer)",
        ),
    ),
    Rule(
        id="X1",
        title="a table with exactly one accountable party in each row",
        ask="Send the matrix as a table with exactly one A in every row.",
        topic=words(MATRIX, r"management responsibility"),
        needs=(Need("the rows themselves, with one A each", words(r"\bnothing in prose can say it\b")),),
        table=True,
    ),
    Rule(
        id="X15",
        title="the same live view for both sides",
        ask="Will our lead see the same queue, alerts and clocks as your engineers, live? Show the screen.",
        topic=words(
            r"one screen",
            r"(?:portal|dashboards?)\b",
            r"sees? every ticket",
            r"same (?:ticket )?(?:board|records|screen|console|queue)",
            r"(?:same|shared|equal|identical|live|real.time|full)[^.]{0,40}(?:view|visibility"
            r"|dashboard|console|queue|board|screen|portal)\b",
            r"(?:client|customer) portal|(?:monthly|weekly) dashboard",
            r"(?:read|view|direct).{0,8} access to [^.]{0,60}(?:dashboard|console|ticket|queue|portal"
            r"|monitoring|rmm|psa)",
        ),
        needs=(
            Need(
                "that it is the same view",
                words(
                    r"for both of us", r"just as our", r"same", r"shared", r"identical", r"equal", r"both (?:parties|sides)"
                ),
            ),
            Need(
                "that it is live",
                words(
                    r"same moment",
                    r"live",
                    r"real.time",
                    r"at any time",
                    r"at all times",
                    r"24x7",
                    r"24/7",
                    r"continuous",
                    r"queue",
                    r"screen",
                ),
            ),
        ),
    ),
    Rule(
        id="X17",
        title="a review of duties at least every quarter",
        ask="Name who reviews the matrix with us each quarter, and what comes out of it.",
        topic=words(
            r"(?:four times a year|(?:first|last) [a-z]+ of (?:every|each) (?:month|quarter)|every month|monthly"
            r"|quarterly)[^.]{0,200}(?:responsib|who-does-what|line by line|owner)",
            r"meet from time to time[^.]{0,60}responsib",
            r"go(?:es)? through the (?:responsibility|raci|matrix)",
            r"(?:quarterly|monthly|every (?:quarter|month|three months|90 days)|each quarter|once a"
            r" quarter|annual(?:ly)?|annually)[^.]{0,90}(?:review|reconcil|meeting|qbr)",
            r"(?:review|reconcil)[^.]{0,90}(?:quarterly|monthly|every (?:quarter|month|three months)"
            r"|each quarter|once a quarter|annually|yearly)",
            r"(?:each|every) (?:quarter|month)[^.]{0,120}(?:matrix|duties|responsibilit|who owns)",
            r"qbr\b|business review",
        ),
        needs=(
            Need(
                "an interval of a quarter or less",
                words(
                    r"four times a year",
                    r"of (?:every|each) (?:month|quarter)",
                    r"march, june",
                    r"quarter",
                    r"monthly",
                    r"every (?:month|three months|90 days)",
                ),
            ),
            Need(
                "that duties are what is reviewed",
                words(
                    r"who-does-what",
                    r"line by line",
                    r"dut(?:y|ies)",
                    r"responsibilit",
                    r"matrix",
                    r"raci\b",
                    r"ownership",
                    r"who owns",
                ),
            ),
        ),
    ),
)
