"""That something went out as a file: the journal says what, where to, how much, and who did it.

Knows neither the file nor what stands in it.
"""

from __future__ import annotations

from frontdesk.desk.practice import Act
from frontdesk.file_words import ExportOf
from frontdesk.journal import Exported


def note_export(act: Act, what: ExportOf, file: str, rows: int) -> None:
    """Write down that *rows* of something went out as *file*, ``-`` for another program. Raises StoreError.

    To be called before anybody can have the file: one of which the journal knows nothing must not be.
    """
    with act.noting():
        act.record(None, Exported(what, file, rows))
