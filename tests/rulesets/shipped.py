"""The examples of the shipped rulesets."""

from __future__ import annotations

from frontdesk.testing.examples import examples_of
from support import CALLBACKS, HARBOUR, REACTIVATION, SHIPPED

FOLDERS = (*SHIPPED, str(HARBOUR), str(REACTIVATION), str(CALLBACKS))
ALL = [(folder, example) for folder in FOLDERS for example in examples_of(folder)]
