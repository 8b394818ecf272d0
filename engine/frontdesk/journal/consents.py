"""What the journal says of consent: for which lines and channels, of what, by whom, until when, in which words.

The words are the person's own, so they stand beside the chain and can be erased. Knows no store and no rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from frontdesk.names import ChannelId, Consent, ConsentSource, Covers, LineId
from frontdesk.wire import wire


@dataclass(frozen=True, slots=True)
class ConsentRecorded:
    """Consent for the contact's addresses on these lines, by which channels, and who says so, in which words.

    No channels are named by entries from before they were told apart.
    """

    wire: ClassVar = wire(
        "consent recorded",
        "words",
        lines="lines",
        consent="consent",
        source="source",
        channels="channels",
        covers="covers",
        until="until",
        words="words",
    )
    lines: tuple[LineId, ...]
    consent: Consent
    source: ConsentSource
    channels: tuple[ChannelId, ...] = ()
    covers: Covers = Covers.ALL
    until: datetime | None = None
    words: str = ""
