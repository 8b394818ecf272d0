"""What a ruleset declares: its names, and the facts of every scope with the values they may have.

Comes first, since every rule is read against it. Knows no rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frontdesk.facts import DAYS_UNTIL, Vocabulary, catalogue, days_until, scopes_of
from frontdesk.loading.building.glossary import Glossary, declared, note_lookalikes
from frontdesk.loading.building.ground import Ground, Names, read_value
from frontdesk.loading.building.notes import Notes
from frontdesk.loading.building.sections import Section, texts, title
from frontdesk.loading.building.states import States
from frontdesk.loading.building.triggers import timers_of
from frontdesk.loading.nodes import Entries, Items, Scalar
from frontdesk.model import Fact, Scope
from frontdesk.model.engine_tables import ENGINE_TABLES
from frontdesk.problems import Location
from frontdesk.tables import COUNT, NUMBER, Domain, Listed, Members, Scale, ScaleKind, Text, Value

Topics = Mapping[str, Section]
"""The files of a ruleset by topic; one that is not there is empty."""
_SCALES = {"number": ScaleKind.NUMBER, "date": ScaleKind.DATE, "time": ScaleKind.TIME, "duration": ScaleKind.DURATION}
_KINDS = ("yes_no", *_SCALES, "text", "set")


def survey(topics: Topics, notes: Notes) -> Ground:
    """Collect every name and every fact."""
    names = _names(topics, notes)
    words = _vocabulary(topics, names)
    facts = {fact.name: fact for fact in catalogue(words)}
    for fact in (*_own_facts(topics["facts"]), *_table_facts(topics["tables"])):
        if fact.name in facts:
            cause = f"the name '{fact.name}' is taken by another fact"
            notes.error(fact.where, "R003", cause, "'frontdesk facts' lists them all; take another name")
        facts.setdefault(fact.name, fact)
    return Ground(notes, names, words, facts, scopes_of(facts.values()))


def read_domain(section: Section, *, may_be_unknown: bool) -> Domain | None:
    """Read ``values`` or ``kind``: what a fact may be, or what a table may answer."""
    words = section.words("values")
    note_lookalikes({word.text: word.where for word in words if word.text != "none"}, "value", section.notes)
    values = tuple(dict.fromkeys(word.text for word in words))
    kind = section.word("kind", _KINDS, "") if section.has("kind") else ""
    if kind == "set":
        if not values:
            section.missing("values", "a set needs the list of what it may hold")
        return Members(values)
    if bool(values) == bool(kind):
        cause = f"{section.what} needs either 'values' or 'kind'"
        section.notes.error(section.where, "Y012", cause, "write values: [...], or kind: yes_no, number, date, ...")
        return None
    if values:
        return Listed(values, may_be_unknown)
    if kind in _SCALES:
        return Scale(_SCALES[kind], may_be_unknown)
    return Text() if kind == "text" else Listed(("yes", "no"), may_be_unknown)


def _names(topics: Topics, notes: Notes) -> Names:
    statuses, channels = topics["statuses"], topics["channels"]
    phases = declared(statuses, "phases", "phase")
    labels, consented = {}, []
    for name, channel in channels.named("channels", "channel"):
        labels[name] = channel.text("label", title(name))
        if channel.yes_no("consent"):
            consented.append(name)
    places = {name: place for name, _, place in statuses.pairs("statuses")}
    return Names(
        States(tuple(phases.names), _phases_of_statuses(statuses, phases, notes), places),
        phases,
        declared(statuses, "statuses", "status"),
        declared(channels, "channels", "channel"),
        declared(channels, "lines", "line"),
        declared(topics["messages"], "messages", "message"),
        declared(topics["campaigns"], "campaigns", "campaign"),
        declared(topics["tasks"], "tasks", "task"),
        declared(topics["tasks"], "outcomes", "outcome"),
        declared(topics["lost_reasons"], "reasons", "lost reason"),
        tuple(consented),
        labels,
    )


def _phases_of_statuses(statuses: Section, phases: Glossary, notes: Notes) -> dict[str, tuple[str, ...]]:
    found = {}
    for name, status in statuses.named("statuses", "status"):
        written = status.words("phases")
        if not written:
            status.missing("phases", "list the phases in which the status exists")
        known = (phases.find(one, notes) for one in written)
        found[name] = tuple(one for one in known if one)
    return found


def _vocabulary(topics: Topics, names: Names) -> Vocabulary:
    return Vocabulary(
        phases=names.states.phases,
        statuses=tuple(names.statuses.names),
        states=names.states.all,
        channels=tuple(names.channels.names),
        consented=names.consented,
        outcomes=tuple(names.outcomes.names),
        reasons=tuple(names.reasons.names),
        campaigns=tuple(names.campaigns.names),
        tasks=tuple(names.tasks.names),
        messages=tuple(names.messages.names),
        timers=tuple(timers_of(topics)),
    )


def _own_facts(section: Section) -> Iterator[Fact]:
    note_lookalikes({name: place for name, _, place in section.pairs("facts")}, "fact", section.notes)
    for name, fact in section.named("facts", "fact"):
        of = Scope(fact.word("of", ("practice", "contact", "appointment"), "contact"))
        domain = read_domain(fact, may_be_unknown=not fact.has("default"))
        if domain is None:
            continue
        label, means = fact.text("label", title(name)), fact.text("means")
        yield Fact(name, of, domain, label, means, _default(fact, domain), own=True, where=fact.place(name))
        if isinstance(domain, Scale) and domain.kind is ScaleKind.DATE:
            until = f"whole days until '{label}'; negative once it has passed"
            yield Fact(days_until(name), of, DAYS_UNTIL, until, until, where=fact.where)


def _default(fact: Section, domain: Domain) -> Value | None:
    node = fact.node("default")
    if isinstance(node, Items):
        words = ", ".join(one.text for one in texts(node, f"'default' of {fact.what}", fact.notes))
        node = Scalar(words, node.where)
    return read_value(node, domain, f"'default' of {fact.what}", fact.notes) if isinstance(node, Scalar) else None


def _table_facts(section: Section) -> Iterator[Fact]:
    """The outcome of a practice's own table is a fact: one for a single value, one a part otherwise."""
    for name, table in section.named("tables", "table"):
        where = table.where
        if name in ENGINE_TABLES:
            hint = "give yours another name"
            section.notes.error(where, "R003", f"the name '{name}' is taken by a table of the other files", hint)
            continue
        scope = Scope(table.word("scope", tuple(map(str, Scope)), "contact"))
        label, means = table.text("label", title(name)), table.text("means")
        for part, domain in outcome_domains(table).items():
            whole = f"{name}.{part}" if part else name
            yield Fact(whole, scope, domain, label, means or f"what the table '{name}' answers", where=where)


def outcome_domains(table: Section) -> dict[str, Domain]:
    """The domain of each part of what an own table answers as a fact; a single value is the part named ''."""
    if table.text("hit") == "every":
        total = table.text("total", "list")
        number: dict[str, Domain] = {"": COUNT if total == "count" else NUMBER}
        return number if total in ("sum", "count") else {}
    quiet = Section(table.entries, table.what, table.where, Notes())
    outcome = quiet.section("outcome")
    unanswered = not quiet.has("otherwise")
    if outcome.has("parts"):
        parts = {name: read_domain(part, may_be_unknown=unanswered) for name, part in outcome.named("parts", "part")}
        return {name: domain for name, domain in parts.items() if domain is not None}
    domain = read_domain(outcome, may_be_unknown=unanswered)
    return {} if domain is None else {"": domain}


def sections(folder_topics: Mapping[str, Entries], every_topic: tuple[str, ...], notes: Notes, shown: str) -> Topics:
    """Return every topic as a section; one without a file is empty and stands at the file that it would have."""
    return {
        topic: Section(folder_topics.get(topic), f"{topic}.yaml", Location(f"{shown}/{topic}.yaml", 1, 1), notes)
        for topic in every_topic
    }
