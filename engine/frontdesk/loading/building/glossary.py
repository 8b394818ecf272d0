"""Names: what a ruleset defines of each kind, and the check that every reference names something that exists.

Knows the kinds of names and no rule about them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from frontdesk.loading.building.diagnostics import Diagnostics
from frontdesk.loading.building.sections import Section
from frontdesk.loading.tree.nodes import Scalar
from frontdesk.problems import Location, choices, did_you_mean

_RESERVED = ("any", "none", "unknown")
"""Words of the language itself; a thing called like one could not be told apart from it."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """The names of one kind (``what``, such as "campaign"), with the places where they are defined."""

    what: str
    names: Mapping[str, Location]

    def find(self, written: Scalar, diagnostics: Diagnostics, also: Collection[str] = ()) -> str | None:
        """Return the name that *written* refers to, or note that there is none; *also* are words allowed besides."""
        if written.text in self.names or written.text in also:
            return written.text
        known = (*self.names, *also)
        hint = did_you_mean(written.text, known) or (f"there is {choices(known)}" if known else "none is defined")
        diagnostics.unknown(written.where, self.what, written.text, hint)
        return None


def declared(section: Section, key: str, what: str) -> Glossary:
    """Collect the names defined under *key* and note those that cannot be told apart."""
    names = {name: place for name, _, place in section.pairs(key)}
    note_lookalikes(names, what, section.diagnostics)
    return Glossary(what, names)


def note_lookalikes(names: Mapping[str, Location], what: str, diagnostics: Diagnostics) -> None:
    """Note names that differ in case or underscores only, and those that are words of the language."""
    seen: dict[str, str] = {}
    for name, place in names.items():
        if name in _RESERVED:
            diagnostics.error(place, "R003", f"'{name}' is a word of the language, so no {what} can be called so")
        folded = name.casefold().replace("_", "")
        if folded in seen:
            other = seen[folded]
            diagnostics.error(
                place,
                "R003",
                f"{what} '{name}' looks like {what} '{other}'",
                "give one of them another name",
                related=((names[other], f"'{other}' is here"),),
            )
        seen.setdefault(folded, name)


def note_repeated(
    place: Location, name: str, what: str, earlier: Mapping[str, Location], diagnostics: Diagnostics
) -> None:
    """Note that *name* was given before to something of the same list."""
    related = ((earlier[name], "the first is here"),)
    diagnostics.error(place, "R003", f"two {what}s are called '{name}'", "give one of them another id", related=related)
