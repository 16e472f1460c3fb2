"""Words that name a holder: posts, teams, firms, and words for everybody and nobody. Plain lower-case words, as written."""

from demarc.core.meaning.listing import texts, words
from demarc.core.words import Side

CLIENT, PROVIDER = Side.CLIENT, Side.PROVIDER

NOBODY = texts(
    "n/a, n.a., na, none, nobody, no one, no-one, noone, tbd, tba, tbc, tbd., unknown, unassigned, vacant, open, -, "
    "--, ---, \u2013, \u2014, ?, ??, ., not applicable, not assigned, to be determined, to be decided, to be confirmed, no "
    "owner, not in scope, out of scope, not offered, excluded, nil, pending, unowned, blank, (blank), null, <tbd>, "
    "[tbd], not defined, undefined"
)
"""Texts that name nobody."""

EVERYBODY = texts(
    "shared, both, joint, jointly, all, everyone, everybody, we, us, co-managed, comanaged, collaborative, mutual, "
    "together, both parties, both sides, both teams, all parties, all teams, either, shared responsibility, joint "
    "responsibility, hybrid, team effort, common, shared (both), split, mixed"
)
"""Texts that name everybody, so nobody in particular."""

FIRMS: dict[str, Side | None] = {
    "msp": PROVIDER,
    "mssp": PROVIDER,
    "provider": PROVIDER,
    "service provider": PROVIDER,
    "managed service provider": PROVIDER,
    "managed services provider": PROVIDER,
    "managed security service provider": PROVIDER,
    "managed security services provider": PROVIDER,
    "it provider": PROVIDER,
    "csp": PROVIDER,
    "cloud service provider": PROVIDER,
    "outsourcer": PROVIDER,
    "contractor": PROVIDER,
    "supplier": None,
    "vendor": None,
    "vendors": None,
    "third party": None,
    "3rd party": None,
    "cloud provider": None,
    "carrier": None,
    "isp": None,
    "client": CLIENT,
    "customer": CLIENT,
    "customers": CLIENT,
    "customer agency": CLIENT,
    "agency": CLIENT,
    "company": CLIENT,
    "the company": CLIENT,
    "organization": CLIENT,
    "organisation": CLIENT,
    "business": CLIENT,
    "tenant": CLIENT,
    "subscriber": CLIENT,
    "internal": CLIENT,
    "in-house": CLIENT,
    "inhouse": CLIENT,
    "external": PROVIDER,
    "outsourced": PROVIDER,
}
"""Words for a whole firm, with its side where the word says it."""

VENDORS = texts(
    "aws, amazon, amazon web services, microsoft, google, google cloud, azure, red hat, redhat, cisco, meraki, "
    "dell, hp, hpe, lenovo, apple, vmware, oracle, ibm, sap, adobe, palo alto, palo alto networks, fortinet, "
    "sophos, crowdstrike, sentinelone, arctic wolf, huntress, veeam, datto, kaseya, connectwise, n-able, ninjaone, "
    "proofpoint, mimecast, barracuda, okta, duo, verizon, at&t, comcast, lumen, t-mobile, vodafone, ringcentral, "
    "zoom, intuit, salesforce, workday, adp, cloudflare, digital ocean, rackspace, openai"
)
"""Well-known makers and carriers: firms, never persons, though some are two capitalised words."""

FIRM_ENDINGS = words(
    "inc llc ltd limited corp corporation gmbh ag plc sa sarl bv nv oy ab pty solutions technologies technology tech "
    "systems services consulting networks msp cybersecurity"
)
"""Last words of a firm's name that, in a matrix of IT, are more often a provider's."""
OTHER_FIRM_ENDINGS = words("group holdings partners associates co company bank clinic hospital school university")
"""Last words of a firm's name that say nothing of its side."""

POSTS = words(
    "manager director officer head lead leader chief ceo cfo coo cto cio ciso cso cpo cro vp president vcio vciso "
    "administrator admin engineer technician tech analyst specialist coordinator supervisor owner architect "
    "consultant executive controller counsel secretary assistant developer operator planner buyer accountant "
    "auditor principal superintendent dpo tam sme partner responder dispatcher advisor adviser liaison chair "
    "commander sysadmin dba agent representative rep trustee dean custodian"
)
"""Last or only words of a post that one person holds at a time."""

