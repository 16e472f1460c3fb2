"""Small tables of every layout and quirk, each read as its author meant it."""

import pytest

from demarc.core.matrix.findings import Kind, Level
from demarc.files.responsibility import Layout, Letter
from tests.doors.tables.small import lines, notes, said, table, tables


def test_letters_stand_under_people_and_parties() -> None:
    found = table("""
        | Task | Dana | Harborline |
        |---|---|---|
        | Nightly backups | A | R |
        | Restore testing | R | R |
        | Server patching | A | A |
        """)
    assert found.kind is Layout.RACI
    assert found.holders == ("Dana", "Harborline")
    assert lines(found) == [
        "Nightly backups: Dana A, Harborline R",
        "Restore testing: Dana R, Harborline R",
        "Server patching: Dana A, Harborline A",
    ]
    assert not found.notes


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("A", "Dana A"),
        ("A/R", "Dana A+R"),
        ("R, A", "Dana A+R"),
        ("A & R", "Dana A+R"),
        ("RA", "Dana A+R"),
        ("a/r", "Dana A+R"),
        ("R and A", "Dana A+R"),
        ("R<br>A", "Dana A+R"),
        ("**A**", "Dana A"),
        ("(A)", "Dana A"),
        ("R (Sev 3-4 Triage)", "Dana R (Sev 3-4 Triage)"),
        ("R (OT) & C (Reviews)", "Dana C+R (OT; Reviews)"),
        ("A & R (Config, Ops, QoS)", "Dana A+R (Config, Ops, QoS)"),
        ("R - hands-on", "Dana R (hands-on)"),
        ("A: servers, R: the rest", "Dana A+R (servers; the rest)"),
        ("A for servers", "Dana A (for servers)"),
        ("A*", "Dana A"),
        ("Responsible", "Dana R"),
        ("Accountable / Responsible", "Dana A+R"),
        ("Consulted (monthly)", "Dana C (monthly)"),
        ("DRI", "Dana owns"),
        ("x", "Dana x"),
        ("✓", "Dana x"),
        (":white_check_mark:", "Dana x"),
        ("S", "Dana S"),
        ("N/A", "Dana n/a"),
        ("-", ""),
        ("—", ""),
        ("TBD", "Dana nobody (TBD)"),
    ],
)
def test_a_letter_is_read_however_it_is_written(cell: str, expected: str) -> None:
    found = table(f"""
        | Task | Dana | Priya |
        |---|---|---|
        | One | {cell} | A |
        | Two | A | C |
        | Three | I | R |
        """)
    assert said(found.rows[0]).removesuffix(", Priya A").removesuffix("Priya A") == expected


def test_an_unknown_letter_is_a_finding_at_its_cell_and_the_row_stays() -> None:
    found = table("""
        | Task | Dana | Priya |
        |---|---|---|
        | One | A | R |
        | Two | Z | A |
        | Three | maybe | C |
        """)
    first, second = notes(found, Kind.UNREADABLE)
    assert "`Z` under Dana" in first.finding.message
    assert (first.place.row, first.place.column) == (4, "B")
    assert (second.place.row, second.place.column) == (5, "B")
    assert first.finding.severity is Level.ERROR
    assert [row.title for row in found.rows] == ["One", "Two", "Three"]


def test_primary_and_secondary_are_told_from_support() -> None:
    found = table("""
        | Task | Dana | Priya |
        |---|---|---|
        | One | P | S |
        | Two | S | P |
        """)
    assert lines(found) == ["One: Dana primary, Priya secondary", "Two: Dana secondary, Priya primary"]


def test_a_driver_does_and_an_approver_answers() -> None:
    found = table("""
        | Task | Dana | Priya |
        |---|---|---|
        | One | D | A |
        | Two | I | D |
        """)
    assert lines(found) == ["One: Dana R, Priya A", "Two: Dana I, Priya R"]


