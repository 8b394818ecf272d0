"""The words of a practice, as the files of others may write them: what each of them is here.

A status may stand there by its label, its name or an alias; one that two statuses share is none of them. Knows no file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from frontdesk.mapping.cells import folded
from frontdesk.mapping.fields import Field
from frontdesk.model import Ruleset
from frontdesk.names import AppointmentState, status_of


def words_by_field(ruleset: Ruleset, fields: Mapping[str, Field]) -> dict[str, dict[str, str]]:
    """For each field of which the words are listed: what they are called, in small letters, with the word of ours."""
    reasons = {name: one for name, one in ruleset.reasons.items() if not one.archived}
    listed: dict[str, Iterable[tuple[str, str]]] = {
        **{name: [(word, word) for word in one.words] for name, one in fields.items() if one.words and not one.refuses},
        "status": _statuses(ruleset),
        "phase": [(called, name) for name, one in ruleset.phases.items() for called in (one.label, name)],
        "reason": [(called, name) for name, one in reasons.items() for called in (one.label, name)],
        "preferred_method": [(name, name) for name in ruleset.channels],
        "state": [(word, word) for word in AppointmentState],
    }
    closed = {name: one for name, one in fields.items() if one.holds == "word"}
    return {name: _once(listed[name]) for name in closed if name in listed}


def _statuses(ruleset: Ruleset) -> Iterable[tuple[str, str]]:
    for state in ruleset.states:
        yield from ((called, state) for called in (state, status_of(state), ruleset.status_name(state)))
        yield ruleset.status_label(state), state
    yield from ruleset.aliases.items()


def _once(words: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each word with what it is, without those that are more than one thing."""
    found: dict[str, set[str]] = {}
    for word, ours in words:
        found.setdefault(folded(word), set()).add(str(ours))
    return {word: next(iter(ours)) for word, ours in found.items() if len(ours) == 1}
