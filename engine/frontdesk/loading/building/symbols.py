"""What every rule of a ruleset stands on: the names that are defined, and the facts of each scope.

Reads conditions over those facts. Knows no topic, and of tables only the practice's own, whose answers are facts.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from frontdesk.facts import Vocabulary
from frontdesk.facts.calendars import FACTS_OF_THE_PRACTICE
from frontdesk.loading.building.diagnostics import Diagnostics
from frontdesk.loading.building.glossary import Glossary
from frontdesk.loading.building.patterns import note_pattern
from frontdesk.loading.building.scalars import noted_as_ambiguous, shape
from frontdesk.loading.building.sections import Section, texts
from frontdesk.loading.building.states import States
from frontdesk.loading.tree.nodes import Entries, Node, Scalar
from frontdesk.model import Fact, Scope, View
from frontdesk.model.calendars import PRACTICE
from frontdesk.problems import CODES, Location, can_be_accepted, choices, did_you_mean
from frontdesk.tables import Complement, Condition, Domain, Listed, Members, Scale, ScaleKind, Table, Text, Value


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that a ruleset gives a name to."""

    states: States
    glossaries: Mapping[str, Glossary]
    """The names of each kind, by what one of that kind is called: "campaign"."""
    consented: tuple[str, ...] = ()
    """The channels for which consent is kept."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """The channels' labels."""

    @property
    def consents(self) -> frozenset[str]:
        """The facts that say whether a message may go out by a channel for which consent is kept, and who said so."""
        return frozenset(f"{channel}_{fact}" for channel in self.consented for fact in ("consent", "consent_source"))

    @property
    def phases(self) -> Glossary:
        """The phases."""
        return self.glossaries["phase"]

    @property
    def statuses(self) -> Glossary:
        """The statuses."""
        return self.glossaries["status"]

    @property
    def channels(self) -> Glossary:
        """The channels."""
        return self.glossaries["channel"]

    @property
    def lines(self) -> Glossary:
        """The lines."""
        return self.glossaries["line"]

    @property
    def messages(self) -> Glossary:
        """The messages."""
        return self.glossaries["message"]

    @property
    def campaigns(self) -> Glossary:
        """The campaigns."""
        return self.glossaries["campaign"]

    @property
    def tasks(self) -> Glossary:
        """The tasks."""
        return self.glossaries["task"]

    @property
    def outcomes(self) -> Glossary:
        """The outcomes."""
        return self.glossaries["outcome"]

    @property
    def reasons(self) -> Glossary:
        """The lost reasons."""
        return self.glossaries["lost reason"]


@dataclass(frozen=True, slots=True)
class Symbols:
    """Names, facts and the own tables built so far; rows are read against these."""

    diagnostics: Diagnostics
    names: Names
    words: Vocabulary
    facts: Mapping[str, Fact]
    scopes: Mapping[Scope, Mapping[str, Domain]]
    own_tables: dict[str, Table[Any]] = field(default_factory=dict)
    views: list[View] = field(default_factory=list)
    accepted: set[tuple[Location, str]] = field(default_factory=set)

    def accept(self, section: Section) -> None:
        """Read which problem the practice accepts for *section*; of the errors only one that may be meant."""
        code = section.text("accept").partition(" ")[0]
        if not code:
            return
        if code not in CODES:
            hint = did_you_mean(code, CODES)
            self.diagnostics.error(section.place("accept"), "R001", f"no problem has the code '{code}'", hint)
        elif not can_be_accepted(code):
            cause = f"{code} is an error, and errors cannot be accepted"
            self.diagnostics.error_beside(section.place("accept"), "T014", cause, "mend it instead")
        self.accepted.add((section.where, code))

    def when(self, section: Section, key: str, scope: Scope) -> tuple[Condition, ...]:
        """Read the conditions under *key* over the facts of *scope*."""
        domains = self.scopes[scope]
        found = []
        for fact, node, place in section.pairs(key):
            domain = domains.get(fact)
            if domain is None:
                self.note_unknown_fact(fact, place, scope)
            elif condition := read_condition(fact, node, domain, self.names.states, self.diagnostics):
                found.append(condition)
        return tuple(found)

    def values(self, section: Section, key: str, scope: Scope) -> dict[str, Value]:
        """Read facts with one value each, as views have them."""
        found: dict[str, Value] = {}
        for fact, node, place in section.pairs(key):
            domain = self.scopes[scope].get(fact)
            if domain is None:
                self.note_unknown_fact(fact, place, scope)
            elif isinstance(node, Scalar):
                one = self.names.states.only(node, domain, self.diagnostics)
                value = read_value(one, domain, f"the fact '{fact}'", self.diagnostics) if one else None
                found.update({} if value is None else {fact: value})
            else:
                self.diagnostics.error(
                    node.where, "Y011", f"the fact '{fact}' should have one value, not {shape(node)}"
                )
        return found

    def note_unknown_fact(self, fact: str, place: Location, scope: Scope) -> None:
        """Note a fact that does not exist in *scope*, and say where it does."""
        here = self.scopes[scope]
        elsewhere = [other for other in Scope if fact in self.scopes[other]]
        if not elsewhere and fact in self.own_tables:
            parts = choices([f"{fact}.{part}" for part in self._parts(fact)])
            cause = f"the table '{fact}' answers with several parts or a list, so it is not one fact"
            self.diagnostics.error(place, "T013", cause, f"name one part: {parts}" if self._parts(fact) else "")
            return
        if elsewhere:
            cause = f"the fact '{fact}' does not exist in the scope '{scope}'"
            self.diagnostics.error(place, "T013", cause, f"it exists in the scope {choices(elsewhere)}")
            return
        if fact in FACTS_OF_THE_PRACTICE:
            hint = f"a calendar called '{PRACTICE}' brings it; see calendars.yaml"
        else:
            hint = did_you_mean(fact, here) or "'frontdesk facts' lists the facts there are"
        self.diagnostics.unknown(place, "fact", fact, hint, code="T013")

    def _parts(self, table: str) -> list[str]:
        every = {name for scope in self.scopes.values() for name in scope}
        return sorted(name.partition(".")[2] for name in every if name.startswith(f"{table}."))