def test_the_key_of_the_table_says_what_its_letters_mean() -> None:
    found = table(
        """
        Key,,
        O = Owner,,
        H = Support,,
        Task,Dana,Priya
        One,O,H
        Two,H,O
        """,
        "split.csv",
    )
    assert lines(found) == ["One: Dana owns, Priya S", "Two: Dana S, Priya owns"]
    assert found.texts == ("Key", "O = Owner", "H = Support")


def test_a_map_says_what_a_letter_means() -> None:
    text = """
        | Task | Dana | Priya |
        |---|---|---|
        | One | Q | R |
        | Two | R | A |
        """
    assert lines(table(text, mapping={"Q": "accountable"})) == ["One: Dana A, Priya R", "Two: Dana R, Priya A"]


def test_names_stand_under_the_words_of_raci() -> None:
    found = table("""
        | Function | Responsible | Accountable | Consulted | Informed |
        |---|---|---|---|---|
        | Backup | Priya, Tomasz | Dana | Luis | Ruth / Marc |
        | Restore | Priya |  | TBD |  |
        """)
    assert found.kind is Layout.RACI
    assert lines(found) == ["Backup: Priya R, Tomasz R, Dana A, Luis C, Ruth I, Marc I", "Restore: Priya R, nobody nobody"]


def test_names_stand_under_the_letters_of_raci() -> None:
    found = table(
        """
        Task,R,A,C,I
        Backup,Dana,Priya,,Ruth
        Restore,Luis,Priya,,
        """,
        "raci.csv",
    )
    assert lines(found) == ["Backup: Dana R, Priya A, Ruth I", "Restore: Luis R, Priya A"]


def test_one_owner_stands_in_each_cell() -> None:
    found = table("""
        | What | Who | Notes |
        |---|---|---|
        | Backups | Provider | nightly |
        | Restores | Shared | |
        | Phones | Joe/MSP | |
        | Printers | N/A | |
        | Cabling | TBD | |
        | Badges | | |
        """)
    assert found.kind is Layout.ONE_OWNER
    assert lines(found) == [
        "Backups: Provider owns",
        "Restores: Shared shared",
        "Phones: Joe owns, MSP owns",
        "Printers: nobody n/a",
        "Cabling: nobody nobody",
        "Badges: ",
    ]
    assert found.rows[0].notes == ("nightly",)


def test_two_spellings_of_one_owner_are_one_and_that_is_said() -> None:
    found = table("""
        | Resource | Owner |
        |---|---|
        | Logging | Red Hat |
        | Networking | Redhat |
        | Storage | Red Hat |
        | Data | customer |
        | Apps | Customer |
        """)
    assert found.holders == ("Red Hat", "Customer")
    first, second = notes(found, Kind.GUESSED)
    assert first.finding.message == "`Redhat` was read as `Red Hat`, in 1 cell"
    assert first.place.row == 4
    assert second.finding.message == "`customer` was read as `Customer`, in 1 cell"


def test_and_parts_names_only_when_one_of_them_stands_alone_elsewhere() -> None:
    found = table("""
        | Service | Owner |
        |---|---|
        | One | Acme |
        | Two | Acme and Beta |
        | Three | Research and Development |
        """)
    assert lines(found) == ["One: Acme owns", "Two: Acme owns, Beta owns", "Three: Research and Development owns"]


def test_an_owner_cell_may_give_its_own_letters() -> None:
    found = table("""
        | Service | Owner |
        |---|---|
        | One | Dana (A), MSP (R) |
        | Two | Primary: Joe; Backup: Luis |
        | Three | Joe (nights) |
        """)
    assert lines(found) == ["One: Dana A, MSP R", "Two: Joe primary, Luis secondary", "Three: Joe owns (nights)"]


