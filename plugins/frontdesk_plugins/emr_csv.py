"""Preference source ``emr_csv``: an EMR's export of how patients want to be reached, as a CSV file.

One row a patient, or a patient's appointment. Its words are the EMR's own; ``preferences.yaml`` says what they mean.
"""

from __future__ import annotations

import csv
import difflib
import hashlib
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from frontdesk import Changes, PreferenceChange, PreferenceSource, Setting, SourceError, hookimpl

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
        settings=(Setting("file", required=True, means="the exported CSV file, seen from the practice's folder"),),
        means=f"reads a CSV file with the columns {_PATIENT}, {_VISIT} (may be left out) and any of {', '.join(_SAYS)}",
    )


def changes(settings: Mapping[str, str], cursor: str) -> Changes:
    """Read the whole export, unless it is the same file as the last time: an export has no memory.

    The cursor is the checksum of the file. Raises SourceError with every line that cannot be read; then nothing of the
    export counts, since half a list of who is not to be contacted is worse than yesterday's.
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
    checksum = hashlib.sha256(raw).hexdigest()
    return Changes(() if checksum == cursor else _rows(file, text), checksum)


def _rows(file: Path, text: str) -> tuple[PreferenceChange, ...]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[PreferenceChange] = []
    faults: list[str] = []
    line = 1
    try:
        heading = [re.sub(r"[\s-]+", "_", name.strip().casefold()) for name in next(reader, [])]
        faults += [f"{file}, line 1: {fault}" for fault in _faults_in_heading(heading)]
        while not faults or line > 1:
            line = reader.line_num + 1
            row = next(reader, None)
            if row is None:
                break
            if fault := _fault_in_row(heading, row):
                faults.append(f"{file}, line {line}: {fault}")
            elif any(cell.strip() for cell in row):
                found.append(_change(dict(zip(heading, map(str.strip, row), strict=True))))
    except csv.Error as error:
        faults.append(f"{file}, line {line}: this is not CSV ({error})")
    if faults:
        raise SourceError(_told(faults))
    return tuple(found)
