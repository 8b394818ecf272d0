"""Promises laid over a practice, for the tests of all that can be promised."""

from __future__ import annotations

from pathlib import Path

from checking.small import causes, overlay, rows


def promising(folder: Path, written: str, **files: str) -> list[str]:
    """What is said of harbour with one more promise."""
    return causes(overlay(folder, promises=rows("promises", f"promise: Ours, {written}"), **files))
