"""A number is one number however it is written, and what is no number is told apart instead of being made one."""

from __future__ import annotations

import random
import subprocess
import sys
from itertools import product

import phonenumbers
import pytest

from frontdesk.addresses import (
    NumberError,
    is_country,
    is_short_code,
    read_number,
    same_number,
    shown_number,
    zones_of_number,
)

_ANA = "+12025550101"
_LONDON = "+442079460101"

SAME = [
    ("US", _ANA, "2025550101"),
    ("US", _ANA, "12025550101"),
    ("US", _ANA, "+12025550101"),
    ("US", _ANA, "(202) 555-0101"),
    ("US", _ANA, "1-202-555-0101"),
    ("US", _ANA, "+1 (202) 555-0101"),
    ("US", _ANA, "202.555.0101"),
    ("US", _ANA, "202/555-0101"),
    ("US", _ANA, "001 202 555 0101"),
    ("US", _ANA, "011 1 202 555 0101"),
    ("US", _ANA, "202‑555‑0101"),
    ("US", _ANA, "202 555 0101"),
    ("US", _ANA, "２０２５５５０１０１"),
    ("US", _ANA, "٢٠٢٥٥٥٠١٠١"),
    ("US", _ANA, "\u202a+1 202-555-0101\u202c"),
    ("US", _ANA, "tel:+1-202-555-0101"),
    ("US", _ANA, "'2025550101"),
    ("US", _ANA, "whatsapp:+12025550101"),
    ("CA", _ANA, "202-555-0101"),
    ("GB", _ANA, "+1 202 555 0101"),
    ("GB", _ANA, "001 202 555 0101"),
    ("US", _LONDON, "+44 20 7946 0101"),
    ("US", _LONDON, "+44 (0)20 7946 0101"),
    ("US", _LONDON, "0044 20 7946 0101"),
    ("US", _LONDON, "0044 (0)20 7946 0101"),
    ("US", _LONDON, "011 44 20 7946 0101"),
    ("GB", _LONDON, "020 7946 0101"),
    ("GB", _LONDON, "(020) 7946-0101"),
    ("US", "+491701234567", "+49 (0)170 1234567"),
    ("DE", "+491701234567", "0170 1234567"),
    ("US", "+525555550173", "+52 1 55 5555 0173"),
    ("US", "+525555550173", "+525555550173"),
    ("US", "+351555010099", "+351 555 010 099"),
]


@pytest.mark.parametrize(("country", "number", "written"), SAME)
def test_every_way_to_write_a_number_is_the_same_number(country: str, number: str, written: str) -> None:
    assert read_number(written, country).e164 == number
    assert same_number(written, country) == number
    assert read_number(number, country).e164 == number


@pytest.mark.parametrize(
    "behind", [" x204", " ext. 204", " Ext 204", ", extension 204", " #204", ";ext=204", " ｘ２０４"]
)
def test_an_extension_is_kept_apart_and_never_glued_to_the_number(behind: str) -> None:
    read = read_number(f"(202) 555-0101{behind}", "US")
    assert (read.e164, read.extension) == (_ANA, "204")


NONE = [
    ("2.02556E+09", "a spreadsheet rounded"),
    ("2,02556E+09", "a spreadsheet rounded"),
    ("4.41632e11", "a spreadsheet rounded"),
    ("2025550130.0", "if 2025550130 is meant"),
    ("202-555-0133 / 202-555-0134", "holds 2 numbers, '202-555-0133' and '202-555-0134'"),
    ("202-555-0133; 202-555-0134", "holds 2 numbers"),
    ("202-555-0133 or 202-555-0134", "holds 2 numbers"),
    ("2025550133\n2025550134", "holds 2 numbers"),
    ("2025550133 2025550134", "has 20 digits"),
    ("call after 5pm 2025550135", "holds words"),
    ("1-800-FLOWERS", "holds words"),
    ('="2025550145"', "holds signs"),
    ("+1+2025550101", "holds signs"),
    ("3/2/2026", "is a date"),
    ("2026-11-27", "is a date"),
    ("27.11.2026", "is a date"),
    ("000-000-0000", "one digit over and over"),
    ("9999999999", "one digit over and over"),
    ("888-888-8888", "one digit over and over"),
    ("+1 888 888 8888", "one digit over and over"),
    ("555-0142", "has no area code"),
    ("12345", "has 5 digits, which is too few"),
    ("202555013", "is no number in US"),
    ("0170 5550149", "is no number in US"),
    ("123-456-7890", "is no number in US"),
    ("+999 123 4567", "is no number of any country"),
    ("none", "has no digits"),
    ("1" * 300, "has 300 digits"),
]


