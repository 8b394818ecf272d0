"""Decision tables as a ruleset writes them: rows, outcomes, hit policy, what holds otherwise.

Every table of every topic is read here. Knows no topic: the caller says what the table is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from frontdesk.loading.building.glossary import note_repeated
from frontdesk.loading.building.scalars import read_whole, shape
from frontdesk.loading.building.sections import Section, section_of, title
from frontdesk.loading.building.symbols import Symbols, read_value
from frontdesk.loading.building.views import read_views
from frontdesk.loading.tree.nodes import Entries, Node, Scalar
from frontdesk.model import Scope
from frontdesk.model.engine_tables import ENGINE_TABLES
from frontdesk.problems import Location, did_you_mean
from frontdesk.tables import (
    COUNT,
    YES_NO,
    Condition,
    Domain,
    HitPolicy,
    Listed,
    Row,
    Scale,
    ScaleKind,
    Table,
    Total,
    Value,
)

_POLICIES = tuple(str(policy) for policy in HitPolicy)
_TOTALS = tuple(str(total) for total in Total)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a table may answer: one value of ``domain``, or a value for each of ``parts``.

    ``defaults`` are the values of parts that a row may leave out; ``decides`` are facts that are decided from its
    answer, so that it cannot read them.
    """

    domain: Domain | None = None
    parts: Mapping[str, Domain] = field(default_factory=dict)
    defaults: Mapping[str, Value] = field(default_factory=dict)
    decides: frozenset[str] = frozenset()

    @property
    def words(self) -> tuple[str, ...]:
        """The values of a single listed outcome."""
        return self.domain.every_value if isinstance(self.domain, Listed) else ()


def engine_answer(symbols: Symbols, name: str, decides: frozenset[str] = frozenset()) -> Answer:
    """What the engine's table called *name* may answer; *decides* are the facts that follow from it."""
    table = ENGINE_TABLES[name]
    answers = dict(table.answers(symbols.words))
    return Answer(answers.pop("", None), answers, table.defaults, decides)


def read_engine_table(
    symbols: Symbols, section: Section, name: str, decides: frozenset[str] = frozenset()
) -> Table[Any] | None:
    """Read the engine's table called *name* from the file that brings it; what holds when it is not written.

    ``None`` when it is not written and the catalogue does not say what holds then.
    """
    table, answer = ENGINE_TABLES[name], engine_answer(symbols, name, decides)
    if section.has(table.key):
        return read_table(symbols, section.section(table.key), name, table.scope, answer)
    if table.unsaid is None:
        return None
    otherwise = Row("otherwise", (), table.unsaid.outcome, table.unsaid.because)
    return make_table(symbols, name, table.scope, (), otherwise, answer)


def make_engine_table(
    symbols: Symbols,
    name: str,
    rows: tuple[Row[Any], ...],
    otherwise: Row[Any] | None,
    *,
    decides: frozenset[str] = frozenset(),
    hit: HitPolicy = HitPolicy.FIRST,
) -> Table[Any]:
    """Put the engine's table called *name* together from rows that are made of something else."""
    answer = engine_answer(symbols, name, decides)
    return make_table(symbols, name, ENGINE_TABLES[name].scope, rows, otherwise, answer, hit=hit)


def read_table(symbols: Symbols, section: Section, name: str, scope: Scope, answer: Answer) -> Table[Any]:
    """Read a whole table called *name* over the facts of *scope*."""
    hit = HitPolicy(section.word("hit", _POLICIES, "first"))
    total = Total(section.word("total", _TOTALS, "list"))
    _check_total(section, hit, total, answer)
    rows = tuple(_rows(symbols, section, scope, answer, hit))
    otherwise = _otherwise(symbols, section, answer)
    if hit is HitPolicy.EVERY and total is Total.COUNT and otherwise is not None and otherwise.then not in COUNT:
        hint = "leave 'otherwise' out: where no row fits, the count is 0"
        section.diagnostics.error(
            otherwise.where, "T014", f"{section.what} counts its rows, and 'otherwise' is no count", hint
        )
    table = make_table(symbols, name, scope, rows, otherwise, answer, hit=hit, total=total, section=section)
    _check_circle(symbols, table, answer)
    symbols.views.extend(read_views(symbols, section, name, scope))
    return table


