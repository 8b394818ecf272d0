"""What every test runs under: a cache of its own, so that nothing is read that an earlier run kept."""

from __future__ import annotations

import os
import tempfile

import pytest

_CACHE = pytest.StashKey[tempfile.TemporaryDirectory[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Give the run, and every process that it starts, an empty folder to remember rulesets in."""
    config.stash[_CACHE] = tempfile.TemporaryDirectory(prefix="frontdesk-cache-")
    os.environ["FRONTDESK_CACHE"] = config.stash[_CACHE].name


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove it."""
    config.stash[_CACHE].cleanup()
