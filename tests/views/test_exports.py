"""Tables that go out: every field that an import reads, in its own form, of everybody who is here."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from frontdesk import desk, views
from frontdesk.desk import Act, Practice, VisitDetails
from frontdesk.file_words import FileOf
from frontdesk.loading import shipped
from frontdesk.mapping.fields import fields_of
from frontdesk.names import AppointmentState, Consent, ConsentSource, ContactId, Covers, LineId, PhoneKind, Recipient
from frontdesk.records import BY_KEYWORD, Companion, ConsentRecord, Phone, Preference
from frontdesk.views import Table
from support import HARBOUR, MONDAY, a_contact, a_practice, an_act, load_ruleset, staff_record
from views.looking import Played, added

DAY = timedelta(days=1)


def said(table: Table) -> list[dict[str, str]]:
    """What each row says, without the fields of which it says nothing."""
    return [{name: text for name, text in zip(table.heading, row, strict=True) if text} for row in table.rows]


@pytest.mark.parametrize("ruleset", [HARBOUR, *shipped()], ids=lambda one: getattr(one, "name", one))
def test_every_column_is_a_field_of_an_import_and_our_own_number_comes_first(ruleset: str) -> None:
    rules = load_ruleset(ruleset)
    act = an_act(a_practice(rules))
    facts = rules.facts.values()
    contacts, visits, consents = (
        make(act).heading for make in (views.contact_table, views.visit_table, views.consent_table)
    )
    assert {*contacts} == {*fields_of(FileOf.CONTACTS, facts)} - {"phase"}
    assert {*visits} == {*fields_of(FileOf.VISITS, facts)} - {"first name", "last name"}
    assert consents == ("address", "channel", "line", "consent", "covers", "said_by", "words", "at", "until")
    assert contacts[0] == visits[0] == "contact"


def test_a_contact_says_all_that_is_known_of_it_in_the_words_of_an_import(played: Played) -> None:
    ana, ben = said(views.contact_table(played.act))
    assert ana == {
        "contact": "1",
        "reference": "P-1",
        "name": "Ana Example",
        "first name": "Ana",
        "last name": "Example",
        "cell": "+351555010101",
        "cell_type": "text_enabled",
        "email": "ana@example.com",
        "status": "enquiry/new",
        "preferred_number": "cell",
        "text_consent": "partly_opted_out",
        "weight": "8",
        "note": ana["note"],
        "follow_up": "2026-03-07 18:00",
    }
    assert "No answer." in ana["note"]
    assert (ben["status"], ben["follow_up"]) == (played.chosen, "2026-03-10 15:00")


def test_a_contact_of_whom_everything_is_known_says_it() -> None:
    practice = a_practice(HARBOUR)
    number = a_contact(practice, "enquiry/new", name="Ada Fern", cell="+351555010103")
    with practice.store.transaction():
        practice.store.save_phones(
            changed := replace(
                practice.store.contact(number),
                given="Ada",
                family="Fern",
                salutation="Dr.",
                born=date(1970, 5, 1),
                language="pt-PT",
                zone="Europe/Lisbon",
                consent_basis="express",
                emr=Preference(method="do_not_contact"),
                facesheet=Preference(method="do_not_contact"),
                facts={
                    "species": frozenset({"dog", "cat"}),
                    "weight": Decimal("8.5"),
                    "vaccination_due": date(2026, 4, 1),
                    "gone": "a fact of earlier rules",
                },
                companions={
                    Recipient.PARTNER: Companion("Bo Fern", {PhoneKind.WORK: Phone("+351555010104")}, "bo@example.com")
                },
            )
        )
        practice.store.save_contact(changed)
    (ada,) = said(views.contact_table(an_act(practice)))
    assert {name: text for name, text in ada.items() if name not in ("contact", "cell", "cell_type", "email")} == {
        "name": "Ada Fern",
        "first name": "Ada",
        "last name": "Fern",
        "salutation": "Dr.",
        "born": "1970-05-01",
        "language": "pt-PT",
        "zone": "Europe/Lisbon",
        "basis": "express",
        "status": "enquiry/new",
        "do_not_contact": "yes",
        "species": "cat, dog",
        "weight": "8.5",
        "vaccination_due": "2026-04-01",
        "partner": "Bo Fern",
        "partner_work": "+351555010104",
        "partner_email": "bo@example.com",
    }


def test_nobody_is_in_it_who_was_erased_or_merged_and_a_visit_goes_with_its_contact(tmp_path: Path) -> None:
    practice = a_practice(HARBOUR)
    act = an_act(practice)
    kept, merged, erased = (
        added(act, name=f"{name} Example", cell=f"+351 555 010 10{last}")
        for last, name in enumerate(("Ana", "Bo", "Cy"))
    )
    for one, days in ((merged, 3), (erased, 4)):
        desk.book(act, one, MONDAY + days * DAY)
    desk.receive(act, "+351 555 010 102", "STOP")
    desk.merge(act, kept, merged)
    desk.erase(act, erased, "Cy Example", tmp_path / "erased.txt")
    assert [one["contact"] for one in said(views.contact_table(act))] == [str(kept)]
    assert [(one["contact"], one["at"][:10]) for one in said(views.visit_table(act))] == [(str(kept), "2026-03-05")]
    assert said(views.consent_table(act)) == []


def a_visit(practice: Practice, at: datetime, site: str = "") -> ContactId:
    contact = added(an_act(practice), name="Ana Example", cell="+351 555 010 101", born="1970-05-01", reference="P-1")
    details = VisitDetails(site=site, practitioner="Dr. Example", type="check-up")
    act = replace(an_act(practice), anyway=True)
    desk.book(act, contact, at, {"surgery": "yes"}, reference="V-1", details=details)
    return contact


def test_a_visit_says_whose_it_is_when_and_what_became_of_it() -> None:
    practice = a_practice(HARBOUR)
    contact = a_visit(practice, MONDAY + DAY)
    desk.become(an_act(practice), contact, AppointmentState.CONFIRMED)
    assert said(views.visit_table(an_act(practice))) == [
        {
            "contact": "1",
            "patient": "P-1",
            "name": "Ana Example",
            "born": "1970-05-01",
            "cell": "+351555010101",
            "reference": "V-1",
            "at": "2026-03-03 15:00",
            "state": "confirmed",
            "type": "check-up",
            "provider": "Dr. Example",
            "surgery": "yes",
        }
    ]


@pytest.mark.parametrize(
    ("at", "site", "text"),
    [
        (datetime(2026, 3, 3, 15, 0, 12, tzinfo=UTC), "", "2026-03-03 15:00:12"),
        (datetime(2026, 3, 3, 15, 0, 0, 500_000, tzinfo=UTC), "", "2026-03-03 15:00:00.500000"),
        (datetime(2026, 7, 1, 8, 0, tzinfo=UTC), "quay", "2026-07-01 09:00"),
        (datetime(2026, 3, 3, 15, 0, tzinfo=UTC), "island", "2026-03-03 09:00-06:00"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "", "2026-10-25 01:30+01:00"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "", "2026-10-25 01:30+00:00"),
    ],
)
def test_an_hour_is_on_the_practices_clock_and_names_its_offset_where_that_would_read_another(
    at: datetime, site: str, text: str
) -> None:
    practice = a_practice(HARBOUR)
    a_visit(practice, at, site)
    assert [one["at"] for one in said(views.visit_table(an_act(practice)))] == [text]


def test_visits_and_consents_are_told_from_a_day_on() -> None:
    practice = a_practice(HARBOUR)
    contact = a_visit(practice, MONDAY + DAY)
    for days, value in ((0, Consent.OPTED_IN), (2, Consent.OPTED_OUT)):
        staff_record(an_act(practice, days * DAY), contact, value, LineId(["desk", "", "surgery"][days]))
    act = an_act(practice, 3 * DAY)
    for since, visits, consents in ((MONDAY, 1, 2), (MONDAY + 2 * DAY, 0, 1), (MONDAY + 3 * DAY, 0, 0)):
        assert len(said(views.visit_table(act, since))) == visits
        assert len(said(views.consent_table(act, since))) == consents


def recorded(practice: Practice, *records: ConsentRecord) -> Act:
    with practice.store.transaction():
        for one in records:
            practice.store.record_consent(one)
    return an_act(practice)


def test_a_consent_says_of_which_address_who_said_so_and_in_which_words_though_nobody_has_the_address() -> None:
    practice = a_practice(HARBOUR)
    number, until = "+351555010109", MONDAY + 9 * DAY
    line, channel = LineId("desk"), next(iter(practice.ruleset.consent.counts_for))
    reply, at = ConsentSource.REPLY, MONDAY - timedelta(microseconds=1)
    act = recorded(
        practice,
        ConsentRecord(number, line, channel, Consent.OPTED_OUT, reply, at, Covers.MARKETING, until, "No, thanks."),
        ConsentRecord(number, line, channel, Consent.UNKNOWN, reply, at),
        ConsentRecord("+351555010108", line, channel, Consent.OPTED_OUT, reply, at, until=MONDAY),
    )
    assert said(views.consent_table(act)) == [
        {
            "address": number,
            "channel": "text",
            "line": "desk",
            "consent": "opted_out",
            "covers": "marketing",
            "said_by": "reply",
            "words": "No, thanks.",
            "at": "2026-03-02 14:59:59",
            "until": "2026-03-11 15:00",
        }
    ]


def test_a_row_is_one_line_whatever_somebody_wrote() -> None:
    practice = a_practice(HARBOUR)
    line, channel = LineId("desk"), next(iter(practice.ruleset.consent.counts_for))
    words = "STOP\n\nit,\r\n\t please"
    act = recorded(
        practice,
        ConsentRecord("+351555010109", line, channel, Consent.OPTED_OUT, ConsentSource.REPLY, MONDAY, words=words),
    )
    assert [one["words"] for one in said(views.consent_table(act))] == ["STOP it, please"]


def test_a_consent_from_before_channels_were_told_apart_says_each_that_it_counts_for() -> None:
    practice = a_practice(HARBOUR)
    staff = ConsentSource.STAFF
    act = recorded(
        practice, ConsentRecord("+351555010109", LineId("desk"), BY_KEYWORD, Consent.OPTED_OUT, staff, MONDAY)
    )
    assert [one["channel"] for one in said(views.consent_table(act))] == [*practice.ruleset.consent.counts_for]


def test_rows_come_one_at_a_time() -> None:
    practice = a_practice(HARBOUR)
    for last in range(3):
        a_contact(practice, "enquiry/new", cell=f"+35155501010{last}")
    rows = views.contact_table(an_act(practice)).rows
    next(rows)
    with practice.store.transaction():
        practice.store.save_contact(replace(practice.store.contact(ContactId(3)), name="Somebody Else"))
    assert len(list(rows)) == 2
