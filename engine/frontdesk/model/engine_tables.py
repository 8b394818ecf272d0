"""The tables that the engine itself asks, each declared once: its file, its scope, what it may answer.

Everything that has to tell them from a practice's own tables asks here: the loader, the checks, the promises. Knows
neither rows nor YAML.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from frontdesk.model.parts import Scope
from frontdesk.names import (
    NO_CHANNEL,
    Consent,
    Demand,
    Lifecycle,
    Lifting,
    LimitVerdict,
    LogVerdict,
    PhoneKind,
    Progress,
    Recipient,
    Source,
    Verdict,
)
from frontdesk.tables import NUMBER, YES_NO, Domain, Listed, Value


class Words(Protocol):
    """The names of a ruleset that engine tables answer with."""

    @property
    def channels(self) -> Sequence[str]:
        """The channels."""

    @property
    def states(self) -> Sequence[str]:
        """The states, phase and status together."""

    @property
    def statuses(self) -> Sequence[str]:
        """The statuses."""

    @property
    def reasons(self) -> Sequence[str]:
        """The lost reasons."""


Answers: TypeAlias = Mapping[str, Domain]
"""What a table answers: one value, under the name '', or a value for each of several parts."""


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What a table answers for everybody where a ruleset does not write it, and why."""

    outcome: Value
    because: str


@dataclass(frozen=True, slots=True)
class EngineTable:
    """One table of the engine. ``key`` is what it is written under in the file of its ``topic``.

    Only ``consequences`` is gathered from several files; its topic is the one that holds nothing else.
    """

    name: str
    topic: str
    key: str
    scope: Scope
    answers: Callable[[Words], Answers] = lambda words: {}
    """Empty for the two tables whose outcomes are no values: what is offered, and what follows."""
    promised: Callable[[Words], Answers] | None = None
    """What a promise may say of the answer, by name; ``None`` for the table's own name, or that and a part."""
    defaults: Mapping[str, Value] = field(default_factory=dict)
    """The values of parts that a row may leave out."""
    unsaid: Unsaid | None = None
    engine_words: bool = False
    """Whether it answers with words of the engine, of which a practice need not use all."""
    made: bool = False
    """Whether its rows are made of something shorter, so that nobody could write them in another way."""
    optional: bool = False
    """Whether a ruleset may do without it."""

    def promises(self, words: Words) -> Answers:
        """Return what a promise may say of its answer: the name to say it by, and the values there are."""
        if self.promised is not None:
            return self.promised(words)
        return {f"{self.name}.{part}" if part else self.name: one for part, one in self.answers(words).items()}


def _one(*values: str) -> Callable[[Words], Answers]:
    return lambda words: {"": Listed(tuple(map(str, values)))}


def _channels(words: Words) -> Domain:
    return Listed((*words.channels, NO_CHANNEL))


def _task_states(words: Words) -> Answers:
    return {
        "verdict": Listed(tuple(LogVerdict)),
        "lifecycle": Listed(tuple(map(str, Lifecycle))),
        "progress": Listed(tuple(map(str, Progress))),
        "note": Listed(tuple(Demand)),
    }


def _attempts(words: Words, *, may_be_unknown: bool = True) -> Answers:
    """Below the limit no status and no reason are named; a promise speaks only of those that are."""
    return {
        "verdict": Listed(tuple(LimitVerdict)),
        "status": Listed(tuple(words.states), may_be_unknown),
        "reason": Listed(tuple(words.reasons), may_be_unknown),
    }


def _attempts_promised(words: Words) -> Answers:
    return {f"attempts.{part}": domain for part, domain in _attempts(words, may_be_unknown=False).items()}


def _coming(words: Words) -> Answers:
    """Into which status somebody may come: by choice, or by choice and by rules."""
    into = Listed((*words.states, *words.statuses))
    return {"offered": into, "entered": into}