def test_several_areas_with_an_owner_each_are_a_row_each() -> None:
    found = table("""
        | Resource | Change management | Disaster recovery |
        |---|---|---|
        | Data | Customer | Customer |
        | Logging | Provider | Shared |
        | Network | Provider | Provider |
        """)
    assert found.kind is Layout.ONE_OWNER
    assert [(row.title, row.section, said(row)) for row in found.rows] == [
        ("Data", "Change management", "Customer owns"),
        ("Data", "Disaster recovery", "Customer owns"),
        ("Logging", "Change management", "Provider owns"),
        ("Logging", "Disaster recovery", "Shared shared"),
        ("Network", "Change management", "Provider owns"),
        ("Network", "Disaster recovery", "Provider owns"),
    ]
    assert found.rows[3].place.column == "C"


def test_each_party_has_its_duties_in_words() -> None:
    found = table("""
        | Resource | Acme responsibilities | Customer responsibilities |
        |---|---|---|
        | Logging | Collect the audit logs. | Keep the application logs. |
        | Network | Set up load balancers. | N/A |
        """)
    assert found.kind is Layout.DUTIES_PER_PARTY
    assert found.holders == ("Acme", "Customer")
    assert said(found.rows[0]) == "Acme owns (Collect the audit logs.), Customer owns (Keep the application logs.)"
    assert found.rows[1].assignments[1].letters == {Letter.NOT_APPLICABLE}


def test_ticks_under_the_sides() -> None:
    found = table("""
        | Service | Client | Provider |
        |---|---|---|
        | Backup | | x |
        | Restore | x | x |
        | Patching | | |
        """)
    assert lines(found) == ["Backup: Provider x", "Restore: Client x, Provider x", "Patching: "]


def test_yes_and_no_about_the_row_are_nobodys_part() -> None:
    found = table("""
        | Service | Owner | Critical |
        |---|---|---|
        | Backup | Dana | Yes |
        | Restore | Priya | No |
        """)
    assert lines(found) == ["Backup: Dana owns", "Restore: Priya owns"]
    assert found.rows[0].notes == ("Critical: Yes",)


def test_deputies_hours_and_clocks_are_told_apart_from_owners() -> None:
    found = table("""
        | Activity | Owner | Deputy | Escalation | Hours | SLA |
        |---|---|---|---|---|---|
        | Backup | Dana | Luis | Ruth | 9-17 | 4 h |
        """)
    assert said(found.rows[0]) == "Dana owns, Luis secondary, Ruth escalation"
    assert found.rows[0].notes == ("Hours: 9-17", "SLA: 4 h")
    assert dict(found.columns) == {
        "Activity": "title",
        "Owner": "owner",
        "Deputy": "deputy",
        "Escalation": "escalation",
        "Hours": "hours",
        "SLA": "clock",
    }


def test_ruled_off_bold_and_spaced_headings_are_sections() -> None:
    found = table("""
        | # | Task | Dana | Priya |
        |---|---|---|---|
        | **Governance** | --- | --- | --- |
        | 1 | Strategy | A | C |
        | 1a | Budget | A | I |
        | **Operations** | --- | --- | --- |
        | 2 | Backups | R | A |
        """)
    assert [(row.section, row.number, row.title) for row in found.rows] == [
        ("Governance", "1", "Strategy"),
        ("Governance", "1a", "Budget"),
        ("Operations", "2", "Backups"),
    ]


def test_a_section_column_holds_for_the_blank_cells_below() -> None:
    found = table("""
        | Category | Task | Dana | Priya |
        |---|---|---|---|
        | Governance | Strategy | A | C |
        |  | Budget | A | I |
        | Operations | Backups | R | A |
        """)
    assert [row.section for row in found.rows] == ["Governance", "Governance", "Operations"]


