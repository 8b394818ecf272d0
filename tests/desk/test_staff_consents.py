"""What staff record of consent is of whoever said it: nobody's words end what somebody else said from their phone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk import desk
from frontdesk.desk import Practice
from frontdesk.hookspecs import Changes, PreferenceChange, PreferenceSource
from frontdesk.names import Consent, ConsentSource, ContactId, LineId, LineType, PhoneKind, Recipient
from frontdesk.records import Companion, Phone
from frontdesk.worker import play
from support import MONDAY, Carrier, a_contact, a_practice, an_act, consent_of, staff_record

MAIN, KIM, PAT = LineId("main"), "+12025550120", "+12025550121"
OUT, IN, UNKNOWN = Consent.OPTED_OUT, Consent.OPTED_IN, Consent.UNKNOWN


def kim_and(practice: Practice, whose: Recipient, *, own: str = KIM) -> ContactId:
    """Kim, with somebody on file for them; without their own number where *own* is empty."""
    kim = a_contact(practice, name="Kim Example", reference="P-1")
    phones = {PhoneKind.CELL: Phone(own)} if own else {}
    pat = Companion("Pat Example", {PhoneKind.CELL: Phone(PAT)})
    person = replace(practice.store.contact(kim), phones=phones, companions={whose: pat})
    with practice.store.transaction():
        practice.store.save_contact(person)
        practice.store.save_phones(person)
    return kim


def recorded(practice: Practice) -> tuple[Consent, Consent]:
    """What is recorded for Kim's own number, and for that of whoever is on file for them."""
    return consent_of(practice, KIM, MAIN), consent_of(practice, PAT, MAIN)


def emr_says(practice: Practice, word: str, cursor: str) -> tuple[str, ...]:
    """Let the EMR say something of Kim; what of it was not taken over."""
    changes = Changes((PreferenceChange("P-1", consent=word),), cursor)
    return desk.sync(an_act(practice), PreferenceSource("emr_csv", lambda settings, since: changes)).not_understood


@pytest.mark.parametrize("whose", [Recipient.PARTNER, Recipient.GUARDIAN])
@pytest.mark.parametrize("words", ["", "yes, I am Kim"])
def test_nobody_ends_a_stop_that_somebody_else_texted_from_their_own_phone(whose: Recipient, words: str) -> None:
    practice = a_practice()
    kim = kim_and(practice, whose)
    desk.receive(an_act(practice), PAT, "STOP")
    said = staff_record(an_act(practice), kim, IN, words=words).said
    assert said == (
        f"Kim Example is opted in to text on main; Pat Example, {whose}, stays opted out of text, as they replied"
        f" (--of {whose} records their own words)"
    )
    assert recorded(practice) == (IN, OUT)


def test_whoever_is_on_file_ends_their_own_stop_in_their_own_words() -> None:
    practice = a_practice()
    kim = kim_and(practice, Recipient.PARTNER)
    for number in (KIM, PAT):
        desk.receive(an_act(practice), number, "STOP")
    refused = r"Pat Example, partner of Kim Example stays opted out of text on main, as they replied"
    with pytest.raises(desk.RefusalStandsError, match=refused):
        staff_record(an_act(practice), kim, IN, of=Recipient.PARTNER)
    said = staff_record(an_act(practice), kim, IN, of=Recipient.PARTNER, words="text me again").said
    assert said == (
        "Pat Example, partner of Kim Example is opted in to text on main; "
        "that ended the refusal of text on main, as they replied"
    )
    assert recorded(practice) == (OUT, IN)


def test_a_refusal_counts_for_whoever_is_reached_and_with_a_name_for_them_alone() -> None:
    practice = a_practice()
    kim = kim_and(practice, Recipient.PARTNER)
    said = staff_record(an_act(practice), kim, OUT, of=Recipient.PARTNER).said
    assert said == "Pat Example, partner of Kim Example is opted out of text on main"
    assert recorded(practice) == (UNKNOWN, OUT)
    said = staff_record(an_act(practice), kim, OUT).said
    assert said == "Kim Example is opted out of text on main; it counts for Pat Example, partner, too"
    assert recorded(practice) == (OUT, OUT)


