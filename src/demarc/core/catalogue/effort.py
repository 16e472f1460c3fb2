"""What a function costs in an ordinary week, so that a share of the work is more than a share of the lines.

Minutes a week at a client of about eighty people, on average over the year; an incident's long days are spread out.
They are our own estimates, published nowhere else, and good for comparing shares only.
"""

MINUTES = "1"
"""The version of these estimates; a share names the one it was made with."""

DAILY_IDS = "SD-01 SD-02 SD-03 SD-06 EP-01 EP-03 EM-02 BK-02 SE-01 SE-02 SE-08 VS-02"
DAILY = frozenset(DAILY_IDS.split())
"""Functions with work on nearly every working day."""

WEEKLY_MINUTES = {
    name: int(minutes)
    for line in """
    SD-01 240  SD-02 580  SD-03 180  SD-05 30   SD-06 60   IA-01 60   IA-02 30   IA-03 15   IA-04 10   IA-05 15   IA-06 5
    IA-07 40   IA-08 10   IA-09 5    EP-01 45   EP-02 40   EP-03 45   EP-04 20   EP-06 5    PT-01 60   PT-02 45   PT-03 30
    PT-04 15   PT-05 20   PT-06 10   PT-07 5    SN-01 60   SN-02 15   SN-04 40   SN-05 20   SN-06 10   SN-07 15   SN-08 5
    SN-09 10   EM-01 15   EM-02 45   EM-03 5    EM-04 10   EM-05 2    BK-01 10   BK-02 40   BK-03 20   BK-04 30   BK-05 10
    BK-06 5    BK-07 5    SE-01 90   SE-02 60   SE-03 10   SE-04 10   SE-05 5    SE-06 2    SE-07 10   SE-08 40   SE-09 10
    SE-10 10   VM-02 30   VM-03 5    VM-04 30   VM-05 5    VS-01 10   VS-02 90   VS-03 15   VS-04 15   VS-05 15   VS-06 15
    VS-07 30   CO-01 20   CO-02 5    CO-03 10   CO-05 5    CO-06 15   CO-07 30   CO-08 10   AS-01 20   AS-02 40   AS-04 5
    AS-05 10   GV-01 15   GV-02 10   GV-03 15   GV-04 10   GV-05 10   GV-06 5    GV-07 15   GV-08 2    PH-01 15   PH-02 40
    PH-03 5    PH-04 5
    """.splitlines()
    for name, minutes in zip(line.split()[::2], line.split()[1::2], strict=True)
}
