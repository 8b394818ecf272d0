"""Effects: what follows an event. A rule names them, the interpreter returns them, the desk carries them out.

One class a word of ``do:``, with the sentence that tells it; a field is called after what it names, so that a renderer
knows how to label it. Plain data; knows neither how an effect is written in YAML nor how it is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from string import Formatter
from typing import ClassVar, TypeAlias, get_args

from frontdesk.names import (
    CampaignId,
    ChannelId,
    MessageId,
    Priority,
    Progress,
    ReasonId,
    State,
    TaskId,
    TaskType,
)
from frontdesk.tables import Length, written_length
from frontdesk.wire import wire


class EffectKind(StrEnum):
    """Every kind of effect: the words that ``do:`` takes in a ruleset, but for those that are not ``WRITTEN``."""

    SET_STATUS = "set_status"
    START_CAMPAIGN = "start_campaign"
    END_CAMPAIGN = "end_campaign"
    OPEN_TASK = "open_task"
    CLOSE_TASK = "close_task"
    COMPLETE_TASK = "complete_task"
    CANCEL_TASK = "cancel_task"
    REASSIGN_TASK = "reassign_task"
    FOLLOW_UP = "follow_up"
    SEND = "send"
    ANSWER = "answer"
    OPT_IN = "opt_in"
    OPT_OUT = "opt_out"
    CONFIRM_APPOINTMENT = "confirm_appointment"
    CANCEL_APPOINTMENT = "cancel_appointment"
    ASK_TO_RESCHEDULE = "ask_to_reschedule"
    NOTE = "note"
    NOTIFY_STAFF = "notify_staff"
    NOTE_FACT = "note_fact"
    RESET_HAS_BEEN = "reset_has_been"
    RESET_ATTEMPTS = "reset_attempts"


WRITTEN = tuple(kind for kind in EffectKind if kind is not EffectKind.RESET_ATTEMPTS)
"""What ``do:`` may say; attempts are reset by ``resets:`` of attempts.yaml alone."""


@dataclass(frozen=True, slots=True)
class Words:
    """The sentence that tells an effect, with its fields in braces.

    ``brief`` is how a line of the journal tells it. ``in_full`` says more, where every field that it names is set;
    ``every`` says it where a field that ``brief`` names is not set, so that every one is meant. Each of ``besides`` is
    told in full after it where the field that it names is set.
    """

    brief: str
    in_full: str = ""
    every: str = ""
    besides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Move the contact to *state*, or back to the settled state before when it is ``None``.

    It settles at once, since no person chose it.
    """

    kind: ClassVar = EffectKind.SET_STATUS
    wire: ClassVar = wire("set_status", state="state", reason="reason")
    words: ClassVar = Words(
        "set status {state}", in_full="set status {state} (reason: {reason})", every="set the status before"
    )
    state: State | None
    reason: ReasonId | None = None


@dataclass(frozen=True, slots=True)
class StartCampaign:
    """Enrol the contact; campaigns of the same group end."""

    kind: ClassVar = EffectKind.START_CAMPAIGN
    wire: ClassVar = wire("start_campaign", campaign="campaign")
    words: ClassVar = Words("start campaign {campaign}")
    campaign: CampaignId


@dataclass(frozen=True, slots=True)
class EndCampaign:
    """End one campaign of the contact, or every one when *campaign* is ``None``; what waits to be sent is withdrawn."""

    kind: ClassVar = EffectKind.END_CAMPAIGN
    wire: ClassVar = wire("end_campaign", campaign="campaign")
    words: ClassVar = Words("end campaign {campaign}", every="end every campaign")
    campaign: CampaignId | None = None


@dataclass(frozen=True, slots=True)
class OpenTask:
    """Open a task of this kind; one that is open already stays the only one, as it is.

    ``to`` gets it, it is worked on as ``type`` says, and presses as ``priority`` says; where one is not said, as the
    kind says.
    """

    kind: ClassVar = EffectKind.OPEN_TASK
    wire: ClassVar = wire("open_task", task="task", to="to", type="type", priority="priority")
    words: ClassVar = Words("open task {task}", besides=(" for {to}", ", type {type}", ", priority {priority}"))
    task: TaskId
    to: str | None = None
    type: TaskType | None = None
    priority: Priority | None = None


@dataclass(frozen=True, slots=True)
class CloseTask:
    """Close the contact's open tasks of this kind, or every open one when *task* is ``None``; each as far as it was."""

    kind: ClassVar = EffectKind.CLOSE_TASK
    wire: ClassVar = wire("close_task", task="task")
    words: ClassVar = Words("close task {task}", every="close every task")
    progress: ClassVar[Progress | None] = None
    """How far they are then; ``None``: as far as they were."""
    task: TaskId | None = None


