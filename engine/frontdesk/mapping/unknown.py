"""A column whose heading nobody knows: what its cells tell of it, and what nobody but the practice can.

Numbers of which nobody says whose are asked: they could be a neighbour's. What may be a fact of the practice's own is
named, and never guessed. Knows no other column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from frontdesk.mapping import sampling
from frontdesk.mapping.answers import are_answers
from frontdesk.mapping.cells import folded
from frontdesk.mapping.fields import Field, Holds
from frontdesk.mapping.suggested import NOT_KNOWN, SuggestedColumn
from frontdesk.model.mappings import MappedColumn

_KINDS: Mapping[Holds, str] = {Holds.DAY: "days", Holds.NUMBER: "numbers", Holds.WORD: "such words"}
_NAMED = ("cell", "home")
"""The numbers that a by-hand line is shown for."""


def numbers_asked(heading: str) -> SuggestedColumn:
    """The question of a column of numbers, where more than one is there and none says whose it is."""
    question = f"'{heading}' holds phone numbers, and nobody here knows which: say cell, home, work or ignore."
    return SuggestedColumn(heading, question=question, may_be=tuple(MappedColumn(heading, (one,)) for one in _NAMED))


def not_known(heading: str, cells: Sequence[str], fields: Mapping[str, Field], country: str) -> SuggestedColumn:
    """A column that is left out, with the practice's own facts that its cells could be."""
    for holds, kind in _KINDS.items():
        if own := own_facts(cells, fields, country, holds):
            facts = ", ".join(own)
            return SuggestedColumn(heading, look=f"{NOT_KNOWN}; your own facts that are {kind}: {facts}")
    return SuggestedColumn(heading, look=NOT_KNOWN)


def own_facts(cells: Sequence[str], fields: Mapping[str, Field], country: str, holds: Holds) -> list[str]:
    """Those of the practice's own facts which are what *holds* says, and which *cells* could be."""
    own = [one for one in fields.values() if one.own and one.holds is holds]
    return [one.name for one in own if cells and _could_be(one, cells, country)]


def _could_be(held: Field, cells: Sequence[str], country: str) -> bool:
    if held.holds is Holds.YES_NO:
        return are_answers(cells)
    if held.holds is Holds.WORD:
        return set(map(folded, cells)) <= set(map(folded, held.words))
    return sampling.fits(held, cells, country)
