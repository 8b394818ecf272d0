"""A practice's follow-up rules as data: load a ruleset, ask it, and write plugins for it.

Everything in ``__all__`` is public and stable; what a plugin needs is all here. Names are imported when they are first
used, so that ``import frontdesk`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.hookspecs import (
        Accepted,
        AddressFact,
        Changes,
        Channel,
        Outgoing,
        PreferenceChange,
        PreferenceSource,
        Receipt,
        Refused,
        Setting,
        Settings,
        SettingValue,
        SourceError,
        Uncertain,
        Unreachable,
        hookimpl,
    )
    from frontdesk.loading import load_ruleset
    from frontdesk.model import Ruleset, UnknownNameError
    from frontdesk.plugins import Plugins, deliver, find_plugins
    from frontdesk.problems import (
        ConflictError,
        FactError,
        FrontdeskError,
        Location,
        PluginError,
        Problem,
        RulesetError,
    )

__all__ = [
    "Accepted",
    "AddressFact",
    "Changes",
    "Channel",
    "ConflictError",
    "FactError",
    "FrontdeskError",
    "Location",
    "Outgoing",
    "PluginError",
    "Plugins",
    "PreferenceChange",
    "PreferenceSource",
    "Problem",
    "Receipt",
    "Refused",
    "Ruleset",
    "RulesetError",
    "Setting",
    "SettingValue",
    "Settings",
    "SourceError",
    "Uncertain",
    "UnknownNameError",
    "Unreachable",
    "deliver",
    "find_plugins",
    "hookimpl",
    "load_ruleset",
]

_HOMES = {
    "frontdesk.loading": ("load_ruleset",),
    "frontdesk.model": ("Ruleset", "UnknownNameError"),
    "frontdesk.plugins": ("Plugins", "deliver", "find_plugins"),
    "frontdesk.problems": (
        *("ConflictError", "FactError", "FrontdeskError", "Location"),
        *("PluginError", "Problem", "RulesetError"),
    ),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'frontdesk' has no attribute '{name}'")
    value: object = getattr(import_module(_HOME_OF.get(name, "frontdesk.hookspecs")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
