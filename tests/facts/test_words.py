"""The words that facts take as values."""

from __future__ import annotations

from frontdesk.facts.words import known, yes_no
from frontdesk.tables import UNKNOWN


def test_a_name_that_the_rules_do_not_have_any_more_is_unknown() -> None:
    assert known("ring", ("ring", "write")) == "ring"
    assert known("fax", ("ring", "write")) == UNKNOWN
    assert known(None, ("ring",)) == UNKNOWN


def test_a_truth_value_has_a_word_of_the_language() -> None:
    assert (yes_no(True), yes_no(False)) == ("yes", "no")
