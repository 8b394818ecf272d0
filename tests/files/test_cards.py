"""Cards of an address book, as rows under the headings of our own fields."""

from __future__ import annotations

from pathlib import Path

import pytest

from files.opened import read_text, refusal


def card(*lines: str, version: str = "3.0") -> str:
    return "".join(f"{line}\r\n" for line in ("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD"))


def says(folder: Path, *lines: str, version: str = "3.0") -> dict[str, str]:
    """What one card says, by heading, without what it does not say."""
    found = read_text(folder, card(*lines, version=version), name="people.vcf")
    assert found.faults == {}
    return {heading: cell for heading, cell in zip(found.heading, found.rows[1], strict=True) if cell}


def test_a_card_of_an_old_phone_says_who_somebody_is_and_how_they_are_reached(tmp_path: Path) -> None:
    told = says(
        tmp_path,
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Fern=C3=A9;Ada;;Dr.;",
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Dr. Ada Fern=C3=A9",
        "TEL;CELL;PREF:202-555-0101",
        "TEL;HOME;VOICE:+1 202 555 0102",
        "EMAIL;INTERNET:ada@example.com",
        "BDAY:19900504",
        "NOTE;ENCODING=QUOTED-PRINTABLE:rings=0D=0Atwice, =",
        "always",
        "ADR;HOME:;;1 Elm Street;Washington;DC;20001;USA",
        "PHOTO;ENCODING=BASE64;TYPE=JPEG:AAAA",
        " BBBB",
        "UID:urn:uuid:P-1",
        version="2.1",
    )
    assert told == {
        "first name": "Ada",
        "last name": "Ferné",
        "salutation": "Dr.",
        "name": "Dr. Ada Ferné",
        "cell": "202-555-0101",
        "home": "+1 202 555 0102",
        "email": "ada@example.com",
        "born": "1990-05-04",
        "note": "rings twice, always",
        "region": "DC",
        "reference": "P-1",
    }


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["TEL;TYPE=CELL:1"], {"cell": "1"}),
        (["TEL;TYPE=cell,work:1"], {"cell": "1"}),
        (["TEL;TYPE=cell:1", "TEL;TYPE=cell;TYPE=work:2"], {"cell": "1", "work": "2"}),
        (["TEL;TYPE=home:1", "TEL;TYPE=work:2"], {"home": "1", "work": "2"}),
        (["TEL:1"], {"cell": "1"}),
        (["TEL;TYPE=voice:1"], {"cell": "1"}),
        (['TEL;VALUE=uri;TYPE="voice,home":tel:+1-202-555-0101;ext=5'], {"home": "+1-202-555-0101 ext 5"}),
        (["item1.TEL:1", "item1.X-ABLabel:_$!<Work>!$_"], {"work": "1"}),
        (["item1.TEL:1", "item1.X-ABLabel:Office"], {"work": "1"}),
        (["TEL;TYPE=cell:1", "TEL;TYPE=cell:2"], {"cell": "1", "note": "cell: 2"}),
        (["TEL;TYPE=cell:1", "TEL;TYPE=cell,pref:2"], {"cell": "2", "note": "cell: 1"}),
        (["TEL;TYPE=cell:1", "TEL;TYPE=cell;PREF=1:2"], {"cell": "2", "note": "cell: 1"}),
        (["TEL;TYPE=cell:1", "TEL:1"], {"cell": "1"}),
        (["TEL;TYPE=home,fax:1", "NOTE:hello"], {"note": "hello / fax: 1"}),
        (["TEL:"], {}),
        (["EMAIL:a@example.com", "EMAIL;TYPE=PREF:b@example.com"],
         {"email": "b@example.com", "note": "e-mail: a@example.com"}),
        (["BDAY:1990-05-04T00:00:00Z"], {"born": "1990-05-04"}),
        (["BDAY:--0504"], {"note": "birthday: --0504"}),
        (["BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-04"], {"note": "birthday: 1604-05-04"}),
        (["NOTE:a\\, b\\nc"], {"note": "a, b c"}),
        (["NOTE:likes tea, milk; and cake"], {"note": "likes tea, milk; and cake"}),
        (["FN:Fern, Ada"], {"name": "Fern, Ada"}),
        (["ADR:;;1 Elm Street, Apt. 2;Washington;DC"], {"region": "DC"}),
        (["ADR:1 Elm Street"], {}),
        (["PHOTO;VALUE=uri:https://example.com/a.png"], {}),
    ],
)  # fmt: skip
def test_nothing_that_a_row_has_no_room_for_is_dropped(lines: list[str], told: dict[str, str], tmp_path: Path) -> None:
    assert says(tmp_path, "N:Fern;Ada", *lines) == {"first name": "Ada", "last name": "Fern", **told}


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["CATEGORIES:Do Not Contact,Opted Out"], {"do_not_contact": "yes"}),
        (["CATEGORIES:VIP,no-sms", "CATEGORIES:myContacts,Tuesday\\, early"],
         {"text_consent": "opted_out", "note": "categories: VIP, Tuesday, early"}),
        (["CATEGORIES:Unsubscribed"], {"do_not_contact": "yes"}),
        (["CATEGORIES:Deceased"], {"do_not_contact": "yes"}),
        (["DEATHDATE:20250101"], {"do_not_contact": "yes"}),
        (["CATEGORIES:Text OK"], {"note": "categories: Text OK"}),
        (["X-TEXT-OPT-OUT:yes"], {"text_consent": "opted_out"}),
        (["X-TEXT-OPT-OUT:no"], {}),
        (["X-TEXT-OPT-OUT:"], {}),
        (["X-TEXT-OPT-OUT:since March"], {"text_consent": "opted_out"}),
        (["X-OK-TO-CALL:N", "X-OK-TO-TEXT:Y"], {"call_consent": "opted_out"}),
        (["X-STATUS:Do Not Contact"], {"do_not_contact": "yes"}),
        (["X-SHOE-SIZE:41", "CATEGORIES:"], {}),
    ],
)  # fmt: skip
def test_a_refusal_on_a_card_is_one_whoever_wrote_it_there(
    lines: list[str], told: dict[str, str], tmp_path: Path
) -> None:
    assert says(tmp_path, "N:Fern;Ada", *lines) == {"first name": "Ada", "last name": "Fern", **told}


