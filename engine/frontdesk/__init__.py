"""A practice's follow-up rules as data: load a ruleset, ask it, and write plugins for it.

Everything in ``__all__`` is public and stable; what a plugin needs is all here. Names are imported when they are first
used, so that ``import frontdesk`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.hookspecs import *  # noqa: F403 - all that a plugin uses is listed there, and nowhere else
    from frontdesk.loading import load_ruleset as load_ruleset
    from frontdesk.model import Ruleset as Ruleset
    from frontdesk.model import UnknownNameError as UnknownNameError
    from frontdesk.plugins import Plugins as Plugins
    from frontdesk.plugins import deliver as deliver
    from frontdesk.plugins import find_plugins as find_plugins
    from frontdesk.plugins import receive as receive
    from frontdesk.problems import ConflictError as ConflictError
    from frontdesk.problems import FactError as FactError
    from frontdesk.problems import FrontdeskError as FrontdeskError
    from frontdesk.problems import Location as Location
    from frontdesk.problems import PluginError as PluginError
    from frontdesk.problems import Problem as Problem
    from frontdesk.problems import RulesetError as RulesetError
    from frontdesk.sources import read_export as read_export

else:  # a type checker that saw this would take every misspelt name for one that is there
    _HOMES = {
        "frontdesk.loading": ("load_ruleset",),
        "frontdesk.model": ("Ruleset", "UnknownNameError"),
        "frontdesk.plugins": ("Plugins", "deliver", "find_plugins", "receive"),
        "frontdesk.problems": (
            *("ConflictError", "FactError", "FrontdeskError", "Location"),
            *("PluginError", "Problem", "RulesetError"),
        ),
        "frontdesk.sources": ("read_export",),
    }
    _HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

    def __getattr__(name):
        if name.startswith("__") and name != "__all__":
            raise AttributeError(f"module 'frontdesk' has no attribute '{name}'")
        hooks = import_module("frontdesk.hookspecs")
        if name == "__all__":
            value = sorted({*hooks.__all__, *_HOME_OF})
        elif name in _HOME_OF or name in hooks.__all__:
            value = getattr(import_module(_HOME_OF.get(name, hooks.__name__)), name)
        else:
            raise AttributeError(f"module 'frontdesk' has no attribute '{name}'")
        globals()[name] = value
        return value

    def __dir__():
        return sorted({*globals(), *__getattr__("__all__")})
