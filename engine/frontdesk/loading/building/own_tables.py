"""``tables.yaml`` and ``promises.yaml``: a practice's own decision tables, and the laws it wants proved.

Tables that read each other's outcome are built in that order; a circle is a problem.
"""

from __future__ import annotations

from collections.abc import Mapping

from frontdesk.loading.building.declared import outcome_domains, read_domain
from frontdesk.loading.building.ground import Ground, read_condition, read_value
from frontdesk.loading.building.sections import Section, section_of
from frontdesk.loading.building.table_rows import Answer, read_table
from frontdesk.loading.nodes import Entries, Scalar
from frontdesk.model import Change, Promise, Scope
from frontdesk.names import NO_CHANNEL, Consent, Lifecycle, PhoneKind, Progress, Source, Verdict
from frontdesk.problems import Location, choices, did_you_mean
from frontdesk.tables import Condition, Domain, Listed


def read_own_tables(ground: Ground, section: Section) -> None:
    """Read the practice's own tables into ``ground.own_tables``, those that others read first."""
    waiting = {name: table for name, table in section.named("tables", "table") if name in _answering(ground, section)}
    reads = {name: _reads(table) & waiting.keys() for name, table in waiting.items()}
    while waiting:
        ready = [name for name in waiting if not reads[name] & waiting.keys()]
        if not ready:
            _note_circle(waiting, reads)
            return
        for name in ready:
            _read_one(ground, name, waiting.pop(name))


def read_promises(ground: Ground, section: Section) -> tuple[Promise, ...]:
    """Read the laws that the practice wants proved."""
    domains = _everything(ground)
    found = []
    for _, row in section.rows("promises", "promise"):
        words = row.needed("promise", "say the law in your own words")
        never, when = _asked(row, "never", domains), _asked(row, "when", domains)
        found.append(Promise(words, never, when, _change(row, domains), row.where))
    return tuple(found)


def _asked(row: Section, key: str, domains: Mapping[str, Domain]) -> tuple[Condition, ...]:
    asked: list[Condition] = []
    for fact, node, place in row.pairs(key):
        domain = _known(row, fact, place, domains)
        condition = read_condition(fact, node, domain, row.notes) if domain else None
        asked += [condition] if condition else []
    return tuple(asked)


def _change(row: Section, domains: Mapping[str, Domain]) -> Change | None:
    for fact, node, place in row.pairs("change"):
        domain = _known(row, fact, place, domains)
        values = section_of(node, f"the change of '{fact}'", place, row.notes)
        ends = [values.node("from"), values.node("to")]
        if domain is None or not all(isinstance(end, Scalar) for end in ends):
            return None
        read = [read_value(end, domain, f"'{fact}'", row.notes) for end in ends if isinstance(end, Scalar)]
        return None if read[0] is None or read[1] is None else Change(fact, read[0], read[1])
    return None


def _known(row: Section, fact: str, place: Location, domains: Mapping[str, Domain]) -> Domain | None:
    domain = domains.get(fact)
    if domain is None:
        hint = did_you_mean(fact, domains) or "'frontdesk facts' lists the facts there are"
        row.notes.error(place, "T013", f"no fact is called '{fact}'", hint)
    return domain


def _answering(ground: Ground, section: Section) -> set[str]:
    """The tables whose name is free: the others are noted already."""
    return {
        name
        for name, table in section.named("tables", "table")
        if not outcome_domains(table)
        or any(fact.where == table.where for fact in ground.facts.values() if fact.name.partition(".")[0] == name)
    }


def _read_one(ground: Ground, name: str, table: Section) -> None:
    scope = Scope(table.word("scope", tuple(map(str, Scope)), "contact"))
    outcome = table.section("outcome")
    if not outcome.exists:
        hint = "say what the table answers: outcome: {values: [...]} or outcome: {kind: yes_no}"
        table.missing("outcome", hint)
        return
    if outcome.has("parts"):
        parts = {part: read_domain(one, may_be_unknown=True) for part, one in outcome.named("parts", "part")}
        answer = Answer(parts={part: domain for part, domain in parts.items() if domain is not None})
    else:
        answer = Answer(read_domain(outcome, may_be_unknown=True))
    ground.own_tables[name] = read_table(ground, table, name, scope, answer)


def _reads(table: Section) -> set[str]:
    found: set[str] = set()
    for _, row in table.rows("rows", "row"):
        when = row.node("when")
        if isinstance(when, Entries):
            found |= {fact.partition(".")[0] for fact in when}
    return found


def _note_circle(waiting: dict[str, Section], reads: dict[str, set[str]]) -> None:
    ring = [min(waiting)]
    while (following := min(reads[ring[-1]] & waiting.keys())) not in ring:
        ring.append(following)
    ring = ring[ring.index(following) :]
    first = waiting[ring[0]]
    names = " -> ".join([*ring, ring[0]])
    cause = f"these tables read each other in a circle: {names}"
    first.notes.error(first.where, "T012", cause, f"let one of {choices(ring)} answer without the others")


def _everything(ground: Ground) -> dict[str, Domain]:
    """Every fact of every scope, and every answer that a promise may speak of."""
    names = ground.names
    states = names.states
    domains = {name: domain for scope in Scope for name, domain in ground.scopes[scope].items()}
    sources = Listed(tuple(map(str, Source)))
    answers: dict[str, Domain] = {
        "channel": Listed((*names.channels.names, NO_CHANNEL)),
        "offered": Listed((*states.all, *states.statuses)),
        "windows": Listed(tuple(map(str, Verdict))),
        "number_from": sources,
        "method_from": sources,
        "destination_number": Listed((*map(str, PhoneKind), "none")),
        "consent_unrecorded": Listed(tuple(map(str, Consent))),
        "task_states.verdict": Listed(("accepted", "refused")),
        "task_states.lifecycle": Listed(tuple(map(str, Lifecycle))),
        "task_states.progress": Listed(tuple(map(str, Progress))),
        "task_states.note": Listed(("required", "optional")),
        "attempts.verdict": Listed(("below", "suggest", "automatic")),
        "attempts.status": Listed(states.all),
        "attempts.reason": Listed(tuple(names.reasons.names)),
    }
    return {**domains, **answers}