@pytest.mark.parametrize(("written", "told"), NONE)
def test_what_is_no_number_is_told_with_what_was_understood(written: str, told: str) -> None:
    with pytest.raises(NumberError) as caught:
        read_number(written, "US")
    assert told in str(caught.value)
    assert len(str(caught.value)) < 200


def test_whatever_is_written_is_a_number_or_told_and_can_be_compared() -> None:
    chance = random.Random(20260302)
    pieces = [
        *"0123456789+-.()/x#,; ",
        "00",
        "+44",
        "(0)",
        "E+",
        "ext",
        "½",
        "²",
        "\u202a",
        "٣",
        "or",
        *["2025550101"] * 8,
    ]
    read = 0
    for _ in range(3_000):
        written = "".join(chance.choices(pieces, k=chance.randrange(1, 12)))
        same = same_number(written, "US")
        assert same_number(same, "US") == same
        try:
            outcome = read_number(written, "US").e164
        except NumberError as error:
            outcome = str(error)
        assert outcome == same or outcome.startswith(f"'{written[:40]}"), written
        read += outcome == same
    assert read > 50


def test_numbers_that_are_reserved_for_stories_are_numbers() -> None:
    for last in range(100, 200):
        assert read_number(f"202-555-0{last}", "US").e164 == f"+12025550{last}"


def test_the_short_way_reads_what_phonenumbers_reads() -> None:
    chance = random.Random(20260302)
    for area, first in product(range(1000), "0123456789"):
        written = f"{area:03}{first}{chance.randrange(10**6):06}"
        parsed = phonenumbers.parse(written, "US")
        e164 = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
        wanted = e164 if phonenumbers.is_valid_number(parsed) and len(set(written)) > 1 else None
        spaced = f"({written[:3]}) {written[3:6]}-{written[6:]}"
        for form in (written, f"1{written}", f"+1{written}", spaced, f"+1 {spaced}", written + "\u200e"):
            try:
                read = read_number(form, "US").e164
            except NumberError:
                read = None
            if form.startswith(("1", "+")) or len(str(parsed.national_number)) == 10:
                assert read == wanted, form


def test_plain_numbers_are_read_without_loading_what_knows_all_others() -> None:
    code = (
        "import sys; from frontdesk import addresses as a; a.read_number('(202) 555-0101', 'US'); "
        "a.same_number('+12025550101', 'US'); a.shown_number('+12025550101'); a.is_country('US'); "
        "sys.exit('phonenumbers' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("written", ["+15555550101", "15555550101", "(555) 555-0101", "5555550101"])
def test_a_number_that_does_not_exist_is_compared_in_one_form_all_the_same(written: str) -> None:
    assert same_number(written, "US") == "+15555550101"


@pytest.mark.parametrize(
    ("written", "same"), [("555-0101", "5550101"), ("24365", "24365"), ("+99 1", "+991"), ("", "")]
)
def test_what_cannot_be_read_is_compared_by_its_digits(written: str, same: str) -> None:
    assert same_number(written, "US") == same_number(same, "US") == same


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (_ANA, "+1 202-555-0101"),
        (_LONDON, "+44 20 7946 0101"),
        ("5550101", "5550101"),
        ("2025550101", "2025550101"),
        ("+", "+"),
        ("", ""),
    ],
)
def test_a_number_is_shown_as_people_read_it_and_is_found_by_that(number: str, shown: str) -> None:
    assert shown_number(number) == shown
    assert not number.startswith("+1") or read_number(shown, "US").e164 == number


@pytest.mark.parametrize(
    ("number", "zones"),
    [
        ("+18085550101", ("Pacific/Honolulu",)),
        ("+12085550101", ("America/Boise", "America/Los_Angeles")),
        (_LONDON, ("Europe/London",)),
        ("+18005550101", ()),
        ("5550101", ()),
        ("+", ()),
    ],
)
def test_a_number_tells_the_zones_in_which_it_was_given_out(number: str, zones: tuple[str, ...]) -> None:
    assert zones_of_number(number) == zones


def test_a_country_is_one_whose_numbers_can_be_read() -> None:
    assert [is_country(one) for one in ("US", "CA", "GB", "PR", "UK", "us", "")] == [True] * 4 + [False] * 3


def test_a_short_code_is_five_or_six_digits() -> None:
    assert [is_short_code(one) for one in ("24365", "243651", "2436", "2436511", "24-365", "")] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]
