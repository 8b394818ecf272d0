"""Handing work to a plugin, alone and with a time limit, so that whatever it does ends in an answer.

Once patient data is in a plugin's hands, what it raised is told by its class only: the text of an exception may hold an
address or a message.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Generic, TypeVar, assert_never, cast

from frontdesk.hookspecs import (
    Accepted,
    Changes,
    Channel,
    Outgoing,
    PreferenceSource,
    Receipt,
    Refused,
    Settings,
    SourceError,
    Uncertain,
    Unreachable,
)
from frontdesk.plugins.judging import fault_in_changes, fault_in_receipt, missing_settings, with_defaults
from frontdesk.problems import PluginError, choices
from frontdesk.strangers import on_one_line

T = TypeVar("T")
NOT_KEPT = "the channel gave a reason that names the patient, so it is not kept"
_SHORTEST_NUMBER = 7
_TELLING = 12
"""So many letters of a text in a reason are no chance."""


@dataclass(frozen=True, slots=True)
class End(Generic[T]):
    """How a call ended: with an answer, or with a fault such as "stopped with ValueError" and what was raised."""

    answer: T | None = None
    fault: str = ""
    error: BaseException | None = None


def call_alone(call: Callable[[], T], seconds: float) -> End[T]:
    """Run *call* in a thread of its own, which is left behind when it takes longer than *seconds*; never raises."""
    ends: list[End[T]] = []

    def run() -> None:
        try:
            ends.append(End(call()))
        except BaseException as error:  # a vendor's code may raise anything, and exit
            ends.append(End(fault=f"stopped with {type(error).__name__}", error=error))

    thread = threading.Thread(target=run, name="frontdesk-plugin", daemon=True)
    thread.start()
    thread.join(seconds)
    return ends[0] if ends else End(fault=f"took longer than {seconds:g} seconds")


def deliver(channel: Channel, outgoing: Outgoing, timeout: float = 30.0) -> Receipt:
    """Hand one message to *channel* and answer what became of it; never raises because of the plugin.

    What no plugin should have to look out for is refused before it is called: see ``refusal``. A plugin that raises,
    exits, takes longer than *timeout* seconds or answers anything but a receipt may or may not have sent the message,
    so the answer is Uncertain.
    """
    if refused := refusal(channel, outgoing):
        return refused
    complete = completed(channel, outgoing)
    end = call_alone(lambda: _judged(channel.send(complete), complete), timeout)
    if end.answer is None:
        return Uncertain(f"the channel plugin '{channel.name}' {end.fault} while sending")
    if isinstance(end.answer, str):
        return Uncertain(f"the channel plugin '{channel.name}' gave no proper answer: {end.answer}")
    return end.answer


def refusal(channel: Channel, outgoing: Outgoing) -> Refused | None:
    """Why a message is not handed to *channel* at all; ``None`` when it can be.

    Without an address it would reach nobody, and a line break in a header could smuggle in a header of its own. A
    missing setting is tried again later, since somebody will set it.
    """
    if missing := missing_settings(channel, outgoing.settings):
        return Refused(f"the channel '{channel.name}' has no value for its setting {choices(missing)}", retry=True)
    if not outgoing.to.strip():
        return Refused("there is no address to send it to")
    if outgoing.broken_header:
        return Refused(f"the {outgoing.broken_header} holds a line break or a control character")
    return None


def completed(channel: Channel, outgoing: Outgoing) -> Outgoing:
    """The message as the plugin gets it: with the default of every setting that was left out."""
    return replace(outgoing, settings=with_defaults(channel, outgoing.settings))


def look_up(channel: Channel, outgoing: Outgoing, timeout: float = 30.0) -> Receipt | None:
    """Ask *channel* what became of a message sent earlier; ``None`` when it cannot tell or fails. Never raises."""
    ask = channel.look_up
    if ask is None or refusal(channel, outgoing):
        return None
    complete = completed(channel, outgoing)
    end = call_alone(lambda: _judged(ask(complete), complete), timeout)
    return None if isinstance(end.answer, str) else end.answer


def read_changes(source: PreferenceSource, settings: Settings, cursor: str, timeout: float = 600.0) -> Changes:
    """Ask *source* for the changes since *cursor*.

    Raises:
        PluginError: with the words of a SourceError when it was one, else with what the plugin did wrong.
    """
    if missing := missing_settings(source, settings):
        raise PluginError(f"the preference source '{source.name}' has no value for its setting {choices(missing)}")
    end = call_alone(lambda: _read(source.changes(with_defaults(source, settings), cursor)), timeout)
    if isinstance(end.error, SourceError):
        raise PluginError(str(end.error)) from end.error
    if end.answer is None:
        raise PluginError(f"the preference source '{source.name}' {end.fault} while reading")
    if isinstance(end.answer, str):
        raise PluginError(f"the preference source '{source.name}' gave no proper answer: {end.answer}")
    return end.answer


def _judged(answer: object, outgoing: Outgoing) -> Receipt | str:
    """The plugin's receipt as one of ours, without a word that names the patient; or what is wrong with it.

    Made anew while the plugin is still alone: what it answers may be an object with a will of its own.
    """
    if fault := fault_in_receipt(answer):
        return fault
    receipt = cast(Receipt, answer)
    match receipt:
        case Accepted(reference):
            return Accepted(str(reference))
        case Refused(reason, retry, after):
            wait = None if after is None else timedelta(after.days, after.seconds, after.microseconds)
            return Refused(_discreet(reason, outgoing), retry, wait)
        case Unreachable(reason, fact):
            return Unreachable(_discreet(reason, outgoing), fact)
        case Uncertain(reason):
            return Uncertain(_discreet(reason, outgoing))
        case _:
            assert_never(receipt)


def _discreet(reason: str, outgoing: Outgoing) -> str:
    """A reason for staff and the journal; one that repeats the address or the text is left out (docs/plugins.md)."""
    said = " ".join(reason.casefold().split())
    texts = [" ".join(line.casefold().split()) for line in (*outgoing.body.splitlines(), outgoing.subject)]
    digits = re.sub(r"\D", "", outgoing.to)
    named = bool(outgoing.to and outgoing.to.casefold() in said) or any(
        len(text) >= _TELLING and text in said for text in texts
    )
    dialled = len(digits) >= _SHORTEST_NUMBER and digits[-_SHORTEST_NUMBER:] in re.sub(r"\D", "", reason)
    return NOT_KEPT if named or dialled else on_one_line(reason)


def _read(answer: object) -> Changes | str:
    return fault_in_changes(answer) or cast(Changes, answer)
