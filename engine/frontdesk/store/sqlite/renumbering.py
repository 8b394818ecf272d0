"""Numbers of a store that kept them as they were written: each becomes E.164, as all are kept from version 4 on.

Whoever used such a store could not say another country than the United States, so ten digits are a number of theirs.
What cannot be read stays as it is and is told to the staff: nothing is dropped, and nothing guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from frontdesk.addresses import NumberError, read_number, same_address, same_number
from frontdesk.names import Consent

_COUNTRY = "US"
_OWN = ("reply", "provider")
"""Sources of consent that are the person's own word, which nobody else takes back."""


class Connection(Protocol):
    """As much of a database as is asked here."""

    def execute(self, statement: str, values: tuple[object, ...] = ()) -> Rows:
        """Run one statement."""


class Rows(Protocol):
    """What a statement answers."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Every row."""


def renumber(database: Connection) -> None:
    """Write every number of the store anew, inside the caller's transaction."""
    written = {number for (number,) in database.execute("SELECT DISTINCT number FROM phone").fetchall()}
    known = {number: same_number(number, _COUNTRY) for number in written}
    for number, same in known.items():
        database.execute("UPDATE phone SET number = ? WHERE number = ?", (same, number))
    _merge_consents(database)
    answers = database.execute("SELECT DISTINCT address FROM message WHERE is_reply = 1").fetchall()
    known |= {address: same_address(address, _COUNTRY) for (address,) in answers}
    for number, same in known.items():
        database.execute("UPDATE message SET address = ? WHERE address = ?", (same, number))
    _tell(database, known)


def _merge_consents(database: Connection) -> None:
    """One record for one number and line: of several the strictest, and of two alike the later."""
    rows = database.execute("SELECT number, line, value, at, source FROM consent").fetchall()
    kept: dict[tuple[str, str], tuple[str, int, str]] = {}
    for number, line, *rest in rows:
        key, said = (same_number(number, _COUNTRY), line), (rest[0], rest[1], rest[2])
        if key not in kept or _strictness(kept[key]) < _strictness(said):
            kept[key] = said
    database.execute("DELETE FROM consent")
    for key, said in kept.items():
        database.execute("INSERT INTO consent VALUES (?, ?, ?, ?, ?)", (*key, *said))


def _strictness(said: tuple[str, int, str]) -> tuple[int, bool, int]:
    value, at, source = said
    return (Consent.OPTED_IN, Consent.UNKNOWN, Consent.OPTED_OUT).index(Consent(value)), source in _OWN, at


def _tell(database: Connection, known: Mapping[str, str]) -> None:
    """Tell the staff of every number that could not be read, dated by the last entry of the journal."""
    for contact, kind, number in database.execute("SELECT contact, kind, number FROM phone ORDER BY 1, 2").fetchall():
        try:
            read_number(number, _COUNTRY)
        except NumberError as error:
            words = f"the {kind} number that is on file cannot be read, so it may be nobody's: {error}"
            statement = "INSERT INTO notice (contact, at, text) SELECT ?, coalesce(max(at), 0), ? FROM journal"
            database.execute(statement, (contact, words))
