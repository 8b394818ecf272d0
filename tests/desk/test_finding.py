"""Finding one contact by what staff type: a number, a part of the name, a reference."""

from __future__ import annotations

import pytest

from frontdesk import desk
from frontdesk.desk import NotOneContactError
from support import a_contact, a_practice, an_act


def test_finding_somebody_needs_enough_of_the_name() -> None:
    practice = a_practice()
    ana = a_contact(practice)
    ben = a_contact(practice, name="Ben Example")
    assert desk.find(an_act(practice), "ana ex").id == ana
    assert desk.find(an_act(practice), str(ana)).id == ana
    with pytest.raises(NotOneContactError, match=f"'{ana} Ana Example' or '{ben} Ben Example'; write the number"):
        desk.find(an_act(practice), "example")


def test_the_reference_of_one_is_not_a_part_of_anothers() -> None:
    practice = a_practice()
    one, other = a_contact(practice, reference="R1"), a_contact(practice, reference="R10")
    assert desk.find(an_act(practice), "R1").id == one
    assert desk.find(an_act(practice), "r10").id == other


@pytest.mark.parametrize("text", ["%", "_na", "Ana!"])
def test_what_is_looked_for_is_text_and_no_pattern(text: str) -> None:
    practice = a_practice()
    a_contact(practice)
    with pytest.raises(NotOneContactError, match=f"'{text}' is in nobody's name, number, e-mail or reference"):
        desk.find(an_act(practice), text)


def test_a_number_is_found_however_it_is_written() -> None:
    practice = a_practice()
    ana = a_contact(practice, cell="5550101")
    a_contact(practice, name="Ben Example", cell="5550102")
    assert desk.find(an_act(practice), "555-0101").id == ana
    with pytest.raises(NotOneContactError):
        desk.find(an_act(practice), "\N{SUPERSCRIPT TWO}")


def test_finding_somebody_before_anybody_is_there_says_so() -> None:
    with pytest.raises(NotOneContactError, match=r"there is no contact yet.*frontdesk import FILE"):
        desk.find(an_act(a_practice()), "ana")