def test_what_is_not_read_of_cards_is_said_by_its_name(tmp_path: Path) -> None:
    ada = card("FN:Ada", "item1.X-SHOE-SIZE:41", "X-TEXT-OPT-OUT:no", "ORG;CHARSET=UTF-8:Elm PT", "X-ABUID:7", "REV:1")
    told = read_text(tmp_path, ada + card("FN:Bob", "x-shoe-size:42", "NOTE:a", " X-Y:folded"), name="people.vcf")
    assert told.said == (
        "cards of an address book: names, numbers, mailboxes, birthdays, states, notes, categories and UIDs are read",
        "of the cards these are not read: X-SHOE-SIZE, ORG",
    )


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["FN:Ada Fern"], {"name": "Ada Fern"}),
        (["FN:Riverside PT", "N:;;;;", "ORG:Riverside PT"], {"name": "Riverside PT"}),
        (["FN:Mom", "N:Elm;Eve;;;"], {"first name": "Eve", "last name": "Elm", "note": "called Mom"}),
        (["FN:Eve Marie Elm", "N:Elm;Eve;Marie;;"], {"first name": "Eve", "last name": "Elm", "name": "Eve Marie Elm"}),
    ],
)
def test_a_name_is_told_by_its_parts_and_whole_where_the_two_are_one(
    lines: list[str], told: dict[str, str], tmp_path: Path
) -> None:
    assert says(tmp_path, *lines, version="4.0") == told


def test_a_broken_card_costs_itself_and_is_named_by_its_line(tmp_path: Path) -> None:
    text = f"{card('FN:Ada')}{card('FN:Bob', 'no colon here')}{card('KIND:group', 'FN:Friends')}{card('FN:Carl')}"
    found = read_text(tmp_path, text, name="people.vcf")
    assert [(line, cells[3]) for line, cells in found.rows.items()] == [(1, "Ada"), (15, "Carl")]
    assert found.faults == {
        5: "this card cannot be read: Failed to parse line: no colon here",
        10: "this card is a group of others, and nobody",
    }
    assert (found.all[1].cells[3], found.all[1].cells[9]) == ("Bob", "not read: no colon here")
    assert "FN:Friends" in found.all[2].cells[0]


REFUSES = ("FN:Fay Moss", "TEL;TYPE=CELL:202-555-0116", "CATEGORIES:Do Not Contact")
FAY = {"name": "Fay Moss", "cell": "202-555-0116", "do_not_contact": "yes"}
WHOLE = card(*REFUSES)
END, BEGIN = "END:VCARD\r\n", "BEGIN:VCARD\r\n"


@pytest.mark.parametrize(
    ("text", "fault", "told"),
    [
        (WHOLE.replace(END, card("FN:Gus")), "the next one begins on line 6 before it ends", FAY),
        (WHOLE.replace(END, ""), "the file ends before it does", FAY),
        (card("FN:Gus") + WHOLE.replace(BEGIN, ""), "no line BEGIN:VCARD stands before it", FAY),
        (card(*REFUSES, "of the note"), "Failed to parse line: of the note", {**FAY, "note": "not read: of the note"}),
        (card(*REFUSES[:2], "CATEGORIES VIP,Do Not Contact"), "Failed to parse line: CATEGORIES VIP,Do Not Contact",
         {**FAY, "note": "not read: CATEGORIES VIP,Do Not Contact"}),
    ],
    ids=["the next begins", "the file ends", "no beginning", "a broken line", "a broken line that refuses"],
)  # fmt: skip
def test_what_can_be_read_of_a_broken_card_stands_beside_its_fault(
    text: str, fault: str, told: dict[str, str], tmp_path: Path
) -> None:
    found = read_text(tmp_path, text, name="people.vcf")
    (broken,) = (row for row in found.all if row.fault)
    assert broken.fault == f"this card cannot be read: {fault}"
    assert {heading: cell for heading, cell in zip(found.heading, broken.cells, strict=True) if cell} == told


def test_of_what_is_no_card_the_lines_stand_as_they_are(tmp_path: Path) -> None:
    found = read_text(tmp_path, card("FN:Gus") + "good day\r\n", name="people.vcf")
    assert found.all[1].cells == ("good day\n",)


def test_cards_in_an_older_encoding_are_asked_about_like_any_text(tmp_path: Path) -> None:
    told = refusal(tmp_path, card("FN:José").encode("cp1252"), name="people.vcf")
    assert told.startswith("people.vcf, line 3: it is not in UTF-8. A word there reads 'José' if it is in windows-1252")
