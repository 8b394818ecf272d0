"""The examples of the shipped rulesets and of the practices that show the language."""

from __future__ import annotations

from frontdesk.testing.examples import examples_of
from support import PRACTICES, SHIPPED

FOLDERS = (*SHIPPED, *map(str, PRACTICES))
ALL = [(folder, example) for folder in FOLDERS for example in examples_of(folder)]
