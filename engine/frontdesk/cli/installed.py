"""The plugins of this machine, for ``frontdesk check``: told apart in a millisecond, loaded only when it is needed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

from frontdesk.checking import Installed
from frontdesk.checking.installed import Offers

_RECORDS = (".dist-info", ".egg-info")


def installed_plugins() -> Installed:
    """Return what is installed, without loading any of it."""
    return Installed("\n".join(sorted(_packages())), _find)


def _packages() -> Iterator[str]:
    """Every installed package by name and version, as the folder that its installer leaves is called.

    ``importlib.metadata`` would name the plugins among them; importing it takes longer than all the rest of a check
    that remembers its answer, and a package too many only means that a ruleset is read once more.
    """
    for folder in dict.fromkeys(sys.path):
        try:
            with os.scandir(folder or ".") as entries:
                yield from (f"{one.path} {one.stat().st_mtime_ns}" for one in entries if one.name.endswith(_RECORDS))
        except OSError:  # not every place that modules come from is a folder that is there
            continue


def _find() -> Offers:
    from frontdesk.plugins import find_plugins

    return find_plugins()
