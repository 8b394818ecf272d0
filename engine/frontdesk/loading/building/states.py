"""States and their patterns: ``lead/[workshop, no_show]``, ``any/pending``, ``lead/any``, ``any``.

A pattern that fits no state is a problem here, never an empty set that silently matches nobody.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from frontdesk.loading.building.diagnostics import Diagnostics
from frontdesk.loading.tree.doubts import place_in
from frontdesk.loading.tree.nodes import Scalar
from frontdesk.model import Ruleset, Scope
from frontdesk.names import PhaseId, State, StatusId, phase_of, status_of
from frontdesk.problems import NOWHERE, FactError, Location, choices, did_you_mean
from frontdesk.tables import Domain, Listed, Members, Table, Value

_PATTERN = re.compile(r"(?P<phase>[^/\[\]]+|\[[^/\[\]]*\])(?:/(?P<status>[^/\[\]]+|\[[^/\[\]]*\]))?")
ANY = "any"


def states_of(ruleset: Ruleset) -> States:
    """The states of a ruleset that is built, so that patterns can be read against them."""
    statuses = {str(status.id): tuple(map(str, status.phases)) for status in ruleset.statuses.values()}
    return States(tuple(ruleset.phases), statuses)


def read_fact(ruleset: Ruleset, table: Table[Any], name: str, text: str) -> Value:
    """Read the value of a fact as somebody wrote it for *table*; a state also as a pattern of one. Raises FactError."""
    domain = ruleset.scopes[Scope(table.scope)].get(name)
    if not isinstance(domain, Listed):
        return ruleset.parse_fact(table, name, text)
    diagnostics = Diagnostics()
    one = states_of(ruleset).only(Scalar(text, NOWHERE), domain, diagnostics)
    if one is None:
        told = "; ".join(f"{problem.cause}; {problem.hint}" for problem in diagnostics.problems)
        raise FactError(f"fact '{name}': {told}")
    return ruleset.parse_fact(table, name, one.text)


@dataclass(frozen=True, slots=True)
class States:
    """Every state there is, in the order of phases and then statuses."""

    phases: Sequence[str]
    statuses: Mapping[str, tuple[str, ...]]
    """Status to the phases in which it exists."""
    places: Mapping[str, Location] = field(default_factory=dict)
    """Where each status is defined, as far as that is known."""

    @property
    def all(self) -> tuple[State, ...]:
        """All states."""
        return tuple(
            State(f"{phase}/{status}")
            for phase in self.phases
            for status, phases in self.statuses.items()
            if phase in phases
        )

    def find(self, written: Scalar, diagnostics: Diagnostics) -> State | None:
        """Return the one state that *written* names: ``phase/status``, or a status that exists in one phase."""
        text = written.text.strip()
        if text in self.all:
            return State(text)
        if "/" not in text and text in self.statuses:
            fitting = [state for state in self.all if status_of(state) == text]
            if len(fitting) == 1:
                return fitting[0]
            cause = f"'{text}' is a status of more than one phase" if fitting else f"'{text}' is a status of no phase"
            diagnostics.error(written.where, "Y001", cause, f"write {choices(fitting)}" if fitting else "")
            return None
        self._note_unknown(written, text, diagnostics)
        return None

    def matching(self, written: Sequence[Scalar], diagnostics: Diagnostics) -> tuple[State, ...]:
        """Return the states that any of the patterns names, in order, each once."""
        found: dict[State, None] = {}
        for pattern in written:
            found.update(dict.fromkeys(self._one(pattern, pattern.text.strip(), diagnostics)))
        return tuple(state for state in self.all if state in found)

    def offered(self, written: Sequence[Scalar], diagnostics: Diagnostics) -> tuple[str, ...]:
        """Return the states that patterns name, with ``./status`` (in the contact's own phase) kept as written."""
        found: dict[str, None] = {}
        for pattern in written:
            text = pattern.text.strip()
            if text.startswith("./"):
                found.update(dict.fromkeys(f"./{name}" for name in self._statuses(pattern, text[2:], diagnostics)))
            else:
                found.update(dict.fromkeys(self._one(pattern, text, diagnostics)))
        return tuple(found)

    def spelled_out(self, written: Sequence[Scalar], domain: Domain, diagnostics: Diagnostics) -> list[Scalar]:
        """Return *written* with the words of *domain* that each pattern stands for, where it lists states.

        Any other word stays as it is. Where statuses are listed beside the states, one of them stands for its states.
        """
        return [replace(one, text=word) for one in written for word in self._spelled_out(one, domain, diagnostics)]

    def only(self, written: Scalar, domain: Domain, diagnostics: Diagnostics) -> Scalar | None:
        """Return *written* as the one word of *domain* that it stands for; ``None`` where it names none or several."""
        meant = self.spelled_out([written], domain, diagnostics)
        if len(meant) > 1:
            hint = f"write one of {choices([one.text for one in meant])}"
            diagnostics.error(written.where, "T014", f"'{written.text}' names {len(meant)} states, not one", hint)
        return meant[0] if len(meant) == 1 else None

    def _spelled_out(self, written: Scalar, domain: Domain, diagnostics: Diagnostics) -> tuple[str, ...]:
        text = written.text.strip()
        if not isinstance(domain, (Listed, Members)) or (text in domain.values and text not in self.statuses):
            return (written.text,)
        states = self.all
        if not states or states[0] not in domain.values:
            return (written.text,)
        if text in domain.values:
            beside = all(status in domain.values for status in self.statuses)
            return tuple(one for one in states if status_of(one) == text) if beside else (written.text,)
        phase, _, status = text.partition("/")
        if status == ANY and phase in domain.values:  # where phases are listed, as in what somebody has been
            return (phase,)
        if text == ANY or text in self.statuses or ANY in (phase, status) or "[" in text:
            return self._one(written, text, diagnostics)
        return (written.text,)

    def _one(self, written: Scalar, text: str, diagnostics: Diagnostics) -> tuple[State, ...]:
        match = _PATTERN.fullmatch(text)
        if not match:
            hint = "write phase/status, phase/[status, status], phase/any, any/status or any"
            diagnostics.error(written.where, "T014", f"'{text}' is not a pattern of states", hint)
            return ()
        if match["status"] is None:
            return self._without_phase(written, text, diagnostics)
        phases = self._known(written, match["phase"], self.phases, "phase", diagnostics)
        statuses = self._statuses(written, match["status"], diagnostics)
        found = tuple(state for state in self.all if phase_of(state) in phases and status_of(state) in statuses)
        if phases and statuses and not found:
            self._note_unknown(written, text, diagnostics)
        if match["status"] != ANY and match["phase"] != ANY:
            self._note_lost_names(written, phases, statuses, found, diagnostics)
        return found

    def _without_phase(self, written: Scalar, text: str, diagnostics: Diagnostics) -> tuple[State, ...]:
        """Read ``any``, or a status without a phase: the one state that it can mean."""
        if text == ANY:
            return self.all
        if text in self.phases and text not in self.statuses:
            diagnostics.error(
                written.where, "Y001", f"'{text}' is a phase", f"write '{text}/any' for all of its statuses"
            )
            return ()
        state = self.find(Scalar(text, written.where, written.plain), diagnostics)
        return (state,) if state else ()

    def _statuses(self, written: Scalar, text: str, diagnostics: Diagnostics) -> tuple[str, ...]:
        return self._known(written, text, tuple(self.statuses), "status", diagnostics)

    def _known(
        self, written: Scalar, text: str, known: Sequence[str], what: str, diagnostics: Diagnostics
    ) -> tuple[str, ...]:
        """Return the names that one half of a pattern stands for."""
        if text.strip() == ANY:
            return tuple(known)
        names = [name.strip() for name in text.strip("[] ").split(",") if name.strip()]
        for name in names:
            if name not in known:
                hint = did_you_mean(name, known) or f"there is {choices(known)}"
                nearest = self._nearest(name) if what == "status" else ()
                where = place_in(written, max(written.text.find(name), 0), len(name))
                diagnostics.unknown(where, what, name, hint, related=nearest)
        return tuple(name for name in names if name in known)

    def _note_lost_names(
        self,
        written: Scalar,
        phases: Sequence[str],
        statuses: Sequence[str],
        found: Sequence[State],
        diagnostics: Diagnostics,
    ) -> None:
        """Note the names of a pattern that add no state: a list must not hide one that fits nothing."""
        for status in statuses if found else ():
            if not any(status_of(state) == StatusId(status) for state in found):
                self._note_nowhere(written, status, phases, diagnostics)
        for phase in phases if found else ():
            if not any(phase_of(state) == PhaseId(phase) for state in found):
                hint = f"it has {choices([status for status, its in self.statuses.items() if phase in its])}"
                diagnostics.error(
                    written.where, "R001", f"no status of '{written.text}' exists in the phase '{phase}'", hint
                )

    def _note_nowhere(self, written: Scalar, status: str, phases: Sequence[str], diagnostics: Diagnostics) -> None:
        cause = f"the status '{status}' does not exist in {choices(phases)}"
        diagnostics.error(written.where, "R001", cause, f"it exists in {choices(self.statuses[status])}")

    def _note_unknown(self, written: Scalar, text: str, diagnostics: Diagnostics) -> None:
        """Note that no state fits *text*, with the nearest that does: by status, by phase, or by both."""
        phase, _, status = text.rpartition("/")
        if phase in self.phases and status in self.statuses:
            self._note_nowhere(written, status, (phase,), diagnostics)
            return
        hint = did_you_mean(text, (*self.all, *self.statuses))
        hint = hint or (did_you_mean(phase, self.phases) if phase and phase not in self.phases else "")
        hint = hint or (did_you_mean(status, self.statuses) if status not in self.statuses else "")
        hint = hint or f"there is {choices(self.all)}"
        diagnostics.unknown(written.where, "status", text, hint, related=self._nearest(status))

    def _nearest(self, status: str) -> tuple[tuple[Location, str], ...]:
        """Where the statuses with the likest names are defined, three at most."""
        near = difflib.get_close_matches(status, [name for name in self.places if name != status], n=3, cutoff=0.5)
        return tuple((self.places[name], f"'{name}' is defined here") for name in near)
