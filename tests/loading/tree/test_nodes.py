"""The text of a ruleset as a tree: keys in the order written, each with what stands under it."""

from __future__ import annotations

from frontdesk.loading.tree.nodes import Entries, Scalar
from frontdesk.problems import Location

WHERE = Location("x.yaml", 1, 1)
TREE = Entries({"b": Scalar("two", WHERE), "a": Scalar("one", WHERE)}, {"b": WHERE, "a": WHERE}, WHERE)


def test_keys_keep_the_order_in_which_they_were_written() -> None:
    assert list(TREE) == ["b", "a"]


def test_what_stands_under_a_key_is_there_or_nothing_is() -> None:
    assert TREE.get("a") == Scalar("one", WHERE)
    assert "a" in TREE
    assert TREE.get("c") is None
    assert "c" not in TREE
