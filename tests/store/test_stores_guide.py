"""The guide for whoever writes a store says nothing that does not run."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from typing import Any

import pytest

from frontdesk.testing import StoreTrial
from support import ROOT

GUIDE = (ROOT / "docs" / "stores.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def names() -> dict[str, Any]:
    """What the guide's Python defines, run from top to bottom."""
    defined: dict[str, Any] = {"__name__": "guide"}
    for code in re.findall(r"^```python\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE):
        exec(compile(code, "docs/stores.md", "exec"), defined)
    return defined


@pytest.mark.parametrize("name", re.findall(r"^def (test_\w+)\(\)", GUIDE, re.MULTILINE))
def test_every_test_of_the_guide_passes(names: dict[str, Any], name: str) -> None:
    test: Callable[[], None] = names[name]
    test()


def test_the_guide_names_everything_that_a_trial_can_have() -> None:
    told = re.findall(r"^\| `(\w+)\(", GUIDE, re.MULTILINE)
    assert told == [one.name for one in fields(StoreTrial)]
