"""The libraries that read workbooks, cards and calendars: an extra, since a practice may never see such a file."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from frontdesk.files.rows import FileError


def extra(module: str, what: str) -> ModuleType:
    """The module that reads *what*. Raises FileError where it is not installed."""
    try:
        return import_module(module)
    except ModuleNotFoundError:
        raise FileError(
            f"to read {what}, install frontdesk[files]: python3 -m pip install 'frontdesk[files]'"
        ) from None
