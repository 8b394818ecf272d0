"""Consent as it is kept: for an address, a line and a channel, with who said so, when and in which words.

Knows no rule: who may take back what is the ruleset's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from frontdesk.names import ChannelId, Consent, ConsentSource, Covers, LineId

BY_KEYWORD = ChannelId("")
"""The channel of a consent from before it was kept by channel: it is of whichever channels a keyword counts for."""


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    """What somebody said of being written to at *address*, from *line*, by *channel*.

    ``words`` are the person's own, as they were heard or received. From ``until`` on it is as if nothing had been said.
    """

    address: str
    line: LineId
    channel: ChannelId
    value: Consent
    source: ConsentSource
    at: datetime
    covers: Covers = Covers.ALL
    until: datetime | None = None
    words: str = ""

    def holds(self, now: datetime) -> bool:
        """Whether it still says something at *now*."""
        return self.until is None or now < self.until


def address_key(address: str) -> str:
    """The one form under which consent for an address is kept; numbers come as E.164, and are kept so.

    In an e-mail address large and small letters A to Z are one: RFC 5321
    (2.4) leaves the part before the @ to the host, and none that is known tells two people apart by it.
    """
    written = address.strip()
    return written.translate(_SMALL) if "@" in written else written


def standing(
    said: Iterable[ConsentRecord], line: LineId | None, channel: ChannelId, covers: Covers, now: datetime
) -> ConsentRecord | None:
    """Which of the consents *said* for one address counts for a message; ``None`` when nothing is recorded.

    A refusal of everything goes before anything that is said of messages that sell; else what is said of those counts
    for those, and what is said of everything for all.
    """
    found = {one.covers: one for one in said if (one.line, one.channel) == (line, channel) and one.holds(now)}
    of_all, of_some = found.get(Covers.ALL), found.get(covers)
    if of_all is not None and of_all.value is Consent.OPTED_OUT:
        return of_all
    return of_some or of_all


_SMALL = {capital: capital + 32 for capital in range(ord("A"), ord("Z") + 1)}
