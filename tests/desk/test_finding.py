"""Finding one contact by what staff type: a number, a part of the name, a reference."""

from __future__ import annotations

import pytest

from frontdesk import desk
from frontdesk.desk import NotOneContactError
from frontdesk.records import NoSuchContactError
from support import a_contact, a_practice, an_act


def test_finding_somebody_needs_enough_of_the_name() -> None:
    practice = a_practice()
    ana = a_contact(practice)
    ben = a_contact(practice, name="Ben Example")
    assert desk.find(an_act(practice), "ana ex").id == ana
    assert desk.find(an_act(practice), str(ana)).id == ana
    with pytest.raises(NotOneContactError, match=f"'#{ana} Ana Example' or '#{ben} Ben Example'; write '#' before"):
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


def test_the_number_of_one_that_is_the_reference_of_another_is_asked_and_never_guessed() -> None:
    practice = a_practice()
    ana, bo = a_contact(practice), a_contact(practice, name="Bo Example", reference="1")
    act = an_act(practice)
    with pytest.raises(NotOneContactError) as asked:
        desk.find(act, "1")
    assert str(asked.value) == (
        "'1' can mean '#1 Ana Example' or '#2 Bo Example (ref:1)'; "
        "write '#' before a contact's number, or 'ref:' before a reference, such as '#1'"
    )
    assert (desk.find(act, "#1").id, desk.find(act, "ref:1").id) == (ana, bo)
    assert desk.find(act, "2").id == bo


@pytest.mark.parametrize("text", ["Ana Example", "ana@example.com", "2025550101", "(202) 555-0101"])
def test_a_reference_that_is_the_whole_name_or_address_of_somebody_else_is_asked(text: str) -> None:
    practice = a_practice()
    a_contact(practice, cell="+12025550101")
    a_contact(practice, name="Bo Example", cell="", email="", reference=text)
    with pytest.raises(NotOneContactError, match="'#1 Ana Example'"):
        desk.find(an_act(practice), text)
    assert desk.find(an_act(practice), f"ref:{text}").name == "Bo Example"


def test_a_number_that_is_nobodys_may_be_a_reference_and_the_own_reference_of_a_number_is_no_question() -> None:
    practice = a_practice()
    ana = a_contact(practice, reference="77")
    assert desk.find(an_act(practice), "77").id == ana
    own = a_contact(practice, name="Bo Example", reference="2")
    assert desk.find(an_act(practice), "2").id == own
    with pytest.raises(NoSuchContactError):
        desk.find(an_act(practice), "99")
    with pytest.raises(NotOneContactError, match="'ref:99' is in nobody's"):
        desk.find(an_act(practice), "ref:99")
    with pytest.raises(NoSuchContactError):
        desk.find(an_act(practice), "#77")
