"""What goes out comes in again: where it came from it changes nothing, elsewhere it is the same people and visits."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from frontdesk import views
from frontdesk.desk import (
    Act,
    DoubtfulError,
    Practice,
    RefusalStandsError,
    VisitDetails,
    become,
    book,
    edit,
    import_file,
    merge,
)
from frontdesk.desk.imported import Imported
from frontdesk.desk.taking import NOT_IN, Wish
from frontdesk.file_words import FileOf, RowOutcome, TableForm
from frontdesk.files.writing import new_file, write_table
from frontdesk.mapping import plain_mapping
from frontdesk.names import AppointmentState, Consent, ContactId, Covers, LineId
from frontdesk.records import Preference
from frontdesk.tables import Value
from frontdesk.views import Table
from support import HARBOUR, MONDAY, a_practice, amount, an_act, staff_record
from views.looking import added

DAY = timedelta(days=1)
SEEDS = range(6)
ENDS = (AppointmentState.CONFIRMED, AppointmentState.CANCELLED, AppointmentState.MISSED)
"""What becomes of a visit. After one that was kept a rule puts the client into a status that asks for a date."""
GIVEN = ("Ana", "Bo", "Ünal", "Núria", "Mary Ann", "O'Brian", "Jean-Luc", "日本", "Xavier", "Ida", "Quirina", "Thế")
FAMILY = ("Example", "Fern", "de la Cruz", "St. John", "O'Hara", "Van Example", "'Ino", "'-Sum", "Fern, Jr.")
NOTES = ("Called.", "=1+1", "'+12025550101", 'Says: "later", or not; who knows', "año 日本 👩")


def people(made: random.Random, act: Act, count: int) -> None:
    """People of whom this and that is known, each reached by a number of their own or that of somebody before."""
    for number, given in enumerate(made.sample(GIVEN, count)):
        cells = {
            "name": f"{given} {made.choice(FAMILY)}",
            "cell": f"+351 555 010 1{number:02}",
            "home": made.choice(("", f"+351 555 010 2{number:02}")),
            "work": made.choice(("", "+351 555 010 399")),
            "cell_type": made.choice(("", "text_enabled", "landline")),
            "email": made.choice(("", f"Person{number}@example.com")),
            "born": made.choice(("", f"19{made.randrange(30, 99)}-05-01")),
            "language": made.choice(("", "es", "pt-BR")),
            "zone": made.choice(("", "Europe/Lisbon")),
            "basis": made.choice(("", "express")),
            "preferred_number": made.choice(("", "cell")),
            "preferred_method": made.choice(("", "text")),
            "do_not_contact": made.choice(("", "yes")),
            "reference": made.choice(("", f"P-{number}")),
            "note": made.choice(("", *NOTES)),
            "weight": made.choice(("", "8", "8.25", "-1")),
            "vaccination_due": made.choice(("", "2026-04-01")),
            "species": made.choice(("", "dog", "cat, dog")),
            "feeding_time": made.choice(("", "08:30")),
            "postal_address": made.choice(("", "1 Example Quay, Harbour", "=1 Quay")),
            "guardian": (guardian := made.choice(("", "Gil Example"))),
            "guardian_cell": guardian and f"+351 555 010 4{number:02}",
            "guardian_email": guardian and made.choice(("", "gil@example.com")),
        }
        if made.random() < 0.3:
            cells["salutation"] = "Dr."
            cells["first name"], _, cells["last name"] = cells["name"].partition(" ")
        said(made, act, added(act, **{name: text for name, text in cells.items() if text}))


def said(made: random.Random, act: Act, contact: ContactId) -> None:
    """What they said of being written to, what was noted besides, and what the EMR says."""
    for covers in made.sample(tuple(Covers), made.randrange(3)):
        value, line = made.choice((Consent.OPTED_IN, Consent.OPTED_OUT)), made.choice((None, LineId("desk")))
        with suppress(RefusalStandsError):
            staff_record(act, contact, value, line, covers=covers)
    with act.store.transaction():
        for note in made.sample(NOTES, made.randrange(3)):
            act.store.add_note(contact, act.now, "staff", note)
        if made.random() < 0.2:
            emr = Preference(do_not_contact=True, method="text")
            act.store.save_contact(replace(act.store.contact(contact), emr=emr))


def visits(made: random.Random, act: Act) -> None:
    """Visits past and to come, with and without the EMR's number, some at a site with another clock."""
    for one in list(act.store.all_contacts()):
        for number in range(made.randrange(3)):
            hour = timedelta(days=made.randrange(-20, 60), hours=made.randrange(24), microseconds=made.choice((0, 5)))
            details = VisitDetails(made.choice(("", "Dr. Example")), made.choice(("", "quay", "island")), "check-up")
            reference = made.choice(("", f"V-{one.id}-{number}"))
            known: dict[str, Value] = {"surgery": "yes", "stay": timedelta(days=1, hours=2)}
            facts = known if made.random() < 0.5 else {}
            with suppress(DoubtfulError):
                booked = book(replace(act, anyway=True), one.id, act.now + hour, facts, None, reference, details)
                if made.random() < 0.5 and booked.number is not None:
                    become(act, one.id, made.choice(ENDS), booked.number)


