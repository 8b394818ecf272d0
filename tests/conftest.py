"""What every test runs under: folders of this run alone, so that nothing is read that an earlier run kept."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

_FOLDER = pytest.StashKey[tempfile.TemporaryDirectory[str]]()
_IN_MEMORY = Path("/dev/shm")
_ROOM = 4 * 2**30
"""So many bytes are several times what a whole run writes."""


def pytest_configure(config: pytest.Config) -> None:
    """Give the run, and every process that it starts, an empty folder for all that is written and remembered.

    A worker of pytest-xdist has that of the process that started it.
    """
    if hasattr(config, "workerinput"):
        return
    config.stash[_FOLDER] = tempfile.TemporaryDirectory(prefix="frontdesk-tests-", dir=_quick_folder())
    folder = Path(config.stash[_FOLDER].name)
    os.environ["FRONTDESK_CACHE"] = str(folder / "rulesets")
    # Hundreds of tests run a command in a process of its own, which compiles every module where nobody may keep it.
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "modules")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if folder.parent == _IN_MEMORY:
        os.environ["PYTEST_DEBUG_TEMPROOT"] = str(folder)  # for tmp_path


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove it."""
    if _FOLDER in config.stash:
        config.stash[_FOLDER].cleanup()


def _quick_folder() -> Path | None:
    """A file system in memory, where there is one with room: stores flush hundreds of thousands of times in a run.

    No test needs a real disk: what a power cut leaves, and what does not fit, the trials of stores decide themselves.
    """
    if not os.access(_IN_MEMORY, os.W_OK) or shutil.disk_usage(_IN_MEMORY).free < _ROOM:
        return None
    runs_programs = not os.statvfs(_IN_MEMORY).f_flag & os.ST_NOEXEC
    return _IN_MEMORY if runs_programs else None
