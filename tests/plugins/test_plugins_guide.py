"""The guide for vendors says nothing that does not run."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from inspect import signature
from typing import Any, get_args

import pytest

from frontdesk import Channel, Receipt, deliver, find_plugins
from support import ROOT

GUIDE = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def names() -> dict[str, Any]:
    """What the guide's Python defines, run from top to bottom."""
    defined: dict[str, Any] = {"__name__": "guide"}
    for code in blocks("python"):
        exec(compile(code, "docs/plugins.md", "exec"), defined)
    return defined


@pytest.mark.parametrize("name", re.findall(r"^def (test_\w+)\(\)", GUIDE, re.MULTILINE))
def test_every_test_of_the_guide_passes(names: dict[str, Any], name: str) -> None:
    test: Callable[[], None] = names[name]
    test()


def test_the_packages_entry_point_leads_to_the_guides_channel(names: dict[str, Any]) -> None:
    (package,) = blocks("toml")
    assert tomllib.loads(package)["project"]["entry-points"]["frontdesk"] == {"acme_pager": "acme_pager"}
    channels: list[Channel] = list(names["frontdesk_channels"]())
    assert [channel.name for channel in channels] == ["acme_pager"]
    assert all(f"{setting.name}: " in blocks("yaml")[0] for setting in channels[0].settings)


def test_the_time_limits_of_the_guide_are_those_of_the_code() -> None:
    def limit(call: Callable[..., object]) -> str:
        return f"{signature(call).parameters['timeout'].default:g} seconds"

    assert f"takes over {limit(find_plugins)} while loading" in GUIDE
    assert f"takes over {limit(deliver)} or gives no receipt while sending" in GUIDE


def test_the_guide_has_a_row_for_every_answer_of_a_channel() -> None:
    _, _, table = GUIDE.partition("| answer | means | what happens |\n|---|---|---|\n")
    rows = table.split("\n\n")[0]
    assert re.findall(r"^\| `(\w+)\(", rows, re.MULTILINE) == [answer.__name__ for answer in get_args(Receipt)]
