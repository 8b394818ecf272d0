"""Paths through the status machine in plain words."""

from __future__ import annotations

from frontdesk.checking.paths import told


def test_a_way_is_told_from_its_beginning_with_what_leads_to_each_place() -> None:
    way = [("client/visiting", "chosen"), ("client/moved", "after 30 days"), ("client/waiting", "")]
    assert told("enquiry/new", way) == (
        "enquiry/new -> client/visiting (chosen) -> client/moved (after 30 days) -> client/waiting"
    )


def test_who_stays_has_no_way() -> None:
    assert told("enquiry/new", []) == "enquiry/new"