def make_table(
    symbols: Symbols,
    name: str,
    scope: Scope,
    rows: tuple[Row[Any], ...],
    otherwise: Row[Any] | None,
    answer: Answer,
    *,
    hit: HitPolicy = HitPolicy.FIRST,
    total: Total = Total.LIST,
    section: Section | None = None,
) -> Table[Any]:
    """Put a table together: which facts its rows read, and which own tables decide some of them."""
    conditions = [condition for row in rows for condition in row.when]
    upstream = _upstream(symbols, conditions)
    return Table(
        name=name,
        inputs=_inputs(symbols, conditions, scope),
        rows=rows,
        otherwise=otherwise,
        hit=hit,
        total=total,
        label=section.text("label", title(name)) if section else title(name),
        means=section.text("means") if section else "",
        scope=scope,
        known=frozenset(symbols.scopes[scope]),
        outcomes=answer.words,
        upstream=upstream,
        where=section.where if section else Location("", 0, 0),
    )


def read_yes_or_no(
    symbols: Symbols, section: Section, key: str, name: str, scope: Scope, where: Location
) -> Table[str] | None:
    """Read conditions under *key* into a table of one row, at *where*, called *name*: yes when they hold, else no.

    ``None`` where none are written.
    """
    when = symbols.when(section, key, scope)
    if not when:
        return None
    because = section.text("because")
    fits = Row(name, when, "yes", because, where)
    otherwise = Row("otherwise", (), "no", because or f"what {section.what} asks for does not hold", where)
    return make_table(symbols, name, scope, (fits,), otherwise, Answer(YES_NO))


def row_id(section: Section, number: int, what: str, taken: dict[str, Location]) -> str:
    """Return the id of a row, which must be its own; rows without one are numbered."""
    name = section.text("id") or f"{what} {number}"
    if name in taken:
        note_repeated(section.place("id"), name, what, taken, section.diagnostics)
    taken.setdefault(name, section.place("id"))
    return name


def _rows(symbols: Symbols, section: Section, scope: Scope, answer: Answer, hit: HitPolicy) -> Iterator[Row[Any]]:
    taken: dict[str, Location] = {}
    for number, row in section.rows("rows", "row"):
        name = row_id(row, number, "row", taken)
        symbols.accept(row)
        when = symbols.when(row, "when", scope)
        priority = _priority(row, hit)
        node = row.node("then")
        if node is None:
            row.missing("then", "say what follows when the row fits")
        outcome = None if node is None else _outcome(symbols, node, row, answer)
        if outcome is not None:
            yield Row(name, when, outcome, row.text("because"), row.where, priority)


def _priority(row: Section, hit: HitPolicy) -> int:
    node = row.node("priority")
    if hit is HitPolicy.PRIORITY:
        if node is None:
            row.missing("priority", "the table has hit: priority, so each row says how much it weighs")
        return 0 if node is None else read_whole(node, f"'priority' of {row.what}", row.diagnostics) or 0
    if node is not None:
        row.diagnostics.error(
            row.place("priority"), "Y005", "nothing reads 'priority' here", "give the table hit: priority"
        )
    return 0


def _otherwise(symbols: Symbols, section: Section, answer: Answer) -> Row[Any] | None:
    node = section.node("otherwise")
    if node is None:
        return None
    because, where = "", node.where
    if isinstance(node, Entries) and node.get("then") is not None:
        whole = section_of(node, f"'otherwise' of {section.what}", node.where, section.diagnostics)
        because = whole.text("because")
        node = whole.node("then") or node
    outcome = _outcome(symbols, node, section, answer)
    return None if outcome is None else Row("otherwise", (), outcome, because, where)


