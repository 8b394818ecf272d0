"""Two versions of every table: which combinations are answered differently, how many, and the smallest of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from frontdesk.comparing.changes import AnswerChange, FollowingChange, OfferChange, TableChange
from frontdesk.comparing.product import IncomparableError, Product
from frontdesk.comparing.settings import Rules, as_set
from frontdesk.effects import Effect
from frontdesk.interpreter.offers import in_phase
from frontdesk.model import Ruleset
from frontdesk.names import State
from frontdesk.tables import Condition, Decision, Row, Table
from frontdesk.tables.diagrams import BUDGET, TooLargeError


@dataclass(slots=True)
class Compared:
    """What was compared so far, what could not be, and how many cases may be told apart before that is given up."""

    budget: int = BUDGET
    combinations: int = 0
    not_compared: list[str] = field(default_factory=list)

    def fail(self, what: str, error: Exception) -> None:
        """Note that *what* could not be compared: nothing is claimed of it."""
        self.not_compared.append(f"{what}: {error}")


def answers(rules: Rules, compared: Compared) -> Iterator[TableChange]:
    """Every table of both versions that answers differently."""
    before, after = rules
    for name in [name for name in before.tables if name in after.tables]:
        pair = as_set(rules, (before.tables[name], after.tables[name]))
        if _alike(*pair):
            continue
        try:
            product = Product.of(rules, pair, budget=compared.budget)
            changes = tuple(_answers(product))
            compared.combinations += product.size
        except (TooLargeError, IncomparableError) as error:
            compared.fail(f"the table '{name}'", error)
            continue
        if changes:
            yield TableChange(name, product.size, changes)


def offers(rules: Rules, compared: Compared) -> Iterator[OfferChange]:
    """Every status that is offered in one version and not in the other, from every state that both have."""
    pair = as_set(rules, (rules[0].offers, rules[1].offers))
    if _alike(*pair):
        return
    for state in [state for state in rules[0].states if state in rules[1].states]:
        try:
            product = Product.of(rules, pair, (Condition("state", frozenset({state}), state),), compared.budget)
            compared.combinations += product.size
            yield from _offers(rules, product, state)
        except (TooLargeError, IncomparableError) as error:
            compared.fail(f"what is offered in '{state}'", error)


def following(rules: Rules, compared: Compared) -> Iterator[FollowingChange]:
    """Every event after which something else follows."""
    pair = _without_common(*as_set(rules, (rules[0].consequences, rules[1].consequences)))
    if not pair[0].rows and not pair[1].rows:
        return
    try:
        product = Product.of(rules, pair, budget=compared.budget)
        compared.combinations += product.size
        found: Counter[tuple[tuple[Effect, ...], tuple[Effect, ...]]] = Counter()
        for was, now, count in product.leaves():
            found[_difference(was.rows, now.rows)] += count
        changes = [_following(product, *both, count) for both, count in found.items() if any(both)]
        yield from (change for change in changes if change is not None)
    except (TooLargeError, IncomparableError) as error:
        compared.fail("what follows events", error)


def _answers(product: Product) -> Iterator[AnswerChange]:
    found: list[tuple[object, object, int]] = []
    for was, now, count in product.leaves():
        if was.outcome == now.outcome:
            continue
        same = next((at for at, (b, a, _) in enumerate(found) if (b, a) == (was.outcome, now.outcome)), None)
        if same is None:
            found.append((was.outcome, now.outcome, count))
        else:
            found[same] = (was.outcome, now.outcome, found[same][2] + count)
    for before, after, count in sorted(found, key=lambda one: -one[2]):

        def wanted(was: Decision[Any], now: Decision[Any], pair: tuple[object, object] = (before, after)) -> bool:
            return bool((was.outcome, now.outcome) == pair)

        person = product.smallest(wanted)
        if person is not None:
            was, now = product.decide(person.alive)
            yield AnswerChange(before, after, count, person.words, was.row, now.row)


def _offers(rules: Rules, product: Product, state: State) -> Iterator[OfferChange]:
    found: Counter[tuple[State, bool]] = Counter()
    for was, now, count in product.leaves():
        for change in _offer_changes(rules, was, now, state):
            found[change] += count
    for (offered, gained), count in found.items():

        def wanted(was: Decision[Any], now: Decision[Any], change: tuple[State, bool] = (offered, gained)) -> bool:
            return change in _offer_changes(rules, was, now, state)

        person = product.smallest(wanted)
        if person is not None:
            rows = product.decide(person.alive)[gained].rows
            row = next(row for row in rows if offered in _targets(rules[gained], (row,), state))
            others = {name: one for name, one in person.facts.items() if name != "state"}
            said = replace(person, facts=others).words
            yield OfferChange(state, offered, gained, count, product.size, said, row)


def _offer_changes(rules: Rules, was: Decision[Any], now: Decision[Any], state: State) -> set[tuple[State, bool]]:
    before, after = _targets(rules[0], was.rows, state), _targets(rules[1], now.rows, state)
    return {(one, True) for one in after - before} | {(one, False) for one in before - after}


def _targets(ruleset: Ruleset, rows: Sequence[Row[Any]], state: State) -> set[State]:
    offered = {in_phase(state, written) for row in rows for written in row.then}
    return {one for one in offered if one in ruleset.states}


def _following(
    product: Product, lost: tuple[Effect, ...], gained: tuple[Effect, ...], count: int
) -> FollowingChange | None:
    def wanted(was: Decision[Any], now: Decision[Any]) -> bool:
        return _difference(was.rows, now.rows) == (lost, gained)

    person = product.smallest(wanted)
    if person is None:
        return None
    was, now = product.decide(person.alive)
    effects, rows = (gained, now.rows) if gained else (lost, was.rows)
    row = next(row for row in rows if effects[0] in row.then)
    return FollowingChange(person.words, count, lost, gained, row)


def _difference(was: Sequence[Row[Any]], now: Sequence[Row[Any]]) -> tuple[tuple[Effect, ...], tuple[Effect, ...]]:
    """The effects that follow no more, and those that follow now."""
    before, after = (Counter(effect for row in rows for effect in row.then) for rows in (was, now))
    return tuple((before - after).elements()), tuple((after - before).elements())


def _alike(one: Table[Any], other: Table[Any]) -> bool:
    """Whether two tables say the same, row by row, as do those that they read; places and reasons do not count."""
    return (
        (one.hit, one.total, one.inputs) == (other.hit, other.total, other.inputs)
        and list(map(_meaning, one.rows)) == list(map(_meaning, other.rows))
        and (one.otherwise and one.otherwise.then) == (other.otherwise and other.otherwise.then)
        and len(one.upstream) == len(other.upstream)
        and all(map(_alike, one.upstream, other.upstream))
    )


def _meaning(row: Row[Any]) -> tuple[object, ...]:
    return tuple((test.fact, test.accepts) for test in row.when), row.then, row.priority


def _without_common(one: Table[Any], other: Table[Any]) -> tuple[Table[Any], Table[Any]]:
    """Both tables without the rows that stand in both: in a table of which every row counts they change nothing."""
    rows, others = list(one.rows), list(other.rows)
    for row in one.rows:
        twin = next((candidate for candidate in others if _meaning(candidate) == _meaning(row)), None)
        if twin is not None:
            rows.remove(row)
            others.remove(twin)
    return one.only(rows), other.only(others)
