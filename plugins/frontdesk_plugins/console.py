"""Channel ``console``: messages on the screen, for watching a ruleset at work."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from frontdesk import Accepted, Channel, Outgoing, Receipt, Refused, hookimpl


@hookimpl
def frontdesk_channels() -> Iterable[Channel]:
    """Offer the channel."""
    yield Channel(name="console", send=send, carries_subject=True, means="prints each message on the screen")


def send(outgoing: Outgoing) -> Receipt:
    """Print the message in one piece."""
    if not outgoing.to.strip():
        return Refused("there is no address")
    if outgoing.broken_header:
        return Refused(f"the {outgoing.broken_header} holds a line break")
    subject = f"{outgoing.subject}: " if outgoing.subject else ""
    sys.stdout.write(f"[{outgoing.channel} to {outgoing.to}] {subject}{outgoing.body}\n")
    sys.stdout.flush()
    return Accepted(outgoing.message_id)
