"""What the journal says of the work of the staff: what came of a call, which task ended how, what somebody has read.

Knows no store and no rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from frontdesk.names import Next, OutcomeId
from frontdesk.wire import wire


@dataclass(frozen=True, slots=True)
class ContactLogged:
    """What came of a call or visit, whether a follow-up or a close was asked, and the attempts counted.

    ``task`` is the number of the task on which it was logged, if on one.
    """

    wire: ClassVar = wire("contact logged", outcome="outcome", following="next", attempts="attempts", task="task")
    outcome: OutcomeId
    following: Next
    attempts: int
    task: int | None = None


@dataclass(frozen=True, slots=True)
class NoticeTickedOff:
    """Somebody has read a notice."""

    wire: ClassVar = wire("notice ticked off", notice="notice")
    notice: int
