"""The list of the staff on paper: tasks a line each, and notices below them; what was closed, on a list of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from zoneinfo import ZoneInfo

from frontdesk.desk.causes import GONE
from frontdesk.names import Priority, TaskType
from frontdesk.rendering.clock import clock
from frontdesk.rendering.grids import Grid, plain
from frontdesk.strangers import on_one_line
from frontdesk.views import Tasks, TaskView
from frontdesk.views.tasks import NoticeView

_ALWAYS = ("number", "task", "contact", "name", "progress", "follow up", "assigned to")


def tasks_text(found: Tasks, zone: ZoneInfo, assigned_to: str = "") -> str:
    """Tasks and notices, on the clock of *zone*; *assigned_to* is whose list it is, if somebody's."""
    whose = f" for {assigned_to}" if assigned_to else ""
    told = [_grid(found.tasks, _columns(zone), _ALWAYS) if found.tasks else f"No task is open{whose}."]
    return "\n".join([*told, *(_notice(one, zone) for one in found.notices)])


def closed_text(found: Sequence[TaskView], zone: ZoneInfo, assigned_to: str = "") -> str:
    """Tasks that are closed, on the clock of *zone*, with what closed them."""
    whose = f" of {assigned_to}" if assigned_to else ""
    columns = {
        **{name: tell for name, tell in _columns(zone).items() if name != "follow up"},
        "lost reason": lambda one: one.reason_label,
        "closed": lambda one: clock(one.closed, zone) if one.closed else "",
        "closed by": _closed_by,
    }
    return _grid(found, columns, ("number", "closed by")) if found else f"No task{whose} is closed."


_Column = Callable[[TaskView], str]


def _columns(zone: ZoneInfo) -> dict[str, _Column]:
    return {
        "number": lambda one: str(one.number),
        "task": lambda one: one.label,
        "contact": lambda one: str(one.contact),
        "name": lambda one: one.name,
        "type": lambda one: "" if one.type is TaskType.OTHER else _words(one.type),
        "priority": lambda one: "" if one.priority is Priority.NORMAL else one.priority,
        "progress": lambda one: _words(one.progress),
        "follow up": lambda one: clock(one.follow_up, zone) if one.follow_up else "",
        "assigned to": lambda one: one.assigned_to,
        "outcome": lambda one: one.outcome_label,
        "note": lambda one: on_one_line(one.note),
    }


def _closed_by(one: TaskView) -> str:
    """What closed it: the row and where it stands; of what was logged, only where, for its reason is the rules' own."""
    reason, _, place = one.closed_because.removesuffix(")").rpartition(" (")
    logged = one.outcome is not None and " " in reason and not reason.startswith(GONE)
    return f"what was logged ({place})" if logged else one.closed_because


def _grid(found: Iterable[TaskView], columns: dict[str, _Column], always: Sequence[str]) -> str:
    """A line for each; a column that says nothing of any of them is left out, but for those that stand *always*."""
    tasks = list(found)
    said = {name: [tell(one) for one in tasks] for name, tell in columns.items()}
    kept = {name: cells for name, cells in said.items() if name in always or any(cells)}
    return plain(Grid(tuple(kept), tuple(zip(*kept.values(), strict=True))))


def _words(name: str) -> str:
    return name.replace("_", " ")


def _notice(one: NoticeView, zone: ZoneInfo) -> str:
    whose = f", contact {one.contact}" if one.contact is not None else ""
    to = f", for {one.addressee}" if one.addressee else ""
    return f"notice {one.number}, {clock(one.at, zone)}{whose}{to}: {one.text}"
