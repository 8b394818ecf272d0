"""What strangers write: tidied where it was meant well, refused with the reason where it cannot be kept."""

from __future__ import annotations

import pytest

from frontdesk.strangers import (
    MOST_IN_A_NAME,
    MOST_MARKS,
    OddTextError,
    as_spelt,
    fault_in,
    kept,
    link_in,
    on_one_line,
    says_how_many,
    spelt_out,
    tidied,
)

NAMES = (
    *(
        "Zoë Ünal",
        "王芳",
        "Sinéad O'Brien",
        "Nguyễn Văn An",
        "Ada",
        "Ana-Sofía Peña y Ruiz",
        "Μαρία Φωτίου",
        "Łukasz Żak",
    ),
    *(
        "فاطمة الزهراء",
        "נֹעָה לוי",
        "ปิ่นแก้ว",
        "می\u200cنا",
        "Đặng Thị Ngọc",
        "J.R.R. Fern",
        "St.John Fern",
        "A.Li",
        "Dr.Ada Fern",
    ),
)
"""Names as people have them; nobody real is meant."""


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_any_script_is_kept_as_it_is_written(name: str) -> None:
    assert kept("the name", name, MOST_IN_A_NAME) == name
    assert on_one_line(name) == name
    assert link_in(name) == ""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("  Ada   Fern ", "Ada Fern"),
        ("Ada\r\nFern", "Ada Fern"),
        ("Ada\u00a0Fern\t", "Ada Fern"),
        ("\ufeffA\u200bda", "Ada"),
        ("Zoe\u0308", "Zoë"),
        ("A\u00adda", "Ada"),
    ],
    ids=["spaces", "a line break", "spaces of other kinds", "unseen characters", "a letter and its mark", "a hyphen"],
)
def test_what_a_form_leaves_behind_is_tidied(written: str, meant: str) -> None:
    assert tidied(written) == meant
    assert fault_in(tidied(written), MOST_IN_A_NAME) == ""


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("Eve\x1b[31mRED\x1b]0;owned\x07", "holds a character that a terminal would obey (U+001B)"),
        ("Ada\x00Fern", "a terminal would obey (U+0000)"),
        ("Ada\x9b2J", "a terminal would obey (U+009B)"),
        ("Ada\u202enreF", "turns the text around (U+202E)"),
        ("Ada\u2066Fern", "turns the text around (U+2066)"),
        ("caf\udce9", "is no readable text (U+DCE9)"),
        ("A" + "\u0301" * (MOST_MARKS + 2), "heaps more than 4 marks on one letter"),
        ("A" * 5_000, "has 5,000 letters, and may have 200"),
    ],
    ids=["an escape", "a zero", "a short escape", "backwards", "an isolate", "half a letter", "marks", "without end"],
)
def test_what_nobody_is_called_by_is_refused_and_never_reaches_a_terminal(written: str, why: str) -> None:
    with pytest.raises(OddTextError) as refused:
        kept("the name", written, MOST_IN_A_NAME)
    assert str(refused.value) == f"the name {fault_in(tidied(written), MOST_IN_A_NAME)}; nothing was kept"
    assert why in str(refused.value)
    shown = on_one_line(written)
    assert shown.isprintable()
    assert shown.encode()


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://evil.example/pay?id=1", "https://evil.example/pay?id=1"),
        ("Ada www.evil.example", "www.evil.example"),
        ("Win at evil.example now", "evil.example"),
        ("Evil.Com", "Evil.Com"),
        ("bit.ly/x", "bit.ly/x"),
        ("evil\uff0eexample", "evil.example"),
        ("пример.рф", "пример.рф"),
        ("javascript:x", "javascript:x"),
        ("ana@example.com", "ana@example.com"),
    ],
)
def test_an_address_of_the_web_is_found_however_it_is_written(text: str, link: str) -> None:
    assert link_in(text) == link


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("\x1b[2J", "<U+001B>[2J"),
        ("a\x00\x7f\x9bb", "a<U+0000><U+007F><U+009B>b"),
        ("a\u202eb\u2066", "a<U+202E>b<U+2066>"),
        ("\ud83d", "<U+D83D>"),
        ("one\rtwo", "one<U+000D>two"),
    ],
)
def test_what_a_terminal_would_obey_is_spelt_by_its_number_and_read_again(text: str, spelt: str) -> None:
    assert spelt_out(text) == spelt
    assert as_spelt(spelt) == text


@pytest.mark.parametrize("text", ["Zo\u00eb <U+>", "two\nlines\tof\r\ntext", "<U+0041>", "<U+FFFFFF>", "\U0001f600"])
def test_any_other_text_is_spelt_as_it_stands(text: str) -> None:
    assert spelt_out(text) == text
    assert as_spelt(text) == text


@pytest.mark.parametrize(
    "text",
    [
        *("16 patients", "1,204 active patients found", " 12 records. ", "2 families"),
        *("Total: 412", "Total: 3 patients", "Total (3 patients)", "Grand total 16 patients", "Sub-total = 5"),
        *("Records: 412", "Count: 3", "Number of patients: 16", "Sum: 250.75"),
    ],
)
def test_a_text_below_a_list_says_how_many(text: str) -> None:
    assert says_how_many(text)


@pytest.mark.parametrize(
    "text", ["Ada Fern 2", "16", "Total", "Count Fern 3", "patients", "16 Main St", "2 Rivers School"]
)
def test_a_text_that_holds_a_number_says_nothing_of_how_many(text: str) -> None:
    assert not says_how_many(text)
