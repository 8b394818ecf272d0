"""Effects: what a rule makes follow, read from the words of ``do:``.

Knows every effect of the language; when it happens is the trigger's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from frontdesk.effects import (
    PREVIOUS,
    TODAY,
    WRITTEN,
    AddNote,
    AnswerReply,
    AskToReschedule,
    CancelAppointment,
    CancelTask,
    CloseTask,
    Closing,
    CompleteTask,
    ConfirmAppointment,
    Effect,
    EffectKind,
    EndCampaign,
    NoteFact,
    NotifyStaff,
    OpenTask,
    OptIn,
    OptOut,
    ReassignTask,
    ResetAttempts,
    ResetHasBeen,
    SendMessage,
    SetFollowUp,
    SetStatus,
    StartCampaign,
)
from frontdesk.loading.building.glossary import Glossary
from frontdesk.loading.building.scalars import read_length, shape
from frontdesk.loading.building.sections import Section, section_of
from frontdesk.loading.building.states import ANY
from frontdesk.loading.building.symbols import Symbols, read_value
from frontdesk.loading.building.texts import check_fields
from frontdesk.loading.tree.nodes import Entries, Node, Scalar
from frontdesk.model import Scope
from frontdesk.names import PLAIN_FOLLOW_UP, CampaignId, ChannelId, MessageId, Priority, ReasonId, TaskId, TaskType
from frontdesk.problems import choices, did_you_mean
from frontdesk.tables import UNKNOWN, Domain, Scale, ScaleKind, written

NOTED = (Scope.CONTACT, Scope.APPOINTMENT)
"""Of what a rule can note a fact; what is true of the practice itself stands in facts.yaml."""


def read_effects(symbols: Symbols, section: Section, key: str, *, quotes_reply: bool = False) -> tuple[Effect, ...]:
    """Read the list of effects under *key*; what follows a reply may quote it."""
    return tuple(effect for node in section.items(key) for effect in _effects(symbols, node, section, quotes_reply))


def _effects(symbols: Symbols, node: Node, section: Section, quotes_reply: bool) -> Iterator[Effect]:
    group = section_of(node, f"an effect of {section.what}", node.where, section.diagnostics)
    if group.exists and len(list(group.entries)) != 1:
        cause = f"{group.what} names {len(list(group.entries))} things to do at once"
        section.diagnostics.error(group.where, "Y011", cause, "begin each with a dash of its own")
        return
    for key, value in group.entries.entries.items():
        if key not in WRITTEN:
            hint = did_you_mean(key, WRITTEN) or f"effects are {choices(WRITTEN, most=20)}"
            section.diagnostics.error(group.place(key), "R001", f"no effect is called '{key}'", hint)
        elif isinstance(value, Entries | Scalar):
            effect = _effect(_Said(symbols, group, EffectKind(key), value, quotes_reply))
            yield from () if effect is None else (effect,)
        else:
            section.diagnostics.error(value.where, "Y011", f"'{key}' should be one value, not {shape(value)}")


@dataclass(frozen=True, slots=True)
class _Said:
    """One word of ``do:`` and what stands after it: one value, or a group of keys."""

    symbols: Symbols
    group: Section
    kind: EffectKind
    value: Scalar | Entries
    quotes_reply: bool

    def scalar(self) -> Scalar | None:
        """The one value; ``None`` and noted where a group of keys stands."""
        if isinstance(self.value, Scalar):
            return self.value
        inner = self.section()
        inner.diagnostics.error(inner.where, "Y011", f"{inner.what} should be one value")
        return None

    def name(self, glossary: Glossary, *also: str) -> str | None:
        """The name of *glossary*, or one of *also*, that is said; ``None`` and noted where it is none."""
        value = self.scalar()
        return glossary.find(value, self.symbols.diagnostics, also) if value else None

    def section(self) -> Section:
        """The group of keys."""
        return self.group.section(self.kind)

    def key(self, key: str) -> Scalar | None:
        """The one value under *key* of the group."""
        node = self.section().node(key)
        return node if isinstance(node, Scalar) else None


def _effect(said: _Said) -> Effect | None:  # noqa: C901 - one match lets the type checker prove that none is forgotten
    names = said.symbols.names
    match said.kind:
        case EffectKind.SET_STATUS:
            return _status(said)
        case EffectKind.START_CAMPAIGN:
            name = said.name(names.campaigns)
            return StartCampaign(CampaignId(name)) if name else None
        case EffectKind.END_CAMPAIGN:
            name = said.name(names.campaigns, ANY)
            return EndCampaign(None if name == ANY else CampaignId(name)) if name else None
        case EffectKind.OPEN_TASK:
            return _opened(said)
        case EffectKind.CLOSE_TASK | EffectKind.COMPLETE_TASK | EffectKind.CANCEL_TASK:
            name = said.name(names.tasks, PLAIN_FOLLOW_UP, ANY)
            return _CLOSING[said.kind](None if name == ANY else TaskId(name)) if name else None
        case EffectKind.REASSIGN_TASK:
            return _reassigned(said)
        case EffectKind.FOLLOW_UP:
            return _follow_up(said)
        case EffectKind.SEND:
            name = said.name(names.messages)
            return SendMessage(MessageId(name)) if name else None
        case EffectKind.ANSWER:
            return _answer(said)
        case EffectKind.OPT_IN | EffectKind.OPT_OUT:
            return _consent(said)
        case EffectKind.CONFIRM_APPOINTMENT:
            return ConfirmAppointment() if said.scalar() else None
        case EffectKind.CANCEL_APPOINTMENT:
            return CancelAppointment() if said.scalar() else None
        case EffectKind.ASK_TO_RESCHEDULE:
            text = _text(said)
            return None if text is None else AskToReschedule(text)
        case EffectKind.NOTE:
            text = _text(said)
            return None if text is None else AddNote(text)
        case EffectKind.NOTIFY_STAFF:
            return _notice(said)
        case EffectKind.NOTE_FACT:
            return _noted(said)
        case EffectKind.RESET_HAS_BEEN:
            return _reset(said)
        case EffectKind.RESET_ATTEMPTS:
            return ResetAttempts()  # never written: see WRITTEN
        case _:
            assert_never(said.kind)


def _status(said: _Said) -> SetStatus | None:
    names, diagnostics = said.symbols.names, said.symbols.diagnostics
    status = said.value if isinstance(said.value, Scalar) else said.key("status")
    reason = None if isinstance(said.value, Scalar) else said.key("reason")
    named = names.reasons.find(reason, diagnostics) if reason else None
    if status is None:
        return None
    if status.text.strip() == PREVIOUS and PREVIOUS not in names.states.statuses:
        return SetStatus(None, ReasonId(named) if named else None)
    state = names.states.find(status, diagnostics)
    return SetStatus(state, ReasonId(named) if named else None) if state else None


def _answer(said: _Said) -> AnswerReply | None:
    """The message that answers a reply; where nobody wrote there is nobody to answer."""
    name = said.name(said.symbols.names.messages)
    if name and not said.quotes_reply:
        cause = f"nobody wrote where {said.group.what} happens, so nobody can be answered"
        hint = f"write on: message_received, or send: {name}"
        said.symbols.diagnostics.error(said.group.where, "R017", cause, hint)
    return AnswerReply(MessageId(name)) if name else None


_CLOSING: Mapping[EffectKind, Callable[[TaskId | None], Closing]] = {
    EffectKind.CLOSE_TASK: CloseTask,
    EffectKind.COMPLETE_TASK: CompleteTask,
    EffectKind.CANCEL_TASK: CancelTask,
}


def _opened(said: _Said) -> OpenTask | None:
    if isinstance(said.value, Scalar):
        name = said.name(said.symbols.names.tasks, PLAIN_FOLLOW_UP)
        return OpenTask(TaskId(name)) if name else None
    found, group = _task(said), said.section()
    type_, priority = group.word("type", tuple(TaskType), ""), group.word("priority", tuple(Priority), "")
    if found is None:
        return None
    how, presses = TaskType(type_) if type_ else None, Priority(priority) if priority else None
    return OpenTask(found, _to_whom(said), how, presses)


def _to_whom(said: _Said) -> str | None:
    """Who gets it, under ``to`` of the group; a field says it of the contact, and always says something."""
    to = said.key("to")
    if to is None:
        return None
    check_fields(said.symbols, to, for_contacts=True)
    return to.text or None


def _notice(said: _Said) -> NotifyStaff | None:
    if isinstance(said.value, Scalar):
        text = _text(said)
        return None if text is None else NotifyStaff(text)
    value = said.key("text")
    if value is None:
        return None
    check_fields(said.symbols, value, quotes_reply=said.quotes_reply)
    return NotifyStaff(value.text, _to_whom(said))


def _reset(said: _Said) -> ResetHasBeen | None:
    states, value = said.symbols.names.states, said.scalar()
    if value is None:
        return None
    if value.text.strip() == ANY:
        return ResetHasBeen()
    found = states.matching([value], said.symbols.diagnostics)
    return ResetHasBeen(found) if found else None


def _reassigned(said: _Said) -> ReassignTask | None:
    diagnostics = said.symbols.diagnostics
    if isinstance(said.value, Scalar):
        cause = f"'{said.kind}' of {said.group.what} takes a group of keys"
        diagnostics.error(said.value.where, "Y011", cause, "write {task: ..., to: ...}")
        return None
    found, to = _task(said), said.section().needed("to")
    _to_whom(said)
    return ReassignTask(found, to) if found else None


def _follow_up(said: _Said) -> SetFollowUp | None:
    diagnostics = said.symbols.diagnostics
    if isinstance(said.value, Scalar):
        delay = read_length(said.value, f"'{said.kind}' of {said.group.what}", diagnostics)
        return SetFollowUp(delay) if delay else None
    found = _task(said)
    delay = said.section().length("in")
    return SetFollowUp(delay, None if found == PLAIN_FOLLOW_UP else found) if delay else None


def _task(said: _Said) -> TaskId | None:
    """The kind of task under ``task`` of the group; the plain follow-up is one, declared or not."""
    task = said.key("task")
    found = said.symbols.names.tasks.find(task, said.symbols.diagnostics, (PLAIN_FOLLOW_UP,)) if task else None
    return TaskId(found) if found else None


def _noted(said: _Said) -> NoteFact | None:
    """One of the practice's own facts, and the value that it gets."""
    symbols, inner = said.symbols, said.section()
    named = list(inner.entries)
    if len(named) != 1:
        cause = f"{inner.what} names {len(named)} facts; it takes one" if named else f"{inner.what} names no fact"
        inner.diagnostics.error(inner.where, "Y011", cause, "write {FACT: VALUE}, and an effect for each fact")
        return None
    fact, place = symbols.facts.get(named[0]), inner.place(named[0])
    known = [one.name for one in symbols.facts.values() if one.own and one.of in NOTED]
    if fact is None or named[0] not in known:
        hint = did_you_mean(named[0], known) or (f"there is {choices(known)}" if known else "declare it in facts.yaml")
        cause = f"'{named[0]}' is no fact of the contact or of an appointment, so nobody can note it"
        symbols.diagnostics.error(place, "T013", cause, hint)
        return None
    words = ", ".join(word.text for word in inner.words(named[0]))
    is_a_day = isinstance(fact.domain, Scale) and fact.domain.kind is ScaleKind.DATE
    forgets = words == UNKNOWN and (fact.default is not None or fact.domain.may_be_unknown)
    if words == TODAY and isinstance(fact.domain, Scale) and is_a_day and fact.domain.most is not None:
        cause = f"'{fact.name}' ends with {written(fact.domain.most)}, and today is a later day some time"
        hint = 'leave the end of its range out, as in range: ">= 2020-01-01", or note a day of it'
        symbols.diagnostics.error(place, "T014", cause, hint)
        return None
    if forgets or (words == TODAY and is_a_day):
        return NoteFact(fact.name, words)
    if is_a_day and (cause := _no_day(words, fact.domain)):
        hint = f"or write {TODAY}, the day of the event"
        symbols.diagnostics.error(place, "T014", f"the fact '{fact.name}': {cause}", hint)
        return None
    value = read_value(Scalar(words, place), fact.domain, f"the fact '{fact.name}'", symbols.diagnostics)
    return None if value is None else NoteFact(fact.name, written(value))


def _no_day(words: str, domain: Domain) -> str:
    """Why *words* are no date of *domain*; nothing where they are one."""
    try:
        domain.parse(words)
    except ValueError as error:
        return str(error)
    return ""


def _text(said: _Said) -> str | None:
    value = said.scalar()
    if value is None:
        return None
    check_fields(said.symbols, value, quotes_reply=said.quotes_reply)
    return value.text


def _consent(said: _Said) -> OptIn | OptOut | None:
    channel = _consenting(said)
    if channel is None:
        return None
    return OptIn(channel) if said.kind is EffectKind.OPT_IN else OptOut(channel)


def _consenting(said: _Said) -> ChannelId | None:
    """The channel, one that keeps consent."""
    symbols, value = said.symbols, said.scalar()
    channel = symbols.names.channels.find(value, symbols.diagnostics) if value else None
    if value is None or channel is None:
        return None
    if channel not in symbols.names.consented:
        cause = f"no consent is kept for '{channel}', so nobody can {said.kind.replace('_', ' ')}"
        symbols.diagnostics.error(
            value.where, "R005", cause, f"give the channel '{channel}' consent: yes in channels.yaml"
        )
        return None
    return ChannelId(channel)
