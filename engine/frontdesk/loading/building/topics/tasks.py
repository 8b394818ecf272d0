"""``tasks.yaml``: outcomes of contacts, what they make of tasks, and the kinds of tasks.

What opens and closes tasks becomes rows of the table ``consequences``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from frontdesk.effects import CancelTask, CloseTask, Closing, CompleteTask, OpenTask
from frontdesk.loading.building.following import Following
from frontdesk.loading.building.scalars import read_length
from frontdesk.loading.building.sections import Section, title
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.building.table_rows import make_engine_table, read_engine_table, read_yes_or_no
from frontdesk.loading.building.topic import Topic, defined
from frontdesk.loading.building.triggers import TriggerList, read_triggers
from frontdesk.model import ContactOutcome, Ruleset, Scope, TaskKind
from frontdesk.model.engine_tables import ENGINE_TABLES
from frontdesk.names import Lifecycle, Next, OutcomeId, Priority, Progress, TaskId, TaskType
from frontdesk.tables import Condition, Parts, Row, Table

_CLOSING: Mapping[str, Callable[[TaskId], Closing]] = {
    "closes": CloseTask,
    "completes": CompleteTask,
    "cancels": CancelTask,
}
"""What closes tasks of a kind, by the key of its triggers."""


def read_outcomes(section: Section) -> dict[OutcomeId, ContactOutcome]:
    """Read what can come of a contact."""
    return {
        OutcomeId(name): ContactOutcome(
            OutcomeId(name),
            one.text("label", title(name)),
            one.text("means"),
            one.length("follow_up_in"),
            one.where,
        )
        for name, one in section.named("outcomes", "outcome")
    }


def read_task_states(symbols: Symbols, section: Section) -> Table[Parts]:
    """Read the table ``task_states``; without one, a follow-up keeps a task open and anything else closes it."""
    if (written := read_engine_table(symbols, section, "task_states")) is not None:
        return written
    kept: Parts = dict(ENGINE_TABLES["task_states"].defaults)
    done: Parts = {**kept, "lifecycle": Lifecycle.CLOSED, "progress": Progress.DONE}
    wanted = Condition("next", frozenset({Next.FOLLOW_UP}), Next.FOLLOW_UP)
    rows = (Row(Next.FOLLOW_UP, (wanted,), kept, "a follow-up keeps the task open"),)
    otherwise = Row("otherwise", (), done, "without a follow-up the task is done")
    return make_engine_table(symbols, "task_states", rows, otherwise)


def read_tasks(symbols: Symbols, section: Section) -> dict[TaskId, TaskKind]:
    """Read the kinds of tasks, without what opens and closes them."""
    return {TaskId(name): _task(symbols, name, one) for name, one in section.named("tasks", "task")}


def _triggers(section: Section) -> Iterator[TriggerList]:
    for name, task in section.named("tasks", "task"):
        for key in ("opens", *_CLOSING):
            yield TriggerList(f"{name}.{key}", task, key)


def _read_closing(symbols: Symbols, section: Section, following: Following) -> None:
    """Read what closes tasks."""
    for name, task in section.named("tasks", "task"):
        for key, close in _CLOSING.items():
            for trigger in read_triggers(symbols, TriggerList(f"{name}.{key}", task, key)):
                following.add(trigger, close(TaskId(name)))


def _read_opening(symbols: Symbols, section: Section, following: Following) -> None:
    """Read what opens tasks."""
    for name, task in section.named("tasks", "task"):
        for trigger in read_triggers(symbols, TriggerList(f"{name}.opens", task, "opens")):
            following.add(trigger, OpenTask(TaskId(name)))


def _task(symbols: Symbols, name: str, section: Section) -> TaskKind:
    symbols.accept(section)
    what = f"'follow_ups' of {section.what}"
    lengths = (read_length(node, what, section.diagnostics) for node in section.items("follow_ups"))
    return TaskKind(
        TaskId(name),
        section.text("label", title(name)),
        section.text("assign_to"),
        tuple(length for length in lengths if length is not None),
        section.length("expires"),
        section.yes_no("stays_open"),
        section.where,
        section.one_of("type", TaskType, TaskType.OTHER),
        section.one_of("priority", Priority, Priority.NORMAL),
        read_yes_or_no(symbols, section, "while", f"{name}.while", Scope.CONTACT, section.place("while")),
    )


TOPIC = Topic(
    "tasks",
    defines=defined(Ruleset, "tasks", "outcomes"),
    tables={"task_states": read_task_states},
    triggers=_triggers,
    stops=_read_closing,
    starts=_read_opening,
)
