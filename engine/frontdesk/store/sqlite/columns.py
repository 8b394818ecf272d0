"""How records become rows: each field by its declared type, without loss.

Instants are whole microseconds since 1970 in UTC; typed facts and small records are JSON text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter
from types import NoneType
from typing import Any, Generic, TypeVar, get_args, get_type_hints

from frontdesk.names import AppointmentState, Recipient, State, StepId
from frontdesk.records import Choice, Companion, Preference
from frontdesk.store.instants import MICROSECOND, from_micros, instant, micros, to_micros
from frontdesk.tables import Value

RecordT = TypeVar("RecordT")
_SILENT = Preference()


def facts_to_json(facts: Mapping[str, Value]) -> str:
    """Typed values as JSON; a value that JSON has no word for is a pair of its kind and its text."""
    return json.dumps({name: _tagged(value) for name, value in facts.items()}) if facts else "{}"


def facts_from_json(text: str) -> dict[str, Value]:
    """The values that ``facts_to_json`` wrote."""
    return {} if text == "{}" else {name: _untagged(value) for name, value in json.loads(text).items()}


def _tagged(value: Value) -> Any:
    if isinstance(value, (str, int)):
        return str(value) if isinstance(value, StrEnum) else value
    for kind, (of, write, _) in _KINDS.items():
        if isinstance(value, of):
            return [kind, write(value)]
    raise TypeError(f"no way to keep a {type(value).__name__}")


def _untagged(value: Any) -> Value:
    if isinstance(value, list):
        kind, text = value
        read: Callable[[Any], Value] = _KINDS[kind][2]
        return read(text)
    return value  # type: ignore[no-any-return]  # JSON text and whole numbers are values as they are


_KINDS: dict[str, tuple[type, Callable[[Any], Any], Callable[[Any], Value]]] = {
    "number": (Decimal, str, Decimal),
    "moment": (datetime, datetime.isoformat, datetime.fromisoformat),  # before dates, as it is one of Python's
    "date": (date, date.isoformat, date.fromisoformat),
    "time": (time, time.isoformat, time.fromisoformat),
    "duration": (timedelta, lambda length: length // MICROSECOND, lambda micros: timedelta(microseconds=micros)),
    "set": (frozenset, sorted, frozenset),
}


def _by_name(record: Choice | Preference) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__slots__}


def choice_to_json(choice: Choice | None) -> str | None:
    """A pending choice as JSON; ``None`` where nothing is pending."""
    if choice is None:
        return None
    return json.dumps({**_by_name(choice), "at": to_micros(choice.at), "follow_up_at": to_micros(choice.follow_up_at)})


def _choice_from_json(text: str | None) -> Choice | None:
    if text is None:
        return None
    kept = json.loads(text)
    return Choice(**{**kept, "at": instant(kept["at"]), "follow_up_at": from_micros(kept["follow_up_at"])})


def _preference_to_json(preference: Preference) -> str:
    return "" if preference == _SILENT else json.dumps(_by_name(preference))


def _preference_from_json(text: str) -> Preference:
    return Preference(**json.loads(text)) if text else _SILENT


@lru_cache(1_000)
def _states_to_json(been: frozenset[State]) -> str:
    """The same states are written again and again: of most people of a list, and of those of a day."""
    return json.dumps(sorted(been))


def _instants_to_json(instants: Mapping[StepId, datetime]) -> str:
    return json.dumps({name: micros(at) for name, at in instants.items()})


def _instants_from_json(text: str) -> dict[StepId, datetime]:
    return {StepId(name): instant(at) for name, at in json.loads(text).items()}


def _companions_to_json(companions: Mapping[Recipient, Companion]) -> str:
    """Who is on file for a contact, but for their phones, which are looked up and so kept apart."""
    said = {of: [one.name, one.email, one.email_valid] for of, one in companions.items()}
    return json.dumps(said) if said else ""


def _companions_from_json(text: str) -> dict[Recipient, Companion]:
    said: dict[str, list[Any]] = json.loads(text) if text else {}
    return {Recipient(of): Companion(name, {}, email, valid) for of, (name, email, valid) in said.items()}


_Codec = tuple[Callable[[Any], Any], Callable[[Any], Any]]
_AS_THEY_ARE = (str, int)
"""What SQLite keeps as it is."""
_CODECS: Mapping[Any, _Codec] = {
    datetime: (to_micros, instant),
    datetime | None: (to_micros, from_micros),
    date | None: (lambda day: day and day.isoformat(), lambda text: date.fromisoformat(text) if text else None),
    bool: (int, bool),
    Mapping[str, Value]: (facts_to_json, facts_from_json),
    Mapping[StepId, datetime]: (_instants_to_json, _instants_from_json),
    frozenset[State]: (_states_to_json, lambda text: frozenset(json.loads(text))),
    Preference: (_preference_to_json, _preference_from_json),
    Choice | None: (choice_to_json, _choice_from_json),
    Mapping[Recipient, Companion]: (_companions_to_json, _companions_from_json),
    AppointmentState | None: (
        lambda state: state and str(state),
        lambda text: AppointmentState(text) if text else None,
    ),
}


def _codec(declared: Any) -> _Codec | None:
    """How a field of this declared type is kept; ``None`` when SQLite keeps it as it is.

    Raises TypeError for a type that nobody told how to keep: a guess would lose what is kept.
    """
    if declared in _CODECS:
        return _CODECS[declared]
    kinds = [one for one in (get_args(declared) or (declared,)) if one is not NoneType]
    plain = getattr(kinds[0], "__supertype__", kinds[0]) if len(kinds) == 1 else None
    if plain in _AS_THEY_ARE:
        return None
    if isinstance(plain, type) and issubclass(plain, StrEnum) and plain is declared:
        return str, plain
    raise TypeError(f"nobody said how a {declared} is kept")


@dataclass(frozen=True, slots=True)
class Shape(Generic[RecordT]):
    """How one kind of record is kept in one table: the way there and back, and the statements for it.

    ``values`` takes what a record says, and ``writers`` write what of it SQLite does not keep as it is.
    ``select`` starts a query for whole records, ``insert`` adds one whose id the store gives, ``update`` saves every
    column of one, its id coming last.
    """

    record: type[RecordT]
    columns: tuple[str, ...]
    codecs: tuple[_Codec | None, ...]
    values: Callable[[RecordT], tuple[Any, ...]]
    writers: tuple[tuple[int, Callable[[Any], Any]], ...]
    select: str
    insert: str
    update: str

    @classmethod
    def of(cls, record: type[RecordT], table: str, without: frozenset[str] = frozenset()) -> Shape[RecordT]:
        """Derive the shape of a record class from its fields; *without* are those kept elsewhere."""
        declared = get_type_hints(record)
        columns = tuple(name for name in declared if name not in without)
        rest, codecs = columns[1:], tuple(_codec(declared[name]) for name in columns)
        return cls(
            record,
            columns,
            codecs,
            attrgetter(*columns),
            tuple((index, codec[0]) for index, codec in enumerate(codecs) if codec),
            f"SELECT {', '.join(columns)} FROM {table}",
            f"INSERT INTO {table} ({', '.join(rest)}) VALUES ({', '.join('?' * len(rest))})",
            f"UPDATE {table} SET {', '.join(f'{name}=?' for name in rest)} WHERE id=?",
        )

    def row(self, record: RecordT) -> list[Any]:
        """The values of *record* in the order of the columns."""
        values = list(self.values(record))
        for index, write in self.writers:
            values[index] = write(values[index])
        return values

    def read(self, row: tuple[Any, ...], **more: Any) -> RecordT:
        """The record that a row in the order of the columns holds."""
        values = [codec[1](value) if codec else value for value, codec in zip(row, self.codecs, strict=True)]
        return self.record(**dict(zip(self.columns, values, strict=True)), **more)
