"""Records as plain data for the journal, under names that no rename in Python can change.

A class that is written down says so in its ``wire``: the word for its kind, and the name in the data of each attribute.
How a value is written follows from its declared type; a type that nobody told how to write is an error when the class
is first used, never a guess. Knows no journal and no store.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Protocol, TypeAlias, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from frontdesk.problems import choices
from frontdesk.tables.lengths import Length, parse_duration, parse_length, written_length

Plain: TypeAlias = str | int | bool | list["Plain"] | dict[str, "Plain"] | None
"""What JSON can hold; whole numbers only, since other numbers are not the same to every reader."""
Data: TypeAlias = Mapping[str, Plain]


@dataclass(frozen=True, slots=True)
class Wire:
    """How a record is written: the word for its kind, and the name of each attribute in the data.

    ``personal`` are the attributes that say something about a person: they can be erased later, so they have a value
    for when they are gone, which is that of an empty one.
    """

    kind: str
    names: Mapping[str, str]
    personal: frozenset[str] = frozenset()


def wire(kind: str, /, *personal: str, **names: str) -> Wire:
    """Say how a record is written: ``wire("status settled", state="state", before="from")``.

    Each keyword is an attribute, its value the name in the data; *personal* are attributes among them.
    """
    unknown = set(personal) - names.keys()
    if unknown:
        raise ValueError(f"{kind}: {sorted(unknown)} is personal and has no name")
    return Wire(kind, names, frozenset(personal))


class Wired(Protocol):
    """A frozen dataclass with a ``wire``."""

    @property
    def wire(self) -> Wire:
        """How it is written."""


RecordT = TypeVar("RecordT")
ValueT = TypeVar("ValueT")
_Write: TypeAlias = Callable[[Any], Plain]
_Read: TypeAlias = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Codec:
    """The way of a value into the data and back; a record inside of a record may have personal values of its own."""

    write: _Write
    read: _Read
    inside: Callable[[Any, bool], Plain] | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """One attribute of a class: its name in the data, how it goes there and back, and what it is when left out."""

    attribute: str
    name: str
    codec: _Codec
    default: object
    personal: bool


def plain(record: Wired, *, personal: bool | None = None) -> dict[str, Plain]:
    """Return the data of *record*, without its kind; all of it, only what is *personal*, or only what is not.

    What an attribute is when nothing is said of it is left out. ``merged`` puts both halves together again.
    """
    data: dict[str, Plain] = {}
    for part in _parts(type(record)):
        value = getattr(record, part.attribute)
        if value == part.default:
            continue
        if part.codec.inside and personal is not None and not part.personal:
            some = part.codec.inside(value, personal)
            if some or not personal:
                data[part.name] = some
        elif personal in (None, part.personal):
            data[part.name] = part.codec.write(value)
    return data


def data_of(record: Wired) -> dict[str, Plain]:
    """Return the whole data of *record* with its kind."""
    return {"kind": record.wire.kind, **plain(record)}


def merged(data: Data, personal: Data) -> dict[str, Plain]:
    """The whole data of a record whose halves are given."""
    whole = dict(data)
    for name, value in personal.items():
        whole[name] = _joined(whole.get(name), value)
    return whole


def _joined(beside: Plain, value: Plain) -> Plain:
    if isinstance(beside, dict) and isinstance(value, dict):
        return merged(beside, value)
    if isinstance(beside, list) and isinstance(value, dict):  # a row of records, by the number of each
        return [_joined(one, value.get(str(number), {})) for number, one in enumerate(beside)]
    return value


def read(record: type[RecordT], data: Data) -> RecordT:
    """Return the record whose data ``plain`` returned; what is left out is as when nothing is said of it.

    Raises ValueError, in words, when *data* is of something else: nothing of it is guessed at or passed over.
    """
    kind, parts = cast(Any, record).wire.kind, _parts(cast(Hashable, record))
    if unknown := data.keys() - {part.name for part in parts}:
        raise ValueError(f"'{kind}' has nothing called {choices(sorted(unknown))}")
    if missing := [part.name for part in parts if part.default is MISSING and part.name not in data]:
        raise ValueError(f"'{kind}' does not say its {choices(missing)}")
    values = {}
    for part in parts:
        try:
            values[part.attribute] = part.codec.read(data[part.name]) if part.name in data else part.default
        except ValueError as error:
            raise ValueError(f"'{kind}', {part.name}: {error}") from None
    return record(**values)


@cache
def _parts(record: Hashable) -> tuple[_Part, ...]:
    kind = cast(Any, record)
    shape: Wire = kind.wire
    hints = get_type_hints(kind)
    declared = {one.name: one for one in fields(kind)}
    if declared.keys() != shape.names.keys():
        raise TypeError(f"{kind.__name__}: its wire names {sorted(shape.names)}, its fields are {sorted(declared)}")
    return tuple(_part(one, hints[name], shape) for name, one in declared.items())


def _part(field: Any, declared: Any, shape: Wire) -> _Part:
    personal = field.name in shape.personal
    default = _default(field, declared, personal)
    return _Part(field.name, shape.names[field.name], codec_of(declared), default, personal)


def _default(field: Any, declared: Any, personal: bool) -> object:
    if field.default is not MISSING:
        return field.default
    if field.default_factory is not MISSING:
        return field.default_factory()
    if not personal:
        return MISSING
    empty = get_origin(declared) or getattr(declared, "__supertype__", declared)
    return {} if issubclass(empty, Mapping) else empty()


@cache
def codec_of(declared: Any) -> _Codec:
    """How values of a declared type are written and read. Raises TypeError for a type that nobody told how."""
    declared = getattr(declared, "__supertype__", declared)
    if declared in _SIMPLE:
        return _SIMPLE[declared]
    if isinstance(declared, type) and issubclass(declared, StrEnum):
        return _Codec(str, declared)
    if isinstance(declared, type) and hasattr(declared, "wire"):
        return _Codec(
            plain, lambda data: read(declared, _as(dict, data)), lambda value, half: plain(value, personal=half)
        )
    origin, args = get_origin(declared), get_args(declared)
    if origin in (Union, UnionType):
        return _of_union(declared, args)
    if origin is tuple and args[1:] == (...,):
        one = codec_of(args[0])
        return _Codec(
            lambda values: [one.write(value) for value in values],
            lambda data: tuple(map(one.read, _as(list, data))),
            _inside_each(one.inside) if one.inside else None,
        )
    if isinstance(origin, type) and issubclass(origin, Mapping) and args[0] is str:
        each = codec_of(args[1])
        return _Codec(
            lambda values: {name: each.write(value) for name, value in values.items()},
            lambda data: {name: each.read(value) for name, value in _as(dict, data).items()},
        )
    raise TypeError(f"nobody said how a {declared} is written")


def _inside_each(inside: Callable[[Any, bool], Plain]) -> Callable[[Any, bool], Plain]:
    """What is personal in a row of records stands by the number of each, since most have nothing of the kind."""

    def halves(values: Any, half: bool) -> Plain:
        each = [inside(value, half) for value in values]
        return {str(number): one for number, one in enumerate(each) if one} if half else each

    return halves


def _of_union(declared: Any, args: tuple[Any, ...]) -> _Codec:
    """Something or nothing; or one of several records, told apart by the word for their kind."""
    rest = [one for one in args if one is not NoneType]
    if len(rest) == 1:
        one = codec_of(rest[0])
        return _Codec(
            lambda value: None if value is None else one.write(value),
            lambda data: None if data is None else one.read(data),
        )
    if all(hasattr(one, "wire") for one in rest):
        kinds = {one.wire.kind: one for one in rest}
        return _Codec(
            data_of,
            lambda data: _read_one(kinds, _as(dict, data)),
            lambda value, half: {**({} if half else {"kind": value.wire.kind}), **plain(value, personal=half)},
        )
    raise TypeError(f"nobody said how a {declared} is written")


def _written_instant(at: datetime) -> str:
    if at.tzinfo is None:
        raise ValueError(f"{at} names no zone")
    return at.astimezone(UTC).isoformat()


def _read_one(kinds: Mapping[Plain, type[Any]], data: Data) -> Any:
    """The one of several records that *data* is of; its kind stands among the names of its own."""
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in kinds:
        raise ValueError(f"'{kind}' is of no kind that is known here")
    return read(kinds[kind], {name: value for name, value in data.items() if name != "kind"})


def _instant(data: object) -> datetime:
    text = _as(str, data)
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(f"'{text}' names no zone")
    return at.astimezone(UTC)


def _as(kind: type[ValueT], data: object) -> ValueT:
    """The data, which must be of this kind and no other; yes and no are no numbers."""
    if type(data) is not kind:
        raise ValueError(f"{_CALLED[kind]} belongs here")  # what stands there instead may be about a person
    return data


_CALLED: Mapping[type, str] = {str: "text", int: "a number", bool: "yes or no", list: "a list", dict: "an object"}
_SIMPLE: Mapping[Any, _Codec] = {
    str: _Codec(str, lambda data: _as(str, data)),
    int: _Codec(int, lambda data: _as(int, data)),
    bool: _Codec(bool, lambda data: _as(bool, data)),
    datetime: _Codec(_written_instant, _instant),
    timedelta: _Codec(written_length, lambda data: parse_duration(_as(str, data))),
    Length: _Codec(written_length, lambda data: parse_length(_as(str, data))),
}
