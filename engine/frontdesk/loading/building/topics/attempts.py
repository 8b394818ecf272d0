"""``attempts.yaml``: how often to try, and what happens at the limit.

What resets the count and what happens at the limit becomes rows of the table ``consequences``.
"""

from __future__ import annotations

from collections.abc import Iterator

from frontdesk.effects import ResetAttempts, SetStatus
from frontdesk.events import EventKind
from frontdesk.loading.building.following import Following
from frontdesk.loading.building.sections import Section
from frontdesk.loading.building.states import ANY
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.building.table_rows import make_engine_table
from frontdesk.loading.building.topic import Topic
from frontdesk.loading.building.triggers import TriggerList, read_triggers
from frontdesk.loading.tree.nodes import Scalar
from frontdesk.model import Attempts
from frontdesk.names import LimitVerdict, OutcomeId, ReasonId, State
from frontdesk.tables import UNKNOWN, Condition, Interval, Parts, Row, Table, Value


def read_attempts(symbols: Symbols, section: Section) -> Attempts | None:
    """Read the attempt limit; ``None`` when the ruleset sets none."""
    limit = section.count("limit")
    counted = (symbols.names.outcomes.find(word, symbols.diagnostics) for word in section.words("counts"))
    counts = frozenset(OutcomeId(name) for name in counted if name)
    if limit is None:
        if section.exists and section.has("counts"):
            section.missing("limit", "say how many attempts are enough, such as limit: 3")
        return None
    if not section.has("counts"):
        section.missing("counts", "list the outcomes that count as an attempt")
    return Attempts(limit, counts, section.place("limit"))


def read_limit(symbols: Symbols, section: Section) -> Table[Parts] | None:
    """Make what happens at the limit a table of one row; ``None`` when the ruleset sets no limit."""
    limit = section.count("limit")
    if limit is None:
        return None
    at_limit = section.section("at_limit")
    if at_limit.has("automatic") and at_limit.has("suggest"):
        cause = "at_limit says 'suggest' and 'automatic' at once"
        hint = "keep one; an overlay says remove: at_limit.suggest, or remove: at_limit.automatic"
        symbols.diagnostics.error(at_limit.place("automatic"), "T014", cause, hint)
    verdict = LimitVerdict.AUTOMATIC if at_limit.has(LimitVerdict.AUTOMATIC) else LimitVerdict.SUGGEST
    target = at_limit.node(verdict)
    state = symbols.names.states.find(target, symbols.diagnostics) if isinstance(target, Scalar) else None
    named = at_limit.node("reason")
    reason = symbols.names.reasons.find(named, symbols.diagnostics) if isinstance(named, Scalar) else None
    below: Parts = {"verdict": LimitVerdict.BELOW, "status": UNKNOWN, "reason": UNKNOWN}
    fewer = Row("otherwise", (), below, f"fewer than {limit} attempts, or the limit does not apply here", section.where)
    rows: tuple[Row[Parts], ...] = ()
    if state is not None:
        because = section.text("because") or f"{limit} attempts are the limit"
        when = (*_applies(symbols, section), _reached(section, limit))
        then: dict[str, Value] = {"verdict": verdict, "status": state, "reason": reason or UNKNOWN}
        rows = (Row("at_limit", when, then, because, section.place("at_limit")),)
    return make_engine_table(symbols, "attempts", rows, fewer)


def _triggers(section: Section) -> Iterator[TriggerList]:
    yield TriggerList("attempts.resets", section, "resets")


def _read_resets(symbols: Symbols, section: Section, following: Following) -> None:
    """Read what makes the count of attempts start again."""
    for trigger in (one for triggers in _triggers(section) for one in read_triggers(symbols, triggers)):
        following.add(trigger, ResetAttempts())


def _read_move(symbols: Symbols, section: Section, following: Following) -> None:
    """Read what happens by itself at the limit."""
    table = read_limit(symbols, section)
    for row in table.rows if table else ():
        if row.then["verdict"] == LimitVerdict.AUTOMATIC:
            reached = EventKind.ATTEMPTS_REACHED
            event = Condition("event", frozenset({reached}), reached, row.where)
            reason = row.then["reason"]
            effect = SetStatus(State(str(row.then["status"])), None if reason == UNKNOWN else ReasonId(str(reason)))
            following.rows.append(Row("attempts.at_limit", (event, *row.when), (effect,), row.because, row.where))


def _applies(symbols: Symbols, section: Section) -> tuple[Condition, ...]:
    patterns = section.words("applies_to")
    states = symbols.names.states.matching(patterns, symbols.diagnostics)
    if not patterns or any(pattern.text.strip() == ANY for pattern in patterns):
        return ()
    words = ", ".join(pattern.text for pattern in patterns)
    return (Condition("state", frozenset(states), words, section.place("applies_to")),)


def _reached(section: Section, limit: int) -> Condition:
    return Condition("attempts", Interval(limit, None), f">= {limit}", section.place("limit"))


TOPIC = Topic("attempts", tables={"attempts": read_limit}, triggers=_triggers, stops=_read_resets, starts=_read_move)