def test_plain_lone_texts_with_lines_below_each_are_guessed_to_be_sections() -> None:
    found = table(
        """
        Task,Who
        Governance,
        Strategy,Dana
        Budget,Dana
        Service desk,
        Calls,Priya
        """,
        "split.csv",
    )
    assert [(row.section, row.title) for row in found.rows] == [
        ("Governance", "Strategy"),
        ("Governance", "Budget"),
        ("Service desk", "Calls"),
    ]
    (guess,) = notes(found, Kind.GUESSED)
    assert guess.finding.message == "rows 2, 5 name nobody and were read as headings over the rows below them"


def test_a_line_in_which_nobody_has_a_part_is_a_line() -> None:
    found = table("""
        | # | Task | Dana | Priya |
        |---|---|---|---|
        | 1 | Backups | A | R |
        | 2 | Restore testing | | |
        | 3 | Patching | R | A |
        """)
    assert lines(found) == ["Backups: Dana A, Priya R", "Restore testing: ", "Patching: Dana R, Priya A"]


def test_numbers_begin_their_sections() -> None:
    found = table(
        """
        No,Task,Dana,Priya
        1,Governance,,
        1.1,Strategy,A,R
        1.2,Budget,A,C
        2,Operations,,
        2.1,Backups,R,A
        """,
        "raci.csv",
    )
    assert [(row.section, row.number) for row in found.rows] == [
        ("Governance", "1.1"),
        ("Governance", "1.2"),
        ("Operations", "2.1"),
    ]


def test_titles_above_and_footnotes_below_are_texts_and_no_rows() -> None:
    found = table(
        """
        Alder and Harborline: who does what,,
        Version 3,,
        ,,
        Task,Alder,Harborline
        Backups,A,R
        Restores,C,A
        ,,
        * nights are billed apart,,
        Note: signed in May,,
        R = Responsible,,
        """,
        "raci.csv",
    )
    assert len(found.rows) == 2
    assert found.texts == (
        "Alder and Harborline: who does what",
        "Version 3",
        "* nights are billed apart",
        "Note: signed in May",
        "R = Responsible",
    )


def test_headings_that_come_again_are_no_row() -> None:
    found = table(
        """
        Task,Alder,Harborline
        Backups,A,R
        Task,Alder,Harborline
        Restores,C,A
        """,
        "raci.csv",
    )
    assert [row.title for row in found.rows] == ["Backups", "Restores"]


def test_two_tables_on_one_sheet_are_two_tables() -> None:
    first, second = tables(
        """
        Task,Alder,Harborline
        Backups,A,R
        ,,
        Phones,,
        What,Who,Deputy
        Headsets,Luis,Dana
        """,
        "raci.csv",
    )
    assert lines(first) == ["Backups: Alder A, Harborline R"]
    assert lines(second) == ["Headsets: Luis owns, Dana secondary"]
    assert second.texts == ("Phones",)


def test_a_short_row_is_padded_and_warned() -> None:
    found = table(
        """
        Task,Alder,Harborline
        Backups,A
        Restores,C,A
        """,
        "raci.csv",
    )
    (note,) = found.notes
    assert note.finding.severity is Level.WARNING
    assert "2 cells where the table has 3" in note.finding.message
    assert note.place.row == 2
    assert len(found.rows) == 2


def test_cells_under_no_heading_are_findings_and_notes() -> None:
    found = table(
        """
        Task,Alder,Harborline
        Backups,A,R,only servers
        Restores,C,A
        """,
        "raci.csv",
    )
    (note,) = [note for note in found.notes if "no heading" in note.finding.message]
    assert (note.place.row, note.place.column) == (2, "D")
    assert found.rows[0].notes == ("only servers",)


def test_two_columns_of_one_heading_are_read_apart_and_said() -> None:
    found = table(
        """
        Task,Client,Client,MSP
        Backup,R,A,C
        Restore,A,C,C
        """,
        "raci.csv",
    )
    assert found.holders == ("Client", "Client (column C)", "MSP")
    (note,) = notes(found, Kind.TWICE)
    assert "columns B, C" in note.finding.message


