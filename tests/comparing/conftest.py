"""Fixtures that several tests of this room share."""

from __future__ import annotations

from pathlib import Path

import pytest

from comparing.overlaid import Changed, overlay
from frontdesk.comparing import Comparison, compare
from support import HARBOUR, load_ruleset


@pytest.fixture
def changed(tmp_path: Path) -> Changed:
    """Compares harbour with an overlay of it, given as files by topic."""

    def make(**files: str) -> Comparison:
        return compare(load_ruleset(HARBOUR), overlay(tmp_path, **files))

    return make
