"""In which letters a text is written: told where that is certain, asked where it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from files.opened import read_text, refusal
from frontdesk.model.mappings import FileForm

PEOPLE = "name,cell\nAda Fern,202-555-0100\nJosé Núñez,202-555-0110\nZoë,202-555-0111\n"


def test_windows_1252_is_recognised_and_asked_with_a_word_of_the_file(tmp_path: Path) -> None:
    assert refusal(tmp_path, PEOPLE.encode("cp1252")) == (
        "people.csv, line 3: it is not in UTF-8. A word there reads 'José' if it is in windows-1252 or 'JosÈ' if it is "
        "in macroman. Whoever knows the name says which: import it with '--encoding windows-1252', or write "
        "'file: {encoding: windows-1252}' in its mapping; or save it as 'CSV UTF-8'"
    )


def test_an_old_mac_is_what_is_proposed_where_its_words_read_better(tmp_path: Path) -> None:
    told = refusal(tmp_path, PEOPLE.encode("mac_roman"))
    assert "reads 'JosŽ' if it is in windows-1252 or 'José' if it is in macroman" in told
    assert "'--encoding macroman'" in told


def test_letters_of_no_encoding_that_is_known_are_said_to_be_so(tmp_path: Path) -> None:
    told = refusal(tmp_path, b"name,cell\nA\x81da,202-555-0100\n")
    # 0x81 is undefined in Windows-1252, and a letter in Mac Roman.
    assert told.startswith("people.csv, line 2: it is not in UTF-8. A word there reads 'AÅda' if it is in macroman.")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_line_is_counted_by_whatever_ends_lines(end: str, tmp_path: Path) -> None:
    assert "people.csv, line 3: " in refusal(tmp_path, PEOPLE.replace("\n", end).encode("cp1252"))


def test_a_file_that_was_put_together_from_two_encodings_is_not_read_in_either(tmp_path: Path) -> None:
    assert refusal(tmp_path, PEOPLE.encode() + "Noël,202-555-0112\n".encode("cp1252")) == (
        "people.csv, line 5: it is not in UTF-8, though lines before are: the file was put together from two. "
        "Mend that line, or import the two one by one"
    )


def test_a_file_that_ends_in_the_middle_of_a_letter_was_not_sent_whole(tmp_path: Path) -> None:
    assert refusal(tmp_path, PEOPLE.encode() + "Noë".encode()[:-1]) == (
        "people.csv, line 5: the file ends in the middle of a letter, so it was not saved or sent whole; "
        "export it again"
    )


@pytest.mark.parametrize("saved", [PEOPLE.encode("utf-16")[:-1], PEOPLE.encode("utf-16-le")[:-1]])
def test_half_a_letter_of_utf_16_is_a_file_that_was_damaged(saved: bytes, tmp_path: Path) -> None:
    assert "is not in UTF-16" in refusal(tmp_path, saved)


@pytest.mark.parametrize(
    ("saved", "given", "told"),
    [
        ("utf-8", "windows-1252", "is said to be in windows-1252, and is in UTF-8; leave the encoding out: "
         "in windows-1252, 'José' would read 'JosÃ©'"),
        ("utf-8-sig", "windows-1252", "is said to be in windows-1252, and is in UTF-8; leave the encoding out"),
        ("utf-16", "utf-8", "is said to be in utf-8, and is in UTF-16; leave the encoding out"),
        ("utf-16", "windows-1252", "is said to be in windows-1252, and is in UTF-16; leave the encoding out"),
        ("utf-8-sig", "utf-16", "is said to be in utf-16, and is in UTF-8; leave the encoding out"),
        ("cp1252", "utf-8", "line 3: it is not in UTF-8"),
        ("mac_roman", "ascii", "line 3: it is not in ASCII, as was said"),
    ],
)  # fmt: skip
def test_an_encoding_that_is_given_and_wrong_garbles_nobody(saved: str, given: str, told: str, tmp_path: Path) -> None:
    assert told in refusal(tmp_path, PEOPLE.encode(saved), FileForm(encoding=given))


@pytest.mark.parametrize("given", ["latin-9000", "rot13", "base64", "utf-7", "unicode_escape", "cp037", "idna", "\0"])
def test_an_encoding_that_is_none_of_texts_is_refused_with_some_that_are(given: str, tmp_path: Path) -> None:
    told = refusal(tmp_path, PEOPLE.encode(), FileForm(encoding=given))
    assert told == f"'{given}' is no encoding of texts; write one like utf-8, utf-16, windows-1252 or macroman"


@pytest.mark.parametrize(
    ("saved", "given"),
    [
        ("cp1252", "Windows-1252"),
        ("mac_roman", "macroman"),
        ("iso-8859-15", "latin9"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_an_encoding_that_is_given_and_right_is_used(saved: str, given: str, tmp_path: Path) -> None:
    assert read_text(tmp_path, PEOPLE.encode(saved), FileForm(encoding=given)).rows[3] == ("José Núñez", "202-555-0110")


def test_what_is_wrong_far_below_is_found_too_and_costs_the_file(tmp_path: Path) -> None:
    many = "".join(f"Ada Fern {index},202-555-0100\n" for index in range(20_000))
    assert "people.csv, line 20002: " in refusal(tmp_path, f"name,cell\n{many}José,1\n".encode("cp1252"))