def test_a_group_over_the_names_says_whose_they_are() -> None:
    found = table(
        """
        ,Client,,Provider,
        Task,CIO,Director,MSP,MSSP
        Backup,A,C,R,I
        Restore,C,A,R,I
        """,
        "raci.csv",
    )
    assert found.parties == {"CIO": "Client", "Director": "Client", "MSP": "Provider", "MSSP": "Provider"}
    assert said(found.rows[0]) == "CIO A, Director C, MSP R, MSSP I"


def test_a_heading_stands_under_a_block_of_guidance() -> None:
    guidance = '"GUIDANCE: enter Yes, Partial or No, and describe."'
    found = table(
        f"""
        Customer Responsibility Matrix,,
        {guidance},,
        ,,
        Control ID,Can Be Inherited from CSP,Specific Inheritance and Customer Responsibilities
        AC-1 (a),Yes,
        AC-1 (b),Partial,The customer adds a policy.
        AC-2,No,All of it.
        AC-3,maybe,
        """,
        "crm.csv",
    )
    assert found.kind is Layout.CRM
    assert [(row.number, said(row)) for row in found.rows] == [
        ("AC-1 (a)", "Service provider owns"),
        ("AC-1 (b)", "Shared shared"),
        ("AC-2", "Customer owns"),
        ("AC-3", ""),
    ]
    assert found.rows[1].notes == ("The customer adds a policy.",)
    (note,) = notes(found, Kind.UNREADABLE)
    assert (note.place.row, note.place.column) == (8, "B")


def test_origins_of_a_control_summary_are_marks() -> None:
    found = table(
        """
        Control ID,Implementation Status,,Control Origination,,
        ,Implemented,Planned,Service Provider Corporate,Shared (Both),Provided by Customer (Own)
        AC-1,X,,X,,
        AC-2,,X,,X,
        AC-3,,,?,,X
        """,
        "cis.csv",
    )
    assert found.kind is Layout.CIS
    assert [said(row) for row in found.rows] == [
        "Service Provider Corporate x",
        "Shared (Both) shared+x",
        "Provided by Customer (Own) x",
    ]
    assert found.rows[0].notes == ("Implemented: yes",)
    (note,) = notes(found, Kind.UNREADABLE)
    assert (note.place.row, note.place.column) == (5, "D")


def test_a_blank_template_is_one_finding_and_keeps_its_rows() -> None:
    found = table(
        """
        Control ID,Can Be Inherited from CSP,Responsibilities
        AC-1,,
        AC-2,,
        """,
        "crm.csv",
    )
    (note,) = found.notes
    assert note.finding.kind is Kind.NO_ACCOUNTABLE
    assert "none of its 2 rows says who" in note.finding.message
    assert [row.number for row in found.rows] == ["AC-1", "AC-2"]


def test_headings_without_rows_are_a_finding() -> None:
    found = table("Task,Owner,Deputy", "split.csv")
    assert not found.rows
    assert "no rows" in notes(found, Kind.NO_ACCOUNTABLE)[0].finding.message


def test_letters_without_headings_are_a_finding_that_says_what_would_help() -> None:
    found = table(
        """
        Backups,A,R
        Restores,C,A
        """,
        "raci.csv",
    )
    assert found.kind is Layout.OTHER
    assert any("write the names over them" in note.finding.message for note in found.notes)


def test_what_is_no_responsibility_table_is_said_to_be_none() -> None:
    found = table(
        """
        Country,Capital
        Italy,Rome
        France,Paris
        """,
        "capitals.csv",
    )
    assert found.kind is Layout.OTHER
    assert "no table in this file says who does what" in found.notes[-1].finding.message


def test_a_map_overrules_how_a_heading_is_read() -> None:
    text = """
        | Thing | Folks | Remarks |
        |---|---|---|
        | Backups | Dana | nightly |
        | Phones | Luis | |
        """
    assert table(text).kind is Layout.OTHER
    found = table(text, mapping={"Folks": "owner", "Thing": "title"})
    assert lines(found) == ["Backups: Dana owns", "Phones: Luis owns"]


