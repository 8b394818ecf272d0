"""For the tests of vendors and practices: the conformance kits, a store in memory, truth tables, examples to run.

Names are imported when they are first used: a vendor's tests load no ruleset, a practice's tests no channel.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.store.memory import Memory, MemoryStore
    from frontdesk.testing.channels import ChannelConformance, Trial, an_outgoing, check_channel
    from frontdesk.testing.examples import run_examples
    from frontdesk.testing.inbound import Sample
    from frontdesk.testing.markdown import MarkdownPage
    from frontdesk.testing.stores import StoreConformance, StoreTrial, check_store
    from frontdesk.testing.truth_tables import truth_tables

__all__ = [
    "ChannelConformance",
    "MarkdownPage",
    "Memory",
    "MemoryStore",
    "Sample",
    "StoreConformance",
    "StoreTrial",
    "Trial",
    "an_outgoing",
    "check_channel",
    "check_store",
    "run_examples",
    "truth_tables",
]

if not TYPE_CHECKING:  # a type checker that saw this would take every misspelt name for one that is there
    _HOME_OF = {
        "ChannelConformance": "frontdesk.testing.channels",
        "MarkdownPage": "frontdesk.testing.markdown",
        "Memory": "frontdesk.store.memory",
        "MemoryStore": "frontdesk.store.memory",
        "Sample": "frontdesk.testing.inbound",
        "StoreConformance": "frontdesk.testing.stores",
        "StoreTrial": "frontdesk.testing.stores",
        "Trial": "frontdesk.testing.channels",
        "an_outgoing": "frontdesk.testing.channels",
        "check_channel": "frontdesk.testing.channels",
        "check_store": "frontdesk.testing.stores",
        "run_examples": "frontdesk.testing.examples",
        "truth_tables": "frontdesk.testing.truth_tables",
    }

    def __getattr__(name):
        if name not in _HOME_OF:
            raise AttributeError(f"module 'frontdesk.testing' has no attribute '{name}'")
        # The import may have bound a submodule of the same name here (truth_tables); the function takes its place.
        value = getattr(import_module(_HOME_OF[name]), name)
        globals()[name] = value
        return value
