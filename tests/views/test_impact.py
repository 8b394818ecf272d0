"""What a change of the rules would do to a practice today."""

from __future__ import annotations

from frontdesk import views
from support import a_practice, load_ruleset
from views.looking import Played


def test_without_the_old_rules_those_count_that_the_store_ran_last(played: Played) -> None:
    found = views.impact(played.practice.store, played.act.now, None, played.practice.ruleset)
    assert found is not None
    assert (found.before.hash, found.touched, found.left_behind) == (played.practice.ruleset.hash, (), ())


def test_rules_that_leave_somebody_behind_say_whom_they_touch_and_why_they_are_refused(played: Played) -> None:
    found = views.impact(played.practice.store, played.act.now, None, load_ruleset("dental"))
    assert found is not None
    assert {one.contact for one in found.touched} == {played.ana, played.ben}
    assert {one.code for one in found.left_behind} <= {"U001", "U002"}
    assert found.left_behind


def test_a_store_whose_old_rules_are_named_is_asked_under_those(played: Played) -> None:
    dental = load_ruleset("dental")
    practice = a_practice("dental")
    found = views.impact(practice.store, played.act.now, played.practice.ruleset, dental)
    assert found is not None
    assert found.before == played.practice.ruleset