@dataclass(frozen=True, slots=True)
class CompleteTask:
    """Close tasks as ``CloseTask`` does: they are done."""

    kind: ClassVar = EffectKind.COMPLETE_TASK
    wire: ClassVar = wire("complete_task", task="task")
    words: ClassVar = Words("complete task {task}", every="complete every task")
    progress: ClassVar[Progress | None] = Progress.DONE
    task: TaskId | None = None


@dataclass(frozen=True, slots=True)
class CancelTask:
    """Close tasks as ``CloseTask`` does: they are not to be done any more."""

    kind: ClassVar = EffectKind.CANCEL_TASK
    wire: ClassVar = wire("cancel_task", task="task")
    words: ClassVar = Words("cancel task {task}", every="cancel every task")
    progress: ClassVar[Progress | None] = Progress.CANCELLED
    task: TaskId | None = None


@dataclass(frozen=True, slots=True)
class ReassignTask:
    """Give the contact's open tasks of this kind to somebody else."""

    kind: ClassVar = EffectKind.REASSIGN_TASK
    wire: ClassVar = wire("reassign_task", task="task", to="to")
    words: ClassVar = Words("give task {task} to {to}")
    task: TaskId
    to: str


@dataclass(frozen=True, slots=True)
class SetFollowUp:
    """Ask for a follow-up after *delay*: on the open tasks of this kind, else on a plain follow-up of the contact."""

    kind: ClassVar = EffectKind.FOLLOW_UP
    wire: ClassVar = wire("follow_up", delay="delay", task="task")
    words: ClassVar = Words("follow up in {delay}", in_full="follow up in {delay} on {task}")
    delay: Length
    task: TaskId | None = None


@dataclass(frozen=True, slots=True)
class SendMessage:
    """Send a message at once, as an automation; the channel is decided when it leaves."""

    kind: ClassVar = EffectKind.SEND
    wire: ClassVar = wire("send", message="message")
    words: ClassVar = Words("send {message}")
    message: MessageId


@dataclass(frozen=True, slots=True)
class AnswerReply:
    """Answer whoever wrote, at the number and from the line that it came in on; of a reply from several, once.

    It goes at any hour, as what they asked for; where that number refused texts on that line, not at all.
    """

    kind: ClassVar = EffectKind.ANSWER
    wire: ClassVar = wire("answer", message="message")
    words: ClassVar = Words("answer with {message}")
    message: MessageId


@dataclass(frozen=True, slots=True)
class OptIn:
    """Record consent for the contact's numbers on the line that the event came in on, or on every line.

    *channel* is one that keeps consent; consent itself is kept per number and line.
    """

    kind: ClassVar = EffectKind.OPT_IN
    wire: ClassVar = wire("opt_in", channel="channel")
    words: ClassVar = Words("opt in to {channel}", in_full="opt in to: {channel}")
    channel: ChannelId


@dataclass(frozen=True, slots=True)
class OptOut:
    """Record a refusal for the contact's numbers on the line that the event came in on, or on every line."""

    kind: ClassVar = EffectKind.OPT_OUT
    wire: ClassVar = wire("opt_out", channel="channel")
    words: ClassVar = Words("opt out of {channel}", in_full="opt out of: {channel}")
    channel: ChannelId


@dataclass(frozen=True, slots=True)
class ConfirmAppointment:
    """Note that the contact will come to the visit that the event is about, or to the only one ahead.

    Where it is about none and several lie ahead, or the visit is over, the staff are told instead: nobody guesses.
    """

    kind: ClassVar = EffectKind.CONFIRM_APPOINTMENT
    wire: ClassVar = wire("confirm_appointment")
    words: ClassVar = Words("confirm the appointment")


@dataclass(frozen=True, slots=True)
class CancelAppointment:
    """Cancel the visit that the event is about, or the only one ahead, as ``ConfirmAppointment`` finds it."""

    kind: ClassVar = EffectKind.CANCEL_APPOINTMENT
    wire: ClassVar = wire("cancel_appointment")
    words: ClassVar = Words("cancel the appointment")


@dataclass(frozen=True, slots=True)
class AskToReschedule:
    """Give the staff a follow-up, unless one is open, and tell them this: somebody wants another time.

    The visit stays as it is: it is moved by a person, to a time that both agree on.
    """

    kind: ClassVar = EffectKind.ASK_TO_RESCHEDULE
    wire: ClassVar = wire("ask_to_reschedule", text="text")
    words: ClassVar = Words("ask to reschedule", in_full="ask to reschedule: {text}")
    text: str


