"""A mapping as one line of text, so that a plugin can be given one as it is given any setting, and hand it on.

Nobody but ``frontdesk`` writes or reads it, and nothing keeps it: it may change with every version.
"""

from __future__ import annotations

import json
from dataclasses import fields

from frontdesk.file_words import DateForm, FileOf, Rest
from frontdesk.model.mappings import FileForm, FileMapping, MappedColumn


def as_text(mapping: FileMapping) -> str:
    """*mapping* as text, without where its words stand."""
    said = _fields(mapping) | {
        "columns": [_fields(one) for one in mapping.columns],
        "leave_out": {name: sorted(words) for name, words in mapping.leave_out.items()},
        "form": _fields(mapping.form),
    }
    return json.dumps(said)


def from_text(text: str) -> FileMapping:
    """The mapping that ``as_text`` wrote. Raises ValueError for any other text."""
    try:
        said = json.loads(text)
        columns = tuple(
            MappedColumn(**one | {"to": tuple(one["to"]), "dates": DateForm(one["dates"]) if one["dates"] else None})
            for one in said["columns"]
        )
        lists = {name: tuple(said[name]) for name in ("ignored", "known_by")}
        closed = {"of": FileOf(said["of"]), "rest": Rest(said["rest"]), "dates": DateForm(said["dates"])}
        leave_out = {name: frozenset(words) for name, words in said["leave_out"].items()}
        form = FileForm(**said["form"])
        return FileMapping(**said | lists | closed | {"columns": columns, "leave_out": leave_out, "form": form})
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("this is no mapping; hand on what the setting says, as it is") from error


def _fields(record: FileMapping | MappedColumn | FileForm) -> dict[str, object]:
    return {one.name: getattr(record, one.name) for one in fields(record) if one.name != "where"}
