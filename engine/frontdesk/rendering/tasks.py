"""The list of the staff on paper: tasks a line each, and notices below them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from frontdesk.rendering.clock import clock
from frontdesk.rendering.grids import Grid, plain
from frontdesk.views import Tasks, TaskView
from frontdesk.views.tasks import NoticeView

_HEADINGS = ("number", "task", "contact", "name", "progress", "follow up", "assigned to")


def tasks_text(found: Tasks, zone: ZoneInfo) -> str:
    """Tasks and notices, on the clock of *zone*."""
    rows = tuple(_row(one, zone) for one in found.tasks)
    told = [plain(Grid(_HEADINGS, rows)) if rows else "No task is open."]
    return "\n".join([*told, *(_notice(one, zone) for one in found.notices)])


def _notice(one: NoticeView, zone: ZoneInfo) -> str:
    whose = f", contact {one.contact}" if one.contact is not None else ""
    return f"notice {one.number}, {clock(one.at, zone)}{whose}: {one.text}"


def _row(one: TaskView, zone: ZoneInfo) -> tuple[str, ...]:
    follow_up = clock(one.follow_up, zone) if one.follow_up else ""
    progress = one.progress.replace("_", " ")
    return str(one.number), one.label, str(one.contact), one.name, progress, follow_up, one.assigned_to
