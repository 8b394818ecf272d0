"""Correcting a contact: what was said before stays in the journal, what is right is tried again, consent stays put."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk import desk
from frontdesk.desk import NotCorrectedError
from frontdesk.desk.import_columns import COLUMNS
from frontdesk.hookspecs import Accepted, Changes, Outgoing, PreferenceChange, PreferenceSource, Receipt, Unreachable
from frontdesk.journal import ContactCorrected
from frontdesk.names import COMPANIONS, Consent, ContactId, LineId, LineType, MessageId, MessageState, PhoneKind
from frontdesk.records import Due, DueKind
from frontdesk.worker import work
from support import HARBOUR, MONDAY, Carrier, a_contact, a_practice, an_act, consent_of, load_ruleset, staff_record

MAIN = LineId("main")
HOUR = timedelta(hours=1)


def corrected(practice: desk.Practice, contact: ContactId) -> list[ContactCorrected]:
    return [one.said for one in practice.store.journal(contact=contact) if isinstance(one.said, ContactCorrected)]


def test_a_new_number_takes_the_place_of_the_old_one_which_stays_in_the_history() -> None:
    practice = a_practice()
    ana = a_contact(practice, cell="+12025550101")
    said = desk.edit(an_act(practice), ana, {"cell": "202-555-0199", "name": "Ana Married"}).said
    after = practice.store.contact(ana)
    assert (after.name, after.phones[PhoneKind.CELL].number) == ("Ana Married", "+12025550199")
    assert after.phones[PhoneKind.CELL].line_type is LineType.UNKNOWN
    assert practice.store.contacts_on_number("+12025550101") == []
    assert said == (
        "corrected of Ana Married: name Ana Married, was Ana Example; cell +1 202-555-0199, unknown, "
        "was +1 202-555-0101, text enabled; first name Ana; last name Married; "
        "no consent is recorded for +1 202-555-0199"
    )
    assert corrected(practice, ana) == [
        ContactCorrected(
            ("name", "cell", "first name", "last name"),
            {"name": "Ana Example", "cell": "+1 202-555-0101, text enabled"},
            {
                "name": "Ana Married",
                "cell": "+1 202-555-0199, unknown",
                "first name": "Ana",
                "last name": "Married",
            },
        )
    ]


def test_what_was_said_before_can_be_erased_from_the_history() -> None:
    practice = a_practice()
    ana = a_contact(practice)
    desk.edit(an_act(practice), ana, {"email": "new@example.com"})
    with practice.store.transaction():
        practice.store.forget(ana)
    assert corrected(practice, ana) == [ContactCorrected(("email",), {}, {})]
    assert practice.store.verify_journal().intact


ELSEWHERE = {
    "status": "frontdesk contact set",
    "phase": "frontdesk contact set",
    "reason": "given with the status",
    "follow_up": "asked for with a status or a call",
    "cause": "what an import says of a row",
}
"""What is no correction, by its column, and what is said of it."""


@pytest.mark.parametrize("column", [one for one in COLUMNS if one not in ELSEWHERE])
def test_every_column_of_an_import_corrects_something(column: str) -> None:
    counts = column == "preferred_method"  # which only rules can say that ask for it
    practice = a_practice(HARBOUR) if counts else a_practice()
    ana = a_contact(practice, "client/visiting") if counts else a_contact(practice)
    values = {
        **{"home": "+12025550102", "work": "+12025550103", "cell": "+12025550104", "email": "new@example.com"},
        **{"zone": "America/Chicago", "region": "tx", "basis": "written", "name": "Ana New", "reference": "P-9"},
        **{"first name": "Anna", "last name": "Sample", "salutation": "Dr.", "born": "1990-05-01", "language": "es"},
        **{"preferred_number": "home", "preferred_method": "text", "do_not_contact": "yes", "note": "called"},
    }
    of = column.removesuffix("_type")
    whose = column.partition("_")[0]
    named = {whose: "Mia Example"} if whose in COMPANIONS else {}
    mail = {column: "mia@example.com"} if column.endswith("_email") else {}
    said = values.get(of, "+12025550105")
    given = {of: said, **named, **mail, **({column: "landline"} if of != column else {})}
    before = practice.store.contact(ana)
    assert desk.edit(an_act(practice), ana, given).said.startswith("a note on" if column == "note" else "corrected of")
    assert practice.store.contact(ana) != before or practice.store.notes(ana)


@pytest.mark.parametrize("column", ELSEWHERE)
def test_a_column_that_corrects_nothing_says_what_does(column: str) -> None:
    practice = a_practice()
    ana = a_contact(practice)
    with pytest.raises(NotCorrectedError, match=ELSEWHERE[column]):
        desk.edit(an_act(practice), ana, {column: "lead/new"})


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"cell": "12"}, "'12' has 2 digits"),
        ({"email": "nobody"}, "'nobody' is not an e-mail address"),
        ({"zone": "Mars"}, "'Mars' is not a time zone"),
        ({"name": ""}, "the name is missing"),
        ({"status": "lead/new"}, "frontdesk contact set"),
        ({"home_type": "landline"}, "Ana Example has no home number"),
        ({"shoe": "7"}, "nothing reads a column called 'shoe'"),
        ({"reference": "P-2"}, "reference 'P-2' is on file already"),
        ({"cell": "+12025550102", "email": "nobody"}, "is not an e-mail address"),
    ],
)
def test_what_cannot_be_so_changes_nothing(cells: dict[str, str], words: str) -> None:
    practice = a_practice()
    ana = a_contact(practice)
    a_contact(practice, name="Ben Example", reference="P-2")
    before = practice.store.contact(ana)
    with pytest.raises(NotCorrectedError, match=words):
        desk.edit(an_act(practice), ana, cells)
    assert practice.store.contact(ana) == before
    assert corrected(practice, ana) == []


def test_an_empty_value_takes_away_and_what_is_not_named_stays() -> None:
    practice = a_practice("dental")
    ana = a_contact(practice, "patient/active")
    desk.edit(an_act(practice), ana, {"home": "+12025550102", "zone": "America/Chicago", "recall_due": "2026-09-01"})
    said = desk.edit(an_act(practice), ana, {"cell": "", "zone": "", "email": ""}).said
    after = practice.store.contact(ana)
    assert (list(after.phones), after.zone, after.email) == ([PhoneKind.HOME], "", "")
    assert "recall_due" in after.facts
    assert "no cell any more; no email any more; no zone any more" in said
    desk.edit(an_act(practice), ana, {"recall_due": ""})
    assert practice.store.contact(ana).facts == {}


def test_consent_stays_with_the_number_it_was_given_for_and_the_answer_says_what_holds_for_the_new_one() -> None:
    practice = a_practice()
    ana, ben = a_contact(practice, cell="+12025550101"), a_contact(practice, name="Ben Example", cell="+12025550102")
    staff_record(an_act(practice), ana, Consent.OPTED_IN)
    staff_record(an_act(practice), ben, Consent.OPTED_OUT)
    said = desk.edit(an_act(practice), ana, {"cell": "+1 202 555 0102"}).said
    assert "+1 202-555-0102 is opted out on main (text); +1 202-555-0102 is also of Ben Example (#2)" in said
    assert consent_of(practice, "+12025550101", MAIN) is Consent.OPTED_IN
    assert consent_of(practice, "+12025550102", MAIN) is Consent.OPTED_OUT


def test_what_others_on_the_number_know_of_it_is_known_but_not_that_it_was_invalid() -> None:
    practice = a_practice()
    ana = a_contact(practice)
    ben = a_contact(practice, name="Ben Example", cell="+12025550102", line_type=LineType.LANDLINE)
    cy = a_contact(practice, name="Cy Example", cell="+12025550103", line_type=LineType.INVALID)
    desk.edit(an_act(practice), ana, {"home": "+12025550102", "cell": "+12025550103"})
    types = [phone.line_type for phone in practice.store.contact(ana).phones.values()]
    assert types == [LineType.UNKNOWN, LineType.LANDLINE]
    assert practice.store.contact(cy).phones[PhoneKind.CELL].line_type is LineType.UNKNOWN
    desk.edit(an_act(practice), ana, {"home_type": "text_enabled"})
    assert practice.store.contact(ben).phones[PhoneKind.CELL].line_type is LineType.TEXT_ENABLED


def test_a_number_that_was_invalid_and_is_said_again_is_tried_again_and_what_did_not_arrive_is_named() -> None:
    practice = a_practice(load_ruleset("dental"))
    ana = a_contact(practice, "patient/active", cell="+12025550101", email="")

    def answer(outgoing: Outgoing) -> Receipt:
        return Unreachable("no such number", "invalid")

    message = next(iter(practice.ruleset.messages))
    desk.send(an_act(practice), ana, MessageId(message))
    work(practice, Carrier(answer), MONDAY)
    desk.send(an_act(practice, HOUR), ana, MessageId(message))
    work(practice, Carrier(), MONDAY + HOUR)
    states = [one.state for one in practice.store.messages(ana)]
    assert states == [MessageState.FAILED, MessageState.SKIPPED]
    assert practice.store.contact(ana).phones[PhoneKind.CELL].line_type is LineType.INVALID
    said = desk.edit(an_act(practice, 2 * HOUR), ana, {"cell": "+12025550101"}).said
    assert "2 messages did not arrive before (1, 2): see 'frontdesk why 1'" in said
    desk.send(an_act(practice, 2 * HOUR), ana, MessageId(message))
    work(practice, Carrier(), MONDAY + 2 * HOUR)
    assert [one.state for one in practice.store.messages(ana)] == [*states, MessageState.SENT]


def test_a_mailbox_that_bounced_and_is_said_again_takes_mail_again() -> None:
    practice = a_practice()
    ana = a_contact(practice, cell="", email="ana@example.com")
    with practice.store.transaction():
        one = practice.store.contact(ana)
        practice.store.save_contact(replace(one, email_valid=False))
    said = desk.edit(an_act(practice), ana, {"email": "ana@example.com"}).said
    assert "email ana@example.com, was ana@example.com, invalid" in said
    assert practice.store.contact(ana).email_valid
    assert desk.edit(an_act(practice), ana, {"email": "ana@example.com"}).said == "nothing new is known of Ana Example"


@pytest.mark.parametrize("right", ["ana@example.com", "new@example.com"])
def test_what_bounced_is_named_and_the_next_mail_goes_to_the_mailbox_that_is_right(right: str) -> None:
    practice = a_practice("dental")
    ana = a_contact(practice, "patient/active", cell="", email="ana@example.com")
    message = next(name for name, one in practice.ruleset.messages.items() if "email" in one.content)
    desk.send(an_act(practice), ana, message)
    work(practice, Carrier(lambda outgoing: Unreachable("550 no such user", "invalid")), MONDAY)
    assert not practice.store.contact(ana).email_valid
    said = desk.edit(an_act(practice, HOUR), ana, {"email": right}).said
    assert "1 message did not arrive before (1): see 'frontdesk why 1'" in said
    carrier = Carrier()
    desk.send(an_act(practice, HOUR), ana, message)
    work(practice, carrier, MONDAY + HOUR)
    assert [one.to for one in carrier.carried] == [right]


def test_what_waits_goes_to_the_new_number() -> None:
    practice = a_practice("dental")
    ana = a_contact(practice, "patient/active", cell="+12025550101")
    message = MessageId(next(iter(practice.ruleset.messages)))
    desk.send(an_act(practice), ana, message)
    desk.edit(an_act(practice), ana, {"cell": "+12025550199", "cell_type": "text_enabled"})
    carrier = Carrier(lambda outgoing: Accepted("r"))
    work(practice, carrier, MONDAY)
    assert [one.to for one in carrier.carried] == ["+12025550199"]


def test_steps_and_clocks_move_to_the_clock_of_a_new_zone() -> None:
    practice = a_practice("dental")
    ana = a_contact(practice, "patient/active")
    desk.edit(an_act(practice), ana, {"recall_due": "2026-09-01"})
    desk.book(an_act(practice), ana, MONDAY + timedelta(days=9))

    def waiting() -> list[Due]:
        return [one for one in practice.store.scheduled(ana) if one.kind in (DueKind.STEP, DueKind.TIMER)]

    before = waiting()
    desk.edit(an_act(practice), ana, {"zone": "America/Los_Angeles"})
    after = waiting()
    assert [(one.kind, one.ref) for one in after] == [(one.kind, one.ref) for one in before]
    assert {one.at - other.at for one, other in zip(after, before, strict=True)} >= {3 * HOUR}


def test_preferences_of_an_import_are_corrected_one_by_one_and_rules_are_told() -> None:
    practice = a_practice()
    ana = a_contact(practice)
    desk.edit(an_act(practice), ana, {"preferred_number": "home"})
    desk.edit(an_act(practice), ana, {"do_not_contact": "yes"})
    sheet = practice.store.contact(ana).facesheet
    assert (sheet.number, sheet.do_not_contact) == ("home", True)
    kinds = [entry.said.event.kind for entry in practice.store.journal(contact=ana) if entry.kind == "event"]  # type: ignore[union-attr]
    assert kinds == ["preferences_changed", "preferences_changed"]


def test_what_the_emr_said_of_a_reference_before_anybody_had_it_is_claimed_by_whom_it_is_given() -> None:
    practice = a_practice("health-system")
    ana = a_contact(practice, "lead/new")
    said = Changes((PreferenceChange("P-9", method="DNC"),), "1")
    desk.sync(an_act(practice), PreferenceSource("emr_csv", lambda settings, since: said))
    desk.edit(an_act(practice), ana, {"reference": "P-9"})
    assert practice.store.contact(ana).emr.refuses
    assert practice.store.unclaimed("P-9") == {}


def test_a_correction_that_is_asked_twice_is_made_once() -> None:
    practice = a_practice()
    ana = a_contact(practice)
    first = desk.edit(an_act(practice, request="r"), ana, {"email": "new@example.com"})
    assert desk.edit(an_act(practice, request="r"), ana, {"email": "new@example.com"}) == first
    assert len(corrected(practice, ana)) == 1
