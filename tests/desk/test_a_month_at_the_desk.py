"""A month at one front desk, where everything goes wrong that does: who gets what, and who is left alone.

The rules are those that ship for a health system, with preferences read from the EMR; the store is one SQLite file.
Each chapter says what the staff do and what they are told; what left is held against the whole list at the end.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from desk.files import a_file
from frontdesk import desk, views
from frontdesk.desk import Act, WhichVisitError
from frontdesk.hookspecs import Accepted, Changes, Outgoing, PreferenceChange, PreferenceSource, Receipt, Unreachable
from frontdesk.names import AppointmentState, Consent, ContactId, LineId, MessageState
from frontdesk.records import Appointment
from frontdesk.worker import play, work
from support import Carrier, a_practice, consent_of, staff_record

ZONE = ZoneInfo("America/Los_Angeles")
MAIN = LineId("main")
ANA, BEN, CLEO, CLEO_AGAIN, MIA, TOM, RUTH, QUIRINA, EVE = (f"P-{number}" for number in range(1, 10))
HEADING = "name,cell,reference,guardian,guardian_cell\n"
PEOPLE = (
    "Ana Example,213-555-0101,P-1,,\n",
    "Ben Example,213-555-0102,P-2,,\n",
    "Cleo Example,213-555-0103,P-3,,\n",
    "Cleo B Example,213-555-0104,P-4,,\n",
    "Mia Example,,P-5,Ruth Example,213-555-0105\n",
    "Tom Example,,P-6,Ruth Example,213-555-0105\n",
    "Ruth Example,213-555-0105,P-7,,\n",
    "Quirina Sample,213-555-0106,P-8,,\n",
)
NOBODYS = "+12135550102"
"""A number that was written down wrongly: its provider says so."""
RULES = "name: northfield\nextends: health-system\n"
THEIRS = {
    "Ana": (
        "+12135550101",
        "03-02 09:00 text: Ana's visit is on Thursday, March 12 at 15:00.",
        "03-02 09:00 text: Ana's visit is on Monday, March 16 at 09:00.",
        "03-02 09:00 text: Ana's visit is on Thursday, March 26 at 11:00.",
        "03-05 10:00 text: please confirm your visit on Thursday, March 12 at 15:00: reply YES 1",
        "03-10 10:00 text: please confirm your visit on Thursday, March 12 at 15:00: reply YES 1",
        "03-11 10:00 text: please confirm your visit on Thursday, March 12 at 15:00: reply YES 1",
        "03-12 16:00 text: we missed you.",
        "03-13 10:00 text: please confirm your visit on Friday, March 20 at 09:00: reply YES 2",
        "03-18 10:00 text: please confirm your visit on Friday, March 20 at 09:00: reply YES 2",
        "03-19 10:00 text: please confirm your visit on Thursday, March 26 at 11:00: reply YES 3",
        "03-19 10:00 text: please confirm your visit on Friday, March 20 at 09:00: reply YES 2",
        "03-24 10:00 text: please confirm your visit on Thursday, March 26 at 11:00: reply YES 3",
        "03-25 10:00 text: please confirm your visit on Thursday, March 26 at 11:00: reply YES 3",
    ),
    "nobody, as Ben's number was written down": (
        NOBODYS,
        "03-02 09:00 text: Ben's visit is on Thursday, March 5 at 09:00.",
    ),
    "Ben": (
        "+12135550112",
        "03-03 10:00 text: please confirm your visit on Thursday, March 5 at 09:00: reply YES 4",
        "03-04 10:00 text: please confirm your visit on Thursday, March 5 at 09:00: reply YES 4",
    ),
    "Cleo": (
        "+12135550103",
        "03-03 09:00 text: Cleo's visit is on Friday, March 6 at 09:00.",
        "03-04 10:00 text: please confirm your visit on Friday, March 6 at 09:00: reply YES 6",
        "03-05 10:00 text: please confirm your visit on Friday, March 6 at 09:00: reply YES 6",
        "03-07 10:00 text: please confirm your visit on Monday, March 9 at 09:00: reply YES 7",
        "03-08 10:00 text: please confirm your visit on Monday, March 9 at 09:00: reply YES 7",
    ),
    "Cleo, before her two records were one": (
        "+12135550104",
        "03-03 09:00 text: Cleo B Example's visit is on Monday, March 9 at 09:00.",
    ),
    "Ruth, for Mia, for Tom, and at last for herself": (
        "+12135550105",
        "03-10 09:00 text: Mia's visit is on Friday, March 13 at 10:00.",
        "03-10 09:00 text: Tom's visit is on Friday, March 13 at 10:30.",
        "03-11 10:00 text: please confirm Mia Friday, March 13 at 10:00 (no. 10) and Tom at 10:30 (no. 11): "
        "reply YES and the number,",
        "03-11 11:00 text: which visit do you mean? Mia Friday, March 13 at 10:00 (no. 10) and Tom at 10:30 (no. 11). "
        "Reply YES and the number,",
        "03-11 11:05 text: thank you, Mia's visit on Friday, March 13 at 10:00 is confirmed.",
        "03-12 10:00 text: please confirm your visit on Friday, March 13 at 10:30: reply YES 11",
        "03-12 10:00 text: see you tomorrow at 10:00, Mia.",
        "03-12 17:00 text: no more texts from this number. Reply START to get them again.",
        "03-13 16:00 call: Mia's visit is on Monday, March 16 at 10:00.",
        "03-13 16:00 call: Ruth's visit is on Tuesday, March 17 at 10:00.",
        "03-14 10:00 call: Please call us to confirm your visit on Monday, March 16.",
        "03-15 10:00 call: Please call us to confirm your visit on Tuesday, March 17.",
        "03-15 10:00 call: Please call us to confirm your visit on Monday, March 16.",
        "03-16 10:00 call: Please call us to confirm your visit on Tuesday, March 17.",
    ),
    "Quirina, erased and imported again since": (
        "+12135550106",
        "03-04 09:00 text: Quirina's visit is on Monday, March 9 at 10:00.",
        "03-04 09:30 text: no more texts from this number. Reply START to get them again.",
        "03-05 09:00 call: Quirina's visit is on Friday, March 6 at 15:00.",
        "03-05 10:00 call: Please call us to confirm your visit on Friday, March 6.",
    ),
}
"""What arrives at whose number, by the clock of the practice, without what every message says."""


class Northfield:
    """The practice, its clock, and the worker that comes by whenever something is due."""

    def __init__(self, folder: Path) -> None:
        """Open it at nine on Monday 2 March 2026."""
        self.folder, self.store_folder = folder, folder / "store"
        self.store_folder.mkdir()
        rules = folder / "northfield"
        rules.mkdir()
        (rules / "ruleset.yaml").write_text(RULES, encoding="utf-8")
        self.practice = a_practice(rules, self.store_folder / "frontdesk.db")
        self.carrier = Carrier(self._answer)
        self.hour = local("2026-03-02 09:00")

    @staticmethod
    def _answer(outgoing: Outgoing) -> Receipt:
        is_wrong = outgoing.to == NOBODYS
        return Unreachable("no such number", "invalid") if is_wrong else Accepted(outgoing.message_id)

    @property
    def act(self) -> Act:
        """The staff, now."""
        return Act(self.practice, self.hour)

    def at(self, hour: str) -> None:
        """Let time pass until then, with all that falls due."""
        assert play(self.practice, self.carrier, local(hour), since=self.hour).failures == []
        self.hour = local(hour)

    def who(self, reference: str) -> ContactId:
        """The contact with a reference of the EMR."""
        return desk.find(self.act, f"ref:{reference}").id

    def add(self, *rows: str) -> desk.Imported:
        """Import a list."""
        return desk.import_file(self.act, a_file(self.folder, *rows, heading=HEADING))

    def book(self, reference: str, hour: str) -> int:
        """Book a visit and return its number."""
        return desk.book(self.act, self.who(reference), local(hour)).number or 0

    def become(self, reference: str, state: AppointmentState, visit: str = "") -> str:
        """Say what became of a visit."""
        return desk.become(self.act, self.who(reference), state, visit).said

    def notices(self) -> list[str]:
        """All that the staff were ever told."""
        return [one.text for one in self.practice.store.notices(open_only=False)]

    def visits(self, *numbers: int) -> list[Appointment]:
        """Those visits as they are kept."""
        return [self.practice.store.appointment(one) for one in numbers]

    def left(self, *traces: str) -> list[str]:
        """Which of them can be read in the bytes of any file beside the store."""
        kept = b"".join(file.read_bytes() for file in self.store_folder.iterdir())
        return [trace for trace in traces if trace.encode() in kept]

    def carried(self) -> dict[str, list[str]]:
        """What arrived at each number, with its hour and its channel, without what every message says."""
        arrived: dict[str, list[str]] = {}
        for one in self.carrier.carried:
            said = re.sub(r"^(This is )?Northfield[:.] |( or|) [Cc]all \+12025550100.*", "", one.body)
            hour = f"{one.at.astimezone(ZONE):%m-%d %H:%M}"
            arrived.setdefault(one.to, []).append(f"{hour} {one.channel}: {said}")
        return arrived


def local(hour: str) -> datetime:
    return datetime.fromisoformat(hour).replace(tzinfo=ZONE)


def what_the_emr_said_before_somebody_was_on_file_counts(house: Northfield) -> None:
    refusal = PreferenceSource("emr_csv", lambda settings, since: Changes((PreferenceChange(EVE, method="DNC"),), "1"))
    assert desk.sync(house.act, refusal).kept == (EVE,)
    house.at("2026-03-02 09:05")
    house.add("Eve Example,213-555-0109,P-9,,\n")
    house.book(EVE, "2026-03-05 12:00")
    house.at("2026-03-02 09:10")
    assert views.contact(house.act, house.who(EVE)).do_not_contact
    assert "+12135550109" not in house.carried()
    assert "A message to Eve Example was not sent; 'frontdesk why' says why." not in house.notices()


def a_wrong_number_is_corrected(house: Northfield) -> None:
    said = desk.edit(house.act, house.who(BEN), {"cell": "213-555-0112"}).said
    assert said == (
        "corrected of Ben Example: cell +1 213-555-0112, unknown, was +1 213-555-0102, invalid; "
        "no consent is recorded for +1 213-555-0112; 1 message did not arrive before (4): see 'frontdesk why 4'"
    )
    assert consent_of(house.practice, NOBODYS, MAIN) is Consent.OPTED_IN
    assert consent_of(house.practice, "+12135550112", MAIN) is Consent.UNKNOWN


def two_records_of_one_person_become_one(house: Northfield) -> None:
    house.at("2026-03-03 09:00")
    house.book(CLEO, "2026-03-06 09:00")
    house.book(CLEO_AGAIN, "2026-03-09 09:00")
    house.at("2026-03-03 09:30")
    said = desk.merge(house.act, house.who(CLEO), house.who(CLEO_AGAIN)).said
    assert said.startswith("Cleo B Example (#4) and Cleo Example (#3) are one now")
    assert house.who(CLEO_AGAIN) == house.who(CLEO)
    assert desk.receive(house.act, "213-555-0104", "It is me, Cleo").contact == house.who(CLEO)


def somebody_is_erased_and_their_refusal_is_not(house: Northfield) -> None:
    house.at("2026-03-04 09:00")
    house.book(QUIRINA, "2026-03-09 10:00")
    house.at("2026-03-04 09:30")
    desk.receive(house.act, "213-555-0106", "stop")
    house.at("2026-03-04 09:40")
    traces = ("Quirina", "2135550106", "Sample")
    assert house.left(*traces) == list(traces)
    desk.erase(house.act, house.who(QUIRINA), "Quirina Sample", house.store_folder / "erased.txt")
    assert house.left(*traces) == []
    house.at("2026-03-05 09:00")
    assert house.add("Quirina Sample,(213) 555-0106,P-8,,\n").opted_out == 1
    house.book(QUIRINA, "2026-03-06 15:00")


def one_visit_is_moved_and_another_cancelled_by_mistake(house: Northfield) -> None:
    house.at("2026-03-05 14:00")
    desk.reschedule(house.act, house.who(ANA), local("2026-03-20 09:00"), "2026-03-16")
    with pytest.raises(WhichVisitError, match=r"several visits can be meant: 1: .*; 2: .*; 3: "):
        house.become(ANA, AppointmentState.CANCELLED)
    house.become(ANA, AppointmentState.CANCELLED, "2026-03-26")
    said = desk.put_right(house.act, house.who(ANA), "2026-03-26").said
    assert said == (
        "appointment 3 is booked again, not cancelled; the message visit_cancelled was withdrawn; "
        "the campaign Visit reminders goes on"
    )


def two_children_are_asked_about_on_one_phone(house: Northfield) -> None:
    house.at("2026-03-10 09:00")
    mias, toms = house.book(MIA, "2026-03-13 10:00"), house.book(TOM, "2026-03-13 10:30")
    house.at("2026-03-11 11:00")
    desk.receive(house.act, "213-555-0105", "Yes!")
    house.at("2026-03-11 11:05")
    assert [visit.state for visit in house.visits(mias, toms)] == ["booked", "booked"]
    hers, his = f"Friday, March 13 at 10:00 (visit {mias}", f"Friday, March 13 at 10:30 (visit {toms}"
    both = f"a visit on {hers} of contact {house.who(MIA)}); a visit on {his} of contact {house.who(TOM)})"
    asked = f"Ruth Example replied 'Yes!', and more than one visit was asked about: {both}. Ask which one is meant."
    assert asked in house.notices()
    desk.receive(house.act, "213-555-0105", f"YES {mias}")
    assert [visit.state for visit in house.visits(mias, toms)] == ["confirmed", "booked"]


def a_visit_is_called_kept_by_mistake(house: Northfield) -> None:
    house.at("2026-03-12 16:00")
    house.become(ANA, AppointmentState.KEPT)
    said = desk.put_right(house.act, house.who(ANA)).said
    assert said == (
        "appointment 1 is booked again, not kept; the campaign Survey after a visit ended; "
        "the message visit_thanks was withdrawn"
    )
    house.become(ANA, AppointmentState.MISSED, "2026-03-12")


def stop_in_full_width_letters_reaches_everybody_on_the_phone(house: Northfield) -> None:
    house.at("2026-03-12 17:00")
    said = desk.receive(house.act, "213-555-0105", "\uff33\uff34\uff2f\uff30").said
    assert said == "reply from 3 contacts on +1 213-555-0105 taken in; the number is opted out on Main line now"
    house.at("2026-03-13 16:00")
    house.book(MIA, "2026-03-16 10:00")
    house.book(RUTH, "2026-03-17 10:00")


def nothing_is_left_over(house: Northfield) -> None:
    store, carried = house.practice.store, house.carrier.carried
    assert work(house.practice, house.carrier, house.hour).total == 0
    assert {one.state for one in store.messages()} == {
        *(MessageState.SENT, MessageState.FAILED, MessageState.SKIPPED, MessageState.WITHDRAWN)
    }
    assert [one.kind for one in store.due(local("2028-01-01 00:00"), limit=100)] == []
    assert max(Counter(one.message_id for one in carried).values()) == 1
    assert max(Counter((one.to, one.body, f"{one.at:%Y-%m-%d}") for one in carried).values()) == 1
    audit = views.audit(house.act)
    assert (audit.broken, audit.rules_not_kept) == ((), 0)
    assert audit.decided_again > 0


def test_each_gets_what_is_theirs_once_and_nobody_is_texted_who_refused(tmp_path: Path) -> None:
    house = Northfield(tmp_path)
    house.add(*PEOPLE)
    for hour in ("2026-03-12 15:00", "2026-03-16 09:00", "2026-03-26 11:00"):
        house.book(ANA, hour)
    staff_record(house.act, house.who(BEN), Consent.OPTED_IN)
    house.book(BEN, "2026-03-05 09:00")
    what_the_emr_said_before_somebody_was_on_file_counts(house)
    a_wrong_number_is_corrected(house)
    two_records_of_one_person_become_one(house)
    somebody_is_erased_and_their_refusal_is_not(house)
    one_visit_is_moved_and_another_cancelled_by_mistake(house)
    two_children_are_asked_about_on_one_phone(house)
    a_visit_is_called_kept_by_mistake(house)
    stop_in_full_width_letters_reaches_everybody_on_the_phone(house)
    house.at("2026-04-02 09:00")
    assert house.carried() == {number: list(said) for number, *said in THEIRS.values()}
    nothing_is_left_over(house)
