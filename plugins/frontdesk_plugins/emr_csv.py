"""Preference source ``emr_csv``: what an EMR exports as a file, every night anew.

How its columns are read says a mapping of the practice; without one they are in our words, one row a patient, or a
patient's appointment. The words in the cells are the EMR's own, and ``preferences.yaml`` says what they mean.
"""

from __future__ import annotations

from collections.abc import Iterable

from frontdesk import Changes, PreferenceSource, Setting, Settings, hookimpl, read_export


@hookimpl
def frontdesk_preference_sources() -> Iterable[PreferenceSource]:
    """Offer the source."""
    yield PreferenceSource(
        name="emr_csv",
        changes=changes,
        settings=(
            Setting("file", "path", required=True, means="the exported file"),
            Setting("mapping", "mapping", means="which of imports/ says what its columns are"),
        ),
        means="reads a file with the columns patient, appointment (may be left out) and any of preferred_number, "
        "preferred_method, do_not_contact, consent; or one of visits, preferences or contacts by a mapping",
    )


def changes(settings: Settings, cursor: str) -> Changes:
    """Read the whole export: it has no memory, and what it said before is known by whoever asked. Raises SourceError.

    So there is nothing to continue from, and no cursor.
    """
    return read_export(str(settings["file"]), str(settings.get("mapping", "")))
