"""Preference source ``emr_csv``: an EMR's export of how patients want to be reached, as a CSV file.

One row a patient, or a patient's appointment. Its words are the EMR's own; ``preferences.yaml`` says what they mean.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from frontdesk import Changes, PreferenceChange, PreferenceSource, Setting, SourceError, hookimpl

_PATIENT = "patient"
_SAYS = ("preferred_number", "preferred_method", "do_not_contact", "consent")
_VISIT = "appointment"


@hookimpl
def frontdesk_preference_sources() -> Iterable[PreferenceSource]:
    """Offer the source."""
    yield PreferenceSource(
        name="emr_csv",
        changes=changes,
        settings=(Setting("file", required=True, means="the exported CSV file, seen from the practice's folder"),),
        means=f"reads a CSV file with the columns {_PATIENT}, {_VISIT} (may be empty), {', '.join(_SAYS)}",
    )


def changes(settings: Mapping[str, str], cursor: str) -> Changes:
    """Read the whole export, unless it is the same file as the last time: an export has no memory.

    Raises SourceError with the file and line when the export cannot be read; then nothing of it counts.
    """
    file = Path(settings["file"])
    try:
        raw = file.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        cause = (error.strerror or "no reason given").lower()
        raise SourceError(f"{file}: the export cannot be read: {cause}") from error
    except UnicodeDecodeError as error:
        raise SourceError(f"{file}: the export is not text in UTF-8; export it again as 'CSV UTF-8'") from error
    digest = hashlib.sha256(raw).hexdigest()
    if digest == cursor:
        return Changes((), cursor)
    return Changes(tuple(_rows(file, text)), digest)


def _rows(file: Path, text: str) -> Iterator[PreferenceChange]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        heading = [name.strip().casefold() for name in next(reader, [])]
        _check_heading(file, heading)
        for row in reader:
            if any(cell.strip() for cell in row):
                yield _change(file, reader.line_num, heading, row)
    except csv.Error as error:
        raise SourceError(f"{file}, line {reader.line_num}: this is not CSV: {error}") from error


def _check_heading(file: Path, heading: list[str]) -> None:
    if _PATIENT not in heading:
        raise SourceError(f"{file}, line 1: there is no column '{_PATIENT}'; it holds the patient's id")
    if not any(name in heading for name in _SAYS):
        raise SourceError(f"{file}, line 1: none of the columns {', '.join(_SAYS)} is there; nothing could be read")


def _change(file: Path, line: int, heading: list[str], row: list[str]) -> PreferenceChange:
    if len(row) != len(heading):
        raise SourceError(f"{file}, line {line}: there are {len(row)} values for {len(heading)} columns")
    said = {name: value.strip() for name, value in zip(heading, row, strict=True)}
    if not said[_PATIENT]:
        raise SourceError(f"{file}, line {line}: the column '{_PATIENT}' is empty")
    visit = said.get(_VISIT, "")
    is_time = _is_time(visit)
    return PreferenceChange(
        reference=said[_PATIENT],
        appointment="" if is_time else visit,
        at=visit if is_time else "",
        number=said.get("preferred_number", ""),
        method=said.get("preferred_method", ""),
        do_not_contact=said.get("do_not_contact", ""),
        consent=said.get("consent", ""),
    )


def _is_time(visit: str) -> bool:
    """Whether an appointment is named by its time, such as 2026-03-05 10:00, and not by its number."""
    try:
        datetime.fromisoformat(visit)
    except ValueError:
        return False
    return not visit.isdigit()
