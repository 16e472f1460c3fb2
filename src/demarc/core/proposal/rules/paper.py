"""The paper itself: the lead's review, exclusions, ownership, data return, changes and precedence."""

from demarc.core.proposal.rule import Grade, Need, Rule, any_of, cue, words
from demarc.core.proposal.rules.parts import CLIENT, CREDENTIAL, DATA, DOCUMENT, PERSON, PROVIDER, TIME

LEAD = (
    rf"(?:(?:network|systems?|ict|it) (?:administrator|coordinator|supervisor|head)|director of (?:ict"
    rf"|it|digital|technology)|{PERSON}|it (?:manager|lead|director|officer|team|department|staff"
    rf"|coordinator)|ict (?:manager"
    rf"|coordinator)|head of (?:it|digital|technology|information)|cio\b|technical (?:lead|team|staff"
    rf"|colleagues)|internal it|(?:he|she) (?:must|has)|information technology personnel|your it)"
)
PAPER = (
    r"(?:proposal|offer|draft|contract|scope|document|note|this paper|schedules?|response|agreement"
    r"|signature|sign(?:s|ed|ing)?\b|sow\b|statement of work|scope of work|price|pricing)"
)
REVIEWS = (
    r"(?:marks? up|been through|annotat|goes over|go over|review|read|comment|question|examin"
    r"|look(?:s|ed)? (?:over|at|through)|go(?:ne|es)? through"
    r"|sees? this|returned|had (?:it|this)|has (?:this|it)|sent it to|show this|present this|walk)"
)
LONG = (
    r"(?:the whole of next month|a full month|(?:next|coming) month|(?:1\d|[2-9]\d|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|twenty"
    r"|thirty)(?: \(\d+\))? (?:business|working|school) days|(?:1[4-9]|[2-9]\d|fourteen|thirty|sixty"
    r"|twenty)(?: \(\d+\))? (?:calendar )?days"
    r"|(?:two|three|four|five|six|[2-9]) weeks|a month\b|(?:one|two) months|from 1 to 30)"
)
LISTS = (
    r"(?:(?:we|i) (?:never|do not|don\'t|won\'t) (?:touch|look at|handle|go near)"
    r"|outside the services|exclusions?\b(?! of (?:liab|warrant|damag))|excluded (?:from|are"
    r"|services?|is|items)|(?:is"
    r"|are) excluded|excludes?\b|not (?:included|covered|in (?:the )?(?:scope|service))"
    r"|out(?:side)? (?:of )?(?:the |its )?scope|out-of-scope|left (?:out|with others)|leaves out"
    r"|do(?:es)? not (?:cover|include|support)|don't (?:do|cover|touch)|never included|what we don't"
    r"|(?:except|other than) the following|are extra|is extra|in no event shall [a-z ]+ be obligated"
    r"|[a-z]+ will not:)"
)
CLOSED = (
    r"(?:(?:everything|anything|whatever) else[^.]{0,50}(?:\bin\b|included|deal|ours|covered)"
    r"|exhaustively|no other(?:s| exclusions)\b|(?:list|enumeration|that|these)(?: of [a-z]+)? (?:is"
    r"|are) (?:complete|closed|exhaustive|the whole|all\b|everything)|(?:everything|anything"
    r"|whatever)[^.]{0,120}(?:is|are) (?:included|in scope|covered|ours|part of)"
    r"|only (?:the following|these|exclusions)|nothing (?:else|beyond|more|other)|and (?:no others"
    r"|nothing else|only the following)"
    r"|(?:are|is) exactly|complete list|exhaustive|(?:that's|that is) (?:all|the lot|it\b|everything"
    r"|the whole)|whole list|the following, and)"
)
PAPERWORK = (
    r"(?:wiki\b|knowledge base|notes (?:about|on) your|write down|documentation\b|(?:system|network"
    r"|technical|it|all|handover|exit) documents?\b|run ?books?\b"
    r"|diagrams?\b|drawings?\b|configurations?\b|scripts?\b|(?:wiring|network) maps?\b|(?:network"
    r"|system) notes\b|manuals?\b|know.?how|infrastructure code|write down)"
)
OWN = (
    rf"(?:your property|remain(?:s)? (?:the )?(?:assets?|property) of|assets? of (?:the )?(?:client"
    rf"|company|customer)|(?:is|are) your|(?:are|is|were|remains?|stays?)(?: [a-z]+)? (?:yours"
    rf"|{CLIENT} property|(?:the )?(?:client"
    rf"|customer|council|foundation|trust|association|company)(?:'s)?)|vests? in|(?:owned by"
    rf"|property of|belongs? to|belong\b) ?{CLIENT}?|{CLIENT}(?:'s)? (?:sole )?property"
    rf"|{CLIENT} (?:owns?|keeps?|holds?)|owns them|(?:is|are) (?:the )?[a-z]+'s\b|keep your|yours\b"
    r"|what belongs to you|all rights in the (?:client|customer)'s)"
)
BACK = (
    r"(?:surrender|in your hands|give(?:s)? up|return|hand(?:s|ed)? (?:it |them |you |everything "
    r"|[a-z]+ )?(?:back|over|[a-z]+ the)|handover"
    r"|deliver(?:ed|s)?\b|transfer|give(?:s|n)? (?:you|back)|goes to|is with (?:the )?(?:client|council)"
    r"|you (?:get|will have)|lodged|exported|comes? back|suppl(?:y|ied)|hand you|released)"
)
WHEN = (
    rf"(?:no later than|(?:by|before) the (?:termination|end|last) ?(?:date|day)?|{TIME}|on (?:exit"
    rf"|termination|expiry|the last day|request)|upon (?:termination|expiry|exit)"
    rf"|last (?:day|week)|at any time|over (?:that|the) same|when we part|immediately|at the end\b)"
)
GIVE_BACK = (
    r"(?:hand(?:s|ed)? [^.]{0,30}(?:back|over)\b|you (?:get|have|receive) (?:the lot|everything|all"
    r"|it all)|handed back|return|sen[dt] (?:you"
    r"|the client|back)|(?:provide|supply|furnish)[a-z]* (?:you|the client|client"
    r"|customer)? ?(?:with )?(?:an?|all|its|your|the)? ?(?:full |complete |export |copy|data|electronic)"
    r"|transfer|copy of (?:all|everything|your)|hand(?:s|ed)? (?:it |them |you )?(?:back|over)|export"
    r"|deliver(?:ed|s)?\b|gives? (?:you|back)|give back|comes? back|copied to (?:a|an|you)\b|you may have"
    r"|follow in|yours within|goes to|retriev|download|is in [a-z' ]+ own|native|all yours|keep your)"
)
BY = (
    rf"(?:(?:within|inside|in|by|after|before|until|no later than|over|:) (?:a further |another |the "
    rf"|\d+ )?(?:{TIME}|two\b|six\b|the (?:last|next) day|the month)|day \d+|{TIME}'? (?:after|of"
    rf"|following|before))"
)
DELETE = (
    r"(?:delet|dispos|remov(?:e|ed) from our|destr[ou]y?|eras|wip(?:e|ed|es|ing)|purg|shred|overwrit"
    r"|burn\b|remov(?:e|ed) (?:all|our) cop)"
)
CHANGE = (
    r"(?:amend|modif|alter|chang(?:e|es|ed|ing)|var(?:y|ied|iation|ies)|addition|updat|revis|adjust|raise"
    r"|increase|refin|substitut)"
)
ALTERS = (
    r"(?:modify|change|amend|update|revise|increase|alter|adjust|raise|vary)(?:,? (?:or"
    r"|and) [a-z]+)? (?:(?:its|the|these|this|our|any|all|or|of|such|applicable|then-current|provisions?"
    r"|content|part|of) ){0,5}"
)
ITS_TERMS = (
    r"(?:terms?\b|this agreement|the agreement|addendum|conditions|polic(?:y|ies)|prices?\b|pricing"
    r"|fees?\b|rates?\b|charges\b|schedules?\b|descriptions?\b|services?\b(?! (?:personnel|coordinator"
    r"|manager|credit|level))|portfolio|plans?\b|guide)"
)
TERMS = (
    r"(?:terms?\b|agreement|contract|addendum|conditions|polic(?:y|ies)|prices?\b|pricing|fees?\b"
    r"|rates?\b|charges\b|schedules?\b|descriptions?\b|services?\b|letter|note\b|sow\b|plans?\b|them\b"
    r"|guide|provision|document|procedures|it alone|portfolio|scope\b)"
)

