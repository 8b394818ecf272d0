"""A real piece of work: the front desk and the worker of a fictional practice, on the store that is tried.

Everything is asked under a request id, so that whoever was interrupted can ask for all of it again. The provider can be
asked what became of a message, so that in the end nobody needs to be in doubt.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from frontdesk import desk
from frontdesk.desk.practice import Act, Practice
from frontdesk.hookspecs import Accepted, Channel, Outgoing, Receipt, Refused
from frontdesk.keeping import Store
from frontdesk.loading import find_ruleset, load_ruleset
from frontdesk.model import PracticeChannel, Ruleset
from frontdesk.names import ContactId, LineType, MessageId, MessageState, OutcomeId, PhoneKind, State
from frontdesk.plugins.settings import Carrier
from frontdesk.records import Contact, Phone, StoreError
from frontdesk.worker import work

MORNING = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
"""Monday 2 March 2026, 10:00 in New York."""
NEXT_DAY = MORNING + timedelta(hours=22, minutes=20)
"""When the worker comes: the status has settled, and the first step of the campaign that it began is due."""
EVENING = NEXT_DAY + timedelta(hours=2)
"""When the next worker comes, whom nobody interrupts."""
_SCHEDULED, _MISSED = State("free_screen/scheduled"), State("free_screen/no_show")
_NOTE = "They did not come and did not call. " * 400
"""Long enough to need room on a disk."""
_ENDED = (MessageState.SENT, MessageState.FAILED, MessageState.WITHDRAWN, MessageState.SKIPPED)


@cache
def rules() -> Ruleset:
    """The rules of the day: those of the shipped practice for physical therapy."""
    return load_ruleset(find_ruleset("physical-therapy"))


@dataclass(slots=True)
class Provider:
    """A provider that takes every message, and can be asked for it later."""

    carried: list[str] = field(default_factory=list)

    def carrier(self, channel: PracticeChannel) -> Carrier:
        """Every channel is carried by it."""
        return Carrier(Channel(name=channel.plugin, send=self._send, look_up=self._look_up))

    def _send(self, outgoing: Outgoing) -> Receipt:
        self.carried.append(outgoing.message_id)
        return Accepted("taken")

    def _look_up(self, outgoing: Outgoing) -> Receipt:
        return Accepted("taken") if outgoing.message_id in self.carried else Refused("it never came")


def prepare(store: Store) -> None:
    """Two people of a practice that begins its day."""
    desk.adopt(Act(Practice(rules(), store), MORNING))
    phones = [{PhoneKind.CELL: Phone(f"+1202555010{last}", LineType.TEXT_ENABLED)} for last in (1, 2)]
    been = frozenset({_SCHEDULED})
    people = [
        Contact(
            ContactId(0), name, _SCHEDULED, MORNING, been=been, phones=phone, email=f"{name.split()[0]}@example.com"
        )
        for name, phone in zip(("Ana Example", "Ben Example"), phones, strict=True)
    ]
    with store.transaction():
        store.add_contacts(people)


def live(store: Store, provider: Provider) -> None:
    """The day: what the front desk asks for, and a worker. Raises StoreError."""
    ask(store)
    work_off(store, provider)


def ask(store: Store) -> None:
    """A status, a call, messages, and a reply that says STOP. Raises StoreError."""
    practice = Practice(rules(), store)
    ana, ben = ContactId(1), ContactId(2)

    def act(request: str) -> Act:
        return Act(practice, MORNING, request=f"request {request}")

    desk.set_status(act("1"), ana, _MISSED, desk.Extras(note=_NOTE))
    desk.log_contact(act("2"), ana, desk.ContactLog(OutcomeId("left_message"), EVENING + timedelta(days=2), note=_NOTE))
    desk.send(act("3"), ana, MessageId("visit_booked"))
    desk.send(act("4"), ben, MessageId("visit_booked"))
    desk.receive(act("5"), "2025550102", "STOP")


def work_off(store: Store, provider: Provider) -> None:
    """A worker does what is due. Raises StoreError."""
    worked = work(Practice(rules(), store), provider, NEXT_DAY)
    if worked.stopped:
        raise StoreError("; ".join(worked.failures))


def finish(store: Store, provider: Provider) -> None:
    """Whoever comes next asks for everything once more, and works off what is due."""
    live(store, provider)
    worked = work(Practice(rules(), store), provider, EVENING)
    assert not worked.failures, f"a worker on this store cannot finish the day: {worked.failures}"


def ends(store: Store, provider: Provider) -> Counter[str]:
    """Every message of the day by its contact, name and end; and whether each ended as it should, is asserted."""
    carried = Counter(provider.carried)
    for message in store.messages():
        times = carried[f"{store.name}-{message.id}"]
        who = f"message {message.id} ('{message.message}')"
        assert message.state in _ENDED or message.due_at > EVENING, f"{who} never ends: it is {message.state}"
        assert times <= 1, f"{who} reached the patient {times} times"
        sent = message.state is MessageState.SENT
        assert sent == (times == 1), f"{who} is {message.state}, and reached the patient {times} times"
    return Counter(f"{one.contact} {one.message}" for one in store.messages())
