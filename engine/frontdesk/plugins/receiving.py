"""Taking in what a provider posts: the plugin proves and reads it alone, and each record is judged before it counts.

Knows no web server and no practice: a request comes in as a value, replies and reports go out. Nothing of what was
posted is in the words of an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice

from frontdesk.hookspecs import Channel, NotGenuineError, Posted, Replied, Reported
from frontdesk.plugins.calling import NOT_KEPT, call_alone
from frontdesk.plugins.judging import fault_in_event, kind_of, missing_settings, with_defaults
from frontdesk.problems import PluginError, choices

_MOST = 1_000
"""So many records in one request are no provider's doing."""
LARGEST = 1_000_000
"""So many bytes neither: a reply or a report is a few hundred."""
_NAMES_SOMEBODY = re.compile(r"@|(?:\d[\s().-]*){7,}")
"""An e-mail address or a phone number, which has no place in a reason."""


def receive(channel: Channel, posted: Posted, timeout: float = 30.0) -> tuple[Replied | Reported, ...]:
    """Return what the provider of *channel* says with *posted*: replies and reports, in its order.

    Raises:
        NotGenuineError: when the plugin cannot prove that its provider posted it; then nothing of it counts.
        PluginError: when the channel takes nothing in, far too much was posted, or the plugin stops, takes too long or
            gives what is no record.
    """
    read = channel.inbound
    if read is None:
        raise PluginError(f"the channel plugin '{channel.name}' takes nothing in")
    if len(posted.body) > LARGEST:
        raise PluginError(
            f"what was posted has more than {LARGEST:,} bytes, so no provider wrote it; nothing was taken in"
        )
    if missing := missing_settings(channel, posted.settings):
        raise PluginError(f"the channel '{channel.name}' has no value for its setting {choices(missing)}")
    complete = replace(posted, settings=with_defaults(channel, posted.settings))
    end = call_alone(lambda: _judged(read, complete), timeout)
    if isinstance(end.error, NotGenuineError):
        cause = f"what was posted to the channel plugin '{channel.name}' is not signed by its provider"
        raise NotGenuineError(f"{cause}; nothing of it was taken in")
    if end.answer is None:
        raise PluginError(f"the channel plugin '{channel.name}' {end.fault} while reading what was posted")
    if isinstance(end.answer, str):
        raise PluginError(f"the channel plugin '{channel.name}' gave no proper answer: {end.answer}")
    return end.answer


def _judged(
    read: Callable[[Posted], Iterable[Replied | Reported]], posted: Posted
) -> tuple[Replied | Reported, ...] | str:
    """The plugin's records as ours, or what is wrong with one; made anew while the plugin is still alone."""
    given: object = read(posted)
    if not isinstance(given, Iterable) or isinstance(given, str | bytes):
        return f"it is {kind_of(given)}, not a list of Replied or Reported"
    records = list(islice(given, _MOST + 1))
    if len(records) > _MOST:
        return f"it has more than {_MOST:,} records"
    if fault := next(filter(None, map(fault_in_event, records)), ""):
        return fault
    events = [record.event for record in records]
    if len(set(events)) < len(events):
        return "two of its records have the same event, so one would be taken for a repeat of the other"
    return tuple(map(_made_anew, records))


def _made_anew(record: Replied | Reported) -> Replied | Reported:
    if isinstance(record, Replied):
        return Replied(str(record.event), str(record.number), str(record.text), str(record.to), _in_utc(record.at))
    reason = NOT_KEPT if _NAMES_SOMEBODY.search(record.reason) else str(record.reason)
    return Reported(str(record.event), str(record.reference), record.report, reason, _in_utc(record.at))


def _in_utc(at: datetime | None) -> datetime | None:
    return None if at is None else at.astimezone(UTC)
