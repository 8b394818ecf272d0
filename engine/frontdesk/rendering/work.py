"""What a run of the worker did, in words."""

from __future__ import annotations

from collections.abc import Mapping

from frontdesk.problems import counted
from frontdesk.records import DueKind

CALLED = {
    DueKind.SETTLE: "status choice",
    DueKind.STEP: "campaign step",
    DueKind.SEND: "message",
    DueKind.TIMER: "timed rule",
    DueKind.VISIT: "rule on a visit",
    DueKind.FOLLOW_UP: "follow-up",
    DueKind.EXPIRY: "expired task",
    DueKind.TASK_WAITS: "rule on a waiting task",
    DueKind.CAUSE: "look at what tasks are for",
    DueKind.RECONCILE: "uncertain message",
    DueKind.REACT: "reply or report",
}
"""What a kind of due work is called at the front desk."""
_SEVERAL = {
    DueKind.VISIT: "rules on visits",
    DueKind.TASK_WAITS: "rules on waiting tasks",
    DueKind.CAUSE: "looks at what tasks are for",
    DueKind.REACT: "replies or reports",
}
"""What several of a kind are called where an s makes no plural."""


def work_text(done: Mapping[DueKind, int]) -> str:
    """How many things of each kind were *done*."""
    words = ", ".join(counted(count, CALLED[kind], _SEVERAL.get(kind, "")) for kind, count in done.items())
    return f"Done: {words}." if words else "Nothing is due."
