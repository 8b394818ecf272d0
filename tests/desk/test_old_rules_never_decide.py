"""Once a store has taken other rules over, whoever holds the old ones decides nothing; what is so is written down."""

from __future__ import annotations

import inspect
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from frontdesk import desk
from frontdesk.desk import Act, Practice, RulesChangedError, adopt, open_practice
from frontdesk.hookspecs import (
    Accepted,
    Changes,
    Outgoing,
    PreferenceChange,
    PreferenceSource,
    Receipt,
    Refused,
    Replied,
    Reported,
    Uncertain,
    Unreachable,
)
from frontdesk.journal import DeliveryReported, Happened, MessageEnded, ReplyReceived
from frontdesk.names import (
    AppointmentState,
    Consent,
    ContactId,
    Handover,
    LineId,
    LineType,
    MessageId,
    MessageState,
    OutcomeId,
    PhoneKind,
    Progress,
    State,
    TaskId,
)
from frontdesk.records import Appointment, Due, DueKind
from frontdesk.testing.watching import watched
from frontdesk.worker import work
from support import HARBOUR, MONDAY, Carrier, a_contact, a_practice, an_act, consent_of, read_ruleset, staff_record

ANA, BEN, MERGED = ContactId(1), ContactId(2), ContactId(3)
DESK = LineId("desk")
STOP = Replied("e2", "5550101", "STOP", "+351 555 010 099")
LATER = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class House:
    """A store that two processes have open: one by the rules of yesterday, one that brings other rules."""

    old: Practice
    file: Path
    folder: Path

    @property
    def act(self) -> Act:
        """Somebody who still holds the old rules."""
        return an_act(self.old, LATER, request="e1")

    @property
    def new(self) -> Practice:
        """The practice as the other process has it open."""
        return open_practice(read_ruleset(self.folder / "other"), self.file)

    def change_the_rules(self) -> None:
        """Another process takes other rules over."""
        folder = self.folder / "other"
        shutil.copytree(HARBOUR, folder)
        reactions = folder / "reactions.yaml"
        text = reactions.read_text(encoding="utf-8")
        sent = "  - {id: arrived, on: {delivery_reported: [sent, unknown]}, do: [{note: The new rules know of it}]}\n"
        reactions.write_text(text.replace("said: stop", "said stop, by the new rules") + sent, encoding="utf-8")
        new = self.new
        adopt(Act(new, MONDAY + LATER))
        new.store.close()

    def dump(self) -> list[str]:
        """All that the store holds, to the last byte."""
        with closing(sqlite3.connect(self.file)) as database:
            return list(database.iterdump())


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A practice at work: a choice that has settled by its hour, a visit, a notice, and messages that left and wait."""
    practice = a_practice(HARBOUR, tmp_path / "practice.db")
    a_contact(practice, "client/waiting", reference="P-1")
    a_contact(practice, "client/waiting", cell="5550102", reference="P-2")
    a_contact(practice, "client/waiting", cell="5550103", reference="P-3")
    desk.merge(an_act(practice), BEN, MERGED)
    desk.send(an_act(practice), ANA, MessageId("hello"))
    work(practice, Carrier(lambda outgoing: Accepted("ref 1")), MONDAY)
    desk.book(an_act(practice), ANA, MONDAY + timedelta(days=3))
    desk.book(an_act(practice), BEN, MONDAY + timedelta(days=3))
    desk.become(an_act(practice), BEN, AppointmentState.CONFIRMED)
    desk.set_status(an_act(practice), BEN, State("client/visiting"))
    desk.send(an_act(practice), ANA, MessageId("hello"))
    with practice.store.transaction():
        practice.store.add_notice(ANA, MONDAY, "Ring Ana")
    return House(practice, tmp_path / "practice.db", tmp_path)


def a_source(*_: object) -> PreferenceSource:
    return PreferenceSource("emr", lambda *_: Changes((PreferenceChange("P-1", method="Text"),), "1"))


def noting(act: Act, file: Path) -> Path:
    """The file, which says that Ana was erased."""
    came = next(act.store.journal(contact=ANA)).hash
    file.write_text(f"{ANA} {MONDAY.isoformat()} {came}\n", encoding="utf-8")
    return file


CHANGES: dict[str, Callable[[Act, Path], object]] = {
    "add_contact": lambda act, _: desk.add_contact(act, {"name": "Cy Example", "status": "enquiry/new"}),
    "become": lambda act, _: desk.become(act, ANA, AppointmentState.KEPT),
    "book_and_choose": lambda act, _: desk.book_and_choose(
        act, ANA, MONDAY + timedelta(days=4), State("client/visiting")
    ),
    "book": lambda act, _: desk.book(act, BEN, MONDAY + timedelta(days=4)),
    "edit": lambda act, _: desk.edit(act, ANA, {"email": "new@example.com"}),
    "end_by_hand": lambda act, _: desk.end_by_hand(act, act.store.tasks(BEN)[0].id, Progress.DONE),
    "erase": lambda act, folder: desk.erase(act, ANA, "Ana Example", folder / "erased.txt"),
    "erase_again": lambda act, folder: desk.erase_again(act, noting(act, folder / "noted.txt")),
    "give": lambda act, _: desk.give(act, act.store.tasks(BEN)[0].id, "Vet"),
    "import_file": lambda act, folder: desk.import_file(
        act, folder / "people.csv", how=desk.FileWish(rejects=folder / "rejects.csv")
    ),
    "log_contact": lambda act, _: desk.log_contact(act, ANA, desk.ContactLog(OutcomeId("not_reached"))),
    "merge": lambda act, _: desk.merge(act, ANA, BEN),
    "note_facts": lambda act, _: desk.note_facts(act, ANA, {"weight": 7}),
    "open_by_hand": lambda act, _: desk.open_by_hand(act, ANA, desk.NewTask(TaskId("ring"), desk.Wanted())),
    "put_right": lambda act, _: desk.put_right(act, BEN),
    "receive": lambda act, _: desk.receive(act, "5550101", "STOP", DESK),
    "report": lambda act, _: desk.report(act, 1, "delivered"),
    "report_by_reference": lambda act, _: desk.report_by_reference(
        act, "ref 1", list(act.ruleset.channels), "delivered"
    ),
    "reschedule": lambda act, _: desk.reschedule(act, ANA, MONDAY + timedelta(days=5)),
    "send": lambda act, _: desk.send(act, BEN, MessageId("hello")),
    "set_consent": lambda act, _: staff_record(act, ANA, Consent.OPTED_OUT),
    "set_preferences": lambda act, _: desk.set_preferences(act, ANA, method="text"),
    "set_status": lambda act, _: desk.set_status(act, ANA, State("client/visiting")),
    "sync": lambda act, _: desk.sync(act, a_source()),
    "take_over": lambda act, _: desk.take_over(act, Appointment(0, ANA, MONDAY - timedelta(days=4))),
    "take_in": lambda act, _: desk.take_in(
        act, act.ruleset.channel("text"), [Reported("e1", "ref 1", "delivered"), STOP]
    ),
    "tick_notice": lambda act, _: desk.tick_notice(act, 1),
    "undo": lambda act, _: desk.undo(an_act(act.practice), BEN),
    "unmerge": lambda act, _: desk.unmerge(act, MERGED),
}
"""Every use case of the desk that changes something."""
ASKS = {"clock_of", "find", "open_task_named", "redecide", "state_meant"}
ADOPTS = {"adopt"}
NOTES = {"note_export"}
"""What says that something happened decides nothing: it is so under any rules."""


def test_every_use_case_of_the_desk_is_tried() -> None:
    functions = {name: getattr(desk, name) for name in desk.__all__ if inspect.isfunction(getattr(desk, name))}
    with_an_act = {name for name, one in functions.items() if "act" in inspect.signature(one).parameters}
    assert with_an_act == {*CHANGES, *ASKS, *ADOPTS, *NOTES}


@pytest.mark.parametrize("name", CHANGES)
def test_a_use_case_under_rules_that_were_replaced_is_refused_and_nothing_is_half_written(
    house: House, name: str
) -> None:
    (house.folder / "people.csv").write_text("name,status\nCy Example,enquiry/new\nDi,nowhere\n", encoding="utf-8")
    house.change_the_rules()
    before = house.dump()
    with pytest.raises(RulesChangedError, match="nothing was done by the old ones: try again"):
        CHANGES[name](house.act, house.folder)
    assert house.dump() == before
    assert not (house.folder / "rejects.csv").exists()
    assert not (house.folder / "erased.txt").exists()


@pytest.mark.parametrize("name", CHANGES)
def test_the_same_use_case_changes_the_store_while_the_rules_are_in_force(house: House, name: str) -> None:
    (house.folder / "people.csv").write_text("name,status\nCy Example,enquiry/new\nDi,nowhere\n", encoding="utf-8")
    before = house.dump()
    CHANGES[name](house.act, house.folder)
    assert house.dump() != before


@pytest.mark.parametrize("kind", DueKind)
def test_a_worker_with_rules_that_were_replaced_does_nothing_of_any_kind(house: House, kind: DueKind) -> None:
    refs: dict[DueKind, int | str] = {DueKind.TIMER: "overdue", DueKind.SETTLE: ""}
    contact = BEN if kind is DueKind.SETTLE else ANA
    with house.old.store.transaction():
        for one in (*house.old.store.scheduled(ANA), *house.old.store.scheduled(BEN)):
            house.old.store.take_due(one)
    house.change_the_rules()
    with house.old.store.transaction():  # what is due when rules change has its clock set by the new ones
        house.old.store.schedule(Due(MONDAY, kind, contact, refs.get(kind, 1)))
    before, carrier = house.dump(), Carrier(look_up=lambda outgoing: Accepted("found"))
    worked = work(house.old, carrier, MONDAY + LATER)
    assert (worked.total, worked.stopped, carrier.carried) == (0, True, [])
    assert worked.failures == ["the rules were changed while this ran; nothing was done by the old ones: try again"]
    assert house.dump() == before


def test_what_is_posted_again_is_refused_by_the_old_rules_even_if_they_answered_it_before(house: House) -> None:
    channel = house.old.ruleset.channel("text")
    first = desk.take_in(house.act, channel, [STOP])
    house.change_the_rules()
    before, new = house.dump(), house.new
    with pytest.raises(RulesChangedError):
        desk.take_in(house.act, channel, [STOP])
    assert house.dump() == before
    assert desk.take_in(Act(new, MONDAY + LATER), new.ruleset.channel("text"), [STOP]) == first
    assert house.dump() == before


def test_a_stop_that_was_kept_when_the_rules_changed_is_reacted_to_by_the_new_ones(house: House) -> None:
    answer = desk.receive(Act(changing_after_the_first_change(house), MONDAY + LATER), "5550101", "STOP", DESK)
    assert "what the rules make of it is done later: the rules were changed while this ran" in answer.said
    new = house.new
    assert consent_of(new, "5550101", DESK) is Consent.OPTED_OUT
    assert new.store.notes(ANA) == []
    work(new, Carrier(), MONDAY + LATER)
    assert [note.text for note in new.store.notes(ANA)].count("Ana said stop, by the new rules") == 1
    assert sum(isinstance(entry.said, ReplyReceived) for entry in new.store.journal()) == 1


def changing_after_the_first_change(house: House) -> Practice:
    """The practice by its old rules; others are taken over as soon as its first transaction has ended."""
    seen: list[str] = []

    def in_between(name: str) -> None:
        if name == "transaction" and seen.count("commit") == 1 and not house.folder.joinpath("other").exists():
            house.change_the_rules()
        seen.append(name)

    return Practice(house.old.ruleset, watched(house.old.store, in_between))


class Meanwhile:
    """A channel that takes its time: the rules change while it has the message."""

    def __init__(self, house: House, receipt: Receipt) -> None:
        self.house, self.receipt = house, receipt
        self.asked = 0

    def __call__(self, outgoing: Outgoing) -> Receipt:
        self.asked += 1
        if self.asked > 1:
            return Accepted("by the new rules")
        self.house.change_the_rules()
        return self.receipt


def sent_meanwhile(house: House, receipt: Receipt, *, asked: bool = False) -> tuple[Practice, Carrier]:
    """The second message of Ana is handed over under the old rules, and answered when there are others."""
    carrier = Carrier(Meanwhile(house, receipt), (lambda outgoing: None) if asked else None)
    with house.old.store.transaction():
        for one in house.old.store.scheduled(BEN):
            house.old.store.take_due(one)
    work(house.old, carrier, MONDAY + LATER)
    assert [one.message_id for one in carrier.carried] == [f"{house.old.store.name}-2"]
    return house.new, carrier


ENDS: dict[str, tuple[Receipt, MessageState, str]] = {
    "sent": (Accepted("ref 2"), MessageState.SENT, "ref 2"),
    "failed": (Refused("not allowed"), MessageState.FAILED, ""),
    "unknown": (Uncertain("time-out"), MessageState.UNKNOWN, ""),
}


@pytest.mark.parametrize(("receipt", "state", "reference"), ENDS.values(), ids=ENDS)
def test_an_answer_that_comes_after_the_rules_changed_is_written_down_and_left_to_the_new_ones(
    house: House, receipt: Receipt, state: MessageState, reference: str
) -> None:
    new, carrier = sent_meanwhile(house, receipt)
    message = new.store.message(2)
    assert (message.state, message.reference) == (state, reference)
    (ended,) = (one for one in new.store.journal() if isinstance(one.said, MessageEnded) and one.said.message == 2)
    (due,) = (one for one in new.store.scheduled(ANA) if one.kind is DueKind.REACT)
    assert due.number == ended.seq
    assert heard(new, state) == []

    work(new, carrier, MONDAY + LATER)
    work(new, carrier, MONDAY + LATER)
    assert len(carrier.carried) == 1, "a message that was handed over is not handed over again"
    assert heard(new, state) == [new.ruleset.hash]
    if state is not MessageState.FAILED:
        assert [note.text for note in new.store.notes(ANA)] == ["The new rules know of it"]


def heard(practice: Practice, state: MessageState) -> list[str]:
    """By which rules it was decided what follows on the end of Ana's second message."""
    return [
        entry.ruleset
        for entry in practice.store.journal(since=_handed_over(practice))
        if isinstance(entry.said, Happened) and getattr(entry.said.event, "report", "") == state
    ]


