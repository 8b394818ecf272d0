"""What one message and one new contact cost in a practice that is large, or in which many share a number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from benchmarks.measuring import Area, Line, ratios
from frontdesk import Accepted, Channel, Outgoing, Receipt, load_ruleset
from frontdesk.desk import Act, Practice, add_contact, adopt, open_practice, send
from frontdesk.model import PracticeChannel
from frontdesk.names import ContactId, LineType, MessageId, PhoneKind, State
from frontdesk.plugins.settings import Carrier
from frontdesk.records import Contact, Phone
from frontdesk.worker import work

_MOST = 1.5
"""The goal: at most so many times as long as in the smallest practice."""
_NOON = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
_STATE, _TEXT = State("free_screen/scheduled"), MessageId("visit_booked")
_SHARED = "+12025550150"


class _Provider:
    """A provider that takes everything at once."""

    def carrier(self, channel: PracticeChannel) -> Carrier:
        """Every channel is carried by it."""
        return Carrier(Channel(name=channel.plugin, send=self._send))

    def _send(self, outgoing: Outgoing) -> Receipt:
        return Accepted(outgoing.message_id)


@dataclass(slots=True)
class _House:
    """A practice with so many people, who have a number each or one together."""

    practice: Practice
    requests: count[int]

    @classmethod
    def with_people(cls, file: Path, people: Iterator[Contact]) -> _House:
        house = cls(open_practice(load_ruleset("physical-therapy"), file), count(1))
        adopt(Act(house.practice, _NOON))
        with house.practice.store.transaction():
            house.practice.store.add_contacts(people)
        return house

    def close(self) -> None:
        """Let go of the file."""
        self.practice.store.close()

    def messages(self, number: int) -> None:
        """Send somebody so many messages, one after the other: queued, decided, handed over and written down."""
        for _ in range(number):
            one = next(self.requests)
            now = _NOON + one * timedelta(days=9)  # so that none is one too many for the frequency rules
            send(Act(self.practice, now, request=f"request {one}"), ContactId(1), _TEXT)
            work(self.practice, _Provider(), now)

    def newcomers(self, number: int) -> None:
        """Add so many people by hand, whom nobody is called like."""
        for _ in range(number):
            one = next(self.requests)
            cells = {"name": f"Newcomer {one}", "cell": f"+1202556{one % 10_000:04}", "status": _STATE}
            add_contact(Act(self.practice, _NOON, request=f"request {one}"), cells)


def _person(number: int, phone: str) -> Contact:
    phones = {PhoneKind.CELL: Phone(phone, LineType.TEXT_ENABLED)}
    been = frozenset({_STATE})
    return Contact(ContactId(0), f"Person {number}", _STATE, _NOON, been=been, phones=phones)


def _together(number: int) -> Iterator[Contact]:
    return (_person(one, _SHARED) for one in range(number))


def _apart(number: int) -> Iterator[Contact]:
    return (_person(one, f"+1{2_035_550_000 + one}") for one in range(number))


def measure(quick: bool, folder: Path) -> Area:
    """Measure messages and newcomers in a small practice and in larger ones, in turn."""
    rounds, each, many, large = (1, 2, (20,), 200) if quick else (9, 40, (100, 10_000), 100_000)
    alone = _House.with_people(folder / "alone.db", _together(1))
    lines = []
    for number in many:
        house = _House.with_people(folder / f"together-{number}.db", _together(number))
        lines += _compared(f"a message, {number:,} people on the number", house.messages, alone.messages, each, rounds)
        house.close()
    alone.close()
    little = _House.with_people(folder / "small.db", _apart(100))
    house = _House.with_people(folder / "large.db", _apart(large))
    lines += _compared(f"contact add, {large:,} people", house.newcomers, little.newcomers, each, rounds)
    little.close()
    house.close()
    return Area(
        "Large practices and shared numbers",
        "How many times as long one message takes from queueing to its end where many people have the number as where "
        "one has it; and one newcomer in a large practice as in one of a hundred people.",
        tuple(lines),
    )


def _compared(
    what: str, ours: Callable[[int], None], theirs: Callable[[int], None], each: int, rounds: int
) -> list[Line]:
    for once in (ours, theirs):
        once(1)  # what is prepared once is not what is measured
    ratio, took = ratios(lambda: ours(each), lambda: theirs(each), rounds)
    measured = f"{ratio:.2f} x, {1000 * took.middle / each:.1f} ms"
    return [Line(what, measured, f"under {_MOST} times", ratio.middle < _MOST)]
