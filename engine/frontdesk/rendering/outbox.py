"""Messages on paper: the outbox a line each, and why one message is where it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from frontdesk.model import Ruleset
from frontdesk.names import NO_CHANNEL
from frontdesk.rendering.clock import clock
from frontdesk.rendering.grids import Grid, plain
from frontdesk.rendering.journal import entry_text
from frontdesk.views import MessageView, Reason

_HEADINGS = ("number", "message", "contact", "name", "state", "by", "when", "because", "rule")


def outbox_text(messages: Sequence[MessageView], zone: ZoneInfo) -> str:
    """Messages below each other, on the clock of *zone*."""
    rows = tuple(_row(one, zone) for one in messages)
    return plain(Grid(_HEADINGS, rows)) if rows else "No message is like that."


def reason_text(ruleset: Ruleset, found: Reason) -> str:
    """Why a message is where it is, as lines."""
    return "\n".join(_reason(ruleset, found))


def _row(one: MessageView, zone: ZoneInfo) -> tuple[str, ...]:
    about = str(one.number), one.message, str(one.contact), one.name
    because = one.because or (f"told in message {one.told_in}" if one.told_in else "")
    return *about, str(one.state), one.channel or "", clock(one.at, zone), because, one.place


def _reason(ruleset: Ruleset, found: Reason) -> Iterator[str]:
    one, zone = found.message, ruleset.zone
    yield f"message {one.number}, {one.message} to {one.name} (contact {one.contact})"
    yield f"  state       {one.state}, {'since' if one.ended else 'due'} {clock(one.at, zone)}"
    if found.outcome:
        yield f"  decided     {'no channel' if found.outcome == NO_CHANNEL else found.outcome}"
    if found.because:
        yield f"  because     {found.because}"
    if found.place:
        yield f"  rule        {found.place}"
    if found.tells:
        yield f"  tells       also message {', '.join(map(str, found.tells))}, about other visits of the day"
    for name, value in found.facts.items():
        yield f"  read        {name.replace('_', ' ')} {value.replace('_', ' ')}"
    yield "  what happened"
    for entry in found.entries:
        yield f"    {clock(entry.at, zone)}  {entry.by}: {entry_text(ruleset, entry)}"
