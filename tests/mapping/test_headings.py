"""What other systems call their columns, by whole words: never what only looks alike."""

from __future__ import annotations

import pytest

from frontdesk.file_words import FileOf
from frontdesk.mapping import fields_of
from frontdesk.mapping.headings import kind_of, known_headings, meaning_of, words_of

MEANT = {
    "first name": [
        "Vorname",
        "Pr\u00e9nom",
        "First Name",
        "FName",
        "fname",
        "Given Name",
        "first-name",
        "Patient First Name",
        "FIRST_NAME",
    ],
    "last name": ["Nachname", "Apellidos", "Nom de famille", "Last", "LName", "Surname", "Family Name", "LastName"],
    "name": ["Patient Name", "Full Name", "Name"],
    "born": [
        "Geburtstag",
        "Fecha de nacimiento",
        "Date de naissance",
        "DOB",
        "Birthdate",
        "Date-Of-Birth",
        "D.O.B.",
        "Patient DOB",
        "birth date",
    ],
    "cell": [
        "Mobile",
        "Handy-Nr.",
        "Tel\u00e9fono m\u00f3vil",
        "T\u00e9l. portable",
        "WirelessPhone",
        "Cell-Phone",
        "phone_cell",
        "Mobile phone number",
        "Phone (Mobile)",
        "Mobile Tel",
        "Mobile No.",
    ],
    "home": ["Telefon privat", "HmPhone", "Home Phone", "phone_home", "Home"],
    "work": ["WkPhone", "Business Phone", "phone_biz", "Work"],
    "email": [
        "E-Mail-Adresse",
        "Correo electr\u00f3nico",
        "Courriel",
        "E-mail",
        "Email Address",
        "E-mail 1 - Value",
        "Primary Email",
    ],
    "reference": [
        "PatNum",
        "pid",
        "MRN",
        "Chart No",
        "client_identifier",
        "Key",
        "id",
        "Patient ID",
        "Pat No",
        "Patient #",
    ],
    "region": ["State/Region", "State/Province", "Province"],
    "zone": ["time_zone", "Timezone"],
    "preferred_method": ["Preferred Contact Method"],
    "note": ["Notes", "Comments"],
}


@pytest.mark.parametrize(("field", "heading"), [(field, one) for field, all_ in MEANT.items() for one in all_])
def test_a_heading_means_a_field_of_somebody(field: str, heading: str) -> None:
    meaning = meaning_of(heading, FileOf.CONTACTS)
    assert meaning is not None
    assert meaning.fields == (field,)
    assert meaning.sure


@pytest.mark.parametrize(
    "heading",
    [
        *("Emergency Contact Phone", "Last Contact", "Homeroom", "Cellulitis", "Mobility", "First Visit", "Statement"),
        *(
            "No Show",
            "Appt Note To Self",
            "Home Health Aide",
            "Provider Name",
            "Referring Doctor Email",
            "Networking",
            "Phone Carrier",
            "Name of Pet",
        ),
    ],
)
def test_what_only_looks_like_a_heading_is_not_known(heading: str) -> None:
    assert meaning_of(heading, FileOf.CONTACTS) is None


def test_a_phone_that_says_not_which_is_not_sure() -> None:
    phone = meaning_of("Phone", FileOf.CONTACTS)
    other = meaning_of("Other Phone", FileOf.CONTACTS)
    assert phone is not None
    assert phone.fields == ("cell", "home", "work")
    assert not phone.sure
    assert other is not None
    assert other.spare
    assert not other.sure


def test_a_landline_is_no_cell_and_says_not_whose() -> None:
    meaning = meaning_of("Festnetz", FileOf.CONTACTS)
    assert meaning is not None
    assert meaning.fields == ("home", "work")
    assert not meaning.sure


def test_a_state_is_one_of_the_country_before_it_is_a_status() -> None:
    meaning = meaning_of("State", FileOf.CONTACTS)
    assert meaning is not None
    assert meaning.fields == ("region", "status")
    assert not meaning.sure


@pytest.mark.parametrize(
    ("heading", "yes", "no"),
    [
        ("PermissionToSendSMS", {"text_consent": "opted_in"}, {"text_consent": "opted_out"}),
        ("hipaa_allowemail", {"email_consent": "opted_in"}, {"email_consent": "opted_out"}),
        (
            "accepted_sms_marketing",
            {"text_marketing_consent": "opted_in"},
            {"text_marketing_consent": "opted_out"},
        ),
        ("Do Not Text", {"text_consent": "opted_out"}, {}),
        ("HasOptedOutOfEmail", {"email_consent": "opted_out"}, {}),
        ("SuspendReminders", {"do_not_contact": "yes"}, {}),
        ("DND", {"do_not_contact": "yes"}, {}),
        ("Opt In", {}, {"do_not_contact": "yes"}),
    ],
)
def test_a_yes_and_a_no_of_consent_are_not_each_others_opposite(
    heading: str, yes: dict[str, str], no: dict[str, str]
) -> None:
    meaning = meaning_of(heading, FileOf.CONTACTS)
    assert meaning is not None
    assert (meaning.yes, meaning.no) == (yes, no)


@pytest.mark.parametrize(("heading", "word"), [("archived", "yes"), ("active", "no"), ("IsDeleted", "yes")])
def test_a_column_may_say_who_is_none_of_the_practices_any_more(heading: str, word: str) -> None:
    meaning = meaning_of(heading, FileOf.CONTACTS)
    assert meaning is not None
    assert meaning.leaves_out == word


@pytest.mark.parametrize("of", FileOf)
def test_every_heading_means_fields_that_there_are(of: FileOf) -> None:
    fields = fields_of(of)
    for heading in known_headings():
        meaning = meaning_of(heading, of)
        if meaning is not None:
            told = {*meaning.fields, *(meaning.yes or {}), *meaning.no}
            assert told <= set(fields), heading


def test_our_own_words_mean_what_they_say() -> None:
    for of in FileOf:
        for name in fields_of(of):
            meaning = meaning_of(name, of)
            told = {*meaning.fields, *(meaning.yes or {}), *meaning.no} if meaning else {name}
            assert name in told, (of, name)


@pytest.mark.parametrize(
    ("heading", "of"),
    [
        (["Mobile", "FirstName", "AppointmentDate", "AppointmentTime"], FileOf.VISITS),
        (["patient", "appointment status", "visit date"], FileOf.VISITS),
        (["Appt ID", "Date", "Patient", "Status"], FileOf.VISITS),
        (["Patient", "Date", "Time", "Dentist"], FileOf.VISITS),
        (["Patient", "Start", "Reason for visit"], FileOf.VISITS),
        (["address", "channel", "consent"], FileOf.CONSENTS),
        (["patient_id", "Preferred Method", "Do Not Contact"], FileOf.PREFERENCES),
        (["Patient Name", "Preferred Method", "Patient ID"], FileOf.CONTACTS),
        (["patient_id", "Appointment ID", "Preferred Method"], FileOf.PREFERENCES),
        (["Name", "Start Date"], FileOf.CONTACTS),
        (["Name", "Cell", "Provider", "Next Appointment"], FileOf.CONTACTS),
    ],
)
def test_the_heading_says_what_a_file_tells_of(heading: list[str], of: FileOf) -> None:
    assert kind_of(heading) is of


@pytest.mark.parametrize(
    "heading", ["WirelessPhone", "wireless-phone", " Wireless  Phone ", "wireless_phone", "WIRELESS PHONE"]
)
def test_headings_are_the_same_words_however_they_are_written(heading: str) -> None:
    assert words_of(heading) == "wireless phone"
