"""Snapshots as Markdown pages, one file a table: needs pytest and syrupy, which are the practice's own to install."""

from __future__ import annotations

from typing import Any

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode


class MarkdownPage(SingleFileSnapshotExtension):
    """Keeps each snapshot in a Markdown file of its own."""

    file_extension = "md"
    _write_mode = WriteMode.TEXT

    def serialize(self, data: Any, **_: Any) -> str:
        """The page as it is."""
        return str(data)
