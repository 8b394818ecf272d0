"""What an EMR says of preferences: taken over in its own words, and what is not is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk import desk
from frontdesk.desk import Practice
from frontdesk.hookspecs import Changes, PreferenceChange, PreferenceSource
from frontdesk.names import Consent, ContactId, LineId
from support import MONDAY, a_contact, a_practice, an_act, consent_of, staff_record


def a_source(*changes: PreferenceChange, cursor: str = "1") -> PreferenceSource:
    return PreferenceSource("emr_csv", lambda settings, since: Changes(changes, cursor))


def test_a_sync_reads_the_emrs_words_and_names_those_that_it_does_not_know() -> None:
    practice = a_practice("health-system")
    contact = a_contact(practice, "lead/new", reference="P-1")
    synced = desk.sync(
        an_act(practice),
        a_source(
            PreferenceChange("P-1", number="HOME", method="voice", consent="opted_out"),
            PreferenceChange("P-2", number="CELL"),
            PreferenceChange("P-1", method="PIGEON"),
        ),
        {"file": "x.csv"},
    )
    assert synced.changed == 2
    assert synced.kept == ("P-2",)
    assert [words.split(":")[0] for words in synced.not_understood] == ["patient P-1"]
    assert "PIGEON" in synced.not_understood[0]
    assert practice.store.contact(contact).emr.method == "not_sent"
    assert consent_of(practice, "5550101", LineId("main")) is Consent.OPTED_OUT


def test_a_method_that_no_listed_word_means_and_nobody_may_prefer_is_none_and_that_is_told() -> None:
    practice = a_practice("health-system")
    contact = a_contact(practice, "lead/new", reference="P-1")
    synced = desk.sync(an_act(practice), a_source(PreferenceChange("P-1", method="Email")), {"file": "x"})
    assert synced.not_understood == (
        "patient P-1: method 'Email' is not listed under emr in preferences.yaml; treated as not sent",
    )
    assert practice.store.contact(contact).emr.method == "not_sent"
    for ours, means in (("Text", "text"), ("call", "call"), ("do_not_contact", "do_not_contact")):
        desk.sync(an_act(practice), a_source(PreferenceChange("P-1", method=ours), cursor=ours), {"file": "x"})
        assert practice.store.contact(contact).emr.method == means


def test_where_an_email_is_listed_or_no_method_is_our_own_word_for_it_is_understood() -> None:
    rules = a_practice("health-system").ruleset
    for listed in ({}, {"post": "email"}):
        practice = Practice(replace(rules, emr=replace(rules.emr, method=listed)), a_practice("health-system").store)
        contact = a_contact(practice, "lead/new", reference="P-1")
        synced = desk.sync(an_act(practice), a_source(PreferenceChange("P-1", method="Email")), {"file": "x"})
        assert not synced.not_understood
        assert practice.store.contact(contact).emr.method == "email"


def test_a_preference_for_one_appointment_stays_with_it() -> None:
    practice = a_practice("health-system")
    contact = a_contact(practice, "lead/new", reference="P-1")
    number = desk.book(an_act(practice), contact, MONDAY + timedelta(days=3)).number
    at = (MONDAY + timedelta(days=3)).isoformat()
    desk.sync(an_act(practice), a_source(PreferenceChange("P-1", at=at, method="DNC")), {"file": "x"})
    assert number is not None
    assert practice.store.appointment(number).preference.refuses
    assert not practice.store.contact(contact).emr.refuses


@pytest.mark.parametrize(
    "first",
    [
        {"do_not_contact": "Y"},
        {"method": "DNC"},
        {"do_not_contact": "TRUE"},  # nobody listed it, and a refusal never fails open
    ],
    ids=str,
)
@pytest.mark.parametrize(
    ("later", "stays"),
    [
        ({}, True),
        ({"method": "", "do_not_contact": ""}, True),
        ({"number": "HOME"}, True),
        ({"method": "PIGEON"}, True),
        ({"do_not_contact": "X"}, True),
        ({"method": "SMS", "do_not_contact": "N"}, False),
    ],
    ids=str,
)
def test_only_a_word_that_says_so_lifts_a_wish_to_be_left_alone(
    first: dict[str, str], later: dict[str, str], stays: bool
) -> None:
    practice = a_practice("health-system")
    contact = a_contact(practice, "lead/new", reference="P-1")
    desk.sync(an_act(practice), a_source(PreferenceChange("P-1", **first)), {"file": "x"})
    assert practice.store.contact(contact).emr.refuses
    desk.sync(an_act(practice), a_source(PreferenceChange("P-1", **later)), {"file": "x"})
    assert practice.store.contact(contact).emr.refuses is stays


def test_a_column_that_is_not_there_changes_nothing_and_an_empty_cell_takes_the_wish_back() -> None:
    practice = a_practice("health-system")
    contact = a_contact(practice, "lead/new", reference="P-1")
    for change in (PreferenceChange("P-1", number="HOME", method="SMS"), PreferenceChange("P-1", number="")):
        desk.sync(an_act(practice), a_source(change), {"file": "x"})
    emr = practice.store.contact(contact).emr
    assert (emr.number, emr.method) == ("not_sent", "text")


def test_a_word_that_counts_as_a_refusal_for_now_is_told_to_the_staff_once() -> None:
    practice = a_practice("health-system")
    for reference in ("P-1", "P-2"):
        a_contact(practice, "lead/new", reference=reference)
    said = [PreferenceChange(one, do_not_contact="TRUE") for one in ("P-1", "P-2")]
    synced = desk.sync(an_act(practice), a_source(*said), {"file": "x"})
    assert "do_not_contact 'TRUE' is not listed under emr in preferences.yaml" in synced.not_understood[0]
    (notice,) = practice.store.notices()
    assert "'TRUE' for 2 patients" in notice.text
    assert "they count as Do Not Contact until 'TRUE' is listed" in notice.text


def test_what_the_emr_says_of_somebody_not_on_file_is_kept_until_they_are() -> None:
    practice = a_practice("health-system")
    refusal = PreferenceChange("P-7", do_not_contact="Y")
    assert desk.sync(an_act(practice), a_source(refusal), {"file": "x"}).kept == ("P-7",)
    later = PreferenceChange("P-7", method="SMS")
    desk.sync(an_act(practice), a_source(later, cursor="2"), {"file": "x"})
    added = desk.add_contact(an_act(practice), {"name": "New Patient", "reference": "P-7", "cell": "202-555-0107"})
    assert added.number is not None
    contact = practice.store.contact(ContactId(added.number))
    assert (contact.emr.refuses, contact.emr.method) == (True, "text")
    assert practice.store.unclaimed("P-7") == {}


def test_words_that_nobody_listed_are_told_of_people_and_visits_not_on_file_too() -> None:
    practice = a_practice("health-system")
    a_contact(practice, "lead/new", reference="P-1")
    synced = desk.sync(
        an_act(practice),
        a_source(
            PreferenceChange("P-2", method="PIGEON", do_not_contact="N"),
            PreferenceChange("P-3", consent="PERHAPS", do_not_contact="TRUE"),
            PreferenceChange("P-1", appointment="A-9", number="FAX"),
        ),
        {"file": "x"},
    )
    assert synced.kept == ("P-2", "P-3", "P-1 (appointment A-9)")
    assert [words.split(" is not listed")[0] for words in synced.not_understood] == [
        "patient P-2: method 'PIGEON'",
        "patient P-3: consent 'PERHAPS'",
        "patient P-3: do_not_contact 'TRUE'",
        "patient P-1: number 'FAX'",
    ]


def test_what_the_emr_says_of_a_visit_not_on_file_is_kept_until_it_is_booked() -> None:
    practice = a_practice("health-system")
    contact = a_contact(practice, "lead/new", reference="P-1")
    when = MONDAY + timedelta(days=3)
    said = [
        PreferenceChange("P-1", at=when.isoformat(), method="DNC"),
        PreferenceChange("P-1", appointment="V-9", number="HOME"),
    ]
    desk.sync(an_act(practice), a_source(*said), {"file": "x"})
    number = desk.book(an_act(practice), contact, when).number or 0
    assert practice.store.appointment(number).preference.refuses
    assert list(practice.store.unclaimed("P-1")) == ["V-9"]
    other = desk.book(an_act(practice), contact, when + timedelta(days=1), reference="V-9").number or 0
    assert practice.store.appointment(other).preference.number == "home"
    assert not practice.store.contact(contact).emr.refuses


def test_a_time_of_a_visit_that_is_none_is_told_and_not_kept() -> None:
    practice = a_practice("health-system")
    change = PreferenceChange("P-1", at="next week", method="DNC")
    synced = desk.sync(an_act(practice), a_source(change), {"file": "x"})
    assert (synced.kept, len(synced.not_understood)) == ((), 1)
    assert "'next week' is no time of an appointment" in synced.not_understood[0]


def consent(practice: Practice, contact: ContactId) -> Consent:
    (number,) = practice.store.contact(contact).numbers
    return consent_of(practice, number, LineId("main"))


def reading(practice: Practice, **meanings: str) -> Practice:
    """The practice, where these words on consent have been listed."""
    emr = practice.ruleset.emr
    listed = replace(emr, consent={**emr.consent, **meanings})
    return Practice(replace(practice.ruleset, emr=listed), practice.store)


def test_a_word_on_consent_that_nobody_listed_counts_as_opted_out_and_staff_are_told_once() -> None:
    practice = a_practice("health-system")
    contact = a_contact(practice, "lead/new", reference="P-1")
    for _ in range(2):
        synced = desk.sync(an_act(practice), a_source(PreferenceChange("P-1", consent="PERHAPS")), {"file": "x"})
        assert "consent 'PERHAPS' is not listed under emr in preferences.yaml" in synced.not_understood[0]
        assert consent(practice, contact) is Consent.OPTED_OUT
    (notice,) = practice.store.notices()
    assert "they count as opted out until 'PERHAPS' is listed" in notice.text


@pytest.mark.parametrize(
    ("meaning", "then"),
    [
        ("opted_in", Consent.OPTED_IN),
        ("unknown", Consent.UNKNOWN),
        ("opted_out", Consent.OPTED_OUT),
    ],
)
def test_a_word_on_consent_counts_as_it_is_listed_once_it_is(meaning: str, then: Consent) -> None:
    practice = a_practice("health-system")
    contact = a_contact(practice, "lead/new", reference="P-1")
    source = a_source(PreferenceChange("P-1", consent="PERHAPS"))
    desk.sync(an_act(practice), source, {"file": "x"})
    synced = desk.sync(an_act(reading(practice, perhaps=meaning)), source, {"file": "x"})
    assert synced.not_understood == ()
    assert consent(practice, contact) is then


@pytest.mark.parametrize("refused", ["the EMR", "another word", "staff"])
def test_a_word_that_says_nothing_ends_no_refusal_that_somebody_meant(refused: str) -> None:
    practice = a_practice("health-system")
    contact = a_contact(practice, "lead/new", reference="P-1")
    if refused == "staff":
        staff_record(an_act(practice), contact, Consent.OPTED_OUT)
    else:
        word = "OUT" if refused == "the EMR" else "PERHAPS"
        desk.sync(an_act(practice), a_source(PreferenceChange("P-1", consent=word)), {"file": "x"})
    desk.sync(
        an_act(reading(practice, pending="unknown")),
        a_source(PreferenceChange("P-1", consent="PENDING")),
        {"file": "x"},
    )
    assert consent(practice, contact) is Consent.OPTED_OUT