def test_who_has_no_number_of_their_own_is_asked_whose_words_they_are() -> None:
    practice = a_practice()
    kim = kim_and(practice, Recipient.GUARDIAN, own="")
    lacking = r"Kim Example has no phone number of their own, so .* if the guardian said it, say so with --of guardian"
    with pytest.raises(desk.NoAddressError, match=lacking):
        staff_record(an_act(practice), kim, IN, words="yes please")
    staff_record(an_act(practice), kim, IN, of=Recipient.GUARDIAN, words="yes please")
    assert recorded(practice) == (UNKNOWN, IN)


def test_nobody_speaks_for_a_contact_who_is_not_on_file_for_them() -> None:
    practice = a_practice()
    kim = kim_and(practice, Recipient.PARTNER)
    with pytest.raises(desk.NotOnFileError, match="no guardian on file, so nothing was recorded; there is 'partner'"):
        staff_record(an_act(practice), kim, OUT, of=Recipient.GUARDIAN)
    assert recorded(practice) == (UNKNOWN, UNKNOWN)


def test_the_emr_agrees_for_the_patient_and_takes_back_only_what_it_refused_itself() -> None:
    practice = a_practice()
    kim_and(practice, Recipient.PARTNER)
    emr_says(practice, "opted_in", "1")
    assert recorded(practice) == (IN, UNKNOWN)
    emr_says(practice, "opted_out", "2")
    assert recorded(practice) == (OUT, OUT)
    emr_says(practice, "opted_in", "3")
    assert recorded(practice) == (IN, IN)
    desk.receive(an_act(practice), PAT, "STOP")
    emr_says(practice, "opted_in", "4")
    assert recorded(practice) == (IN, OUT)


def test_the_emr_agrees_for_a_guardian_where_the_patient_has_no_number_and_the_guardian_refused_nothing() -> None:
    practice = a_practice()
    kim_and(practice, Recipient.GUARDIAN, own="")
    emr_says(practice, "opted_in", "1")
    assert recorded(practice) == (UNKNOWN, IN)
    desk.receive(an_act(practice), PAT, "STOP")
    emr_says(practice, "opted_out", "2")
    (told,) = emr_says(practice, "opted_in", "3")
    assert told.endswith("so they stay opted out")
    assert recorded(practice) == (UNKNOWN, OUT)


def test_the_same_request_of_somebody_else_is_another_one() -> None:
    practice = a_practice()
    kim = kim_and(practice, Recipient.PARTNER)
    said = desk.ConsentSaid(OUT, ConsentSource.STAFF)
    first = replace(an_act(practice), request="r1")
    desk.set_consent(first, kim, said, None, None, Recipient.PARTNER)
    assert desk.set_consent(first, kim, said, None, None, Recipient.PARTNER).contact == kim
    with pytest.raises(desk.RequestReusedError):
        desk.set_consent(first, kim, said, None, None)


def asked(practice: Practice, contact: ContactId) -> list[tuple[str, str | None]]:
    """The requests to confirm a refusal: to which number, from which line."""
    waiting = practice.store.messages(contact)
    return [(one.address, one.line) for one in waiting if one.message == "confirm_opt_out"]


def test_whom_staff_opt_out_is_asked_once_on_each_number_that_takes_texts() -> None:
    practice = a_practice("health-system")
    kim = a_contact(practice, "patient/active", cell=KIM)
    person = practice.store.contact(kim)
    numbers = {PhoneKind.WORK: Phone(PAT), PhoneKind.HOME: Phone("+12025550122", LineType.LANDLINE)}
    person = replace(person, phones={**person.phones, **numbers})
    with practice.store.transaction():
        practice.store.save_contact(person)
        practice.store.save_phones(person)
    staff_record(an_act(practice), kim, OUT)
    assert asked(practice, kim) == [(KIM, "main"), (PAT, "main")]
    staff_record(an_act(practice), kim, OUT)
    assert len(asked(practice, kim)) == 2


def test_a_request_to_confirm_does_not_leave_once_they_agreed_again() -> None:
    practice, carrier = a_practice("health-system"), Carrier()
    kim = a_contact(practice, "patient/active", cell=KIM)
    staff_record(an_act(practice), kim, OUT)
    staff_record(an_act(practice), kim, IN)
    play(practice, carrier, MONDAY + timedelta(hours=3))
    assert carrier.carried == []