def _handed_over(practice: Practice) -> int:
    """The entry that says that Ana's second message goes."""
    decided = [
        one.seq for one in practice.store.journal() if one.kind == "channel decided" and one.data["message"] == 2
    ]
    return decided[0]


def test_that_nobody_knows_whether_a_message_left_is_told_and_asked_again_whatever_the_rules_became(
    house: House,
) -> None:
    new, _ = sent_meanwhile(house, Uncertain("time-out"), asked=True)
    told = [notice.text for notice in new.store.notices() if notice.text != "Ring Ana"]
    assert told == ["message 2 may or may not have left: time-out"]
    assert [one.number for one in new.store.scheduled(ANA) if one.kind is DueKind.RECONCILE] == [2]


def test_what_a_provider_says_of_a_number_counts_and_the_new_rules_choose_the_other_way(house: House) -> None:
    new, carrier = sent_meanwhile(house, Unreachable("no texts", "landline"))
    assert new.store.contact(ANA).phones[PhoneKind.CELL].line_type is LineType.LANDLINE
    assert new.store.message(2).state is MessageState.WAITING
    work(new, carrier, MONDAY + LATER)
    assert [one.channel for one in carrier.carried] == ["text", "email"]
    assert new.store.message(2).reference == "by the new rules"


def test_an_opt_out_that_the_provider_knows_counts_under_any_rules(house: House) -> None:
    new, _ = sent_meanwhile(house, Unreachable("stopped", "opted_out"))
    assert consent_of(new, "5550101", DESK) is Consent.OPTED_OUT


