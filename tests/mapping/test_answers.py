"""Columns of a yes or a no: which they are, what each answer means, and what is asked where nobody knows of what."""

from __future__ import annotations

import pytest

from frontdesk.file_words import FileOf
from frontdesk.mapping import fields_of
from frontdesk.mapping.answers import answered, are_answers, asked, leaving_out
from frontdesk.mapping.headings import Meaning
from mapping.laid import OWN_FACTS

_FIELDS = fields_of(FileOf.CONTACTS, OWN_FACTS)
_AGREED = Meaning(yes={"text_consent": "opted_in"}, no={"text_consent": "opted_out"})
_INSURED = Meaning(yes={"insured": "yes"}, no={"insured": "no"})


@pytest.mark.parametrize(
    "cells",
    [
        ["ja", "nein", "ja"],
        ["Si", "No"],
        ["S\u00ed", "no"],
        ["oui", "non"],
        ["x", "x"],
        ["Y", "N"],
        ["1", "0"],
        ["Opted In", "Opted Out", "Pending"],
        ["ja", "nein", "vielleicht"],
        ["yes", "unsure"],
        ["no"],
    ],
)
def test_two_or_three_words_like_yes_and_no_are_answers(cells: list[str]) -> None:
    assert are_answers(cells)


@pytest.mark.parametrize(
    "cells",
    [
        [],
        ["M", "F"],
        ["Gold", "Silver"],
        ["1", "2", "0", "3"],
        ["1", "1"],
        ["yes", "no", "perhaps", "later"],
        ["yes", "only when Ada asked for it"],
        ["Ada", "Lena", "no"],
    ],
)
def test_other_words_are_none(cells: list[str]) -> None:
    assert not are_answers(cells)


def test_answers_of_another_language_mean_what_ours_mean() -> None:
    found = answered("SMS", ["ja", "nein"], _AGREED, _FIELDS["text_consent"]).becomes
    assert found is not None
    assert found.values == {"ja": {"text_consent": "opted_in"}, "nein": {"text_consent": "opted_out"}}


def test_an_answer_that_two_languages_share_brings_no_other_in() -> None:
    found = answered("SMS", ["Y", "N"], _AGREED, _FIELDS["text_consent"]).becomes
    assert found is not None
    assert list(found.values) == ["y", "n"]


def test_another_word_refuses_only_where_somebody_could_refuse() -> None:
    consent = answered("SMS", ["yes", "no", "maybe"], _AGREED, _FIELDS["text_consent"])
    fact = answered("Insured", ["yes", "no", "maybe"], _INSURED, _FIELDS["insured"])
    assert "counts as a refusal" in consent.look
    assert "rows are set aside" in fact.look


def test_a_fact_that_is_yes_or_no_is_no_consent() -> None:
    assert answered("Insured", ["yes", "no"], _INSURED, _FIELDS["insured"]).look == ""


def test_rows_of_a_word_are_left_out_and_a_day_leaves_alone() -> None:
    refused = _FIELDS["do_not_contact"]
    assert leaving_out("Deceased", ["Y", "N"], "yes", refused).leaves_out == {"y"}
    assert leaving_out("Active", ["nein"], "no", refused).leaves_out == {"nein"}
    day = leaving_out("Deceased", ["2024-01-05"], "yes", refused).becomes
    assert day is not None
    assert day.otherwise == {"do_not_contact": "yes"}


def test_answers_that_nobody_knows_are_asked_as_consent_or_a_fact_of_the_practice() -> None:
    found = asked("Werbung erlaubt", ["ja", "nein"], FileOf.CONTACTS, ["insured"])
    assert found.becomes is None
    assert "It may be consent: say text_consent, insured or ignore" in found.question
    assert found.may_be[0].values == {"ja": {"text_consent": "opted_in"}, "nein": {"text_consent": "opted_out"}}


def test_in_a_list_of_visits_they_may_say_that_one_is_cancelled() -> None:
    found = asked("Storniert", ["ja", "nein"], FileOf.VISITS, [])
    assert "a visit is cancelled" in found.question
    assert found.may_be[0].values == {"ja": {"state": "cancelled"}, "nein": {}}


def test_elsewhere_they_are_asked_without_a_guess() -> None:
    found = asked("Gilt", ["ja", "nein"], FileOf.CONSENTS, [])
    assert found.question
    assert found.may_be == ()
