"""Stories as an example writes them, read for the tests of how they are played and compared."""

from __future__ import annotations

from frontdesk.loading.reading import parse
from frontdesk.loading.text.files import FileText
from frontdesk.loading.tree.nodes import Entries


def told(text: str) -> Entries:
    """The tree of a story."""
    entries, problems = parse(FileText("x.yaml", text, tuple(text.split("\n"))))
    assert problems == []
    assert entries is not None
    return entries


BOOKED = """
given: {now: 2026-06-01 10:00, contact: {name: Pam Example, email: pam@example.com}}
when:
  - book: {at: 2026-06-20 10:00}
  - cancel: yes
  - wait: 2 days
"""
