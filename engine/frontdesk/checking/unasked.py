"""Facts of the practice's own that nothing asks, says or fills (R002): declared, kept, and without any effect.

Knows what can name a fact: rows, steps, clocks, texts, statuses, channels, promises, and the mappings of imports.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from frontdesk.checking.references import taken_away
from frontdesk.effects import AddNote, AskToReschedule, NotifyStaff, OpenTask, ReassignTask
from frontdesk.facts import GIVES_WAY, days_until, years_since
from frontdesk.model import OfferRequires, Ruleset
from frontdesk.model.mappings import Mappings
from frontdesk.model.relations import Relations
from frontdesk.model.templates import fields_of
from frontdesk.problems import Problem


def check_unasked(ruleset: Ruleset) -> Iterator[Problem]:
    """Check that each fact, count and comparison of ``facts.yaml`` is used; noting it is no use of it.

    A fact in the place of one of the engine's is the engine's to use; what a comparison compares, the comparison's;
    what is listed is there for staff to read.
    """
    used = {*GIVES_WAY, *_asked(ruleset), *_told(ruleset), *_mapped(ruleset)}
    used |= {name for fact in ruleset.facts.values() for name in fact.compares}
    used |= {name for name, fact in ruleset.facts.items() if fact.listed}
    dates = {brought(name): name for name in ruleset.facts for brought in (days_until, years_since)}
    used |= {dates[name] for name in used if name in dates}
    for name, fact in ruleset.facts.items():
        if PurePath(fact.where.file).stem == "facts" and name not in used | dates.keys():
            away = taken_away(ruleset, fact.where, f"facts.{name}") or "delete it"
            hint = f"{away}, or, if staff read it, write accept: R002 because staff read it"
            yield Problem(fact.where, "R002", f"nothing asks for the fact '{name}'", hint)


def _asked(ruleset: Ruleset) -> Iterator[str]:
    """The facts on which a decision rests."""
    for table in (*ruleset.tables.values(), ruleset.offers, ruleset.consequences):
        yield from table.inputs
    for campaign in ruleset.campaigns.values():
        yield from (name for step in campaign.steps if step.condition for name in step.condition.inputs)
    yield from (name for kind in ruleset.tasks.values() if kind.cause for name in kind.cause.inputs)
    for promise in ruleset.promises:
        yield from (test.fact for test in (*promise.never, *promise.when))
        yield from (promise.change.fact,) if promise.change else ()
    for status in ruleset.statuses.values():
        yield from status.requires_facts
        yield from (status.lasts.date_fact,) if status.lasts else ()
    for asked in ruleset.part(OfferRequires).offer_requires.values():
        yield from asked.facts
    yield from (timer.date_fact for timer in ruleset.timers.values())
    yield from (channel.address_fact for channel in ruleset.channels.values())
    yield from (name for one in ruleset.part(Relations).never_together.values() for name in one.facts)


def _told(ruleset: Ruleset) -> Iterator[str]:
    """The facts that a text says, to the contact or to the staff, or by which somebody is found for a task."""
    texts = [
        text
        for message in ruleset.messages.values()
        for whole in message.content.values()
        for one in whole.versions
        for text in (one.subject, one.body)
    ]
    effects = [effect for row in ruleset.consequences.rows for effect in row.then]
    texts += [one.text for one in effects if isinstance(one, (AddNote, NotifyStaff, AskToReschedule))]
    texts += [one.to or "" for one in effects if isinstance(one, (OpenTask, ReassignTask, NotifyStaff))]
    return (mark.name for text in texts for mark in fields_of(text))


def _mapped(ruleset: Ruleset) -> Iterator[str]:
    """The facts that a column of an import fills."""
    mappings = ruleset.part(Mappings)
    for mapping in (*mappings.mappings.values(), *mappings.faulty.values()):
        yield from mapping.every
        for column in mapping.columns:
            yield from column.to
            yield from (name for said in column.values.values() for name in said)
            yield from column.otherwise or ()