@dataclass(frozen=True, slots=True)
class AddNote:
    """Write a note on the contact."""

    kind: ClassVar = EffectKind.NOTE
    wire: ClassVar = wire("note", text="text")
    words: ClassVar = Words("note", in_full="note: {text}")
    text: str


@dataclass(frozen=True, slots=True)
class NotifyStaff:
    """Tell the staff, or the person or team ``to``; shown by ``frontdesk tasks`` until somebody ticks it off."""

    kind: ClassVar = EffectKind.NOTIFY_STAFF
    wire: ClassVar = wire("notify_staff", text="text", to="to")
    words: ClassVar = Words("tell staff", in_full="tell staff: {text}", besides=(" (to {to})",))
    text: str
    to: str | None = None


@dataclass(frozen=True, slots=True)
class NoteFact:
    """Note what one of the practice's own facts says of the contact, or of the visit that the event is about.

    *value* is as a ruleset writes it; ``unknown`` forgets it, and ``today`` of a date is the day of the event.
    """

    kind: ClassVar = EffectKind.NOTE_FACT
    wire: ClassVar = wire("note_fact", "value", fact="fact", value="value")
    words: ClassVar = Words("note {fact} {value}", in_full="note {fact}: {value}")
    fact: str
    value: str = ""
    """Empty where it was erased: it says something of a person."""


@dataclass(frozen=True, slots=True)
class ResetHasBeen:
    """Forget that the contact has been in *states*, or in any when it is ``None``; the one that they are in counts."""

    kind: ClassVar = EffectKind.RESET_HAS_BEEN
    wire: ClassVar = wire("reset_has_been", states="states")
    words: ClassVar = Words("forget having been {states}", every="forget every state before")
    states: tuple[State, ...] | None = None


@dataclass(frozen=True, slots=True)
class ResetAttempts:
    """Count contact attempts from zero again."""

    kind: ClassVar = EffectKind.RESET_ATTEMPTS
    wire: ClassVar = wire("reset_attempts")
    words: ClassVar = Words("count attempts from zero")


Effect: TypeAlias = (
    SetStatus
    | StartCampaign
    | EndCampaign
    | OpenTask
    | CloseTask
    | CompleteTask
    | CancelTask
    | ReassignTask
    | SetFollowUp
    | SendMessage
    | AnswerReply
    | OptIn
    | OptOut
    | ConfirmAppointment
    | CancelAppointment
    | AskToReschedule
    | AddNote
    | NotifyStaff
    | NoteFact
    | ResetHasBeen
    | ResetAttempts
)
"""One thing that follows."""

Closing: TypeAlias = CloseTask | CompleteTask | CancelTask
"""What closes tasks; the classes differ in how far the tasks are then."""

EFFECTS: Mapping[EffectKind, type[Effect]] = {one.kind: one for one in get_args(Effect)}
"""The class of each kind."""

TODAY = "today"
"""What a rule writes for the day of the event, where it notes a date."""
PREVIOUS = "previous"
"""What a rule writes for the settled state before."""
_ANY = "any"


def sentence(effect: Effect, label: Callable[[str, object], str]) -> str:
    """Tell *effect* in full; *label* says what stands for a field, given its name and its value."""
    words: Words = effect.words
    for template in (words.in_full, words.brief):
        named = {name: getattr(effect, name) for name in _named(template)}
        if template and None not in named.values():
            besides = (one for one in words.besides if all(getattr(effect, name) for name in _named(one)))
            return "".join(_filled(effect, one, label) for one in (template, *besides))
    return words.every


def _filled(effect: Effect, template: str, label: Callable[[str, object], str]) -> str:
    return template.format_map({name: label(name, getattr(effect, name)) for name in _named(template)})


def brief_sentence(effect: Effect) -> str:
    """Tell *effect* briefly, by the names that the ruleset gives, with whom it goes to."""
    template = effect.words.brief
    named = {name: getattr(effect, name) for name in _named(template)}
    nothing = PREVIOUS if isinstance(effect, SetStatus) else _ANY  # what a ruleset writes where an effect names nothing
    told = template.format_map(
        {name: nothing if value is None else _as_written(value) for name, value in named.items()}
    )
    words, to = effect.words, getattr(effect, "to", None)
    return told + "".join(one.format(to=to) for one in words.besides if to and _named(one) == ("to",))


def _as_written(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return written_length(value) if isinstance(value, Length) else str(value)


def _named(template: str) -> tuple[str, ...]:
    return tuple(field for _, field, _, _ in Formatter().parse(template) if field)
