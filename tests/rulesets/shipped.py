"""The examples of the shipped rulesets, and of every practice that only the tests have."""

from __future__ import annotations

from frontdesk.testing.examples import examples_of
from support import HARBOUR, SHIPPED

PRACTICES = tuple(sorted(str(one.parent) for one in HARBOUR.parent.glob("*/ruleset.yaml")))
"""Each shows words of the language that no shipped ruleset needs."""
FOLDERS = (*SHIPPED, *PRACTICES)
ALL = [(folder, example) for folder in FOLDERS for example in examples_of(folder)]
