"""Channel ``console``: messages on the screen, for watching a ruleset at work."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from frontdesk import Accepted, Channel, Outgoing, Receipt, hookimpl


@hookimpl
def frontdesk_channels() -> Iterable[Channel]:
    """Offer the channel."""
    yield Channel(name="console", send=send, means="prints each message on the screen")


def send(outgoing: Outgoing) -> Receipt:
    """Print the message in one piece, the lines of its text below one another."""
    head = f"[{outgoing.channel} to {outgoing.to}] "
    subject = f"{outgoing.subject}: " if outgoing.subject else ""
    lines = outgoing.body.splitlines() or [""]
    sys.stdout.write(f"{head}{subject}" + "\n    ".join(map(_harmless, lines)) + "\n")
    sys.stdout.flush()
    return Accepted(outgoing.message_id)


def _harmless(line: str) -> str:
    """Leave out what would steer the terminal instead of being shown."""
    return "".join(letter for letter in line if letter.isprintable())