def test_a_map_that_names_no_heading_is_a_finding() -> None:
    found = table("| Task | Owner |\n|---|---|\n| Backups | Dana |", mapping={"Owners": "owner"})
    assert "`--map` speaks of `Owners`" in found.notes[-1].finding.message


def test_a_map_may_give_the_holder_another_name() -> None:
    text = "| Task | Dana | MSP |\n|---|---|---|\n| Backups | A | R |\n| Phones | R | A |"
    assert table(text, mapping={"MSP": "Harborline"}).holders == ("Dana", "Harborline")
    assert table(text, mapping={"MSP": "provider"}).holders == ("Dana", "MSP")


def test_a_table_that_lies_on_its_side_is_read_that_way_and_said() -> None:
    found = table(
        """
        Role,Backups,Restores,Phones
        Dana,A,C,I
        Priya,R,A,A
        """,
        "raci.csv",
    )
    assert lines(found) == ["Backups: Dana A, Priya R", "Restores: Dana C, Priya A", "Phones: Dana I, Priya A"]
    assert (found.rows[1].place.row, found.rows[1].place.column) == (1, "C")
    assert "people stand down the side" in notes(found, Kind.GUESSED)[0].finding.message


def test_a_tick_under_shared_is_shared() -> None:
    found = table("""
        | IT Function | Internal IT | MSP | Shared |
        |---|:-:|:-:|:-:|
        | Help desk |  | ✔ |  |
        | Backups |  |  | ✔ |
        """)
    assert lines(found) == ["Help desk: MSP x", "Backups: Shared shared+x"]


def test_a_party_we_do_not_know_has_its_duties_beside_one_we_do() -> None:
    found = table("""
        | Responsibility | Customer | Acme |
        |---|---|---|
        | Guest systems | The customer patches guest systems. | |
        | Buildings | | Acme protects its buildings. |
        """)
    assert found.kind is Layout.DUTIES_PER_PARTY
    assert [each.holder for row in found.rows for each in row.assignments] == ["Customer", "Acme"]


def test_responsible_alone_is_the_owner_and_beside_accountable_is_not() -> None:
    assert lines(table("| Task | Responsible |\n|---|---|\n| Backups | Dana |")) == ["Backups: Dana owns"]
    beside = table("| Task | Responsible | Accountable |\n|---|---|---|\n| Backups | Dana | Luis |")
    assert lines(beside) == ["Backups: Dana R, Luis A"]


def test_a_tick_where_a_name_must_stand_is_a_finding() -> None:
    found = table("Task,R,A,C,I\nBackups,x,,,\nRestores,,x,,\n", "raci.csv")
    first, second = notes(found, Kind.UNREADABLE)
    assert first.finding.message == "`x` under R names nobody"
    assert (second.place.row, second.place.column) == (3, "C")


def test_a_line_of_totals_is_no_duty() -> None:
    found = table("Task,Dana,MSP\nBackups,A,R\nPhones,R,A\nTotal,,\n", "raci.csv")
    assert [row.title for row in found.rows] == ["Backups", "Phones"]
    assert found.texts == ("Total",)


def test_holders_may_be_named_by_a_letter_and_a_number() -> None:
    assert table("Task,R1,R2\nBackups,A,R\nPhones,R,A\n", "raci.csv").holders == ("R1", "R2")


def test_everything_the_columns_were_read_as_can_be_shown() -> None:
    found = table("| # | Task | Who | Remarks |\n|---|---|---|---|\n| 1 | Backups | Dana | nightly |")
    assert dict(found.columns) == {"#": "number", "Task": "title", "Who": "owner", "Remarks": "note"}
    assert set(found.cells.values()) == {"heading", "number", "title", "owner", "note"}
