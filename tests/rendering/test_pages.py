"""The page of a code, without the marks of markdown."""

from __future__ import annotations

from frontdesk.rendering.pages import page_text


def test_links_are_their_words_and_headings_can_be_styled() -> None:
    assert page_text("## Why\nSee [the language](../language.md).", str.upper) == "WHY\nSee the language."
