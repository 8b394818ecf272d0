"""``statuses.yaml``: phases, statuses, and what is offered from where.

Offers become rows of one table over the scope ``contact`` (hit policy ``every``: they add up).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from frontdesk.effects import PREVIOUS, Effect, SetStatus
from frontdesk.events import EventKind
from frontdesk.interpreter.offers import in_phase
from frontdesk.loading.building.diagnostics import Diagnostics
from frontdesk.loading.building.following import Following
from frontdesk.loading.building.glossary import Glossary
from frontdesk.loading.building.sections import Section, section_of, title
from frontdesk.loading.building.states import ANY, States
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.building.table_rows import make_engine_table, row_id
from frontdesk.loading.building.topic import Topic, defined
from frontdesk.loading.tree.nodes import Entries, Items, Node, Scalar
from frontdesk.model import (
    Asked,
    Lasts,
    LostReason,
    OfferLabels,
    OfferRequires,
    Phase,
    Ruleset,
    Scope,
    Status,
    Timer,
    UsualFollowUp,
)
from frontdesk.names import PhaseId, ReasonId, Requirement, State, StatusId, StatusKind, phase_of, status_of
from frontdesk.problems import Location, choices, did_you_mean
from frontdesk.tables import Condition, Domain, HitPolicy, Row, Scale, ScaleKind, Table
from frontdesk.tables.lengths import at_least

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
    asked = _asked(symbols, status, bool(reasons))
    requires, facts = set(asked.requires), list(asked.facts)
    labels = {}
    for phase, node, place in status.pairs("labels"):
        if phase not in phases:
            hint = did_you_mean(phase, phases) or f"it exists in {choices(phases)}"
            status.diagnostics.error(place, "R001", f"{status.what} does not exist in a phase '{phase}'", hint)
        elif isinstance(node, Scalar):
            labels[PhaseId(phase)] = node.text
    lasts = _lasts(symbols, status)
    if lasts is not None and lasts.until_a_chosen_date:
        requires.add(Requirement.DATE)
    if lasts is not None and lasts.date_fact and lasts.date_fact not in facts:
        facts.append(lasts.date_fact)
    return Status(
        StatusId(name),
        status.text("label", title(name)),
        tuple(map(PhaseId, phases)),
        status.one_of("kind", StatusKind, StatusKind.OPEN),
        status.text("means"),
        frozenset(requires),
        tuple(facts),
        lasts,
        _usual_follow_up(status),
        labels,
        status.yes_no("entry"),
        status.where,
        status.yes_no("final"),
        status.yes_no("hidden"),
    )


def _usual_follow_up(status: Section) -> UsualFollowUp | None:
    """When a follow-up is usual: a length of time, or ``{from, to}``."""
    if not isinstance(status.node("suggests_follow_up"), Entries):
        soonest = status.length("suggests_follow_up")
        return UsualFollowUp(soonest) if soonest else None
    usual = status.section("suggests_follow_up")
    soonest, latest = usual.length("from"), usual.length("to")
    if soonest is None or latest is None:
        return None
    if at_least(latest) < at_least(soonest):
        hint = "write the shorter length under from"
        usual.diagnostics.error(usual.place("to"), "T019", f"{usual.what} ends before it begins", hint)
        return None
    return UsualFollowUp(soonest, latest)


def _asked(symbols: Symbols, one: Section, there_are_reasons: bool) -> Asked:
    """What a status, or an offer, says under ``requires``: words, and ``{fact: NAME}`` for the practice's own facts."""
    requires, found, known = list[Requirement](), list[str](), own_of_contacts(symbols)
    for node in _required(one):
        if isinstance(node, Entries):
            asked = section_of(node, f"'requires' of {one.what}", node.where, one.diagnostics)
            name = asked.needed("fact", "name a fact of the contact, as {fact: insurance}")
            if name in known:
                found.append(name)
            elif name:
                hint = did_you_mean(name, known) or (
                    f"there is {choices(known)}" if known else "declare it in facts.yaml"
                )
                place = asked.place("fact")
                one.diagnostics.error(place, "T013", f"'{name}' is no fact of the contact that is yours", hint)
        elif isinstance(node, Scalar) and node.text not in _REQUIRABLE:
            cause = f"'requires' of {one.what} takes {choices(_REQUIRABLE)}, not '{node.text}'"
            one.diagnostics.error(node.where, "T010", cause, did_you_mean(node.text, _REQUIRABLE))
        elif isinstance(node, Scalar):
            if node.text == Requirement.REASON and not there_are_reasons:
                hint = "define reasons in lost_reasons.yaml"
                one.diagnostics.error(node.where, "Y012", f"{one.what} asks for a reason, and there is none", hint)
            requires.append(Requirement(node.text))
    return Asked(frozenset(requires), tuple(found))


