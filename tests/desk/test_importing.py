"""Importing contacts: all of them or none, every bad row by its line, and as a stream."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.files import GOOD, HEADING, a_file
from frontdesk import desk
from frontdesk.desk import ImportRefusedError, import_contacts
from frontdesk.events import ContactAdded
from frontdesk.journal import Happened
from frontdesk.names import ContactId, ContactSource, LineType, PhoneKind
from support import HARBOUR, a_practice, an_act


def test_a_contact_arrives_as_written_and_nothing_is_started(tmp_path: Path) -> None:
    practice = a_practice()
    assert import_contacts(an_act(practice), a_file(tmp_path, GOOD)).added == 1
    (contact,) = practice.store.all_contacts()
    assert (contact.name, contact.state, contact.zone) == ("Ana Example", "free_screen/scheduled", "America/Chicago")
    assert contact.phones[PhoneKind.CELL].number == "+12025550101"
    assert contact.phones[PhoneKind.CELL].line_type is LineType.TEXT_ENABLED
    assert practice.store.enrolments(contact.id, running=False) == []


def test_a_row_is_found_by_its_line_though_a_note_above_it_has_several(tmp_path: Path) -> None:
    file = tmp_path / "contacts.csv"
    rows = 'name,status,note\nAna Example,free_screen/scheduled,"first\nsecond\nthird"\nBen Example,nowhere,\n'
    file.write_text(rows, encoding="utf-8")
    with pytest.raises(ImportRefusedError) as refused:
        import_contacts(an_act(a_practice()), file)
    assert [bad.line for bad in refused.value.imported.bad] == [5]


@pytest.mark.parametrize(
    ("first", "second", "added"),
    [
        ("Ana Example,2025550101,,", "Ana Example,2025550101,,", 1),
        ("Ana Example,2025550101,,", "ana  EXAMPLE,+1 (202) 555-0101,,", 1),
        ("Ana Example,,ana@example.com,", "Ana Example,2025550102,Ana@Example.com,", 1),
        ("Ana Example,2025550101,,", "Ben Example,2025550101,,", 2),
        ("Ana Example,2025550101,,", "Ana Example,2025550102,,", 2),
        ("Ana Example,2025550101,,", "Ana Example,2025550101,,P-2", 2),
        ("Ana Example,,,", "Ana Example,,,", 2),
    ],
    ids=["the same row", "written otherwise", "the same e-mail", "a family", "a namesake", "known apart", "no address"],
)
def test_a_list_that_is_imported_twice_makes_nobody_two_people(
    first: str, second: str, added: int, tmp_path: Path
) -> None:
    heading = "name,cell,email,reference\n"
    practice = a_practice()
    one_file = a_file(tmp_path, f"{first}\n", f"{second}\n", heading=heading)
    assert import_contacts(an_act(practice), one_file, skip_bad=True).added == added
    two_files = a_practice()
    for row in (first, second):
        import_contacts(an_act(two_files), a_file(tmp_path, f"{row}\n", heading=heading), skip_bad=True)
    assert two_files.store.contact_count() == added


def test_a_row_with_a_reference_on_file_says_what_corrects_them(tmp_path: Path) -> None:
    practice, heading = a_practice(), "name,cell,email,reference\n"
    rows = "Ana Example,2025550101,,P-1\n", "Ana Example,2025550199,,P-1\n"
    import_contacts(an_act(practice), a_file(tmp_path, rows[0], heading=heading))
    with pytest.raises(ImportRefusedError) as refused:
        import_contacts(an_act(practice), a_file(tmp_path, rows[1], heading=heading))
    said = "reference 'P-1' is on file already; 'frontdesk contact edit ref:P-1' corrects them"
    assert refused.value.imported.bad[0].causes == (said,)


def test_a_row_that_is_bad_keeps_nobody_else_out(tmp_path: Path) -> None:
    practice = a_practice()
    bad = GOOD.replace("scheduled", "nowhere")
    imported = import_contacts(an_act(practice), a_file(tmp_path, bad, GOOD), skip_bad=True)
    assert (imported.added, imported.bad_count) == (1, 1)


def test_the_rest_can_be_imported_and_the_bad_rows_are_written_to_be_mended(tmp_path: Path) -> None:
    practice = a_practice()
    bad, other = GOOD.replace("scheduled", "nowhere"), GOOD.replace("Ana,", "Ben,")
    third = GOOD.replace("Ana,", "Cleo,")
    rejects = tmp_path / "rejects.csv"
    imported = import_contacts(an_act(practice), a_file(tmp_path, other, bad, third), skip_bad=True, rejects=rejects)
    assert (imported.added, imported.bad_count) == (2, 1)
    heading, row = rejects.read_text(encoding="utf-8").splitlines()
    assert heading == HEADING.strip() + ",cause"
    assert row.startswith("Ana,Example")
    mended = rejects.read_text(encoding="utf-8").replace("nowhere", "scheduled")
    rejects.write_text(mended, encoding="utf-8")
    assert import_contacts(an_act(practice), rejects).added == 1


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError, match="must name the columns"):
        import_contacts(an_act(a_practice()), a_file(tmp_path, heading=""))


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "contacts.csv"
    file.write_bytes(b"name\n\xff\xfe\n")
    with pytest.raises(ImportRefusedError, match="CSV UTF-8"):
        import_contacts(an_act(a_practice()), file)


def test_progress_is_told_on_the_way(tmp_path: Path) -> None:
    told: list[int] = []
    rows = [GOOD.replace("Ana", f"Ana {number}") for number in range(3_000)]
    import_contacts(an_act(a_practice()), a_file(tmp_path, *rows), tell=told.append)
    assert told == [1_000, 2_000, 3_000]


@pytest.mark.parametrize(
    ("source", "called"),
    [
        (ContactSource.BY_HAND, True),
        (ContactSource.INBOUND, True),
        (ContactSource.IMPORT, False),
        (ContactSource.EMR, False),
    ],
)
def test_rules_know_where_a_contact_came_from_and_only_a_new_lead_is_called(
    source: ContactSource, called: bool, tmp_path: Path
) -> None:
    lead = "Ivy Example,202-555-0101\n"
    listed, added = a_practice("aesthetics"), a_practice("aesthetics")
    import_contacts(an_act(listed), a_file(tmp_path, lead, heading="name,cell\n"), source=source)
    desk.add_contact(an_act(added), {"name": "Ivy Example", "cell": "202-555-0101"}, source)
    for practice in (listed, added):
        assert [task.task for task in practice.store.tasks()] == ["first_call"] * called


def test_whoever_is_added_is_told_to_the_rules_whether_they_listen_or_not() -> None:
    practice = a_practice(HARBOUR)
    desk.add_contact(an_act(practice), {"name": "Ana Example"})
    desk.add_contact(an_act(practice), {"name": "Ben Example"}, ContactSource.INBOUND)
    happened = [one.said for one in practice.store.journal() if isinstance(one.said, Happened)]
    assert [one.event for one in happened] == [ContactAdded(ContactSource.BY_HAND), ContactAdded(ContactSource.INBOUND)]
    assert [[effect.row for effect in one.effects] for one in happened] == [[], ["wrote_first"]]
    assert [(task.contact, task.task) for task in practice.store.tasks()] == [(2, "ring")]


def test_a_list_of_whom_no_rule_wants_to_hear_brings_about_no_event_for_each(tmp_path: Path) -> None:
    practice = a_practice(HARBOUR)

    def said(number: int) -> list[str]:
        return [type(one.said).__name__ for one in practice.store.journal(contact=ContactId(number))]

    import_contacts(an_act(practice), a_file(tmp_path, "Ana Example\n", heading="name\n"))
    assert said(1) == ["ContactImported"]
    import_contacts(an_act(practice), a_file(tmp_path, "Ben Example\n", heading="name\n"), source=ContactSource.EMR)
    assert said(2) == ["ContactImported", "Happened"]


def test_a_list_from_which_rules_start_something_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    practice = a_practice("aesthetics")
    file = a_file(tmp_path, "Ivy Example,lead/created\n", "Jon Example,nowhere\n", heading="name,status\n")
    with pytest.raises(ImportRefusedError):
        import_contacts(an_act(practice), file, source=ContactSource.INBOUND)
    assert practice.store.tasks() == []
    assert list(practice.store.all_contacts()) == []


def test_a_name_on_file_in_another_order_is_the_same_person(tmp_path: Path) -> None:
    practice = a_practice()
    heading = "name,cell\n"
    import_contacts(an_act(practice), a_file(tmp_path, "Dr. Ada Fern,2025550101\n", heading=heading))
    again = a_file(tmp_path, '"Fern, Ada",+12025550101\n', heading=heading)
    with pytest.raises(ImportRefusedError) as refused:
        import_contacts(an_act(practice), again)
    assert "is on file already" in refused.value.imported.bad[0].causes[0]
