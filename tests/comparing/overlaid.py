"""Harbour and an overlay of it, compared."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from frontdesk.comparing import Comparison
from frontdesk.model import Ruleset
from support import HARBOUR, load_ruleset

Changed = Callable[..., Comparison]


def overlay(folder: Path, **files: str) -> Ruleset:
    """An overlay of harbour, given as files by topic."""
    shutil.copytree(HARBOUR, folder / "harbour")
    (folder / "ours").mkdir()
    for topic, text in {"ruleset": "name: ours\nextends: ../harbour\n", **files}.items():
        (folder / "ours" / f"{topic}.yaml").write_text(text, encoding="utf-8")
    return load_ruleset(folder / "ours")
