"""A practice that has been at work for a week: somebody of whom everything is known, and a choice not settled yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from frontdesk import desk
from frontdesk.desk import Act, ContactLog, Extras, Practice
from frontdesk.names import AppointmentState, ContactId, MessageId, OutcomeId, State
from frontdesk.tables import Value
from frontdesk.worker import play
from support import HARBOUR, MONDAY, Carrier, a_practice

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Played:
    """The practice, its people, and the hour at which it is looked at."""

    practice: Practice
    ana: ContactId
    ben: ContactId
    act: Act

    @property
    def chosen(self) -> State:
        """What was chosen for Ben, whose window has passed and whom no worker has come to."""
        return State("enquiry/waiting")


def added(act: Act, **cells: str) -> ContactId:
    """Somebody new, whom an import would bring in with these columns."""
    answer = desk.add_contact(act, cells)
    assert answer.contact is not None
    return ContactId(answer.contact)


def a_played_practice() -> Played:
    """Ana was called, booked, moved the visit, was reminded, booked again and said STOP.

    Ben, who cannot be written to, was thanked in vain; now he wants time.
    """
    practice, carrier = a_practice(HARBOUR), Carrier()
    monday = Act(practice, MONDAY)
    ana = added(
        monday,
        name="Ana Example",
        cell="+351 555 010 101",
        cell_type="text_enabled",
        email="ana@example.com",
        status="enquiry/new",
        reference="P-1",
        weight="8",
    )
    ben = added(monday, name="Ben Example", home="+351 555 010 102", home_type="landline", status="enquiry/new")
    surgery: dict[str, Value] = {"surgery": "yes"}
    desk.log_contact(monday, ana, ContactLog(OutcomeId("not_reached"), note="No answer."))
    desk.book(monday, ana, MONDAY + 3 * DAY, surgery, reference="V-1")
    desk.reschedule(monday, ana, MONDAY + 4 * DAY)
    desk.send(monday, ben, MessageId("thanks"))
    play(practice, carrier, MONDAY + 5 * DAY)
    saturday = Act(practice, MONDAY + 5 * DAY)
    desk.set_preferences(saturday, ana, number="cell")
    desk.book(saturday, ana, MONDAY + 9 * DAY)
    desk.become(saturday, ana, AppointmentState.CONFIRMED)
    desk.receive(saturday, "+351555010101", "STOP")
    late = State("enquiry/waiting")
    desk.set_status(saturday, ben, late, Extras(note="Wants time.", follow_up_at=MONDAY + 8 * DAY))
    return Played(practice, ana, ben, Act(practice, MONDAY + 5 * DAY + timedelta(minutes=10)))
