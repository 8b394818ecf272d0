"""Problems as they are noted: each once, and none that only follows from a mistake elsewhere."""

from __future__ import annotations

from frontdesk.loading.building.diagnostics import Diagnostics
from frontdesk.problems import Location

HERE, THERE = Location("x.yaml", 1, 1), Location("base.yaml", 7, 1)


def test_a_problem_is_noted_once() -> None:
    noted = Diagnostics()
    for _ in range(2):
        noted.error(HERE, "Y011", "x")
    assert len(noted.problems) == 1


def test_who_names_what_an_overlay_removed_is_shown_where() -> None:
    noted = Diagnostics({"ring": THERE})
    noted.unknown(HERE, "task", "ring", "did you mean 'rings'?")
    (problem,) = noted.problems
    assert problem.hint == "remove what names it as well, or let it name another"
    assert problem.related == ((THERE, "'ring' is removed here"),)


def test_what_an_unread_file_might_define_is_not_said_to_be_missing() -> None:
    noted = Diagnostics(unread=frozenset({"tasks"}), defined_in={"task": frozenset({"tasks"})})
    noted.unknown(HERE, "task", "ring", "")
    assert noted.problems == []


def test_a_value_that_is_none_of_a_fact_since_an_overlay_removed_it_is_shown_where() -> None:
    diagnostics = Diagnostics({"spring": Location("ours/campaigns.yaml", 1, 9)})
    diagnostics.unlisted(HERE, "T010", "'spring' is not one of 'autumn'", "spring")
    diagnostics.unlisted(HERE, "T010", "'winter' is not one of 'autumn'", "winter")
    removed, other = diagnostics.problems
    assert removed.related == ((Location("ours/campaigns.yaml", 1, 9), "'spring' is removed here"),)
    assert removed.hint == "remove what names it as well, or let it name another"
    assert (other.hint, other.related) == ("", ())
