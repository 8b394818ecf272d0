"""A reader finds every document: the index names each page once for somebody, and the README names the index."""

from __future__ import annotations

import re

from support import ROOT

DOCS = ROOT / "docs"
_LINK = re.compile(r"\]\(([^)#]+)\)")


def linked(text: str) -> list[str]:
    """What a page links to."""
    return _LINK.findall(text)


def test_the_index_names_every_page_and_every_folder_of_pages() -> None:
    found = set(linked((DOCS / "README.md").read_text(encoding="utf-8")))
    pages = {page.name for page in DOCS.glob("*.md")} - {"README.md"}
    folders = {f"{page.parent.name}/README.md" for page in DOCS.glob("*/README.md")}
    assert pages | folders <= found


def test_the_index_is_by_reader() -> None:
    headings = re.findall(r"^## For (.*)$", (DOCS / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == ["a practice", "a vendor", "an operator", "an engineer"]


def test_the_readme_names_the_index_and_the_way_to_report_a_hole() -> None:
    found = linked((ROOT / "README.md").read_text(encoding="utf-8"))
    assert {"docs/README.md", "SECURITY.md", "docs/operating.md"} <= set(found)


def test_every_decision_is_listed_in_order() -> None:
    listed = linked((DOCS / "decisions" / "README.md").read_text(encoding="utf-8"))
    assert listed == sorted(page.name for page in (DOCS / "decisions").glob("0*.md"))


def test_links_are_read_with_what_stands_between_the_brackets() -> None:
    assert linked("see [`a`](b.md) and [c](d/e.md#f)") == ["b.md"]
