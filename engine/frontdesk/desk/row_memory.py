"""What files of one mapping said before: rows that are no news, and rows set aside that were mended here since.

It is the store's memory of what was told (``keeping.Tellings``): hashes only, and whoever is erased or merged is
forgotten. A row is known again by its key, a reference or a name; two rows of one key in one file are not told apart
by it, so that neither is taken for the other. Knows neither files nor what a row becomes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from frontdesk.desk.practice import Act
from frontdesk.names import ContactId
from frontdesk.records import Telling

_NOBODY = ContactId(0)
"""Of whom a row tells that was set aside: nobody knows yet."""
_MENDED, _ANSWERED = "mended", "answered"


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A row that is to be set aside: by which key it is known again, and how it ``stands``, word for word."""

    key: str
    stands: str


class RowMemory:
    """The memory of one import, inside its transaction."""

    def __init__(self, act: Act, source: str, meaning: Sequence[str], *, mends: bool) -> None:
        """Remember the rows of *source*; *meaning* is what their cells mean, and *mends*: they were set aside before.

        Under another meaning the same cells say something else.
        """
        self._store = act.store
        self._source, self._aside, self._mended = source, f"{source}, set aside", f"{source}, mended"
        self._meaning, self._mends = "\x1f".join(meaning), mends
        self._seen_aside, self._seen_mended = dict[int, int](), set[int]()

    def told_before(self, said: Mapping[str, str]) -> Mapping[str, ContactId]:
        """Which of the rows *said*, words by key, came in with the same words the last time, and of whom they tell."""
        return self._store.told_before(self._source, said)

    def remember(self, told: Iterable[Telling]) -> None:
        """Remember rows of which all is in the practice now."""
        if tellings := [*told]:
            self._store.remember_told(self._source, tellings)

    def came_in(self, came: Mapping[str, ContactId]) -> None:
        """Note rows that came in, by key, and of whom they tell: where they had been set aside, they were mended."""
        self._note(came, _MENDED)

    def were_answered(self, answers: Mapping[str, ContactId]) -> None:
        """Note of whom somebody answered that rows are which did not come in, since other things are on file."""
        self._note(answers, _ANSWERED)

    def _note(self, known: Mapping[str, ContactId], what: str) -> None:
        if not self._mends or not known:
            return
        self._seen_mended.update(map(hash, known))
        unclear = {key for key in known if hash(key) in self._seen_aside}
        self._forget(unclear)
        told = [Telling(key, what, contact) for key, contact in known.items() if key not in unclear]
        self._store.remember_told(self._mended, told)

    def mended_before(self, rows: Sequence[StandingRow]) -> Sequence[ContactId | None]:
        """Of whom each of *rows* tells that stands as it stood when it was set aside, and was mended since.

        Such a row is no news, whatever else it says: a word on consent that was mended would be undone by it.
        """
        found = self._known(rows, _MENDED)
        self._seen_aside.update((hash(row.key), hash(row.stands)) for row, one in zip(rows, found, strict=True) if one)
        return found

    def answered_before(self, rows: Sequence[StandingRow]) -> Sequence[ContactId | None]:
        """Of whom somebody answered that each of *rows* is, though it says other things of them and is not in."""
        return self._known(rows, _ANSWERED)

    def _known(self, rows: Sequence[StandingRow], what: str) -> Sequence[ContactId | None]:
        first: dict[str, str] = {}
        for row in rows:
            first.setdefault(row.key, self._words(row))
        same = self._store.told_before(self._aside, first)
        known = self._store.told_before(self._mended, dict.fromkeys(same, what)) if same else {}
        if not known:
            return [None] * len(rows)
        return [known.get(row.key) if first[row.key] == self._words(row) else None for row in rows]

    def were_set_aside(self, rows: Sequence[StandingRow]) -> None:
        """Remember *rows* as they stand in the first file that had them; from now on they wait to be mended."""
        unclear = {row.key for row in rows if not self._is_clear(row)}
        self._forget(unclear)
        words = {row.key: self._words(row) for row in rows if row.key not in unclear}
        if not words or self._mends:  # half mended, a row still stands in its system as it did
            return
        same = self._store.told_before(self._aside, words)
        new = [Telling(key, said, _NOBODY) for key, said in words.items() if key not in same]
        self._store.take_back_told(self._mended, [one.key for one in new])
        self._store.remember_told(self._aside, new)

    def _words(self, row: StandingRow) -> str:
        return f"{self._meaning}\x1f{row.stands}"

    def _is_clear(self, row: StandingRow) -> bool:
        """Whether no other row of this file has the same key, so that it is known which of them was mended."""
        stands = self._seen_aside.setdefault(hash(row.key), hash(row.stands))
        return stands == hash(row.stands) and hash(row.key) not in self._seen_mended

    def _forget(self, keys: Iterable[str]) -> None:
        """Forget rows that cannot be told apart, so that each of them is told until it is put right."""
        if not (gone := [*keys]):
            return
        self._store.take_back_told(self._aside, gone)
        self._store.take_back_told(self._mended, gone)
