"""Somebody is erased: nothing of them is in any file, counts and chain hold, and what they refused stays refused."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from desk.files import a_file
from frontdesk import desk, views
from frontdesk.desk import ContactLog, ErasedContactError, NotErasedError, Practice, import_file
from frontdesk.hookspecs import Outgoing, Receipt, Unreachable
from frontdesk.loading import load_ruleset
from frontdesk.names import ChannelId, Consent, ContactId, LineId, MessageState, OutcomeId
from frontdesk.records import StoreError, Telling
from frontdesk.store.sqlite import SqliteStore
from frontdesk.worker import play, work
from support import MONDAY, Carrier, a_contact, a_practice, amount, an_act, consent_of, staff_record

MAIN = LineId("main")
DAY = timedelta(days=1)
NAME, NUMBER, MAIL, SAID = "Quirina Zöbel", "+12025550177", "quirina@example.com", "my knee hurts"
TRACES = (NAME, "Quirina", NUMBER, MAIL, SAID, "P-77", "violet", "V-7", "V-8", r"Z\u00f6bel")
"""What would be left of her."""


@pytest.fixture
def noted(tmp_path: Path) -> Path:
    (tmp_path / "store").mkdir(exist_ok=True)
    return tmp_path / "store" / "erased.txt"


@pytest.fixture
def practice(noted: Path) -> Practice:
    """A practice with Ben, and with Quirina, of whom every command has left something."""
    practice = a_practice("dental", noted.with_name("p.db"))
    ben = a_contact(practice, "patient/active", name="Ben Example", cell="+12025550102")

    def act(request: str) -> desk.Act:
        return an_act(practice, request=request)

    cells = {"name": NAME, "cell": NUMBER, "cell_type": "text_enabled", "email": MAIL, "reference": "P-77"}
    her = ContactId(desk.add_contact(act("add"), {**cells, "note": SAID}).number or 0)
    desk.book(act("book"), her, MONDAY + 3 * DAY, reference="V-7")
    desk.book(act("book ben"), ben, MONDAY + 3 * DAY)
    desk.log_contact(act("log"), her, ContactLog(OutcomeId("left_message"), MONDAY + DAY, note=f"{SAID} violet"))
    desk.receive(act("reply"), NUMBER, SAID)
    desk.edit(act("edit"), her, {"name": NAME + " Jr", "home": "+12025550178"})
    desk.edit(act("edit back"), her, {"name": NAME})
    with practice.store.transaction():
        practice.store.add_notice(her, MONDAY, f"{NAME} called")
        practice.store.keep_unclaimed("P-77", "V-8", json.dumps([{"reference": "P-77", "appointment": "V-8"}]))
        practice.store.remember_answer(
            "about ben",
            MONDAY,
            json.dumps({"contact": ben, "said": "ok", "number": None, "asked": f"{NAME} is his wife"}),
        )
        practice.store.remember_answer(
            "nobody", MONDAY, json.dumps({"contact": None, "said": "ok", "number": None, "asked": "+1 (202) 555-0177"})
        )

    def answer(outgoing: Outgoing) -> Receipt:
        return Unreachable(f"{outgoing.to} does not answer {NAME}", "invalid")

    work(practice, Carrier(answer), MONDAY + timedelta(minutes=1))
    return practice


def her(practice: Practice) -> ContactId:
    found = practice.store.contact_with_reference("P-77")
    assert found is not None
    return found.id


def left(folder: Path) -> list[str]:
    """What of her can be read in the bytes of any file there."""
    kept = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    return [trace for trace in TRACES if trace.encode() in kept]


def test_nothing_of_the_person_is_in_any_file_of_the_store_afterwards(practice: Practice, noted: Path) -> None:
    assert left(noted.parent) == list(TRACES)
    said = desk.erase(an_act(practice), her(practice), NAME, noted).said
    assert left(noted.parent) == []
    assert said.startswith("contact 2 is an erased person now; numbers that refused stay refused, as hashes only; ")
    practice.store.close()
    assert left(noted.parent) == []


def test_a_question_which_visit_is_meant_leaves_no_name_of_one_person_with_another(
    practice: Practice, noted: Path
) -> None:
    erased, soon = her(practice), 3 * DAY - timedelta(hours=1)
    desk.edit(an_act(practice), erased, {"cell": NUMBER, "cell_type": "text_enabled"})
    rosa = a_contact(practice, "patient/active", name="Rosa Example", cell=NUMBER)
    desk.book(an_act(practice), rosa, MONDAY + 3 * DAY)
    for one in (erased, rosa):
        staff_record(an_act(practice), one, Consent.OPTED_IN)
    play(practice, Carrier(), MONDAY + soon)
    desk.receive(an_act(practice, soon), NUMBER, "ok")
    asked = [one.text for one in practice.store.notices() if "more than one visit was asked about" in one.text]
    assert [f"of contact {erased})" in text for text in asked] == [False, True]
    desk.erase(an_act(practice), erased, NAME, noted)
    assert not {NAME, "Quirina", MAIL, SAID} & {*left(noted.parent)}


def test_the_cache_of_rules_holds_no_people(practice: Practice) -> None:
    load_ruleset("dental")
    cache = Path(os.environ["FRONTDESK_CACHE"])
    assert any(cache.rglob("*"))
    assert left(cache) == []


def test_counts_and_the_chain_hold_and_others_are_as_they_were(practice: Practice, noted: Path) -> None:
    store, ben = practice.store, ContactId(1)
    counts = [(len(store.messages(one)), len(store.appointments(one))) for one in (ben, her(practice))]
    before = views.contact(an_act(practice), ben)
    entries = amount(practice)["entries"]
    erased = her(practice)
    desk.erase(an_act(practice), erased, NAME, noted)
    assert [(len(store.messages(one)), len(store.appointments(one))) for one in (ben, erased)] == counts
    assert views.contact(an_act(practice), ben) == before
    audit = views.audit(an_act(practice))
    assert audit.broken == ()
    assert audit.erased > 0
    assert amount(practice)["entries"] == entries + 2, "that she was erased, and that her task was closed"
    assert store.answer_to("book ben") is not None
    assert store.contact(erased).name == "erased person"
    assert {view.name for view in views.outbox(an_act(practice), erased)} <= {"erased person"}


def test_nothing_goes_on_for_the_person(practice: Practice, noted: Path) -> None:
    erased = her(practice)
    desk.send(an_act(practice), erased, next(iter(practice.ruleset.messages)))
    desk.erase(an_act(practice), erased, NAME, noted)
    store = practice.store
    assert (store.scheduled(erased), store.tasks(erased), store.enrolments(erased)) == ([], [], [])
    assert store.messages(erased, states=(MessageState.WAITING,)) == []
    carrier = Carrier()
    play(practice, carrier, MONDAY + 60 * DAY)
    assert NUMBER not in {one.to for one in carrier.carried}
    assert all(notice.contact != erased for notice in store.notices())


def test_whoever_was_erased_is_nobody_any_more(practice: Practice, noted: Path) -> None:
    erased = her(practice)
    desk.erase(an_act(practice), erased, NAME, noted)
    for text in (str(erased), f"#{erased}"):
        with pytest.raises(ErasedContactError, match=f"contact {erased} was erased; nothing is kept of them"):
            desk.find(an_act(practice), text)
    with pytest.raises(desk.NotOneContactError):
        desk.find(an_act(practice), "erased person")
    assert [one.number for one in views.contacts(an_act(practice)).contacts] == [1]
    with pytest.raises(NotErasedError, match="merged or erased"):
        desk.erase(an_act(practice), erased, "erased person", noted)


@pytest.mark.parametrize("how", ["stop", "staff", "do not contact"])
def test_the_next_import_of_a_number_that_refused_cannot_text_them(
    how: str, practice: Practice, noted: Path, tmp_path: Path
) -> None:
    erased = her(practice)
    match how:
        case "stop":
            desk.receive(an_act(practice), NUMBER, "STOP")
        case "staff":
            staff_record(an_act(practice), erased, Consent.OPTED_OUT)
        case _:
            desk.set_preferences(an_act(practice), erased, do_not_contact=True)
    desk.erase(an_act(practice), erased, NAME, noted)
    assert left(noted.parent) == []
    import_file(an_act(practice), a_file(tmp_path, f"{NAME},{NUMBER}\n", heading="name,cell\n"))
    assert consent_of(practice, NUMBER, MAIN) is Consent.OPTED_OUT
    again = desk.find(an_act(practice), "quirina").id
    desk.send(an_act(practice), again, next(iter(practice.ruleset.messages)))
    carrier = Carrier()
    play(practice, carrier, MONDAY + DAY)
    assert [one for one in carrier.carried if one.to.endswith(NUMBER) and one.channel == "text"] == []


def test_what_was_agreed_is_forgotten_and_their_own_start_counts_as_ever(practice: Practice, noted: Path) -> None:
    staff_record(an_act(practice), her(practice), Consent.OPTED_IN)
    desk.erase(an_act(practice), her(practice), NAME, noted)
    assert consent_of(practice, NUMBER, MAIN) is Consent.UNKNOWN
    desk.receive(an_act(practice), NUMBER, "STOP")
    assert consent_of(practice, NUMBER, MAIN) is Consent.OPTED_OUT
    desk.receive(an_act(practice), NUMBER, "START")
    assert consent_of(practice, NUMBER, MAIN) is Consent.OPTED_IN


def test_a_number_that_others_have_too_stays_theirs(practice: Practice, noted: Path) -> None:
    desk.edit(an_act(practice), ContactId(1), {"home": NUMBER})
    staff_record(an_act(practice), ContactId(1), Consent.OPTED_IN)
    desk.erase(an_act(practice), her(practice), NAME, noted)
    assert practice.store.contacts_on_number(NUMBER) == [1]
    assert consent_of(practice, NUMBER, MAIN) is Consent.OPTED_IN


def test_whoever_was_merged_goes_along(practice: Practice, noted: Path) -> None:
    twin = a_contact(practice, "patient/active", name="Quirina Two", cell="+12025550179")
    desk.merge(an_act(practice), her(practice), twin)
    erased = her(practice)
    desk.erase(an_act(practice), erased, NAME, noted)
    assert left(noted.parent) == []
    with pytest.raises(desk.NotMergedError):
        desk.unmerge(an_act(practice), twin)
    assert practice.store.contact(twin).name == "erased person"
    assert [int(line.split()[0]) for line in noted.read_text().splitlines()] == [erased, twin]


def test_a_name_that_is_another_one_erases_nobody(practice: Practice, noted: Path) -> None:
    before = amount(practice)
    with pytest.raises(NotErasedError, match="contact 2 is not called 'Ben Example'; nobody was erased"):
        desk.erase(an_act(practice), her(practice), "Ben Example", noted)
    assert amount(practice) == before
    assert not noted.exists()


def test_nobody_is_erased_while_a_message_to_them_is_being_sent(practice: Practice, noted: Path) -> None:
    number = desk.send(an_act(practice), her(practice), next(iter(practice.ruleset.messages))).number or 0
    with practice.store.transaction():
        practice.store.claim_message(number, ChannelId("text"), NUMBER, MONDAY)
    with pytest.raises(NotErasedError, match="is being sent just now"):
        desk.erase(an_act(practice), her(practice), NAME, noted)
    assert practice.store.contact(her(practice)).name == NAME


def test_nobody_is_erased_whom_the_file_cannot_name(practice: Practice, noted: Path) -> None:
    noted.mkdir()
    with pytest.raises(NotErasedError, match=r"erased\.txt cannot be written .*; nobody was erased"):
        desk.erase(an_act(practice), her(practice), NAME, noted)
    assert practice.store.contact(her(practice)).name == NAME


def test_a_file_that_something_else_reads_is_wiped_later(practice: Practice, noted: Path) -> None:
    practice.store.close()
    impatient = Practice(practice.ruleset, SqliteStore.open(noted.with_name("p.db"), patience=0.01))
    with closing(sqlite3.connect(noted.with_name("p.db"), isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM contact").fetchone()
        with pytest.raises(StoreError, match=r"they are erased, but the file was not wiped: .*contact erase --again"):
            desk.erase(an_act(impatient), her(impatient), NAME, noted)
        other.execute("ROLLBACK")
    assert desk.erase_again(an_act(impatient), noted).said == "0 contacts erased again of 1 in erased.txt"
    assert left(noted.parent) == []


def test_a_copy_that_was_brought_back_is_erased_again_and_whoever_came_since_is_spared(
    practice: Practice, noted: Path, tmp_path: Path
) -> None:
    store = noted.with_name("p.db")
    with closing(sqlite3.connect(store)) as raw:
        raw.execute("VACUUM INTO ?", [str(tmp_path / "older.db")])
    late = ContactId(desk.add_contact(an_act(practice), {"name": "Late Comer", "cell": "+12025550155"}).number or 0)
    desk.erase(an_act(practice), her(practice), NAME, noted)
    desk.erase(an_act(practice), late, "Late Comer", noted)
    practice.store.close()
    for file in store.parent.glob("p.db*"):
        file.unlink()
    shutil.copy(tmp_path / "older.db", store)
    again = Practice(practice.ruleset, SqliteStore.open(store))
    other = desk.add_contact(an_act(again, DAY), {"name": "Somebody Else", "cell": "+12025550156"}).number
    assert other == late  # the copy gives the number a second time
    assert NAME in left(store.parent)
    assert desk.erase_again(an_act(again), noted).said == "1 contact erased again of 2 in erased.txt"
    assert left(store.parent) == []
    assert again.store.contact(late).name == "Somebody Else"
    assert again.store.verify_journal().intact
    assert desk.erase_again(an_act(again), noted).number == 0


def test_a_copy_in_which_they_were_merged_is_erased_again(practice: Practice, noted: Path, tmp_path: Path) -> None:
    ben = ContactId(1)
    desk.merge(an_act(practice), ben, her(practice))
    with closing(sqlite3.connect(noted.with_name("p.db"))) as raw:
        raw.execute("VACUUM INTO ?", [str(noted.with_name("older.db"))])
    desk.unmerge(an_act(practice), ContactId(2))
    desk.erase(an_act(practice), her(practice), NAME, noted)
    older = Practice(practice.ruleset, SqliteStore.open(noted.with_name("older.db")))
    assert desk.erase_again(an_act(older), noted).number == 1
    assert older.store.contact(ben).name == "Ben Example"
    practice.store.close()
    for file in noted.parent.glob("p.db*"):
        file.unlink()
    assert left(noted.parent) == []


@pytest.mark.parametrize("text", ["2\n", "Ana Example\n", "2 2026-03-02 xyz\n"])
def test_a_file_that_is_none_of_ours_erases_nobody(text: str, practice: Practice, noted: Path) -> None:
    good = f"{her(practice)} 2026-03-02T15:00:00+00:00 {'0' * 64}\n"
    noted.write_text(good + text, encoding="utf-8")
    with pytest.raises(NotErasedError, match=re.escape("erased.txt:2: nobody who was erased is noted so")):
        desk.erase_again(an_act(practice), noted)


def test_a_request_of_before_is_known_and_does_nothing_twice(practice: Practice, noted: Path) -> None:
    erased = her(practice)
    desk.erase(an_act(practice), erased, NAME, noted)
    with pytest.raises(desk.RequestReusedError):
        desk.book(an_act(practice, request="book"), erased, MONDAY + 3 * DAY, reference="V-7")
    again = desk.book(an_act(practice, request="book ben"), ContactId(1), MONDAY + 3 * DAY)
    assert len(practice.store.appointments(ContactId(1))) == 1
    assert again.contact == 1


def test_a_file_that_tells_of_whom_was_erased_is_looked_at_again(practice: Practice, noted: Path) -> None:
    of, store = her(practice), practice.store
    with store.transaction():
        told = [Telling("P-77", "their row", of), Telling("P-1", "another row", ContactId(1))]
        store.remember_told("opendental", told)
    desk.erase(an_act(practice), of, NAME, noted)
    said = {"P-77": "their row", "P-1": "another row"}
    assert store.told_before("opendental", said) == {"P-1": ContactId(1)}
