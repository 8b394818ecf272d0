"""What the headings of a file mean together, before any cell is looked at.

What somebody answers comes before all, then a fact of the practice's own that is called so, then what is known of other
systems, our own word, and last a fact of the practice's that has the same words. Knows no cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from frontdesk.file_words import FileOf
from frontdesk.mapping.columns import Heading
from frontdesk.mapping.fields import Field, Holds
from frontdesk.mapping.headings import Meaning, meaning_of, words_of
from frontdesk.mapping.suggested import IGNORE
from frontdesk.model import Fact

_PARTS = {"first name": "last name", "last name": "first name"}
"""The other part of a name."""
_SAYS_NO_MORE = frozenset({"date", "day", "patient", "client", "contact"})
"""Words that a heading has and a fact has not, or the other way round, and that change nothing."""


def meanings_in(
    headings: Sequence[Heading],
    of: FileOf,
    fields: Mapping[str, Field],
    facts: Iterable[Fact],
    answers: Mapping[str, str],
) -> dict[str, Meaning | None]:
    """What each column means, by what it is called; ``None`` for one that is not known.

    *facts* are the practice's, *answers* name the field of a column, or that it is to be ignored.
    """
    own = [fact for fact in facts if fact.own and fact.name in fields]
    found = {
        one.called: _answer(answers[one.called], fields) if one.called in answers else _known(one, of, fields, own)
        for one in headings
    }
    return {called: _part_or_whole(one, found.values()) for called, one in found.items()}


def own_fact_called(heading: str, own: Iterable[Fact]) -> str:
    """The one of the practice's *own* facts whose name or label has the words of *heading*, in any order, if any."""
    told = _telling(heading)
    found = [fact.name for fact in own if told and told in (_telling(fact.name), _telling(fact.label))]
    return found[0] if len(found) == 1 else ""


def _answer(answer: str, fields: Mapping[str, Field]) -> Meaning:
    if answer == IGNORE:
        return Meaning()
    held = fields[answer]
    if held.holds is Holds.CONSENT:
        return Meaning(yes={answer: "opted_in"}, no={answer: "opted_out"})
    if held.holds is Holds.YES_NO:
        return Meaning(yes={answer: "yes"}, no={} if held.refuses else {answer: "no"})
    return Meaning((answer,))


def _known(heading: Heading, of: FileOf, fields: Mapping[str, Field], own: Sequence[Fact]) -> Meaning | None:
    called = {words_of(name): one for name, one in fields.items()}
    held = called.get(words_of(heading.written))
    ours = Meaning((held.name,)) if held else None
    if held and held.own:
        return ours
    known = meaning_of(heading.written, of) or ours
    if known in (None, Meaning()) and (fact := own_fact_called(heading.written, own)):
        return Meaning((fact,))
    return known


def _part_or_whole(meaning: Meaning | None, all_: Iterable[Meaning | None]) -> Meaning | None:
    """A name that is one part of it where another column says the other part, and else the whole of it."""
    if meaning is None or meaning.sure or meaning.fields[1:] != ("name",) or meaning.fields[0] not in _PARTS:
        return meaning
    other = _PARTS[meaning.fields[0]]
    is_part = any(one is not None and one is not meaning and other in one.fields[:1] for one in all_)
    return replace(meaning, fields=meaning.fields[:1] if is_part else meaning.fields[1:])


def _telling(text: str) -> frozenset[str]:
    return frozenset(words_of(text).split()) - _SAYS_NO_MORE
