"""Opening a practice: the one door through which a store comes in."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk.desk import open_practice, open_store
from frontdesk.records import StoreError
from support import HARBOUR, a_contact, load_ruleset


def test_a_practice_is_made_where_there_is_none_and_found_again_where_there_is(tmp_path: Path) -> None:
    rules, file = load_ruleset(HARBOUR), tmp_path / "practice.db"
    first = open_practice(rules, file)
    ana = a_contact(first, "enquiry/new")
    first.store.close()
    again = open_practice(rules, file)
    assert again.ruleset is rules
    assert again.store.contact(ana).name == "Ana Example"


def test_what_is_kept_in_memory_is_gone_with_it() -> None:
    a_contact(open_practice(load_ruleset(HARBOUR), ":memory:"), "enquiry/new")
    assert open_store(":memory:").contact_count() == 0


def test_a_place_where_no_store_can_be_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        open_store(tmp_path)