def _required(one: Section) -> tuple[Node, ...]:
    node = one.node("requires")
    return node.items if isinstance(node, Items) else () if node is None else (node,)


def _lasts(symbols: Symbols, status: Section) -> Lasts | None:
    if not status.has("lasts"):
        return None
    lasts = status.section("lasts")
    length, until = lasts.length("for"), lasts.node("until")
    if lasts.has("for") == lasts.has("until"):
        cause = f"{lasts.what} has two ends" if lasts.has("for") else f"{lasts.what} does not say how long"
        hint = "write for: 30 days, until: date (which is chosen with it), or until: a date fact of the contact"
        lasts.diagnostics.error(lasts.where, "Y012", cause, hint)
        return None
    if not isinstance(until, Scalar):
        return Lasts(length, where=lasts.where) if length else None
    if until.text == Requirement.DATE:
        return Lasts(where=lasts.where)
    dates = [name for name in own_of_contacts(symbols) if is_a_date(symbols.facts[name].domain)]
    if until.text not in dates:
        hint = did_you_mean(until.text, dates) or f"write date for the one that is chosen with it, or {choices(dates)}"
        lasts.diagnostics.error(until.where, "T013", f"'{until.text}' is no date of the contact", hint)
        return None
    return Lasts(date_fact=until.text, where=lasts.where)


def _read_ends(symbols: Symbols, section: Section, following: Following) -> None:
    """Read what follows when a status has lasted its time; the clock runs in each state of that status."""
    silent = Section(section.entries, section.what, section.where, Diagnostics())
    for name, status in section.named("statuses", "status"):
        lasts = _lasts(symbols, dict(silent.named("statuses", "status"))[name])
        states = [one for one in symbols.names.states.all if status_of(one) == name]
        if lasts is None or not states:
            continue
        id = f"{name}.lasts"
        following.timers[id] = Timer(
            id,
            EventKind.STATUS_EXPIRED,
            lasts.length or timedelta(),
            frozenset(states),
            lasts.date_fact,
            where=lasts.where,
            chosen=lasts.until_a_chosen_date,
        )
        following.rows.extend(_ending(symbols, id, states, status.section("lasts")))


def _ending(symbols: Symbols, id: str, states: Sequence[State], lasts: Section) -> Iterator[Row[tuple[Effect, ...]]]:
    then = lasts.node("then")
    if not isinstance(then, Scalar):
        return
    because = lasts.text("because") or f"{states[0].partition('/')[2]} has lasted its time"
    is_back = then.text == PREVIOUS and PREVIOUS not in symbols.names.states.statuses
    named = None if is_back else symbols.names.states.offered([then], symbols.diagnostics)
    if named is not None and len(named) != 1:
        if named:
            cause = f"'then' of {lasts.what} names {len(named)} states"
            lasts.diagnostics.error(then.where, "Y001", cause, "write one, as lead/contacted or ./contacted")
        return
    for state in states:
        after = None if named is None else in_phase(state, named[0])
        if after is not None and after not in symbols.names.states.all:
            cause = f"'{then.text}' of {lasts.what} is no state where it is '{state}'"
            lasts.diagnostics.error(
                then.where, "R001", cause, "write phase/status, or let rules on status_expired do it"
            )
            return
        row = id if len(states) == 1 else f"{phase_of(state)}.{id}"
        when = (
            Condition("event", frozenset({str(EventKind.STATUS_EXPIRED)}), EventKind.STATUS_EXPIRED, lasts.where),
            Condition("event_state", frozenset({state}), state, lasts.where),
        )
        yield Row(row, when, (SetStatus(after),), because, lasts.where)


def own_of_contacts(symbols: Symbols) -> list[str]:
    """The names of the practice's own facts of a contact."""
    return [one.name for one in symbols.facts.values() if one.own and one.of is Scope.CONTACT]


def is_a_date(domain: Domain) -> bool:
    """Whether values of *domain* are dates."""
    return isinstance(domain, Scale) and domain.kind is ScaleKind.DATE


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


def _requires(symbols: Symbols, section: Section) -> OfferRequires:
    """Read what offers ask for besides what the status does."""
    there_are_reasons = bool(symbols.names.reasons.names)
    asked = {
        row.text("id") or f"offer {number}": _asked(symbols, row, there_are_reasons)
        for number, row in section.rows("offers", "offer")
        if row.has("requires")
    }
    return OfferRequires(asked)


TOPIC = Topic(
    "statuses",
    defines=defined(Ruleset, "phases", "statuses"),
    tables={"offers": read_offers},
    part=_labels,
    parts=(_requires,),
    starts=_read_ends,
)