def test_what_was_refused_for_now_is_tried_again_by_the_new_rules(house: House) -> None:
    new, carrier = sent_meanwhile(house, Refused("busy", retry=True, after=timedelta(minutes=5)))
    assert new.store.message(2).state is MessageState.WAITING
    work(new, carrier, MONDAY + LATER)
    assert len(carrier.carried) == 1
    work(new, carrier, MONDAY + LATER + timedelta(minutes=5))
    assert (len(carrier.carried), new.store.message(2).state) == (2, MessageState.SENT)


def test_what_a_dead_worker_left_is_settled_under_any_rules_and_never_sent_again(house: House) -> None:
    with house.old.store.transaction():
        assert house.old.store.claim_message(2, house.old.ruleset.channel("text").id, "5550101", MONDAY)
        house.old.store.save_message(replace(house.old.store.message(2), handover=Handover.BEGUN))
    house.change_the_rules()
    new = house.new
    carrier = Carrier(look_up=lambda outgoing: Accepted("it left"))
    assert work(house.old, carrier, MONDAY + LATER).stopped
    assert (new.store.message(2).state, new.store.message(2).reference) == (MessageState.SENT, "it left")
    work(new, carrier, MONDAY + LATER)
    assert carrier.carried == []
    assert [note.text for note in new.store.notes(ANA)] == ["The new rules know of it"]


def test_a_report_that_was_kept_when_the_rules_changed_is_reacted_to_by_the_new_ones_alone(house: House) -> None:
    said = desk.report(Act(changing_after_the_first_change(house), MONDAY + LATER), 1, "failed").said
    assert said.startswith("message 1 is failed; what the rules make of it is done later")
    new = house.new
    assert new.store.message(1).reported == "failed"
    assert sum(isinstance(one.said, DeliveryReported) for one in new.store.journal()) == 1
    work(new, Carrier(), MONDAY + LATER)
    assert "A message failed" in [notice.text for notice in new.store.notices()]
