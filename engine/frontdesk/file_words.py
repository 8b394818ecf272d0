"""The words that the engine closes about files: what their rows tell, how they write it, and what becomes of a row.

Knows no file and no ruleset.
"""

from __future__ import annotations

from enum import StrEnum

PARTLY_OPTED_OUT = "partly_opted_out"
"""What a cell of a file says where some of somebody's numbers opted out and others did not; elsewhere a refusal."""


class FileOf(StrEnum):
    """What a row of a file tells of: somebody, a visit, what somebody agreed to, or how they want to be reached."""

    CONTACTS = "contacts"
    VISITS = "visits"
    CONSENTS = "consents"
    PREFERENCES = "preferences"


class ExportOf(StrEnum):
    """What of a practice goes out as a file; all but the journal comes in again, as the ``FileOf`` of the same name."""

    CONTACTS = "contacts"
    VISITS = "visits"
    CONSENTS = "consents"
    JOURNAL = "journal"


class TableForm(StrEnum):
    """In which form a table goes out: text that any program reads, or a workbook."""

    CSV = "csv"
    XLSX = "xlsx"


class Rest(StrEnum):
    """What becomes of the columns of a file that its mapping does not name."""

    REFUSE = "refuse"
    IGNORE = "ignore"
    NOTE = "note"


class DateForm(StrEnum):
    """In which order a file writes day, month and year; whatever stands between them."""

    YEAR_MONTH_DAY = "year-month-day"
    MONTH_DAY_YEAR = "month/day/year"
    DAY_MONTH_YEAR = "day/month/year"


class RowOutcome(StrEnum):
    """What becomes of a row of a file that is imported."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left_out"  # the mapping says that it is none of the practice's
    DIFFERS = "differs"
    """It says other things than what is on file, and nobody asked to change that."""
    ASKED = "asked"
    """It may be of somebody on file or of somebody new, and nothing tells which."""
    REFUSED = "refused"
    MENDED = "mended"  # it says again what was mended or answered here, in the rows set aside
    KEPT = "kept"
    """It is of a patient, or of a visit, that is not on file, and counts once they are."""
