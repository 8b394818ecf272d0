"""Effects: what follows an event. A rule names them, the interpreter returns them, the desk carries them out.

Plain data; knows neither how an effect is written in YAML nor how it is stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias

from frontdesk.names import CampaignId, ChannelId, MessageId, ReasonId, State, TaskId


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Move the contact to *state*; it settles at once, since no person chose it."""

    state: State
    reason: ReasonId | None = None


@dataclass(frozen=True, slots=True)
class StartCampaign:
    """Enrol the contact; campaigns of the same group end."""

    campaign: CampaignId


@dataclass(frozen=True, slots=True)
class EndCampaign:
    """End one campaign of the contact, or every one when *campaign* is ``None``; what waits to be sent is withdrawn."""

    campaign: CampaignId | None = None


@dataclass(frozen=True, slots=True)
class OpenTask:
    """Open a task of this kind; one that is open already stays the only one."""

    task: TaskId


@dataclass(frozen=True, slots=True)
class CloseTask:
    """Close the contact's open tasks of this kind, or every open one when *task* is ``None``."""

    task: TaskId | None = None


@dataclass(frozen=True, slots=True)
class ReassignTask:
    """Give the contact's open tasks of this kind to somebody else."""

    task: TaskId
    to: str


@dataclass(frozen=True, slots=True)
class SetFollowUp:
    """Ask for a follow-up after *delay*: on the open tasks of this kind, else on a plain follow-up of the contact."""

    delay: timedelta
    task: TaskId | None = None


@dataclass(frozen=True, slots=True)
class SendMessage:
    """Send a message at once, as an automation; the channel is decided when it leaves."""

    message: MessageId


@dataclass(frozen=True, slots=True)
class OptIn:
    """Record consent for the contact's numbers on the line that the event came in on, or on every line.

    *channel* is one that keeps consent; consent itself is kept per number and line.
    """

    channel: ChannelId


@dataclass(frozen=True, slots=True)
class OptOut:
    """Record a refusal for the contact's numbers on the line that the event came in on, or on every line."""

    channel: ChannelId


@dataclass(frozen=True, slots=True)
class AddNote:
    """Write a note on the contact."""

    text: str


@dataclass(frozen=True, slots=True)
class NotifyStaff:
    """Tell the staff; shown by ``frontdesk tasks`` until somebody ticks it off."""

    text: str


@dataclass(frozen=True, slots=True)
class ResetAttempts:
    """Count contact attempts from zero again."""


Effect: TypeAlias = (
    SetStatus
    | StartCampaign
    | EndCampaign
    | OpenTask
    | CloseTask
    | ReassignTask
    | SetFollowUp
    | SendMessage
    | OptIn
    | OptOut
    | AddNote
    | NotifyStaff
    | ResetAttempts
)
