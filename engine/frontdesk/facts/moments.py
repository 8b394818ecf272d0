"""Moments: what there is to compute the facts of each scope from. A scope's moment widens that of the scope it widens.

Plain frozen records that whoever asks fills in. Knows no fact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from frontdesk.facts.history import NO_HISTORY, History
from frontdesk.model import MessageText, Ruleset
from frontdesk.model.sites import Sites
from frontdesk.names import CampaignId, ChannelId, LineId, MessageKind, Next, State, Timing
from frontdesk.records import Appointment, ConsentRecord, Contact, Sent, Task
from frontdesk.tables import Value

_WEEK = timedelta(days=7)
_NOT_TODAY = timedelta(days=2)
"""What is so long ago is on another day in any zone: it saves reading the calendar for most of what was sent."""


def zone_of(ruleset: Ruleset, contact: Contact | None) -> ZoneInfo:
    """The zone whose clock counts: the contact's, else the practice's."""
    return ZoneInfo(contact.zone if contact and contact.zone else ruleset.time_zone)


def visit_zone(ruleset: Ruleset, visit: Appointment) -> ZoneInfo:
    """The zone on whose clock a visit takes place: that of its site, else the practice's; never the contact's."""
    return site_zone(ruleset, visit.site)


def site_zone(ruleset: Ruleset, name: str) -> ZoneInfo:
    """The zone of the clock at the site called *name*: its own, else the practice's, as for one that nobody knows."""
    site = ruleset.part(Sites).sites.get(name)
    return ZoneInfo(site.time_zone if site and site.time_zone else ruleset.time_zone)


def zone_city(zone: ZoneInfo) -> str:
    """The city that names a zone: "New York"; UTC is UTC."""
    return zone.key.rpartition("/")[2].replace("_", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeMoment:
    """The practice itself, at an instant.

    ``known`` are the facts computed so far: it is filled while they are, each after those declared before it, and
    those that a table of the practice decides after all others of their scope.
    """

    ruleset: Ruleset
    now: datetime
    known: dict[str, Value] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class UnderWay:
    """What goes on for a contact: the campaigns that run, the tasks that are open, and the visits.

    ``lost`` is the visit that was cancelled or missed last, and is it still; ``None`` where none was.
    """

    campaigns: frozenset[CampaignId] = frozenset()
    tasks: Sequence[Task] = ()
    visits: Sequence[Appointment] = ()
    lost: Appointment | None = None


NOTHING_UNDER_WAY = UnderWay()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactMoment(PracticeMoment):
    """A contact; ``has_appointment``: one lies ahead. ``history`` is what counts are taken from."""

    contact: Contact
    has_appointment: bool = False
    under_way: UnderWay = NOTHING_UNDER_WAY
    history: History = NO_HISTORY

    @property
    def zone(self) -> ZoneInfo:
        """The zone whose clock counts."""
        return zone_of(self.ruleset, self.contact)

    @property
    def local(self) -> datetime:
        """The instant on that clock."""
        return self.now.astimezone(self.zone)

    @property
    def state(self) -> State:
        """The state that shows."""
        return self.contact.state


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentMoment(ContactMoment):
    """A contact and the appointment at hand, if there is one."""

    appointment: Appointment | None = None


@dataclass(frozen=True, slots=True)
class Lately:
    """What a contact got today, on their own calendar, and in the last 7 days."""

    today: Sequence[Sent] = ()
    week: Sequence[Sent] = ()

    @classmethod
    def of(cls, sent: Sequence[Sent], now: datetime, zone: ZoneInfo) -> Lately:
        """Sort out what was *sent* by the clock at *now*."""
        if not sent:
            return NOTHING_LATELY
        today = now.astimezone(zone).date()
        return cls(
            [one for one in sent if now - one.at < _NOT_TODAY and one.at.astimezone(zone).date() == today],
            [one for one in sent if now - one.at < _WEEK],
        )


NOTHING_LATELY = Lately()


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageMoment(AppointmentMoment):
    """A message that is thought of or due; ``appointment`` is the one that it is about.

    ``consents`` are those recorded for the contact's addresses; ``line`` is the one that it leaves from.
    """

    message: MessageText
    kind: MessageKind
    timing: Timing
    campaign: str = ""
    step: str = ""
    line: LineId | None = None
    consents: Sequence[ConsentRecord] = ()
    shared_phone: bool = False
    lately: Lately = NOTHING_LATELY


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingMoment:
    """A message whose channel is chosen, at an instant at which it might leave: ``local`` is it on the contact's clock.

    ``about`` is the message as it was when the channel was chosen: while it waits for its hour, only what is of the
    sending itself and ``lately`` change.
    """

    about: MessageMoment
    channel: ChannelId
    local: datetime
    lately: Lately

    @property
    def ruleset(self) -> Ruleset:
        """The rules."""
        return self.about.ruleset


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskMoment(ContactMoment):
    """An outcome that is logged, on a task if there is one, and what was asked to come next: a follow-up, and when."""

    task: Task | None = None
    outcome: str
    following: Next = Next.NONE
    follow_up_at: datetime | None = None
