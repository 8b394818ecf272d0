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
from frontdesk.desk import Act, import_file
from frontdesk.desk.consents import RefusalStandsError
from frontdesk.desk.importing import Imported
from frontdesk.desk.taking import Wish
from frontdesk.files.writing import new_file, write_table
from frontdesk.names import Consent, ContactId, Covers, FileOf, LineId, RowOutcome, TableForm
from frontdesk.records import Preference
from frontdesk.views import Table
from support import HARBOUR, a_practice, amount, an_act, staff_record
from views.looking import added

DAY = timedelta(days=1)
SEEDS = range(12)
GIVEN = ("Ana", "Bo", "Ünal", "Núria", "Mary Ann", "O'Brian", "Jean-Luc", "日本")
FAMILY = ("Example", "Fern", "de la Cruz", "St. John", "O'Hara", "Van Example", "'Ino", "'-Sum", "Fern, Jr.")
NOTES = ("Called.", "=1+1", "'+12025550101", 'Says: "later", or not; who knows', "año 日本 👩")


def people(made: random.Random, act: Act, count: int) -> None:
    """People of whom this and that is known, each reached by a number of their own or that of somebody before."""
    names = made.sample([f"{given} {family}" for given in GIVEN for family in FAMILY], count)
    for number, name in enumerate(names):
        cells = {
            "name": name,
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


TABLES: dict[FileOf, Callable[[Act], Table]] = {
    FileOf.CONTACTS: views.contact_table,
}


def a_file(act: Act, of: FileOf, folder: Path, form: TableForm) -> Path:
    """What *act* sees of the practice, gone out as a file."""
    path, table = folder / f"{of}.{form}", TABLES[of](act)
    with new_file(path) as file:
        write_table(file, table.heading, table.rows, form)
    return path


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


@pytest.mark.parametrize("form", TableForm)
@pytest.mark.parametrize("update", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_where_it_came_from_it_is_nothing_new_and_changes_nothing(
    seed: int, update: bool, form: TableForm, tmp_path: Path
) -> None:
    act = an_act(a_practice(HARBOUR))
    people(random.Random(seed), act, 12)
    before, much = list(everything(act)), amount(act.practice)
    for of in TABLES:
        path = a_file(act, of, tmp_path, form)
        imported = import_file(an_act(act.practice, DAY), path, wish=Wish(path.name, update=update))
        assert told(imported) == []
        assert {*imported.counts} == {RowOutcome.UNCHANGED}
    assert list(everything(act)) == before
    assert amount(act.practice) == {**much, "entries": much["entries"] + len(TABLES)}
