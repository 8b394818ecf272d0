"""What a word refuses that no mapping will look at: a category of a card, or a property of a program's own.

The words are those by which headings are known. Only what refuses is read: that somebody agreed, a word on a card is
too little to go by. Knows no form of file.
"""

from __future__ import annotations

from collections.abc import Mapping

from frontdesk.file_words import FileOf
from frontdesk.mapping.cells import folded, read_yes_no
from frontdesk.mapping.headings import GONE_WORDS, REFUSING_WORDS, meaning_of, words_of
from frontdesk.names import Consent

_EVERYTHING: Mapping[str, str] = {"do_not_contact": "yes"}
_REFUSING = frozenset({"yes", str(Consent.OPTED_OUT)})


def refused(word: str, answer: str) -> dict[str, str]:
    """What somebody refuses of whom *word* is said with that *answer*, by our own fields; empty where they do not.

    An answer that is neither yes nor no counts as a refusal where one of the two would be one.
    """
    if not answer.strip():
        return {}
    if folded(answer) in REFUSING_WORDS:
        return dict(_EVERYTHING)
    try:
        answers = [read_yes_no(answer)]
    except ValueError:
        answers = ["yes", "no"]
    return {name: text for one in answers for name, text in _said(word, one).items()}


def _said(word: str, answer: str) -> dict[str, str]:
    if answer == "yes" and (folded(word) in REFUSING_WORDS or words_of(word) in GONE_WORDS):
        return dict(_EVERYTHING)
    meaning = meaning_of(word, FileOf.CONTACTS)
    said = {} if meaning is None else (meaning.yes or {}) if answer == "yes" else meaning.no
    return {name: text for name, text in said.items() if text in _REFUSING}
