"""Wishes from a file: in the EMR's words, a refusal whatever stands beside it, and kept for whoever is not on file."""

from __future__ import annotations

from itertools import permutations

import pytest

from desk.rows import take
from frontdesk import desk
from frontdesk.desk import Practice
from frontdesk.desk.import_preferences import PreferenceTaker
from frontdesk.file_words import RowOutcome
from frontdesk.mapping import SaidRow
from frontdesk.names import NOT_SENT, Consent, ContactId, LineId
from support import a_contact, a_practice, an_act, consent_of

ANA = ContactId(1)


@pytest.fixture
def practice() -> Practice:
    """A practice that has Ana on file."""
    practice = a_practice("health-system")
    a_contact(practice, "lead/new", name="Ana Example", cell="+12025550101", reference="P-1")
    return practice


def test_a_row_says_in_the_emrs_words_how_somebody_wants_to_be_reached(practice: Practice) -> None:
    row = {"patient": "P-1", "preferred_method": "SMS", "preferred_number": "CELL"}
    first, again = (take(practice, PreferenceTaker, row)[0].outcome for _ in range(2))
    assert (first, again) == (RowOutcome.CHANGED, RowOutcome.UNCHANGED)
    emr = practice.store.contact(ANA).emr
    assert (emr.method, emr.number) == ("text", "cell")


def test_our_own_words_are_understood_as_well(practice: Practice) -> None:
    row = {"patient": "P-1", "preferred_method": "text", "preferred_number": "cell", "do_not_contact": "yes"}
    assert take(practice, PreferenceTaker, row)[0].outcome is RowOutcome.CHANGED
    emr = practice.store.contact(ANA).emr
    assert (emr.method, emr.number, emr.do_not_contact) == ("text", "cell", True)


def test_the_wish_of_a_patient_not_on_file_is_kept(practice: Practice) -> None:
    (taken,) = take(practice, PreferenceTaker, {"patient": "P-9", "do_not_contact": "Y"})
    assert taken.outcome is RowOutcome.KEPT
    assert list(practice.store.unclaimed("P-9")) == [""]


def test_of_the_wishes_that_were_kept_beside_another_name_only_what_refuses_counts(practice: Practice) -> None:
    row = {"patient": "P-9", "name": "Ben Lake", "born": "1975-11-03", "preferred_method": "SMS"}
    take(practice, PreferenceTaker, row, {**row, "preferred_method": "", "do_not_contact": "Y"})
    desk.add_contact(an_act(practice), {"name": "Eve Reed", "status": "lead/new", "reference": "P-9"})
    emr = practice.store.contact(ContactId(2)).emr
    assert (emr.method, emr.do_not_contact) == (NOT_SENT, True)
    assert [(one.contact, one.text) for one in practice.store.notices()] == [
        (
            2,
            "the wishes that were kept for reference 'P-9' name 'Ben Lake, 1975-11-03', and #2 Eve Reed has it: "
            "only what they refuse counts; ask, and note the rest by hand",
        )
    ]


def test_the_wishes_that_were_kept_count_for_whom_they_name(practice: Practice) -> None:
    take(practice, PreferenceTaker, {"patient": "P-9", "name": "Ben Lake", "preferred_method": "SMS"})
    desk.add_contact(an_act(practice), {"name": "Ben Lake", "status": "lead/new", "reference": "P-9"})
    assert practice.store.contact(ContactId(2)).emr.method == "text"
    assert (practice.store.unclaimed("P-9"), list(practice.store.notices())) == ({}, [])


@pytest.mark.parametrize(
    ("column", "refusal", "words"),
    [("do_not_contact", "Y", "NYN"), ("do_not_contact", "Y", "YNN"), ("consent", "OUT", ("IN", "OUT", "IN"))],
    ids=str,
)
def test_rows_that_contradict_each_other_count_as_a_refusal_in_any_order(
    practice: Practice, column: str, refusal: str, words: tuple[str, ...]
) -> None:
    for order in sorted(set(permutations(words))):
        taken = take(practice, PreferenceTaker, *({"patient": "P-1", column: word} for word in order))
        assert refuses(practice, column)
        told = [words for one in taken for words in one.said if f"{refusal}" in words and " and " in words]
        assert len(told) == 1
        assert "is not listed" in told[0]