_MESSAGE = Scope.MESSAGE
_KEPT: Mapping[str, Value] = {
    "verdict": LogVerdict.ACCEPTED,
    "lifecycle": Lifecycle.OPEN,
    "progress": Progress.IN_PROGRESS,
    "note": Demand.OPTIONAL,
}
REASONS = "lost_reasons"
"""The table of the lost reasons that may be given; a ruleset without it lets each be given to everybody."""
_SOURCES = _one(*Source)
_BY_HAND = Unsaid(Source.FACESHEET, "what staff set by hand counts")
ENGINE_TABLES: Mapping[str, EngineTable] = {
    table.name: table
    for table in (
        EngineTable(
            "delivery",
            "delivery",
            "channel",
            _MESSAGE,
            answers=lambda words: {"": _channels(words)},
            promised=lambda words: {"channel": _channels(words), "channels_used": NUMBER},
            unsaid=Unsaid(NO_CHANNEL, "the ruleset has no delivery.yaml"),
        ),
        EngineTable(
            "windows",
            "windows",
            "sending",
            Scope.SENDING,
            answers=_one(*Verdict),
            unsaid=Unsaid(str(Verdict.SEND), "the ruleset has no sending windows"),
            engine_words=True,
        ),
        EngineTable(
            "task_states",
            "tasks",
            "states",
            Scope.TASK,
            answers=_task_states,
            defaults=_KEPT,
            engine_words=True,
        ),
        EngineTable(
            "recipient",
            "preferences",
            "recipient",
            _MESSAGE,
            answers=_one(*Recipient),
            unsaid=Unsaid(str(Recipient.PATIENT), "the ruleset does not say that anybody else gets it"),
            engine_words=True,
        ),
        EngineTable(
            "number_from",
            "preferences",
            "number_from",
            _MESSAGE,
            answers=_SOURCES,
            unsaid=_BY_HAND,
            engine_words=True,
        ),
        EngineTable(
            "method_from",
            "preferences",
            "method_from",
            _MESSAGE,
            answers=_SOURCES,
            unsaid=_BY_HAND,
            engine_words=True,
        ),
        EngineTable(
            "do_not_contact",
            "preferences",
            "do_not_contact",
            _MESSAGE,
            answers=lambda words: {"": YES_NO},
            promised=lambda words: {},  # its answer is a fact of a message, and promises name every fact
            engine_words=True,
        ),
        EngineTable(
            "destination_number",
            "preferences",
            "destination",
            _MESSAGE,
            answers=_one(*PhoneKind, "none"),
            engine_words=True,
            made=True,
        ),
        EngineTable(
            "consent_unrecorded",
            "consent",
            "unrecorded",
            Scope.CONSENT,
            answers=_one(*Consent),
            unsaid=Unsaid(Consent.UNKNOWN, "the ruleset does not say what counts when no consent is recorded"),
            engine_words=True,
        ),
        EngineTable(
            "consent_lifting",
            "consent",
            "lifting",
            Scope.REFUSAL,
            answers=_one(*Lifting),
            engine_words=True,
        ),
        EngineTable(
            "attempts",
            "attempts",
            "at_limit",
            Scope.CONTACT,
            answers=_attempts,
            promised=_attempts_promised,
            engine_words=True,
            made=True,
            optional=True,
        ),
        EngineTable(
            REASONS,
            "lost_reasons",
            "reasons",
            Scope.CONTACT,
            answers=lambda words: {"": Listed(tuple(words.reasons))},
            promised=lambda words: {},  # a list, of which no promise speaks
            engine_words=True,
            made=True,
            optional=True,
        ),
        EngineTable("offers", "statuses", "offers", Scope.CONTACT, promised=_coming),
        EngineTable("consequences", "reactions", "reactions", Scope.EVENT),
    )
}
"""Every table of the engine by name, in the order in which they are printed."""
PRIVACY = "privacy"
"""The table of ``delivery.yaml`` that says by which channel a text may go, and the stem of the facts that it answers.

It is none of the engine's: it is read as one of the practice's own, since other rules ask what it answers.
"""
