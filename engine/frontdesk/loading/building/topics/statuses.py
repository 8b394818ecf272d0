"""``statuses.yaml``: phases, statuses, and what is offered from where.

Offers become rows of one table over the scope ``contact`` (hit policy ``every``: they add up).
"""

from __future__ import annotations

from collections.abc import Iterator

from frontdesk.loading.building.diagnostics import Diagnostics
from frontdesk.loading.building.glossary import Glossary
from frontdesk.loading.building.sections import Section, title
from frontdesk.loading.building.states import ANY, States
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.building.table_rows import make_engine_table, row_id
from frontdesk.loading.building.topic import Topic, defined
from frontdesk.loading.tree.nodes import Scalar
from frontdesk.model import LostReason, OfferLabels, Phase, Ruleset, Scope, Status
from frontdesk.names import PhaseId, ReasonId, Requirement, State, StatusId, StatusKind
from frontdesk.problems import Location, choices, did_you_mean
from frontdesk.tables import Condition, HitPolicy, Row, Table

_REQUIRABLE = tuple(map(str, Requirement))


def read_states(section: Section, phases: Glossary, diagnostics: Diagnostics) -> States:
    """Read which statuses exist in which phases."""
    found = {}
    for name, status in section.named("statuses", "status"):
        written = status.words("phases")
        if not written:
            status.missing("phases", "list the phases in which the status exists")
        known = (phases.find(one, diagnostics) for one in written)
        found[name] = tuple(one for one in known if one)
    return States(tuple(phases.names), found, {name: place for name, _, place in section.pairs("statuses")})


def read_phases(section: Section) -> dict[PhaseId, Phase]:
    """Read the phases."""
    return {
        PhaseId(name): Phase(PhaseId(name), phase.text("label", title(name)), phase.text("means"), phase.where)
        for name, phase in section.named("phases", "phase")
    }


def read_statuses(symbols: Symbols, section: Section, reasons: dict[ReasonId, LostReason]) -> dict[StatusId, Status]:
    """Read the statuses."""
    return {
        StatusId(name): _status(symbols, name, status, reasons) for name, status in section.named("statuses", "status")
    }


def read_initial(symbols: Symbols, section: Section) -> State:
    """Read the state of a new contact: without one, the first state there is."""
    states = symbols.names.states
    written = section.node("initial")
    if isinstance(written, Scalar):
        found = states.find(written, symbols.diagnostics)
        if found:
            return found
    elif not states.all:
        hint = "write statuses.yaml with at least one phase and one status"
        symbols.diagnostics.error(section.where, "Y012", "the ruleset defines no status", hint)
    else:
        section.missing("initial", f"say in which state a new contact is, such as initial: {states.all[0]}")
    return states.all[0] if states.all else State("none/none")


def read_offers(symbols: Symbols, section: Section) -> Table[tuple[str, ...]]:
    """Read what is offered from where."""
    rows = tuple(_offers(symbols, section))
    return make_engine_table(symbols, "offers", rows, None, hit=HitPolicy.EVERY)


def _status(symbols: Symbols, name: str, status: Section, reasons: dict[ReasonId, LostReason]) -> Status:
    symbols.accept(status)
    phases = symbols.names.states.statuses.get(name, ())
    requires = []
    for word in status.words("requires"):
        if word.text not in _REQUIRABLE:
            cause = f"'requires' of {status.what} takes {choices(_REQUIRABLE)}, not '{word.text}'"
            status.diagnostics.error(word.where, "T010", cause, did_you_mean(word.text, _REQUIRABLE))
            continue
        if word.text == Requirement.REASON and not reasons:
            hint = "define reasons in lost_reasons.yaml"
            status.diagnostics.error(word.where, "Y012", f"{status.what} asks for a reason, and there is none", hint)
        requires.append(Requirement(word.text))
    labels = {}
    for phase, node, place in status.pairs("labels"):
        if phase not in phases:
            hint = did_you_mean(phase, phases) or f"it exists in {choices(phases)}"
            status.diagnostics.error(place, "R001", f"{status.what} does not exist in a phase '{phase}'", hint)
        elif isinstance(node, Scalar):
            labels[PhaseId(phase)] = node.text
    return Status(
        StatusId(name),
        status.text("label", title(name)),
        tuple(map(PhaseId, phases)),
        status.one_of("kind", StatusKind, StatusKind.OPEN),
        status.text("means"),
        frozenset(requires),
        status.length("suggests_follow_up"),
        labels,
        status.yes_no("entry"),
        status.where,
        status.yes_no("final"),
        status.yes_no("hidden"),
    )


def _offers(symbols: Symbols, section: Section) -> Iterator[Row[tuple[str, ...]]]:
    taken: dict[str, Location] = {}
    for number, row in section.rows("offers", "offer"):
        name = row_id(row, number, "offer", taken)
        symbols.accept(row)
        written, offered = row.words("from"), row.words("offer")
        for key, words in (("from", written), ("offer", offered)):
            if not words:
                row.missing(key)
        states = symbols.names.states.matching(written, symbols.diagnostics)
        conditions = symbols.when(row, "when", Scope.CONTACT)
        if written and not any(pattern.text.strip() == ANY for pattern in written):
            patterns = ", ".join(pattern.text for pattern in written)
            conditions = (Condition("state", frozenset(states), patterns, row.place("from")), *conditions)
        then = symbols.names.states.offered(offered, symbols.diagnostics)
        yield Row(name, conditions, then, row.text("because"), row.where)


def _labels(symbols: Symbols, section: Section) -> OfferLabels:
    """Read what staff read of an offer; one label says one status (M009)."""
    found = {}
    for number, row in section.rows("offers", "offer"):
        label = row.text("label")
        if not label:
            continue
        offered = symbols.names.states.offered(
            row.words("offer"), Diagnostics()
        )  # what is wrong there is noted already
        if len(offered) > 1:
            cause = f"'{label}' of {row.what} stands for {choices(offered)}"
            hint = "offer each of them in a row of its own, with a label of its own"
            row.diagnostics.error(row.place("label"), "M009", cause, hint)
        found[row.text("id") or f"offer {number}"] = label
    return OfferLabels(found)


TOPIC = Topic("statuses", defines=defined(Ruleset, "phases", "statuses"), tables={"offers": read_offers}, part=_labels)
