"""Preference source ``emr_csv``: an EMR's export of how patients want to be reached, as a CSV file.

One row a patient, or a patient's appointment. Its words are the EMR's own; ``preferences.yaml`` says what they mean.
Of a column that is not there the export does not speak. Its rows have no order: none of two that contradict each other
is the newer one.
"""

from __future__ import annotations

import csv
import difflib
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from frontdesk import Changes, PreferenceChange, PreferenceSource, Setting, Settings, SourceError, hookimpl

_PATIENT = "patient"
_VISIT = "appointment"
_SAYS = ("preferred_number", "preferred_method", "do_not_contact", "consent")
_MOST_FAULTS = 20


@hookimpl
def frontdesk_preference_sources() -> Iterable[PreferenceSource]:
    """Offer the source."""
    yield PreferenceSource(
        name="emr_csv",
        changes=changes,
        settings=(Setting("file", "path", required=True, means="the exported CSV file"),),
        means=f"reads a CSV file with the columns {_PATIENT}, {_VISIT} (may be left out) and any of {', '.join(_SAYS)}",
    )


def changes(settings: Settings, cursor: str) -> Changes:
    """Read the whole export, unless it is the same file as the last time: an export has no memory.

    The cursor is the checksum of the file. Raises SourceError with every line that cannot be read; then nothing of the
    export counts, since half a list of who is not to be contacted is worse than yesterday's.
    """
    file = Path(str(settings["file"]))
    try:
        raw = file.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        cause = (error.strerror or "no reason given").lower()
        raise SourceError(f"{file}: the export cannot be read: {cause}") from error
    except UnicodeDecodeError as error:
        raise SourceError(f"{file}: the export is not text in UTF-8; export it again as 'CSV UTF-8'") from error
    checksum = hashlib.sha256(raw).hexdigest()
    return Changes(() if checksum == cursor else _rows(file, text), checksum)


def _rows(file: Path, text: str) -> tuple[PreferenceChange, ...]:
    rows = _numbered(file, text)
    _, names = next(rows, (1, []))
    heading = [re.sub(r"[\s-]+", "_", name.strip().casefold()) for name in names]
    if faults := [f"{file}, line 1: {fault}" for fault in _faults_in_heading(heading)]:
        raise SourceError("\n".join(faults))
    found: list[PreferenceChange] = []
    for line, row in rows:
        if fault := _fault_in_row(heading, row):
            faults.append(f"{file}, line {line}: {fault}")
        elif any(row):
            found.append(_change(dict(zip(heading, row, strict=True))))
    if faults:
        more = [f"and {len(faults) - _MOST_FAULTS} more lines"] if len(faults) > _MOST_FAULTS else []
        advice = "nothing was taken over; correct the export, or export it again"
        raise SourceError("\n".join([*faults[:_MOST_FAULTS], *more, advice]))
    return tuple(_with_one_word(found))


def _numbered(file: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line at which it begins; what stands in quotes may go over several."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for row in reader:
            yield line, [cell.strip() for cell in row]
            line = reader.line_num + 1
    except csv.Error as error:
        raise SourceError(f"{file}, line {line}: this is not CSV: {error}; export it again") from error


def _faults_in_heading(heading: Sequence[str]) -> Iterator[str]:
    ours = (_PATIENT, _VISIT, *_SAYS)
    yield from (f"the column '{name}' is there twice" for name in ours if heading.count(name) > 1)
    missing = [name for name in ours if name not in heading]
    misspelt = {name: near for name in missing for near in difflib.get_close_matches(name, heading, 1, 0.9)}
    yield from (f"is the column '{near}' meant to be '{name}'? Then call it so" for name, near in misspelt.items())
    if _PATIENT not in heading and _PATIENT not in misspelt:
        yield f"there is no column '{_PATIENT}'; it holds the patient's id"
    if not {*_SAYS} & {*heading, *misspelt}:
        yield f"none of the columns {', '.join(_SAYS)} is there; nothing could be read"


def _fault_in_row(heading: Sequence[str], row: Sequence[str]) -> str:
    if not any(row):
        return ""
    if len(row) != len(heading):
        return f"there are {len(row)} values for {len(heading)} columns"
    return "" if row[heading.index(_PATIENT)] else f"the column '{_PATIENT}' is empty"


def _change(said: Mapping[str, str]) -> PreferenceChange:
    visit = said.get(_VISIT, "")
    is_time = _is_time(visit)
    return PreferenceChange(
        reference=said[_PATIENT],
        appointment="" if is_time else visit,
        at=visit if is_time else "",
        number=said.get("preferred_number"),
        method=said.get("preferred_method"),
        do_not_contact=said.get("do_not_contact"),
        consent=said.get("consent"),
    )


def _with_one_word(rows: Sequence[PreferenceChange]) -> Iterator[PreferenceChange]:
    """The rows, each with one word at most on Do Not Contact for a patient or visit.

    Where rows say several, the word is all of them, such as ``N and Y``: nobody lists that in ``preferences.yaml``, so
    it is told and counts as Do Not Contact, whatever the last row says.
    """
    said: dict[tuple[str, str, str], dict[str, str]] = {}
    for row in rows:
        if row.do_not_contact:
            words = said.setdefault((row.reference, row.appointment, row.at), {})
            words.setdefault(row.do_not_contact.casefold(), row.do_not_contact)
    for row in rows:
        where = row.reference, row.appointment, row.at
        several = tuple(said.get(where, {}).values())
        if row.do_not_contact and len(several) != 1:
            said[where] = {}  # all of them are told with the first of the rows
            yield replace(row, do_not_contact=" and ".join(several) or None)
        else:
            yield row


def _is_time(visit: str) -> bool:
    """Whether an appointment is named by its time, such as 2026-03-05 10:00, and not by its number."""
    try:
        datetime.fromisoformat(visit)
    except ValueError:
        return False
    return not visit.isdigit()
