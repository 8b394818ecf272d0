"""Consents from a file: of whom or of which address, as old as they are, and no refusal lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.rows import take
from frontdesk import desk
from frontdesk.desk import Practice
from frontdesk.desk.consents import recorded
from frontdesk.desk.import_consent_rows import ConsentTaker
from frontdesk.file_words import RowOutcome
from frontdesk.mapping import SaidRow
from frontdesk.names import Consent, ConsentSource, ContactId, Covers, LineId
from support import a_practice, an_act, consent_of, staff_record

ANA = ContactId(1)
CELL, MAIN = "+12025550101", LineId("main")
OUT = {"patient": "P-1", "consent": "opted_out"}
IN = {**OUT, "consent": "opted_in"}


@pytest.fixture
def practice() -> Practice:
    """A practice that has Ana on file."""
    practice = a_practice("health-system")
    cells = {"name": "Ana Example", "cell": CELL, "email": "ana@example.com", "reference": "P-1"}
    desk.add_contact(an_act(practice), cells)
    return practice


def consent(practice: Practice, address: str = CELL) -> Consent:
    return consent_of(practice, address, MAIN)


@pytest.mark.parametrize(
    "who",
    [{"patient": "P-1"}, {"contact": "#1"}, {"name": "Ana Example", "cell": "202-555-0101"}, {"address": "2025550101"}],
    ids=str,
)
def test_a_row_records_what_somebody_said_and_says_it_once(practice: Practice, who: dict[str, str]) -> None:
    row = {**who, "consent": "opted_in"}
    assert [one.outcome for one in take(practice, ConsentTaker, row, row)] == [RowOutcome.NEW, RowOutcome.UNCHANGED]
    assert consent(practice) is Consent.OPTED_IN
    assert take(practice, ConsentTaker, {**who, "consent": "opted_out"})[0].outcome is RowOutcome.CHANGED
    assert consent(practice) is Consent.OPTED_OUT


def test_a_row_says_who_recorded_it_when_and_in_which_words(practice: Practice) -> None:
    row = {
        **OUT,
        "said_by": "heard",
        "words": "please stop",
        "at": "2026-02-27 09:30",
        "line": "main",
        "channel": "text",
    }
    take(practice, ConsentTaker, row)
    (said,) = recorded(an_act(practice), CELL)
    assert (said.source, said.words, said.line, said.channel) == (ConsentSource.HEARD, "please stop", "main", "text")
    assert said.at.astimezone(practice.ruleset.zone).isoformat(sep=" ")[:16] == "2026-02-27 09:30"


@pytest.mark.parametrize("at", ["2026-03-01", "2026-03-01 10:00"])
def test_what_is_older_than_what_is_recorded_changes_nothing(practice: Practice, at: str) -> None:
    staff_record(an_act(practice), ANA, Consent.OPTED_OUT)
    assert take(practice, ConsentTaker, {**IN, "said_by": "staff", "at": at})[0].outcome is RowOutcome.UNCHANGED
    assert consent(practice) is Consent.OPTED_OUT
    staff_record(an_act(practice, timedelta(hours=1)), ANA, Consent.OPTED_IN)
    assert take(practice, ConsentTaker, {**OUT, "at": at})[0].outcome is RowOutcome.UNCHANGED
    assert consent(practice) is Consent.OPTED_IN


def test_an_older_refusal_that_the_newer_word_could_not_have_ended_counts(practice: Practice) -> None:
    staff_record(an_act(practice), ANA, Consent.OPTED_IN)
    take(practice, ConsentTaker, {**OUT, "said_by": "reply", "words": "STOP", "at": "2026-03-01 10:00"})
    assert consent(practice) is Consent.OPTED_OUT


def test_an_older_refusal_that_is_harder_to_end_takes_the_place_of_a_newer_one(practice: Practice) -> None:
    take(practice, ConsentTaker, OUT)  # the EMR says so, which it may take back
    take(practice, ConsentTaker, {**OUT, "said_by": "reply", "words": "STOP", "at": "2026-03-01 10:00"})
    take(practice, ConsentTaker, IN)
    assert consent(practice) is Consent.OPTED_OUT


def test_a_refusal_that_a_file_cannot_end_stands_and_is_told(practice: Practice) -> None:
    desk.receive(an_act(practice), CELL, "STOP")
    (taken,) = take(practice, ConsentTaker, {**IN, "line": "main"}, after=timedelta(hours=1))
    assert taken.outcome is RowOutcome.UNCHANGED
    assert taken.remarks == ("a refusal stands in spite of it, as they replied",)
    assert consent(practice) is Consent.OPTED_OUT


@pytest.mark.parametrize(
    ("more", "cause"),
    [
        ({"at": "2027-01-01"}, "lies ahead"),
        ({"at": "yesterday"}, "at: "),
        ({"until": "one day"}, "until: "),
        ({"line": "front"}, "line 'front' is not one of"),
        ({"channel": "pigeon"}, "channel 'pigeon' keeps no consent"),
        ({"covers": "some"}, "covers 'some' is not one of"),
        ({"said_by": "mother"}, "said_by 'mother' is not one of"),
        ({"said_by": "heard"}, "nothing is noted of what they said"),
        ({"said_by": "reply", "words": "START"}, "'START' is taken for opted_in"),
    ],
    ids=str,
)
def test_a_refusal_counts_even_where_the_rest_of_its_row_cannot_be_read(
    practice: Practice, more: dict[str, str], cause: str
) -> None:
    (taken,) = take(practice, ConsentTaker, {**OUT, **more})
    assert taken.outcome is RowOutcome.REFUSED
    assert cause in "; ".join(taken.said)
    assert "until the row is put right" in taken.said[-1]
    assert consent(practice) is Consent.OPTED_OUT


def test_agreeing_counts_only_where_all_of_its_row_can_be_read(practice: Practice) -> None:
    (taken,) = take(practice, ConsentTaker, {**IN, "at": "2027-01-01"})
    assert taken.outcome is RowOutcome.REFUSED
    assert consent(practice) is Consent.UNKNOWN


@pytest.mark.parametrize("rows", [(IN, OUT), (OUT, IN)], ids=["refused last", "refused first"])
def test_rows_of_one_file_that_contradict_each_other_refuse_in_any_order(
    practice: Practice, rows: tuple[dict[str, str], ...]
) -> None:
    take(practice, ConsentTaker, *rows)
    assert consent(practice) is Consent.OPTED_OUT
    assert take(practice, ConsentTaker, IN)[0].outcome is RowOutcome.CHANGED  # another file, which says nothing else


@pytest.mark.parametrize("refused_on", ["2026-02-20", ""], ids=["dated", "no day"])
@pytest.mark.parametrize("order", [1, -1], ids=["refused first", "refused last"])
def test_an_agreement_that_says_no_day_never_counts_beside_a_refusal_in_the_same_file(
    practice: Practice, refused_on: str, order: int
) -> None:
    take(practice, ConsentTaker, *({**OUT, "at": refused_on}, IN)[::order])
    assert consent(practice) is Consent.OPTED_OUT


@pytest.mark.parametrize(
    "row",
    [
        {"name": "Ben Example", "cell": "202-555-0101", "consent": "opted_in"},
        {"address": "202-555-0101", "consent": "opted_in"},
        {"address": "202-555-0101", "consent": "opted_in", "said_by": "reply", "words": "START", "at": "2026-03-02"},
        IN,
    ],
    ids=str,
)
def test_an_agreement_ends_no_refusal_of_a_number_that_somebody_else_has_too(
    practice: Practice, row: dict[str, str]
) -> None:
    desk.add_contact(an_act(practice), {"name": "Ben Example", "cell": CELL})
    take(practice, ConsentTaker, {**OUT, "at": "2026-02-20"})
    (taken,) = take(practice, ConsentTaker, row, after=timedelta(hours=1))
    assert consent(practice) is Consent.OPTED_OUT
    assert "a refusal stands in spite of it, shared with " in taken.remarks[0]
    assert "Example" in taken.remarks[0]


def test_the_consent_of_an_address_that_nobody_has_is_ended_as_the_rules_say(practice: Practice) -> None:
    row = {"address": "+1 202 555 0199", "consent": "opted_out"}
    take(practice, ConsentTaker, row)
    take(practice, ConsentTaker, {**row, "consent": "opted_in"}, after=timedelta(hours=1))
    assert consent(practice, "+12025550199") is Consent.OPTED_IN
    take(practice, ConsentTaker, {**row, "said_by": "reply", "words": "STOP"}, after=timedelta(hours=2))
    (taken,) = take(practice, ConsentTaker, {**row, "consent": "opted_in"}, after=timedelta(hours=3))
    assert taken.remarks == ("a refusal stands in spite of it, as they replied",)


def test_of_one_instant_a_refusal_of_what_sells_counts_beside_an_agreement_to_everything(practice: Practice) -> None:
    at = {"said_by": "staff", "at": "2026-03-01 10:00"}
    for rows in ((IN, {**OUT, "covers": "marketing"}), ({**OUT, "covers": "marketing"}, IN)):
        take(practice, ConsentTaker, *({**row, **at} for row in rows))
        assert consent(practice) is Consent.OPTED_IN
        assert consent_of(practice, CELL, MAIN, covers=Covers.MARKETING) is Consent.OPTED_OUT


def test_agreeing_to_what_sells_is_recorded_beside_agreeing_to_everything_at_once(
    practice: Practice,
) -> None:
    rows = ({**IN, "at": "2026-03-01 10:00"}, {**IN, "at": "2026-03-01 10:00", "covers": "marketing"})
    take(practice, ConsentTaker, *rows)
    assert {one.covers for one in recorded(an_act(practice), CELL)} == {*Covers}


def test_what_is_so_of_some_numbers_refuses_where_one_is_named(practice: Practice) -> None:
    take(practice, ConsentTaker, {**OUT, "consent": "partly_opted_out"})
    assert consent(practice) is Consent.OPTED_OUT


def test_what_the_mapping_did_not_understand_beside_a_refusal_is_told(practice: Practice) -> None:
    (taken,) = take(practice, ConsentTaker, SaidRow(OUT, faults=("at: '5th' is no day",)))
    assert taken.said[0] == "at: '5th' is no day"
    assert consent(practice) is Consent.OPTED_OUT


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        ({"patient": "P-9", "consent": "opted_out"}, "patient P-9 is not on file"),
        ({"consent": "opted_out"}, "neither whose consent it is nor of which address"),
        ({"patient": "P-1"}, "consent is empty"),
        ({"address": "12", "consent": "opted_out"}, "address "),
        ({"address": "ana@example.com", "channel": "text", "consent": "opted_in"}, "no channel that is meant reaches"),
    ],
    ids=str,
)
def test_a_row_that_is_of_nobody_or_says_nothing_is_refused(
    practice: Practice, row: dict[str, str], cause: str
) -> None:
    (taken,) = take(practice, ConsentTaker, row)
    assert taken.outcome is RowOutcome.REFUSED
    assert cause in "; ".join(taken.said)


def test_the_consent_of_an_address_that_nobody_has_counts_for_whoever_gets_it(practice: Practice) -> None:
    row = {"address": "+1 202 555 0199", "consent": "opted_out", "said_by": "reply", "words": "STOP"}
    assert take(practice, ConsentTaker, row)[0].outcome is RowOutcome.NEW
    assert consent(practice, "+12025550199") is Consent.OPTED_OUT


def test_of_a_day_a_refusal_counts_from_its_end_and_an_agreement_from_its_beginning(practice: Practice) -> None:
    staff_record(an_act(practice), ANA, Consent.OPTED_IN)  # at ten o'clock that day
    take(practice, ConsentTaker, {**OUT, "at": "2026-03-02"}, after=timedelta(hours=2))
    assert consent(practice) is Consent.OPTED_OUT


def test_consent_of_a_reference_beside_another_name_is_asked_and_only_its_refusal_counts(practice: Practice) -> None:
    (agreed,) = take(practice, ConsentTaker, {**IN, "name": "Somebody Else"})
    assert (agreed.outcome, consent(practice)) == (RowOutcome.ASKED, Consent.UNKNOWN)
    (refused,) = take(practice, ConsentTaker, {**OUT, "name": "Somebody Else"})
    assert (refused.outcome, consent(practice)) == (RowOutcome.ASKED, Consent.OPTED_OUT)
    assert "has the reference of '#1 Ana Example" in refused.said[0]
    assert "it is recorded as of everything that the row can mean" in refused.said[1]


def test_a_row_says_of_which_address_what_was_recorded_and_is_now(practice: Practice) -> None:
    row = {"patient": "P-1", "channel": "text"}
    said = [take(practice, ConsentTaker, {**row, "consent": word})[0] for word in ("opted_in", "opted_out")]
    assert [(one.who, one.said) for one in said] == [
        ("#1 Ana Example", ("+1 202-555-0101 opted_in",)),
        ("#1 Ana Example", ("+1 202-555-0101 opted_out, was opted_in",)),
    ]