@pytest.mark.parametrize("order", [1, -1], ids=["refused first", "refused last"])
def test_who_agrees_ends_no_refusal_of_another_patient_on_the_same_number(practice: Practice, order: int) -> None:
    a_contact(practice, "lead/new", name="Ben Example", cell="+12025550101", reference="P-2")
    rows = ({"patient": "P-1", "consent": "opted_out"}, {"patient": "P-2", "consent": "opted_in"})[::order]
    taken = take(practice, PreferenceTaker, *rows)
    assert refuses(practice, "consent")
    (again,) = take(practice, PreferenceTaker, {"patient": "P-2", "consent": "opted_in"})
    assert refuses(practice, "consent")
    stands = "patient P-2: a refusal stands for their number, shared with Ana Example, so they stay opted out"
    assert again.said == (stands,)
    assert [one.said for one in taken if one.outcome is RowOutcome.REFUSED] == ([(stands,)] if order == 1 else [])


def refuses(practice: Practice, column: str) -> bool:
    if column == "consent":
        return consent_of(practice, "+12025550101", LineId("main")) is Consent.OPTED_OUT
    return practice.store.contact(ANA).emr.do_not_contact


def test_a_word_that_nobody_listed_refuses_and_is_told(practice: Practice) -> None:
    (taken,) = take(practice, PreferenceTaker, {"patient": "P-1", "do_not_contact": "PERHAPS"})
    assert taken.outcome is RowOutcome.REFUSED
    assert "it counts as Do Not Contact until it is" in taken.said[0]
    assert practice.store.contact(ANA).emr.do_not_contact
    (notice,) = practice.store.notices()
    assert "do_not_contact 'PERHAPS' for 1 patient" in notice.text


def test_a_row_without_a_patient_or_with_a_fault_is_refused_and_its_refusal_counts(practice: Practice) -> None:
    nobody, faulty = take(
        practice,
        PreferenceTaker,
        {"do_not_contact": "Y"},
        SaidRow({"patient": "P-1", "do_not_contact": "Y"}, faults=("preferred_method: 'FAX' is no word of it",)),
    )
    assert (nobody.outcome, faulty.outcome) == (RowOutcome.REFUSED, RowOutcome.REFUSED)
    assert "patient is empty" in nobody.said[0]
    assert practice.store.contact(ANA).emr.do_not_contact


ELSE = {"patient": "P-1", "name": "Somebody Else", "born": "1950-01-01"}


@pytest.mark.parametrize(
    ("refuses_all", "does_not"),
    [({"do_not_contact": "Y"}, {"do_not_contact": "N"}), ({"consent": "OPTED_OUT"}, {"consent": "OPTED_IN"})],
    ids=str,
)
def test_the_wish_of_a_reference_beside_another_name_is_asked_and_only_what_it_refuses_counts(
    practice: Practice, refuses_all: dict[str, str], does_not: dict[str, str]
) -> None:
    (column,) = refuses_all
    (refused,) = take(practice, PreferenceTaker, {**ELSE, **refuses_all, "preferred_method": "SMS"})
    assert refused.outcome is RowOutcome.ASKED
    assert "has the reference of '#1 Ana Example" in refused.said[0]
    assert refused.said[1].startswith("what it refuses counts for whose the reference is")
    assert refuses(practice, column)
    assert practice.store.contact(ANA).emr.method == "not_sent"
    (lifted,) = take(practice, PreferenceTaker, {**ELSE, **does_not})
    assert lifted.outcome is RowOutcome.ASKED
    assert refuses(practice, column)
    (answered,) = take(practice, PreferenceTaker, {**ELSE, "preferred_method": "SMS", "contact": "#1"})
    assert answered.outcome is RowOutcome.CHANGED


def test_a_wish_is_of_nobody_but_whom_its_reference_names(practice: Practice) -> None:
    (taken,) = take(practice, PreferenceTaker, {**ELSE, "preferred_method": "SMS", "contact": "#7"})
    assert taken.outcome is RowOutcome.REFUSED
    assert "contact '#7' has not the reference 'P-1'" in taken.said[0]


def test_a_row_with_a_fault_takes_no_refusal_back(practice: Practice) -> None:
    take(practice, PreferenceTaker, {"patient": "P-1", "do_not_contact": "Y"})
    faulty = SaidRow({"patient": "P-1", "do_not_contact": "N"}, faults=("born: '5th of May' is no day",))
    assert take(practice, PreferenceTaker, faulty)[0].outcome is RowOutcome.REFUSED
    assert practice.store.contact(ANA).emr.do_not_contact


def test_a_row_says_whose_wishes_are_others_now_and_which(practice: Practice) -> None:
    row = {"patient": "P-1", "preferred_method": "SMS", "do_not_contact": "Y", "consent": "OPTED_OUT"}
    (taken,) = take(practice, PreferenceTaker, row)
    assert taken.who == "#1 Ana Example"
    assert taken.said == (
        "consent opted_out",
        "preferred_method text, was not sent",
        "do_not_contact yes, was no",
    )
