"""Every table of a ruleset as Markdown, for a practice's own snapshot tests (docs/testing.md)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from frontdesk.loading import load_ruleset
from frontdesk.rendering.grids import page_markdown
from frontdesk.rendering.handbook import pages


def truth_tables(folder: str | Path) -> Iterator[tuple[str, str]]:
    """Yield the name and the Markdown of every table of the ruleset at *folder*, in the order of the handbook.

    Raises RulesetError when the ruleset has problems.
    """
    for name, page in pages(load_ruleset(folder)).items():
        yield name, page_markdown(page())