def _outcome(symbols: Symbols, node: Node, section: Section, answer: Answer) -> Any:
    """Read one outcome: a value, or a mapping of parts when the table answers with several."""
    if answer.domain is not None:
        if isinstance(node, Scalar):
            return read_value(node, answer.domain, f"the outcome of {section.what}", symbols.diagnostics)
        symbols.diagnostics.error(
            node.where, "Y011", f"the outcome of {section.what} should be one value, not {shape(node)}"
        )
        return None
    if not answer.parts:
        return None  # the table's own outcome could not be read, which is noted already
    if isinstance(node, Entries):
        return _parts(symbols, node, section, answer)
    hint = f"write {{{', '.join(f'{part}: ...' for part in answer.parts)}}}"
    symbols.diagnostics.error(node.where, "Y011", f"the outcome of {section.what} has several parts", hint)
    return None


def _parts(symbols: Symbols, node: Entries, section: Section, answer: Answer) -> dict[str, Value] | None:
    found = dict(answer.defaults)
    for key in node:
        if key not in answer.parts:
            hint = did_you_mean(key, answer.parts)
            symbols.diagnostics.error(
                node.keys[key], "T014", f"the outcome of {section.what} has no part '{key}'", hint
            )
    for part, domain in answer.parts.items():
        written = node.get(part)
        if isinstance(written, Scalar):
            value = read_value(written, domain, f"the part '{part}' of {section.what}", symbols.diagnostics)
            found.update({} if value is None else {part: value})
        elif written is not None:
            symbols.diagnostics.error(
                written.where, "Y011", f"the part '{part}' should be one value, not {shape(written)}"
            )
        elif part not in answer.defaults:
            symbols.diagnostics.error(node.where, "Y012", f"the outcome of {section.what} needs the part '{part}'")
    return found if found.keys() == answer.parts.keys() else None


def _check_circle(symbols: Symbols, table: Table[Any], answer: Answer) -> None:
    """A table cannot read what is decided from its own answer, be it by way of an own table."""
    for condition in (condition for row in table.rows for condition in row.when):
        own = symbols.own_tables.get(condition.fact.partition(".")[0])
        read = {condition.fact} if own is None else set(own.inputs)
        for fact in sorted(read & answer.decides):
            cause = f"the fact '{fact}' is decided from this table, so the table cannot ask for it"
            symbols.diagnostics.error(condition.where, "T012", cause)


def _check_total(section: Section, hit: HitPolicy, total: Total, answer: Answer) -> None:
    if hit is not HitPolicy.EVERY:
        if section.has("total"):
            section.diagnostics.error(
                section.place("total"), "Y005", "nothing reads 'total' here", "it goes with hit: every"
            )
        return
    numbers = isinstance(answer.domain, Scale) and answer.domain.kind is ScaleKind.NUMBER
    if total is Total.SUM and not numbers:
        section.diagnostics.error(section.place("total"), "T014", f"the outcomes of {section.what} cannot be added up")
    if total in (Total.MIN, Total.MAX) and not isinstance(answer.domain, Scale):
        section.diagnostics.error(section.place("total"), "T014", f"the outcomes of {section.what} have no order")


def _upstream(symbols: Symbols, conditions: Iterable[Condition]) -> tuple[Table[Any], ...]:
    """Return the own tables whose outcome is read, each after those that it reads itself."""
    read = dict.fromkeys(condition.fact.partition(".")[0] for condition in conditions)
    direct = (symbols.own_tables[name] for name in read if name in symbols.own_tables)
    return tuple(dict.fromkeys(table for one in direct for table in (*one.upstream, one)))


def _inputs(symbols: Symbols, conditions: Sequence[Condition], scope: Scope) -> dict[str, Domain]:
    """Return the facts that are read, in order of first use; what an own table needs comes before its outcome."""
    inputs: dict[str, Domain] = {}
    for condition in conditions:
        table = symbols.own_tables.get(condition.fact.partition(".")[0])
        if table is not None:
            inputs.update({name: domain for name, domain in table.inputs.items() if name not in inputs})
        inputs.setdefault(condition.fact, symbols.scopes[scope][condition.fact])
    return inputs
