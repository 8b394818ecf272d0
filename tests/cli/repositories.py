"""Rulesets in a repository, for the tests of the commands that check them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

ESCAPE = "\x1b["


def write(folder: str, files: Mapping[str, str]) -> None:
    Path(folder).mkdir(parents=True, exist_ok=True)
    for topic, text in files.items():
        Path(folder, f"{topic}.yaml").write_text(text, encoding="utf-8")
