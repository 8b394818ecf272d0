"""Which mapping a file is read by, where nobody says: the one whose headings it has, if there is only one.

A file in our own words needs none, nor does one that no mapping knows, and whose headings can mean a single thing each.
What fits no mapping, or more than one, is asked. Knows no file, only its heading.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from frontdesk.file_words import FileOf
from frontdesk.mapping.columns import heading_key, headings_of
from frontdesk.mapping.fields import fields_of
from frontdesk.mapping.headings import kind_of, meaning_of
from frontdesk.mapping.placing import HeadingError, place, plain_mapping
from frontdesk.model import Fact
from frontdesk.model.mappings import FileMapping, MappedColumn, Mappings
from frontdesk.names import PhoneKind
from frontdesk.problems import choices


def chosen(mappings: Mappings, heading: Sequence[str], facts: Sequence[Fact]) -> FileMapping:
    """The mapping by which a file with this *heading* is read; *facts* are the practice's.

    Raises HeadingError, which says what to do, where none fits, where several do, and where the only one has faults.
    """
    if fault := fault_of_known(mappings, heading, facts):
        raise fault
    known = list(mappings.mappings.values())
    found = fitting(known, heading, facts)
    unread = [name for name in mappings.unusable if not _has_headings(mappings.faulty.get(name))]
    if unread and not in_our_words(heading, facts) and not any(one.id for one in found):
        raise HeadingError(
            f"imports/{unread[0]}.yaml cannot be read, and may be what reads this file",
            mappings.unusable[unread[0]],
            "mend that one; or, if this file is of another kind, 'frontdesk import --suggest FILE' proposes a mapping",
        )
    if len(found) == 1:
        return found[0]
    if found:
        names = [one.id for one in found]
        raise HeadingError(
            f"the columns are those of {len(names)} mappings",
            [choices(names)],
            f"say which one reads it: --mapping {names[0]}",
        )
    for one in known:
        if _is_known(one, heading):
            place(one, heading, facts)  # says which columns keep it from being read
    place(plain_mapping(kind_of(heading), heading, facts), heading, facts)
    raise AssertionError("a file in our own words fits")


def fitting(mappings: Iterable[FileMapping], heading: Sequence[str], facts: Sequence[Fact]) -> tuple[FileMapping, ...]:
    """Every mapping by which a file can be meant to be read; where its columns are in our own words, there is only one.

    A mapping reads all columns and knows the file by its headings. Of two, the one is meant that knows it by all that
    the other knows it by, and by more. Where none is, headings that can mean one thing only make one. Of several, those
    come first that take a row for what its headings say.
    """
    if ours := in_our_words(heading, facts):
        return (ours,)
    found = [one for one in mappings if _is_known(one, heading) and _is_placed(one, heading, facts)]
    if not found:
        certain = of_certain_headings(heading, facts)
        return (certain,) if certain else ()
    meant = [one for one in found if not any(_knows_more(other, one) for other in found)]
    kind = kind_of(heading)
    return tuple(sorted(meant, key=lambda one: one.of is not kind))


def fault_of_known(mappings: Mappings, heading: Sequence[str], facts: Sequence[Fact]) -> HeadingError | None:
    """What keeps a file from being read whose mapping is there and has faults; ``None`` where another one reads it.

    Headings that can mean one thing only do not: what the practice wrote of such a file would be passed over.
    """
    if in_our_words(heading, facts) or any(
        _is_known(one, heading) and _is_placed(one, heading, facts) for one in mappings.mappings.values()
    ):
        return None
    for name, one in mappings.faulty.items():
        if _has_headings(one) and _is_known(one, heading):
            has = "has a fault" if len(mappings.unusable[name]) == 1 else "has faults"
            return HeadingError(f"imports/{name}.yaml would read this file, and {has}", mappings.unusable[name])
    return None


def in_our_words(heading: Sequence[str], facts: Sequence[Fact]) -> FileMapping | None:
    """The mapping of a file whose every column is called as we call it; ``None`` for any other file."""
    plain = (plain_mapping(of, heading, facts) for of in FileOf)
    return next((one for one in plain if one.columns and _is_placed(one, heading, facts)), None)


def of_certain_headings(heading: Sequence[str], facts: Sequence[Fact]) -> FileMapping | None:
    """The mapping of a file whose every heading is ours, or can mean one thing only; ``None`` for any other file."""
    of = kind_of(heading)
    mapping = plain_mapping(of, heading, facts)
    ours = {heading_key(one.heading): one for one in mapping.columns}
    left = set(map(heading_key, mapping.ignored))
    taken = {field for column in mapping.columns for field in column.to}
    columns = []
    for one in headings_of(heading):
        if one.key in ours:
            columns.append(ours[one.key])
        elif one.key and one.key not in left:
            field = _certain(one.written, of)
            if field not in fields_of(of, facts) or field in taken:
                return None
            taken.add(field)
            columns.append(MappedColumn(one.called, (field,)))
    whole = replace(mapping, label="headings that mean one thing", columns=tuple(columns))
    return whole if _is_placed(whole, heading, facts) else None


def _certain(heading: str, of: FileOf) -> str:
    """The field that a heading means, whatever its cells hold; a bare Phone is the cell's, if no other is there."""
    meaning = meaning_of(heading, of)
    if meaning is None or not meaning.fields or meaning.spare:
        return ""
    return meaning.fields[0] if meaning.sure or meaning.fields[0] == PhoneKind.CELL else ""


def _has_headings(mapping: FileMapping | None) -> bool:
    """Whether a file of this mapping could be known."""
    return mapping is not None and bool(mapping.known_by or mapping.columns)


def _is_known(mapping: FileMapping, heading: Sequence[str]) -> bool:
    return _marks(mapping) <= {heading_key(one) for one in heading}


def _marks(mapping: FileMapping) -> set[str]:
    """By what a file of this mapping is known."""
    return {heading_key(one) for one in mapping.known_by or [column.heading for column in mapping.columns]}


def _knows_more(one: FileMapping, other: FileMapping) -> bool:
    return one.of is other.of and _marks(one) > _marks(other)


def _is_placed(mapping: FileMapping, heading: Sequence[str], facts: Sequence[Fact]) -> bool:
    try:
        return bool(place(mapping, heading, facts))
    except HeadingError:
        return False
