"""Statuses that are added to harbour, for the tests of what the checks find in them."""

from __future__ import annotations

REFERRED = "statuses:\n  referred: {phases: [enquiry]}\n"
