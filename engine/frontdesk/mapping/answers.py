"""Columns of a yes or a no: what each says of consent, of being left alone, or of a fact; and those that nobody knows.

A no is a refusal, a yes is what it is, and nothing is nothing. Where the heading does not say to what somebody said yes
or no, it is asked, since it may be the refusal. Knows no other column.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from frontdesk.file_words import FileOf
from frontdesk.mapping import sampling
from frontdesk.mapping.cells import folded
from frontdesk.mapping.fields import Field, Holds
from frontdesk.mapping.headings import AGREED_AND_REFUSED, YES_AND_NO, Meaning
from frontdesk.mapping.suggested import SuggestedColumn
from frontdesk.model.mappings import MappedColumn

_USUAL = YES_AND_NO[:5]
"""What is expected where there is no cell to go by."""
_EVERY = (*YES_AND_NO, *AGREED_AND_REFUSED)
_MOST_ANSWERS = 3
_LONG_ENOUGH = 2
"""So many letters of one answer leave no doubt that another word beside it is one as well: ``yes`` and ``unsure``."""
_LONGEST = 12


def answered(heading: str, cells: Sequence[str], meaning: Meaning, held: Field) -> SuggestedColumn:
    """A column of which a yes and a no mean what *meaning* says of the field *held*."""
    is_refusal = bool(meaning.yes) and not meaning.no
    pairs = _pairs(cells, YES_AND_NO if is_refusal else _EVERY) or _USUAL
    values = {yes: dict(meaning.yes or {}) for yes, _ in pairs} | {no: dict(meaning.no) for _, no in pairs if no}
    otherwise = None
    others = [cell for cell in cells if folded(cell) not in values]
    look = ""
    if is_refusal:
        otherwise = dict(meaning.yes or {}) if others else None
        look = "whatever else stands there refuses as well" if others else ""
    elif others and not held.refuses:
        look = "holds more than yes and no; until you say what the other words mean, their rows are set aside"
    elif others:
        look = "holds more than yes and no; every other word counts as a refusal until you say what it means"
    elif not meaning.sure:
        look = "does not say to what: a yes is no consent to anything, a no is a refusal of everything"
    elif meaning.yes and held.holds is Holds.CONSENT:
        look = "a yes counts as consent; write {} beside it if your system ticks the box by itself"
    words = dict.fromkeys(sampling.closed_words(others), "")
    column = MappedColumn(heading, (held.name,), values=values, otherwise=otherwise)
    return SuggestedColumn(heading, column, look, words, held.name if words else "")


def leaving_out(heading: str, cells: Sequence[str], word: str, refused: Field) -> SuggestedColumn:
    """A column of which *word*, a yes or a no, says whose rows are left out; *refused* is the field of who refuses."""
    seen = set(map(folded, cells))
    if word == "yes" and seen - {said for pair in YES_AND_NO for said in pair}:
        # A day, for one: who died on it is on no list of yes and no, and is left alone all the same.
        return answered(heading, cells, Meaning(yes={refused.name: "yes"}), refused)
    pairs = _pairs(cells, YES_AND_NO) or _USUAL
    words = frozenset(pair[0 if word == "yes" else 1] for pair in pairs) - {""}
    return SuggestedColumn(heading, look=f"is {word} for rows that are left out", leaves_out=words)


def are_answers(cells: Sequence[str]) -> bool:
    """Whether *cells* are up to three short words, of which all but one are those of a yes or a no, in any language."""
    seen = set(map(folded, cells))
    answers = seen & {word for pair in _EVERY for word in pair}
    if not answers or len(seen) > _MOST_ANSWERS or any(len(word) > _LONGEST for word in seen):
        return False
    if answers == seen:
        return not (len(seen) == 1 and seen <= {"0", "1"})
    return len(seen) - len(answers) == 1 and any(len(word) >= _LONG_ENOUGH for word in answers)


def asked(heading: str, cells: Sequence[str], of: FileOf, own: Iterable[str]) -> SuggestedColumn:
    """The question of such a column whose heading nobody knows; *own* are the practice's facts that are yes or no."""
    pairs = _pairs(cells, _EVERY)
    what = f"'{heading}' holds words like yes and no, and nobody here knows of what"
    may_be: tuple[MappedColumn, ...] = ()
    facts = "".join(f", {name}" for name in own)
    if of is FileOf.CONTACTS:
        question = f"{what}. It may be consent: say text_consent{facts} or ignore."
        values = {word: {"text_consent": "opted_in"} for word, _ in pairs}
        values |= {word: {"text_consent": "opted_out"} for _, word in pairs if word}
        may_be = (MappedColumn(heading, ("text_consent",), values=values),)
    elif of is FileOf.VISITS:
        question = f"{what}. It may be that a visit is cancelled: write what it means, or say{facts} ignore."
        cancelled = {word: {"state": "cancelled"} for word, _ in pairs}
        may_be = (MappedColumn(heading, ("state",), values=cancelled | {word: {} for _, word in pairs if word}),)
    else:
        question = f"{what}. Say what it is, or ignore."
    return SuggestedColumn(heading, question=question, may_be=may_be)


def _pairs(cells: Iterable[str], known: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs of *known* in which *cells* answer: a later one only for words that no earlier one has."""
    left, found = set(map(folded, cells)), []
    for pair in known:
        if left & set(pair):
            found.append(pair)
            left -= set(pair)
    return found
