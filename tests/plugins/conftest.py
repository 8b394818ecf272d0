"""Fixtures that several tests of plugins share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.planted import Shelf


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    monkeypatch.syspath_prepend(tmp_path)
    yield Shelf(tmp_path)
    for name in [name for name in sys.modules if name.startswith("planted_")]:
        del sys.modules[name]