def read_condition(fact: str, node: Node, domain: Domain, states: States, diagnostics: Diagnostics) -> Condition | None:
    """Read what a row asks of one fact: a value, a list, an interval, or ``{not: ...}`` of these.

    Where the fact is a state, a value may be a pattern of *states*.
    """
    asked, negated = _without_not(fact, node, diagnostics)
    words = [] if asked is None else texts(asked, f"the condition on '{fact}'", diagnostics)
    if asked is not None and not words:
        diagnostics.error(node.where, "T014", f"the condition on '{fact}' names no value", f"write {domain.describe()}")
    if not words:
        return None
    accepts = _accepted(fact, words, domain, states, diagnostics)
    if accepts is None:
        return None
    written = choices([word.text for word in words], most=100).replace("'", "")
    return Condition(fact, Complement(accepts) if negated else accepts, _negated(written, words, negated), node.where)


def read_value(node: Scalar, domain: Domain, wanted: str, diagnostics: Diagnostics) -> Value | None:
    """Read one value of *domain*."""
    if (
        isinstance(domain, Scale)
        and domain.kind is ScaleKind.DURATION
        and noted_as_ambiguous(node.text, node, diagnostics)
    ):
        return None
    if isinstance(domain, Text) and note_pattern(node, wanted, diagnostics, compared=False):
        return None
    try:
        return domain.parse(node.text)
    except ValueError as error:
        diagnostics.unlisted(node.where, _code(domain), f"{wanted}: {error}", node.text)
        return None


def _without_not(fact: str, node: Node, diagnostics: Diagnostics) -> tuple[Node | None, bool]:
    if not isinstance(node, Entries):
        return node, False
    asked = node.get("not")
    for key in node:
        if key != "not":
            hint = did_you_mean(key, ["not"]) or "write a value, a list of values, or {not: ...}"
            diagnostics.error(node.keys[key], "T014", f"the condition on '{fact}' cannot have the key '{key}'", hint)
    return asked, True


def _accepted(
    fact: str, words: Sequence[Scalar], domain: Domain, states: States, diagnostics: Diagnostics
) -> Container[Value] | None:
    """Return the container of what fits, reading word by word so that each mistake has its own place."""
    good: list[str] = []
    read = 0
    for word in words:
        if (
            isinstance(domain, Scale)
            and domain.kind is ScaleKind.DURATION
            and noted_as_ambiguous(word.text, word, diagnostics)
        ):
            continue
        if isinstance(domain, Text) and note_pattern(word, f"the condition on '{fact}'", diagnostics):
            continue
        meant = [one.text for one in states.spelled_out([word], domain, diagnostics)]
        try:
            if meant:  # a pattern that fits no state is noted already
                domain.condition(meant)
                good += meant
                read += 1
        except ValueError as error:
            diagnostics.unlisted(word.where, _code(domain), f"the fact '{fact}': {error}", word.text)
    return domain.condition(good) if read == len(words) else None


def _negated(written: str, words: Sequence[Scalar], negated: bool) -> str:
    if not negated:
        return written
    return f"not {written}" if len(words) == 1 else f"none of {written.replace(' or ', ', ')}"


def _code(domain: Domain) -> str:
    return "T010" if isinstance(domain, (Listed, Members)) else "T014"
