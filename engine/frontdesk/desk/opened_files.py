"""Opening the file that is to be imported, in the form that somebody says, or that the mapping which reads it says.

Where nobody names a mapping, one that says a form is tried in it: a file in another encoding, or on another sheet, has
no heading to know it by until it is opened so. Knows nothing of what a row becomes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from frontdesk.desk.practice import Act
from frontdesk.desk.set_aside import CAUSE, CONTACT, added_columns
from frontdesk.files import FileError, FileRows, open_rows
from frontdesk.mapping.choosing import fitting
from frontdesk.mapping.headings import known_headings
from frontdesk.model.mappings import FileForm, FileMapping, Mappings

_FOUND_OUT = FileForm()


@contextmanager
def opened(act: Act, path: Path, mapping: FileMapping | None, form: FileForm) -> Iterator[FileRows]:
    """Open the file at *path* in *form*, and where that says nothing in that of its *mapping*. Raises FileError.

    A file of rows set aside is in our own form, whatever the file was from which they came.
    """
    said = mapping.form if mapping else _FOUND_OUT
    headings = _headings(act, mapping)
    if said != _FOUND_OUT and _is_set_aside(path, form, headings):
        said = _FOUND_OUT
    with open_rows(path, _over(form, said), headings) as file:
        yield file


def mapping_by_form(act: Act, path: Path, form: FileForm) -> FileMapping | None:
    """The mapping that says in which form its files are, and knows the file at *path* in that form.

    ``None`` where there is none, or more than one: then the file is opened as it is, and its headings say.
    """
    facts = list(act.ruleset.facts.values())
    found = []
    for one in act.ruleset.part(Mappings).mappings.values():
        if one.form == _FOUND_OUT:
            continue
        try:
            with open_rows(path, _over(form, one.form), _headings(act, one)) as file:
                if not added_columns(file.heading) and fitting([one], file.heading, facts) == (one,):
                    found.append(one)
        except FileError:
            continue
    return found[0] if len(found) == 1 else None


def _over(form: FileForm, below: FileForm) -> FileForm:
    """What *form* says, and where it says nothing what the one *below* says."""
    return FileForm(
        form.encoding or below.encoding,
        form.delimiter or below.delimiter,
        form.sheet or below.sheet,
        form.heading or below.heading,
    )


def _headings(act: Act, mapping: FileMapping | None) -> list[str]:
    """What the columns of the file may be called."""
    known = [mapping] if mapping else act.ruleset.part(Mappings).mappings.values()
    others = () if mapping else known_headings()
    return [*others, *(column.heading for one in known for column in one.columns), CONTACT, CAUSE]


def _is_set_aside(path: Path, form: FileForm, headings: Sequence[str]) -> bool:
    try:
        with open_rows(path, form, headings) as file:
            return bool(added_columns(file.heading))
    except FileError:
        return False
