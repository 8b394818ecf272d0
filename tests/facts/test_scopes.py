"""Scopes: each is there where a wider one is."""

from __future__ import annotations

from frontdesk.facts import WIDENS


def test_every_scope_widens_another_down_to_the_practice() -> None:
    for scope in WIDENS:
        reached, widened = {scope}, WIDENS[scope]
        while widened is not None:
            assert widened not in reached
            reached.add(widened)
            widened = WIDENS[widened]
