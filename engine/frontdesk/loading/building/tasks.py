"""``tasks.yaml`` and ``attempts.yaml``: outcomes of contacts, what they make of tasks, and how often to try.

What opens and closes tasks, resets attempts and happens at the limit becomes rows of the table ``consequences``.
"""

from __future__ import annotations

from frontdesk.effects import CloseTask, OpenTask, ResetAttempts, SetStatus
from frontdesk.events import EventKind
from frontdesk.loading.building.following import Following
from frontdesk.loading.building.ground import Ground
from frontdesk.loading.building.scalars import read_duration
from frontdesk.loading.building.sections import Section, title
from frontdesk.loading.building.states import ANY
from frontdesk.loading.building.table_rows import make_engine_table, read_engine_table
from frontdesk.loading.building.triggers import TriggerList, read_triggers
from frontdesk.loading.nodes import Scalar
from frontdesk.model import Attempts, ContactOutcome, TaskKind
from frontdesk.model.engine_tables import ENGINE_TABLES
from frontdesk.names import OutcomeId, ReasonId, State, TaskId
from frontdesk.tables import UNKNOWN, Condition, Interval, Parts, Row, Table, Value


def read_outcomes(section: Section) -> dict[OutcomeId, ContactOutcome]:
    """Read what can come of a contact."""
    return {
        OutcomeId(name): ContactOutcome(
            OutcomeId(name),
            one.text("label", title(name)),
            one.text("means"),
            one.duration("follow_up_in"),
            one.where,
        )
        for name, one in section.named("outcomes", "outcome")
    }


def read_task_states(ground: Ground, section: Section) -> Table[Parts]:
    """Read the table ``task_states``; without one, a follow-up keeps a task open and anything else closes it."""
    if (written := read_engine_table(ground, section, "task_states")) is not None:
        return written
    kept: Parts = dict(ENGINE_TABLES["task_states"].defaults)
    done: Parts = {**kept, "lifecycle": "closed", "progress": "done"}
    wanted = Condition("next", frozenset({"follow_up"}), "follow_up")
    rows = (Row("follow_up", (wanted,), kept, "a follow-up keeps the task open"),)
    otherwise = Row("otherwise", (), done, "without a follow-up the task is done")
    return make_engine_table(ground, "task_states", rows, otherwise)


def read_tasks(ground: Ground, section: Section) -> dict[TaskId, TaskKind]:
    """Read the kinds of tasks, without what opens and closes them."""
    return {TaskId(name): _task(ground, name, one) for name, one in section.named("tasks", "task")}


def read_closing(ground: Ground, section: Section, following: Following) -> None:
    """Read what closes tasks."""
    for name, task in section.named("tasks", "task"):
        for trigger in read_triggers(ground, TriggerList(f"{name}.closes", task, "closes")):
            following.add(trigger, CloseTask(TaskId(name)))


def read_opening(ground: Ground, section: Section, following: Following) -> None:
    """Read what opens tasks."""
    for name, task in section.named("tasks", "task"):
        for trigger in read_triggers(ground, TriggerList(f"{name}.opens", task, "opens")):
            following.add(trigger, OpenTask(TaskId(name)))


def read_resets(ground: Ground, section: Section, following: Following) -> None:
    """Read what makes the count of attempts start again."""
    for trigger in read_triggers(ground, TriggerList("attempts.resets", section, "resets")):
        following.add(trigger, ResetAttempts())


def read_attempts(ground: Ground, section: Section, following: Following) -> tuple[Attempts, Table[Parts]] | None:
    """Read the attempt limit and its table; ``None`` when the ruleset sets no limit."""
    limit = section.count("limit")
    counted = (ground.names.outcomes.find(word, ground.notes) for word in section.words("counts"))
    counts = frozenset(OutcomeId(name) for name in counted if name)
    if limit is None:
        if section.exists and section.has("counts"):
            section.missing("limit", "say how many attempts are enough, such as limit: 3")
        return None
    if not section.has("counts"):
        section.missing("counts", "list the outcomes that count as an attempt")
    return Attempts(limit, counts, section.place("limit")), _limit_table(ground, section, limit, following)


def _limit_table(ground: Ground, section: Section, limit: int, following: Following) -> Table[Parts]:
    at_limit = section.section("at_limit")
    if at_limit.has("automatic") and at_limit.has("suggest"):
        cause = "at_limit says 'suggest' and 'automatic' at once"
        hint = "keep one; an overlay says remove: at_limit.suggest, or remove: at_limit.automatic"
        ground.notes.error(at_limit.place("automatic"), "T014", cause, hint)
    verdict = "automatic" if at_limit.has("automatic") else "suggest"
    target = at_limit.node(verdict)
    state = ground.names.states.find(target, ground.notes) if isinstance(target, Scalar) else None
    named = at_limit.node("reason")
    reason = ground.names.reasons.find(named, ground.notes) if isinstance(named, Scalar) else None
    below: Parts = {"verdict": "below", "status": UNKNOWN, "reason": UNKNOWN}
    fewer = Row("otherwise", (), below, f"fewer than {limit} attempts, or the limit does not apply here", section.where)
    rows: tuple[Row[Parts], ...] = ()
    if state is not None:
        because = section.text("because") or f"{limit} attempts are the limit"
        when = (*_applies(ground, section), _reached(section, limit))
        then: dict[str, Value] = {"verdict": verdict, "status": state, "reason": reason or UNKNOWN}
        rows = (Row("at_limit", when, then, because, section.place("at_limit")),)
        if verdict == "automatic":
            _move(state, ReasonId(reason) if reason else None, rows[0], following)
    return make_engine_table(ground, "attempts", rows, fewer)


def _move(state: State, reason: ReasonId | None, row: Row[Parts], following: Following) -> None:
    event = Condition("event", frozenset({EventKind.ATTEMPTS_REACHED}), EventKind.ATTEMPTS_REACHED, row.where)
    effects = (SetStatus(state, reason),)
    following.rows.append(Row("attempts.at_limit", (event, *row.when), effects, row.because, row.where))


def _applies(ground: Ground, section: Section) -> tuple[Condition, ...]:
    patterns = section.words("applies_to")
    states = ground.names.states.matching(patterns, ground.notes)
    if not patterns or any(pattern.text.strip() == ANY for pattern in patterns):
        return ()
    words = ", ".join(pattern.text for pattern in patterns)
    return (Condition("state", frozenset(states), words, section.place("applies_to")),)


def _reached(section: Section, limit: int) -> Condition:
    return Condition("attempts", Interval(limit, None), f">= {limit}", section.place("limit"))


def _task(ground: Ground, name: str, section: Section) -> TaskKind:
    ground.accept(section)
    what = f"'follow_ups' of {section.what}"
    lengths = (read_duration(node, what, section.notes) for node in section.items("follow_ups"))
    return TaskKind(
        TaskId(name),
        section.text("label", title(name)),
        section.text("assign_to"),
        tuple(length for length in lengths if length is not None),
        section.duration("expires"),
        section.yes_no("stays_open"),
        section.where,
    )
