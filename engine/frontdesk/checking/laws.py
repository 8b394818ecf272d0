"""Every law that a practice owes: one channel, no refusal passed over, nothing too private (D001, D002, D004, C014)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from frontdesk.checking.proofs import as_first, decider, diagram, leaf, outcome
from frontdesk.facts.consent import NOBODY
from frontdesk.model import Ruleset
from frontdesk.model.engine_tables import PRIVACY
from frontdesk.names import NO_CHANNEL, ConsentSource
from frontdesk.problems import Problem
from frontdesk.tables import Condition, HitPolicy, Table
from frontdesk.tables.linked import standing_on


def check_laws(ruleset: Ruleset) -> Iterator[Problem]:
    """Check what holds for every practice, written down or not."""
    delivery = ruleset.table("delivery")
    if delivery.hit is HitPolicy.EVERY:
        cause = "the delivery table has hit: every, so a message could go out by several channels"
        yield Problem(delivery.where, "D001", cause, "write hit: first")
        return
    for channel in [str(one.id) for one in ruleset.channels.values() if one.consent]:
        out = Condition(f"{channel}_consent", frozenset({"opted_out"}), "opted_out")
        refused = (out, *_not_by_the_emr(delivery, channel))
        yield from _never(ruleset, delivery, refused, channel, f"somebody who opted out of '{channel}' gets one")
    for fact in ruleset.facts.values():
        stem, _, channel = fact.name.partition(".")
        if stem == PRIVACY and channel in delivery.outcomes:
            held_back = Condition(fact.name, frozenset({"no"}), "no")
            cause = f"a text goes by '{channel}' that tells more than may go there"
            yield from _never(ruleset, delivery, (held_back,), channel, cause, "C014")
    automation = (
        Condition("message", frozenset({"automation"}), "automation"),
        Condition("do_not_contact", frozenset({"yes"}), "yes"),
    )
    for channel in [one for one in delivery.outcomes if one != NO_CHANNEL]:
        yield from _never(ruleset, delivery, automation, channel, "an automation goes out in spite of Do Not Contact")
    for row in delivery.every_row:
        if row.then == NO_CHANNEL and not row.because:
            cause = f"the row '{row.id}' contacts nobody and gives no reason"
            yield Problem(row.where, "D004", cause, "add because:; staff see it when a message is skipped")


def _not_by_the_emr(delivery: Table[Any], channel: str) -> tuple[Condition, ...]:
    """That nobody is meant who refused in the EMR alone, where the rows ask who recorded it.

    What an EMR says of somebody is a record of the practice's, and its rows may say how far it goes. A row that does
    not ask passes over everybody's refusal alike, and so is found by what people said themselves.
    """
    source = f"{channel}_consent_source"
    if not any(source in table.inputs for table in standing_on(delivery)):
        return ()
    others = [NOBODY, *(one for one in ConsentSource if one is not ConsentSource.EMR)]
    return (Condition(source, frozenset(map(str, others)), f"not {ConsentSource.EMR}"),)


def _never(
    ruleset: Ruleset, table: Table[Any], given: tuple[Condition, ...], answer: str, cause: str, code: str = "D002"
) -> Iterator[Problem]:
    table = as_first(table)
    drawn = diagram(ruleset, table, given=given)
    person = drawn.smallest(lambda alive: outcome(table, leaf(alive)) == answer)
    if person is not None:
        row = decider(table, leaf(person.alive))
        yield Problem(row.where, code, f"{cause}: {person.words}", "add the condition to the row, or a row before it")
