"""Plugins found, judged and called, each alone: one that raises, exits, hangs or answers nonsense costs only itself.

``finding`` loads entry points, ``installed`` is what was found, ``settings`` are what a ruleset says to each,
``calling`` hands work over, ``receiving`` takes in what providers post, ``judging`` says in words what is wrong with a
record. Knows no store, and of a ruleset only which channels and settings it names.
"""

from frontdesk.plugins.calling import deliver, look_up, read_changes
from frontdesk.plugins.finding import find_plugins
from frontdesk.plugins.installed import InstalledPlugin, PluginFailure, PluginListing, Plugins
from frontdesk.plugins.judging import check_settings, fault_in_receipt, faults_in
from frontdesk.plugins.receiving import LARGEST, receive
from frontdesk.problems import PluginError

__all__ = [
    "LARGEST",
    "InstalledPlugin",
    "PluginError",
    "PluginFailure",
    "PluginListing",
    "Plugins",
    "check_settings",
    "deliver",
    "fault_in_receipt",
    "faults_in",
    "find_plugins",
    "look_up",
    "read_changes",
    "receive",
]
