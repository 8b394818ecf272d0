"""Snapshots as Markdown pages, one file a table: needs pytest and syrupy, which are the practice's own to install."""

from __future__ import annotations

from typing import Any

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode


class MarkdownPage(SingleFileSnapshotExtension):
    """Keeps each snapshot in a Markdown file of its own, named after the table."""

    file_extension = "md"
    _write_mode = WriteMode.TEXT

    @classmethod
    def get_snapshot_name(cls, *, test_location: Any, index: Any = 0) -> str:
        """Name the file after the table alone."""
        name = super().get_snapshot_name(test_location=test_location, index=index)
        return name.rpartition("[")[2].rstrip("]") or name

    def serialize(self, data: Any, **_: Any) -> str:
        """The page as it is."""
        return str(data)