WINS = (
    r"(?:order of (?:precedence|priority|(?:the )?(?:documents|contract|agreement))|document order"
    r"|precedence|prevail|rank|wins\b|beats|trumps|priority|override|comes? (?:first|before)|(?:shall"
    r"|will) control|controls\b(?! (?:the|of|over))|governing (?:document|agreement)|yield|is what counts"
    r"|last word)"
)
PAPERS = (
    r"agreement|letter\b|quote\b|offer\b|order form|(?:purchase|signed|this|the|work) order\b(?! of| to)"
    r"|schedules?|schedules?|sow\b|proposal|annex|exhibit|msa\b|clauses|statement of work|conditions"
    r"|form\b|appendix|framework"
)

RULES = (
    Rule(
        id="F6",
        title="our lead reviews the proposal, with time to do it",
        ask="Confirm that our IT lead reviews this proposal, with at least 10 business days before anything expires.",
        near=any_of(
            cue(r"(?:do not|don't|not) sign (?:until|before)", r"through|read|seen|review|checked"),
            cue(LEAD, REVIEWS, PAPER),
            cue(
                r"pass this (?:draft|proposal|document)|before (?:anybody|anyone|you) signs?"
                r"|show this to|has this note|ought to read this"
            ),
            cue(r"signature", r"before|until", REVIEWS),
        ),
        headed=words(r"review (?:before|of this)", r"before (?:signature|you sign|you decide)", r"read the contract"),
        needs=(
            Need("who reviews", words(r"(?:has|have) been through", LEAD, r"she has gone|sent it to him")),
            Need("at least 10 business days", words(LONG)),
        ),
        forbids=True,
        against=any_of(
            cue(
                r"(?:eyes of|intended for|provided in confidence to|confidential|circulation|disclosed only to)",
                r"executive (?:officers|team)|executives|leadership|owner\b|board\b|ceo|chief executive|management team",
                r"only\b|limited|confiden",
                r"proposal|offer|document|pric|agreement|draft|paper|it must",
            ),
            cue(
                r"(?:not|never)(?: be| to)?[^.]{0,30}(?:shared|share|discussed|copied|told|involve"
                r"|shown|forward|distribut|disclose)",
                r"(?:it staff|it team|it manager|technical (?:staff|team|people|colleagues)"
                r"|internal it|it department|information technology personnel|it lead)",
            ),
            cue(
                r"it (?:manager|lead|team|staff) (?:is|are|should) not (?:be )?(?:involved|consulted"
                r"|told)|surprise [a-z-]+ once|involving technical staff"
                r"|every opportunity to contribute once"
            ),
            cue(
                r"(?:offer|price|pricing|discount|investment|quote|proposal|month free|letter of intent|preferential)",
                r"(?:lapses|expires?|good for (?:24|48|72)|(?:until|by) (?:friday|the end of the week"
                r"|month end)|ends? (?:today|tomorrow)|within (?:24|48|72) hours|within (?:two|three"
                r"|five|\d) days)",
                r"^(?!.*(?:[1-9]\d|thirty|sixty|ninety|fifteen|twenty)(?: \(\d+\))? (?:business |calendar |working )?days)",
            ),
            cue(
                r"(?:offer|proposal|pricing|quote)[^.]{0,40}expires? (?:in|within|after) (?:\d|one"
                r"|two|three|four|five|24|48|72)(?: \(\d+\))? (?:business |calendar )?(?:hours|days)"
            ),
            cue(r"executives? only|for the executive team"),
        ),
        silence=Grade.UNCLEAR,
    ),
    Rule(
        id="X4",
        title="a closed list of exclusions",
        ask="Give a closed list of what is excluded; what is on no list is then in scope or priced on request.",
        near=any_of(
            cue(
                r"steer clear|stay away from|keep (?:out of|away from)|leave [a-z ]{1,30} alone"
                r"|not something we (?:do|offer)"
            ),
            cue(
                r"(?:is|are|costs?|charged|priced) (?:extra|separate(?:ly)?|on top)\b",
                r"hardware|licen|projects?\b|parts\b|consumables|cabling|other|software|phones|printers"
                r"|bits|things",
            ),
            cue(
                r"(?:provider|supplier|msp) (?:does|do|will|shall) not (?:cover|support|include|touch)"
                r"|never touch|we never (?:do|handle)"
            ),
            cue(
                r"(?:anything|any (?:item|service|work|task)s?|services|whatever"
                r"|other services)\b[^.]{0,50}\bnot (?:expressly |specifically |explicitly )?(?:described"
                r"|listed|mentioned|included|named|itemi[sz]ed|specified|covered)"
            ),
            cue(
                rf"(?:services?|scope|support|maintenance|plan|we|i|care|list|(?:monthly "
                rf"|fixed )fee)\b[^.]{{0,70}}{LISTS}|(?:exclu|not (?:included|covered"
                rf"|in)\b)[^.:]{{0,60}}(?:services|scope|support|from this agreement|list|:)"
                rf"|^[^a-z]*(?:exclu|not (?:included|covered)|out of scope|does not)",
                r"^(?!.*(?:tax|damages|weekend|confidential|information does|losses|indemn"
                r"|holidays? (?:off |are )?exclu|taxes|exclusive of|service level|targets exclude"
                r"|times exclude|excluded from (?:sla|our|the service level)|warranties|liability for"
                r"|damages))",
            ),
            cue(
                r"does not extend to|not in (?:the |this )?(?:price|fee|plan|package|bundle)"
                r"|excluding\b|(?:we|i) won't (?:do|touch|cover|support)|(?:we|i) do not (?:do|touch"
                r"|repair|work on|handle)|with the exception of|not our job"
                r"|beyond the (?:monthly )?fee|(?:not|nothing) listed (?:here|above)|isn't (?:ours"
                r"|covered)|aren't (?:ours|covered)|(?:we|i) leave (?:[a-z]+ ){1,3}(?:to|alone)"
                r"|outside (?:of )?(?:what we do|our|the (?:services|fee|plan))"
            ),
            cue(CLOSED, r"out of scope|in scope|(?:this|the|that) list|exclusions?\b|excluded"),
            cue(
                r"^no [a-z]+, (?:no )?[a-z]+|not specifically (?:listed|itemi[sz]ed)|not an agreement"
                r"|not (?:a )?part of (?:this|the) service"
            ),
        ),
        headed=words(
            r"exclu",
            r"out(?:side)? (?:of )?(?:the )?scope",
            r"not (?:included|covered|in the service)",
            r"left (?:out|with)",
            r"what we don't",
            r"never included",
            r"what i don't",
        ),
        needs=(Need("that the list is closed", words(CLOSED)),),
        forbids=True,
    ),
    Rule(
        id="X9",
        title="credentials and documents belong to and return to the client",
        ask="Say that every credential and document is ours, and comes back within 5 business days of the end.",
        near=any_of(
            cue(PAPERWORK, r"shared?\b|see\b|access|copy"),
            cue(
                rf"{CREDENTIAL}|{PAPERWORK}",
                rf"{OWN}|{BACK}|vault|safe\b|the book|shared",
                r"^(?!.*(?:insur|incident|conflict|prevail|order of|differ|questionnaire"
                r"|certificate of|licensors?\b|licensees?\b|sublicens|source code))",
            ),
            cue(
                CREDENTIAL,
                r"terminat|exit|leave|part\b|end\b|keep|kept|supply",
                r"^(?!.*(?:confidential|secure\b|safeguard|unauthori[sz]ed))",
            ),
            cue(r"assigns all right, title|all rights in the (?:client|customer)'s records"),
        ),
        headed=words(
            r"passwords?",
            r"keys\b",
            r"ownership",
            r"property",
            r"title\b",
            r"what belongs",
            r"credentials",
            r"leaving",
            r"exit\b",
        ),
        needs=(
            Need("credentials", words(CREDENTIAL, r"access data")),
            Need("documents", words(r"drawings?\b", r"system documentation", DOCUMENT)),
            Need(
                "that they are the client's",
                words(
                    r"assets of (?:the company|the client)",
                    r"surrendered to",
                    r"in your hands",
                    OWN,
                    rf"return[a-z]* [^.]{{0,60}}(?:to )?{CLIENT}",
                    r"deliver(?:ed|s)? (?:them )?up",
                    r"hand(?:s|ed)? (?:everything|over|you|them|it|[a-z-]+ the)",
                    r"you get the",
                    r"returns? them",
                    r"everything is handed over",
                ),
            ),
            Need("by when", words(WHEN)),
        ),
        mixed=True,
        against=any_of(
            cue(
                DOCUMENT + r"|credentials?|passwords?|scripts?|rules\b|tooling",
                rf"proprietary|(?:sole |exclusive )*property of {PROVIDER}|(?:remains?|stays?|are"
                rf"|is) (?:with )?(?:the provider(?:'s)?\b|ours\b|our property)|intellectual property"
                rf"|(?:cannot|not) be (?:transferred|released)|is not released|all right, title",
                r"^(?!.*(?:property of (?:the )?(?:client|customer)|belongs? to (?:the )?(?:client"
                r"|customer)|not proprietary))",
                r"^(?!.*(?:patent|trademark|copyright|licensee|infring))",
            ),
            cue(r"all materials, [^.]{0,900}shall remain the sole and exclusive property of (?!licensee|client|customer)"),
        ),
    ),
    Rule(
        id="X11",
        title="data returned and deleted, by when",
        ask="Say when and in which format our data comes back, and when it is deleted with proof.",
        near=any_of(
            cue(DATA, DELETE),
            cue(
                r"(?:data\b|confidential information|stored content|files\b|images\b)",
                GIVE_BACK,
                r"^(?!.*(?:back-?up (?:data|files) (?:is|are)|every (?:night|quarter)))",
            ),
            cue(
                r"your (?:data|files|information)\b",
                r"leav|exit|(?:at|after) the end|part ways|transition|migrat|terminat|move on",
            ),
            cue(r"data (?:handling|custody|retention)|retain or return|keeps (?:customer|client|your) data"),
        ),
        headed=words(r"data (?:at|when|after|return|and)?", r"leaving", r"exit"),
        needs=(
            Need("return", words(r"get the lot", GIVE_BACK, r"copy of", r"nothing for me to give back")),
            Need("deletion", words(DELETE)),
            Need("by when", words(rf"(?:{GIVE_BACK}|{DELETE}).{{0,110}}{BY}", rf"{BY}.{{0,110}}(?:{GIVE_BACK}|{DELETE})")),
            Need("that it is the client's data", words(DATA)),
        ),
        mixed=True,
        against=any_of(
            cue(r"(?:no (?:duty|obligation)|not (?:obliged|required))[^.]{0,40}(?:retain|return|delete)", r"data|it\b"),
            cue(r"data", r"as long as its policies|may delete [a-z' ]*data at any time"),
        ),
    ),
    Rule(
        id="X13",
        title="changes only in writing by both sides",
        ask="Strike every right to change terms or prices alone; changes in writing, signed by both.",
        near=any_of(
            cue(
                r"prices?\b|fees?\b|rates?\b",
                r"go(?:es)? up|rises?\b|increases?\b|inflation|cpi\b|index",
                r"year|annual|agreed|each|every",
            ),
            cue(r"changes (?:are|will be|must be|can be|shall be) (?:agreed|made|confirmed|handled)"),
            cue(r"pen to paper|signatures? of (?:the |both |all )?(?:two )?parties|comma of this|set in stone"),
            cue(
                CHANGE,
                r"writ(?:ing|ten)|sign(?:ed|ature|s)?\b|both\b|agree|initial|deed|consent|instrument"
                r"|change process|notice\b|paper|names? to it|mutual",
                rf"{TERMS}|parties|party|effective|valid",
            ),
            cue(
                CHANGE,
                r"both (?:of us|sides?|parties|sign)|two of us|mutual(?:ly)?|countersign"
                r"|your (?:signature|consent|agreement|ok\b|say-so|name)|we both|neither of us"
                r"|each other's|signed by|by us alone|co-?signed",
            ),
            cue(r"(?:amendment|variation|modification)s?\b", r"writ(?:ing|ten)|signed|both"),
            cue(r"no variation|only if both of us|by deed|not by us alone|both sides sign|naught|change notes?"),
        ),
        headed=words(
            r"variation", r"amend", r"chang(?:e|es|ing) (?:to )?(?:this|the|of terms)", r"modification", r"terms be changed"
        ),
        needs=(
            Need(
                "in writing",
                words(
                    r"pen to paper",
                    r"document signed",
                    r"sign(?:s|ed|atures?)?\b",
                    r"writ(?:ing|ten)",
                    r"initial it|initial\b",
                    r"deed",
                    r"paper",
                    r"names? to it",
                    r"instrument",
                ),
            ),
            Need(
                "by both",
                words(
                    r"(?:two|both|the) parties",
                    r"you and (?:we|i|us)\b",
                    r"both\b",
                    r"each party",
                    r"of each of",
                    r"the parties",
                    r"parties hereto",
                    r"signed by",
                    r"executed by",
                    r"two of us",
                    r"your signature and (?:ours|mine)|ours and yours",
                    r"on behalf of",
                ),
            ),
        ),
        forbids=True,
        spoils=True,
        against=any_of(
            cue(
                rf"(?:{PROVIDER})(?:,)? (?:may|reserves the right to"
                rf"|can)(?:,)? (?!not)(?:[^.]{{0,50}} )?{ALTERS}{ITS_TERMS}",
                r"^(?!.*(?:only (?:with|by|if)|written consent of|agreed in writing|both parties|mutual|signed|cannot))",
            ),
            cue(
                rf"(?:reserves?|with) the right to (?:[a-z]+ or )?{ALTERS}{ITS_TERMS}"
                rf"|policies and procedures that will be updated"
            ),
            cue(
                rf"{ITS_TERMS}[^.]{{0,40}} (?:may be|are|can be) (?:updated|revised|modified|changed"
                rf"|amended|adjusted|varied)",
                r"at any time|from time to time|regularly|by posting|periodically|sole discretion"
                r"|without notice|by (?:the )?(?:provider|us\b)|on (?:\d+|thirty|sixty|ninety)",
                r"^(?!.*(?:as (?:it |they |the same |such )?may be|mutual|both|signed|writing|do(?:es)? not reduce))",
            ),
            cue(
                r"updated regularly|newest version|latest version|revised version|(?:then-)?current version",
                r"terms|polic|conditions|plans|agreement|guide",
                r"appl|counts|govern|check back|posted|website|constitutes|\bat\b",
            ),
            cue(
                r"may (?:refine|revise|update|change|alter|amend) (?:its|the|our|these"
                r"|any) (?:[a-z]+ ){0,2}(?:descriptions?|terms|conditions|policies|schedules|guide"
                r"|portfolio)",
                r"^(?!.*(?:do(?:es)? not reduce|both|signed))",
            ),
            cue(
                r"(?:prices?|rates|fees|charges) (?:change every|go up|rise|may (?:rise|change"
                r"|be (?:raised|increased|adjusted)))|(?:may|will) raise (?:them|prices|rates|fees"
                r"|our)|(?:may|can) (?:adjust|increase|raise|revise) (?:the |its |our )?(?:fees"
                r"|prices|rates|charges)",
                r"^(?!.*(?:mutual|agree|cpi|index|only|sign|writ))",
            ),
            cue(r"we (?:update|change|revise|adjust) our (?:plans|terms|prices|services)"),
        ),
    ),
    Rule(
        id="X14",
        title="an order of precedence between the documents",
        ask="Which document wins when order, agreement and schedule disagree?",
        near=any_of(
            cue(
                r"read (?:this|it) (?:along|together|alongside)|along with our (?:general|standard)"
                r"|clash(?:es)? with (?:the |our |your )?(?:contract|agreement|terms|order|conditions)"
            ),
            cue(
                r"order of (?:precedence|(?:the )?documents)|document order|takes? precedence"
                r"|prevails?\b|rank(?:s|ed)?\b|annex wins|wins\b|beats\b|trumps\b|(?:has|takes"
                r"|have) priority|overrides?\b|comes? (?:first|before)|counts first|shall control"
                r"|will control|controls\b|yields? to\b",
                rf"(?:{PAPERS}|documents?|terms|part (?:one|two|three|\d)|contract)[^.]{{0,80}}{WINS}"
                rf"|{WINS}[^.]{{0,60}}(?:{PAPERS}|documents?|terms|part (?:one|two|three|\d)|contract)",
                r"^(?!.*(?:laws? of|governed by|controls? (?:of|over)|party that controls|under common control))",
            ),
            cue(
                r"(?:papers?|texts?|documents?|parts|pages|clauses|letter)[^.]{0,40}(?:disagree"
                r"|differ|clash|conflict|contradict|say different)"
            ),
            cue(
                r"conflict|inconsisten|differ\b|contradict|disagree|discrepan|clash",
                r"document|agreement|terms|schedules?|order\b|annex|parts\b|clauses|exhibits?",
                r"control|govern|prevail|preced|wins?|rank|first|resolved|comes? before|good.faith",
            ),
            cue(
                r"read (?:together )?with|terms of the other documents|standard (?:terms"
                r"|conditions)[^.]{0,60}(?:also )?apply|governs this engagement|terms govern"
            ),
        ),
        headed=words(r"precedence", r"rank", r"which paper wins", r"order of documents", r"conflict"),
        needs=(
            Need(
                "that it is for when they disagree",
                words(
                    r"disagree",
                    r"conflict",
                    r"inconsisten",
                    r"preced",
                    r"discrepan",
                    r"contradict",
                    r"differ",
                    r"clash",
                    r"rank",
                    r"order of (?:the )?documents",
                    r"document order",
                    rf"prevails? over [^.]{{0,30}}(?:{PAPERS})",
                    rf"(?:{PAPERS})[^.]{{0,12}}shall prevail",
                    r"wins\b",
                    r"beats\b",
                    r"yields? to",
                    r"comes? (?:first|last)",
                ),
            ),
            Need(
                "which document wins",
                words(
                    r"(?:order|agreement|proposal|schedule|annex|form|contract|sow|msa|clauses)s? (?:wins?|first|ranks)\b",
                    r"then the (?:schedules|order|agreement|proposal)",
                    r"(?:agreement|order|sow|statement of work|schedules?|msa|exhibit|addendum"
                    r"|key terms|terms|clauses|proposal|form|conditions|annex"
                    r"|part [a-z]+)[^.]{0,90}(?:shall control|will control|controls\b"
                    r"|governs?\b(?! by)|prevail|preced|wins|beats|trumps|priority|overrides?"
                    r"|comes? (?:first|before|last)|ranks?)",
                    r"(?:controls?\b|govern\b|prevail|preced|rank|yield)[^.]{0,120}(?:agreement|order"
                    r"|sow|schedule|msa|exhibit|addendum|terms|contract|specification|conditions)",
                    r"order (?:of (?:the )?documents )?(?:is|:)|document order",
                ),
            ),
        ),
    ),
)