TABLES: dict[FileOf, Callable[[Act], Table]] = {
    FileOf.CONSENTS: views.consent_table,
    FileOf.CONTACTS: views.contact_table,
    FileOf.VISITS: views.visit_table,
}
"""What goes out, in the order in which it comes in elsewhere."""


def a_file(act: Act, of: FileOf, folder: Path, form: TableForm) -> Path:
    """What *act* sees of the practice, gone out as a file."""
    path, table = folder / f"{of}.{form}", TABLES[of](act)
    with new_file(path) as file:
        write_table(file, table.heading, table.rows, form)
    return path


def taken_in(act: Act, of: FileOf, path: Path, *, update: bool = False) -> Imported:
    """The file, imported in our own words."""
    facts = list(act.ruleset.facts.values())
    mapping = plain_mapping(of, TABLES[of](act).heading, facts)
    return import_file(act, path, mapping, Wish(path.name, update=update))


def everything(act: Act) -> Iterator[object]:
    """All that is known of everybody, but for the journal."""
    for one in act.store.all_contacts():
        yield one
        yield act.store.notes(one.id)
        yield act.store.appointments(one.id)
    for address in act.store.addresses_with_consent():
        yield act.store.consents(address)


def told(imported: Imported) -> list[tuple[int, RowOutcome, tuple[str, ...]]]:
    return [(row.line, row.outcome, row.said) for row in imported.rows + imported.remarks]


def a_full_practice(seed: int) -> Practice:
    practice, made = a_practice(HARBOUR), random.Random(seed)
    people(made, an_act(practice), 12)
    visits(made, an_act(practice))
    first, second, third, *_ = (one.id for one in practice.store.all_contacts())
    merge(an_act(practice), first, second)
    edit(an_act(practice), third, {"name": "Zoë Corrected", "work": "+351 555 010 388"})
    with practice.store.transaction():
        for number in range(30):
            practice.store.add_note(third, MONDAY + number * DAY, "staff", f"{number:x>1000}")
    return practice


@pytest.mark.parametrize("form", TableForm)
@pytest.mark.parametrize("update", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_where_it_came_from_it_is_nothing_new_and_changes_nothing(
    seed: int, update: bool, form: TableForm, tmp_path: Path
) -> None:
    act = an_act(a_full_practice(seed), DAY)
    before, much = list(everything(act)), amount(act.practice)
    for of in TABLES:
        imported = taken_in(act, of, a_file(act, of, tmp_path, form), update=update)
        assert (of, told(imported)) == (of, [])
        assert {*imported.counts} <= {RowOutcome.UNCHANGED}
    assert list(everything(act)) == before
    assert amount(act.practice) == {**much, "entries": much["entries"] + len(TABLES)}


def counting(table: Table) -> list[dict[str, str]]:
    """What the rows say that counts: but for our own numbers, which every practice gives anew.

    Nor does it count that somebody agreed to what sells who refuses everything there.
    """
    rows = [dict(zip(table.heading, row, strict=True)) for row in table.rows]
    refused = [where(row) for row in rows if (row.get("covers"), row.get("consent")) == ("all", "opted_out")]
    said = [row for row in rows if not (row.get("consent") == "opted_in" and where(row) in refused)]
    return [{name: text for name, text in row.items() if name != "contact"} for row in said]


def where(row: dict[str, str]) -> tuple[str | None, ...]:
    return tuple(row.get(name) for name in ("address", "line", "channel"))


@pytest.mark.parametrize("form", TableForm)
@pytest.mark.parametrize("seed", SEEDS)
def test_in_an_empty_practice_with_the_same_rules_it_is_the_same_people_visits_and_consents(
    seed: int, form: TableForm, tmp_path: Path
) -> None:
    here, there = an_act(a_full_practice(seed), DAY), an_act(a_practice(HARBOUR), DAY)
    for of in TABLES:
        imported = taken_in(there, of, a_file(here, of, tmp_path, form))
        assert (of, [row for row in told(imported) if row[1] in NOT_IN], imported.remarks) == (of, [], [])
    for make in TABLES.values():
        assert counting(make(there)) == counting(make(here))
