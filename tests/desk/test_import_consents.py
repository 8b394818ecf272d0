"""The columns of consent: refusals are recorded, agreeing lifts what the rules let it lift, and nothing comes twice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from desk.files import a_file
from frontdesk import desk
from frontdesk.desk import Imported, Practice, Wish, import_file
from frontdesk.desk.import_consents import columns
from frontdesk.file_words import RowOutcome
from frontdesk.names import Consent, ContactId, Covers, LineId
from support import a_practice, an_act, consent_of, staff_record

ANA, CELL, MAIN = ContactId(1), "+12025550101", LineId("main")
HOME = "+12025550102"
HEADING = "name,cell,reference,text_consent,text_marketing_consent,email_consent\n"


def a_file_says(practice: Practice, folder: Path, words: str, *, update: bool = False) -> Imported:
    file = a_file(folder, f"Ana Example,202-555-0101,P-1,{words}\n", heading=HEADING)
    return import_file(an_act(practice), file, wish=Wish("monday.csv", update=update))


def test_each_channel_that_keeps_consent_has_a_column_of_its_own_and_one_for_what_sells() -> None:
    ruleset = a_practice().ruleset
    keep = [one.id for one in ruleset.channels.values() if one.consent]
    assert {name: covers for name, (_, covers) in columns(ruleset).items()} == {
        f"{channel}{sells}_consent": covers
        for channel in keep
        for sells, covers in (("", Covers.ALL), ("_marketing", Covers.MARKETING))
    }


@pytest.mark.parametrize(
    ("words", "all_of_it", "sales"),
    [
        ("opted_in,,", Consent.OPTED_IN, Consent.OPTED_IN),
        ("no,,", Consent.OPTED_OUT, Consent.OPTED_OUT),
        ("yes,no,", Consent.OPTED_IN, Consent.OPTED_OUT),
        (",,", Consent.UNKNOWN, Consent.UNKNOWN),
    ],
)
def test_what_somebody_new_said_is_recorded_for_their_addresses(
    words: str, all_of_it: Consent, sales: Consent, tmp_path: Path
) -> None:
    practice = a_practice()
    assert a_file_says(practice, tmp_path, words).added == 1
    assert consent_of(practice, CELL, MAIN) is all_of_it
    assert consent_of(practice, CELL, MAIN, covers=Covers.MARKETING) is sales


@pytest.mark.parametrize("update", [True, False])
def test_a_refusal_of_somebody_on_file_is_recorded_whether_or_not_changes_are_asked_for(
    update: bool, tmp_path: Path
) -> None:
    practice = a_practice()
    a_file_says(practice, tmp_path, "yes,,")
    told = a_file_says(practice, tmp_path, "no,,", update=update)
    assert told.counts == {RowOutcome.CHANGED: 1}
    assert told.rows[0].said == ("text_consent opted_out",)
    assert consent_of(practice, CELL, MAIN) is Consent.OPTED_OUT


def test_agreeing_of_somebody_on_file_is_recorded_only_where_changes_are_asked_for(tmp_path: Path) -> None:
    practice = a_practice()
    a_file_says(practice, tmp_path, ",,")
    assert a_file_says(practice, tmp_path, "yes,,").counts == {RowOutcome.DIFFERS: 1}
    assert consent_of(practice, CELL, MAIN) is Consent.UNKNOWN
    assert a_file_says(practice, tmp_path, "yes,,", update=True).counts == {RowOutcome.CHANGED: 1}
    assert consent_of(practice, CELL, MAIN) is Consent.OPTED_IN


def test_a_refusal_of_their_own_is_not_lifted_by_a_file(tmp_path: Path) -> None:
    practice = a_practice()
    a_file_says(practice, tmp_path, ",,")
    desk.receive(an_act(practice), CELL, "STOP")
    told = a_file_says(practice, tmp_path, "yes,,", update=True)
    assert (told.changed, told.opted_out) == (0, 1)
    assert consent_of(practice, CELL, MAIN) is Consent.OPTED_OUT


def test_what_is_recorded_already_is_no_news(tmp_path: Path) -> None:
    practice = a_practice()
    desk.add_contact(an_act(practice), {"name": "Ana Example", "cell": "202-555-0101", "reference": "P-1"})
    staff_record(an_act(practice), ANA, Consent.OPTED_IN)
    assert a_file_says(practice, tmp_path, "yes,,").counts == {RowOutcome.UNCHANGED: 1}


def test_a_refusal_for_which_there_is_no_address_is_told(tmp_path: Path) -> None:
    practice = a_practice()
    keeps_email = "email" in [one.id for one in practice.ruleset.channels.values() if one.consent]
    told = a_file_says(practice, tmp_path, ",,no")
    assert told.added == 1
    assert told.remarked == keeps_email


def test_a_refusal_of_some_numbers_is_no_news_for_whom_it_is_so_and_one_of_all_for_anybody_else(tmp_path: Path) -> None:
    practice = a_practice()
    desk.add_contact(an_act(practice), {"name": "Ana Example", "cell": CELL, "home": HOME, "reference": "P-1"})
    desk.receive(an_act(practice), HOME, "STOP")
    assert a_file_says(practice, tmp_path, "partly_opted_out,,").counts == {RowOutcome.UNCHANGED: 1}
    assert consent_of(practice, CELL, MAIN) is Consent.UNKNOWN
    assert a_file_says(practice, tmp_path, ",partly_opted_out,").counts == {RowOutcome.CHANGED: 1}
    assert consent_of(practice, CELL, MAIN, covers=Covers.MARKETING) is Consent.OPTED_OUT
    elsewhere = a_practice()
    assert a_file_says(elsewhere, tmp_path, "partly_opted_out,,").added == 1
    assert consent_of(elsewhere, CELL, MAIN) is Consent.OPTED_OUT


def test_who_refused_at_one_number_refuses_at_all_where_another_system_says_so(tmp_path: Path) -> None:
    practice = a_practice()
    desk.add_contact(an_act(practice), {"name": "Ana Example", "cell": CELL, "home": HOME, "reference": "P-1"})
    desk.receive(an_act(practice), HOME, "STOP")
    assert a_file_says(practice, tmp_path, "opted_out,,").counts == {RowOutcome.CHANGED: 1}
    assert consent_of(practice, CELL, MAIN) is Consent.OPTED_OUT


@pytest.mark.parametrize(("word", "value"), [("no", Consent.OPTED_OUT), ("yes", Consent.OPTED_IN)])
def test_what_a_row_says_counts_for_the_number_that_it_changes_to(word: str, value: Consent, tmp_path: Path) -> None:
    practice, heading = a_practice(), "name,cell,reference,text_consent\n"
    for last in ("0101", "0122"):
        file = a_file(tmp_path, f"Ana Example,202-555-{last},P-1,{word}\n", heading=heading)
        assert import_file(an_act(practice), file, wish=Wish("monday.csv", update=True)).is_whole
    assert consent_of(practice, "+12025550122", MAIN) is value


def test_no_notice_says_that_a_refusal_is_not_recorded_which_the_row_says(tmp_path: Path) -> None:
    practice, heading = a_practice(), "name,cell,reference,text_consent\n"
    for last in ("0101", "0122"):
        file = a_file(tmp_path, f"Ana Example,202-555-{last},P-1,no\n", heading=heading)
        import_file(an_act(practice), file, wish=Wish("monday.csv", update=True))
    assert [one.text for one in practice.store.notices() if "not recorded" in one.text] == []


HANA, ROLF = "Hana Price,202-555-0101,5008,opted_out\n", "Rolf Price,202-555-0101,5009,opted_in\n"
PRICES = "name,cell,reference,text_consent\n"


def files_say(practice: Practice, folder: Path, *files: str, update: bool = True) -> Imported:
    for rows in files:
        told = import_file(an_act(practice), a_file(folder, rows, heading=PRICES), wish=Wish("a.csv", update=update))
    return told


@pytest.mark.parametrize("update", [True, False])
@pytest.mark.parametrize(
    "files",
    [
        (HANA, ROLF),
        (HANA + ROLF,),
        (ROLF + HANA,),
        (ROLF.replace(",5009", ","), HANA),
        ((HANA + ROLF).replace(",5008", ",").replace(",5009", ","),),
        ((ROLF + HANA).replace(",5008", ",").replace(",5009", ","),),
        (HANA, ROLF.replace("opted_in", ""), ROLF),
    ],
    ids=str,
)
def test_who_agrees_ends_no_refusal_of_somebody_else_with_the_number_in_any_order_and_is_named(
    files: tuple[str, ...], update: bool, tmp_path: Path
) -> None:
    practice = a_practice()
    told = files_say(practice, tmp_path, *files, update=update)
    assert consent_of(practice, CELL, MAIN) is Consent.OPTED_OUT
    assert (told.opted_out, told.opted_out_named) == (1, ["Rolf Price (shared with Hana Price)"])
    assert told.is_whole


def test_who_gets_a_number_ends_no_refusal_of_who_had_it(tmp_path: Path) -> None:
    practice = a_practice()
    rolf_out = ROLF.replace("0101", "0103").replace("opted_in", "opted_out")
    rows = [HANA, HANA.replace("0101", "0102"), rolf_out, ROLF, ROLF]
    for hours, row in enumerate(rows):
        file = a_file(tmp_path, row, heading=PRICES)
        told = import_file(an_act(practice, timedelta(hours=hours)), file, wish=Wish(f"{hours}.csv", update=True))
        assert consent_of(practice, CELL, MAIN) is Consent.OPTED_OUT
    assert told.opted_out_named == ["Rolf Price (a refusal that is not known to be theirs)"]


def test_who_agrees_where_a_refusal_stands_is_told_each_time(tmp_path: Path) -> None:
    practice = a_practice()
    files_say(practice, tmp_path, HANA, ROLF)
    for update in (False, True):
        told = files_say(practice, tmp_path, ROLF, update=update)
        assert told.opted_out_named == ["Rolf Price (shared with Hana Price)"]


def test_their_own_refusal_is_ended_by_their_own_row_where_changes_are_asked_for(tmp_path: Path) -> None:
    practice = a_practice()
    agrees = HANA.replace("opted_out", "opted_in")
    told = files_say(practice, tmp_path, HANA, agrees, update=False)
    assert told.rows[0].said == ("text_consent is opted_out here, and opted_in in the file",)
    assert consent_of(practice, CELL, MAIN) is Consent.OPTED_OUT
    told = files_say(practice, tmp_path, agrees)
    assert told.rows[0].said == ("text_consent opted_in, was opted_out",)
    assert consent_of(practice, CELL, MAIN) is Consent.OPTED_IN


@pytest.mark.parametrize("rows", [(0, 1), (1, 0)])
def test_two_rows_of_one_person_that_contradict_each_other_refuse(rows: tuple[int, int], tmp_path: Path) -> None:
    practice, both = a_practice(), (HANA, HANA.replace("opted_out", "opted_in"))
    files_say(practice, tmp_path, "".join(both[one] for one in rows))
    assert consent_of(practice, CELL, MAIN) is Consent.OPTED_OUT


def test_a_refusal_that_no_file_ends_is_not_set_aside_for_update(tmp_path: Path) -> None:
    practice = a_practice()
    a_file_says(practice, tmp_path, ",,")
    desk.receive(an_act(practice), CELL, "STOP")
    told = a_file_says(practice, tmp_path, "yes,,")
    assert told.counts == {RowOutcome.UNCHANGED: 1}
    assert told.opted_out_named == ["Ana Example (as they replied)"]


def test_whose_agreement_a_refusal_of_somebody_else_ends_is_named(tmp_path: Path) -> None:
    practice = a_practice()
    told = files_say(practice, tmp_path, ROLF, HANA)
    assert told.opted_out_named == ["Rolf Price (shared with Hana Price)"]


HOUSEMATE = "Rolf Price,202-555-0101,5009,1980-01-01,,opted_in,\n"
WIDE = "name,cell,reference,born,email,text_consent,do_not_contact\n"
CANNOT_COME_IN = {
    "no name": ",202-555-0101,5008,,,opted_out,\n",
    "a bad birthday": "Hana Price,202-555-0101,5008,1980-13-01,,opted_out,\n",
    "a bad mailbox, and a word that nobody knows": "Hana Price,202-555-0101,5008,,no mailbox,rather not,\n",
    "no contact": ",202-555-0101,5008,,,,yes\n",
    "an answer that means nobody": "Hana Price,202-555-0101,,,,opted_out,\n",
}


@pytest.mark.parametrize("row", CANNOT_COME_IN.values(), ids=CANNOT_COME_IN)
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_what_a_row_refuses_that_cannot_come_in_counts_for_the_number_that_it_names(
    row: str, order: tuple[int, int], tmp_path: Path
) -> None:
    practice, heading = a_practice(), WIDE
    if row == CANNOT_COME_IN["an answer that means nobody"]:
        heading = WIDE.replace("\n", ",contact\n")
        row, housemate = row.replace("\n", ",#99\n"), HOUSEMATE.replace("\n", ",\n")
    else:
        housemate = HOUSEMATE
    rows = (row, housemate)
    told = import_file(an_act(practice), a_file(tmp_path, *(rows[one] for one in order), heading=heading))
    assert told.counts == {RowOutcome.REFUSED: 1, RowOutcome.NEW: 1}
    assert consent_of(practice, CELL, MAIN) is Consent.OPTED_OUT
    assert told.opted_out_named == ["Rolf Price (a refusal that is not known to be theirs)"]
    (refused,) = (one for one in told.rows if one.outcome is RowOutcome.REFUSED)
    assert refused.said[-1] == "what it refuses is recorded for +1 202-555-0101"


def test_a_later_file_s_agreement_ends_no_refusal_of_a_row_that_could_not_come_in(tmp_path: Path) -> None:
    practice = a_practice()
    for row in (CANNOT_COME_IN["no name"], HOUSEMATE, HOUSEMATE):
        import_file(an_act(practice), a_file(tmp_path, row, heading=WIDE), wish=Wish("a.csv", update=True))
    assert consent_of(practice, CELL, MAIN) is Consent.OPTED_OUT


def test_what_a_row_refuses_of_whom_it_is_asked_counts_for_its_addresses(tmp_path: Path) -> None:
    practice = a_practice()
    desk.add_contact(an_act(practice), {"name": "Hana Price", "cell": HOME})
    row = "Hana Price,202-555-0101,,,,opted_out,\n"
    told = import_file(an_act(practice), a_file(tmp_path, row, heading=WIDE))
    assert told.counts == {RowOutcome.ASKED: 1}
    assert consent_of(practice, CELL, MAIN) is Consent.OPTED_OUT
    assert consent_of(practice, HOME, MAIN) is Consent.UNKNOWN


@pytest.mark.parametrize("bad", ["", "1980-13-01"])
def test_a_refusal_counts_for_the_number_of_a_row_that_is_set_aside_of_somebody_on_file(
    bad: str, tmp_path: Path
) -> None:
    practice = a_practice()
    desk.add_contact(an_act(practice), {"name": "Hana Price", "cell": HOME, "reference": "5008"})
    row = f"Hana Price,202-555-0101,5008,{bad},,opted_out,\n"
    told = import_file(an_act(practice), a_file(tmp_path, row, heading=WIDE))
    assert told.set_aside == 1
    assert consent_of(practice, HOME, MAIN) is consent_of(practice, CELL, MAIN) is Consent.OPTED_OUT


def test_who_wants_no_contact_and_is_nobody_on_file_is_told_to_the_staff_once(tmp_path: Path) -> None:
    practice = a_practice()
    for _ in range(2):
        import_file(an_act(practice), a_file(tmp_path, CANNOT_COME_IN["no contact"], heading=WIDE))
    (told,) = (one.text for one in practice.store.notices() if "asked not to be contacted" in one.text)
    assert told.startswith("+1 202-555-0101 asked not to be contacted, and their row is set aside: ")
    assert consent_of(practice, CELL, MAIN, "email") is consent_of(practice, HOME, MAIN) is Consent.UNKNOWN


def test_no_word_is_said_to_count_that_is_recorded_nowhere(tmp_path: Path) -> None:
    practice = a_practice()
    told = import_file(an_act(practice), a_file(tmp_path, "Hana Price,1,5008,,,rather not,\n", heading=WIDE))
    assert not told.read_as_refusals
    assert told.rows[0].said[-2:] == (
        "text_consent opted_out, and there is no address for which that could be recorded",
        "text_consent: 'rather not' is neither 'opted_in' nor 'opted_out': it counts for nobody",
    )


def test_what_a_row_of_a_merged_record_refuses_counts_for_whom_they_were_merged_into(tmp_path: Path) -> None:
    practice = a_practice()
    for reference in ("5008", "5009"):
        desk.add_contact(an_act(practice), {"name": "Hana Price", "cell": CELL, "reference": reference})
    desk.merge(an_act(practice), ContactId(1), ContactId(2))
    row = "Hana Price,202-555-0101,5009,,,opted_out,\n"
    told = import_file(an_act(practice), a_file(tmp_path, row, heading=WIDE))
    assert told.counts == {RowOutcome.CHANGED: 1}
    assert consent_of(practice, CELL, MAIN) is Consent.OPTED_OUT


@pytest.mark.parametrize("known", [False, True], ids=["nobody on file", "on file"])
def test_what_a_card_refuses_that_cannot_be_read_whole_counts_for_its_number(known: bool, tmp_path: Path) -> None:
    practice, cards = a_practice(), tmp_path / "f.vcf"
    lines = ["BEGIN:VCARD", "FN:Fay Moss", "TEL;TYPE=CELL:202-555-0101"]
    if known:
        cards.write_text("\n".join([*lines, "END:VCARD", ""]))
        import_file(an_act(practice), cards)
    gus = ["BEGIN:VCARD", "FN:Gus Moss", "TEL;TYPE=CELL:202-555-0102", "END:VCARD", ""]
    cards.write_text("\n".join([*lines, "CATEGORIES:no-sms,Do Not Contact", *gus]))
    told = import_file(an_act(practice), cards)
    assert told.counts == {RowOutcome.REFUSED: 1, RowOutcome.NEW: 1}
    assert consent_of(practice, CELL, MAIN) is Consent.OPTED_OUT
    (refused,) = (one for one in told.rows if one.outcome is RowOutcome.REFUSED)
    assert refused.said[0] == "this card cannot be read: the next one begins on line 5 before it ends"
    assert len([*practice.store.all_contacts()]) == 1 + known


def test_what_a_row_of_a_sheet_refuses_counts_beside_its_fault_and_agrees_to_nothing(tmp_path: Path) -> None:
    practice, sheet = a_practice(), tmp_path / "people.xlsx"
    rows = ["name", "cell", "born", "note", "text_consent"], ["Fay", CELL, "", "", "opted_out"]
    with Workbook(str(sheet)) as workbook:
        table = workbook.add_worksheet()
        for place, row in enumerate((*rows, ["Ida", "202-555-0102", "", "", "opted_in"])):
            table.write_row(place, 0, row)
        table.merge_range(1, 2, 1, 3, "1980-01-01")
        table.merge_range(2, 2, 2, 3, "1980-01-01")
    told = import_file(an_act(practice), sheet)
    assert told.counts == {RowOutcome.REFUSED: 2}
    refused = {one.line: one.said for one in told.rows if one.outcome is RowOutcome.REFUSED}
    fault = "holds '1980-01-01' in cells that are merged over several columns; part them in the workbook"
    assert (refused[2], refused[3]) == ((fault, "what it refuses is recorded for +1 202-555-0101"), (fault,))
    assert consent_of(practice, CELL, MAIN) is Consent.OPTED_OUT
    assert consent_of(practice, "+12025550102", MAIN) is Consent.UNKNOWN
