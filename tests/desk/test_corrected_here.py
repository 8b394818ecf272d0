"""Who corrected something last, as the journal says it."""

from __future__ import annotations

from pathlib import Path

from desk.files import a_file
from frontdesk import desk
from frontdesk.desk import Wish, import_file
from frontdesk.desk.corrected_here import last_correction
from frontdesk.names import ContactId
from support import HARBOUR, a_practice, an_act

ANA = ContactId(1)


def test_what_is_as_it_came_was_corrected_by_nobody(tmp_path: Path) -> None:
    practice = a_practice()
    import_file(an_act(practice), a_file(tmp_path, "Ana Example,202-555-0101\n", heading="name,cell\n"))
    assert last_correction(an_act(practice), ANA, "cell") is None


def test_the_last_correction_says_when_it_was_made_and_by_whom() -> None:
    act = an_act(a_practice())
    desk.add_contact(act, {"name": "Ana Example", "cell": "202-555-0101", "reference": "P-1"})
    desk.edit(act, ANA, {"cell": "202-555-0102"})
    last = last_correction(act, ANA, "cell")
    assert last
    assert (last.at, last.by, last.file, last.before) == (act.now, "staff", "", "+1 202-555-0101, unknown")
    assert last_correction(act, ANA, "email") is None


def test_what_a_file_changed_is_a_correction_by_that_file(tmp_path: Path) -> None:
    act, heading = an_act(a_practice()), "name,cell,reference\n"
    desk.add_contact(act, {"name": "Ana Example", "cell": "202-555-0102", "reference": "P-1"})
    file = a_file(tmp_path, "Ana Example,202-555-0103,P-1\n", heading=heading)
    import_file(act, file, wish=Wish("monday.csv", update=True))
    last = last_correction(act, ANA, "cell")
    assert last
    assert (last.file, last.before) == ("monday.csv", "+1 202-555-0102, unknown")


def test_what_is_noted_says_not_what_it_was_before() -> None:
    practice = a_practice(HARBOUR)
    act = an_act(practice)
    desk.add_contact(act, {"name": "Ana Example"})
    desk.note_facts(act, ANA, {"weight": 7})
    desk.set_preferences(act, ANA, number="cell")
    for column in ("weight", "preferred_number"):
        last = last_correction(act, ANA, column)
        assert last
        assert not last.before_is_known
