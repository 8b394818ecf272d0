"""Plugins planted by tests: each a module and a distribution of its own in a folder, as an installer leaves them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import distributions
from itertools import count
from pathlib import Path
from textwrap import dedent

from frontdesk import Accepted, Channel, Outgoing, Plugins, Receipt, find_plugins

_NUMBERS = count()
HEAD = "from frontdesk import Accepted, Channel, PreferenceSource, Setting, hookimpl"
GOOD = """
@hookimpl
def frontdesk_channels():
    yield Channel("NAME", send=lambda outgoing: Accepted("by NAME"))
"""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of installed distributions, on the path for imports."""

    folder: Path

    def put(self, plugin: str, code: str, distribution: str = "", module: str = "") -> None:
        """Install a plugin whose module says *code*, in a distribution of that name."""
        name = distribution or f"{plugin}-package"
        written = f"planted_{plugin}_{next(_NUMBERS)}"  # a module that hangs keeps its name for ever
        (self.folder / f"{written}.py").write_text(f"{HEAD}\n{dedent(code)}", encoding="utf-8")
        info = self.folder / f"{name.replace('-', '_')}-1.2.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n", encoding="utf-8")
        points = f"[frontdesk]\n{plugin} = {module or written}\n"
        (info / "entry_points.txt").write_text(points, encoding="utf-8")

    def put_good(self, channel: str, plugin: str = "", distribution: str = "") -> None:
        """Install a plugin that offers one channel and does as it should."""
        self.put(plugin or channel, GOOD.replace("NAME", channel), distribution)

    def found(self, timeout: float = 10.0) -> Plugins:
        """What is found on the shelf."""
        points = [point for one in distributions(path=[str(self.folder)]) for point in one.entry_points]
        return find_plugins(points, timeout)


def a_channel(send: Callable[[Outgoing], object] = lambda outgoing: Accepted("1")) -> Channel:
    """A channel that answers whatever the test wants, proper or not."""

    def answer(outgoing: Outgoing) -> Receipt:
        return send(outgoing)  # type: ignore[return-value]  # proper or not

    return Channel("fax", answer, means="sends a fax")