TEAMS = words(
    "team teams desk helpdesk department dept group staff soc noc it hr finance legal marketing sales operations "
    "ops accounting facilities security compliance procurement engineering support infrastructure networking "
    "network management board committee council users user employees employee personnel executives leadership "
    "administration office division unit crew administrators engineers technicians analysts managers directors "
    "developers payroll purchasing maintenance communications servicedesk"
)
"""Words of a team, a department or a crowd: several people at once."""

OF_THE_CLIENT = words(
    "internal in-house inhouse client customer company corporate ceo cfo coo cio ciso hr finance legal payroll "
    "marketing sales plant office facilities owner business department dept purchasing accounting president "
    "controller agency tenant user users employee employees dpo board superintendent dean cto vp executive"
)
OF_THE_PROVIDER = words("msp mssp provider vcio vciso tam soc noc outsourced external dispatcher contractor csp")
"""Words that put a post or a team on one side."""

LIKELY_CLIENT = texts(
    "it manager, it director, director of it, infrastructure director, it lead, it admin, it administrator, it "
    "team, it department, it staff, system owner, data owner, office manager, head of it, network administrator, "
    "system administrator, systems administrator, help desk manager"
)
LIKELY_PROVIDER = texts(
    "account manager, service manager, service delivery manager, soc analyst, field technician, client success "
    "manager, technical account manager, security analyst, support engineer, virtual cio"
)
"""Posts and teams that usually stand on one side, though not always: a guess."""

TITLES_OF_PERSONS = words("mr mrs ms miss mx dr prof sir dame rev herr frau")
ENDINGS_OF_PERSONS = words("jr sr ii iii iv phd md cpa esq")
PARTICLES = words("de da di la le van von der den del bin al el ibn du dos das st")
"""Small words inside a person's name."""

GIVEN_NAMES = words(
    "aaron adam ahmed aisha alan albert alejandro alex alexander alice alicia ali amanda amy ana andrea andrew "
    "angela ann anna anne anthony antonio arthur ashley barbara ben benjamin beth betty bill bob brad brandon "
    "brenda brian bruce carl carla carlos carol caroline catherine charles charlie chen chris christian christina "
    "christine christopher cindy claire clara craig cynthia dan dana daniel daniela david deborah dave debra denise "
    "dennis derek diana diane diego don donald donna doug douglas dylan ed edward elena elizabeth ellen emily emma "
    "eric erica erik eva evan fatima felix fiona frank fred gabriel gary george gina glenn grace greg gregory "
    "hannah hans harold harry heather helen henry holly ian ingrid irene isaac isabel ivan jack jacob jake james "
    "jamie jan jane janet jason javier jay jean jeff jeffrey jen jennifer jenny jeremy jerry jesse jessica jill jim "
    "jimmy joan joe joel john johnny jon jonah jonathan jordan jorge jose joseph josh joshua joyce juan judith judy "
    "julia julian julie justin karen karl kate katherine kathleen kathy katie keith kelly ken kenneth kevin kim "
    "kimberly kurt kyle larry laura lauren lee leo leon leslie li linda lisa liz louis lucas lucy luis luke lynn "
    "magda mandy manuel marc marco margaret maria marie mario mark marta martha martin mary matt matthew max megan "
    "mei melissa michael michelle miguel mike mohamed mohammed monica nadia nancy natalie nathan neil nick nicholas "
    "nicole nina noah nora olga oliver olivia omar oscar pablo pam pamela pat patricia patrick paul paula pedro "
    "pete peter phil philip priya rachel raj ralph ray raymond rebecca ricardo richard rick rita rob robert roberto "
    "robin roger ron ronald rosa rose ross roy russell ruth ryan sally sam samantha samuel sandra sara sarah scott "
    "sean sergio shannon sharon shawn sheila simon sofia sonia stacy stanley stefan stephanie stephen steve steven "
    "stuart sue susan suzanne sven tara ted teresa terry theresa thomas tim timothy tina todd tom tomasz tony tracy "
    "travis tyler val vanessa vera victor victoria vincent walter wang wayne wei wendy will william xavier yan "
    "yusuf yvonne zach zhang zoe"
)
"""Common given names: they make a name certain, and a single word probably a person."""
