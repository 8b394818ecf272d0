"""What follows an event: the rows that fit, and their effects in order."""

from __future__ import annotations

from frontdesk.effects import OpenTask
from frontdesk.events import AppointmentConfirmed, AppointmentMissed, ContactAdded
from frontdesk.facts import appointment_facts
from frontdesk.interpreter.consequences import ReactionLoopError, consequences, may_follow
from frontdesk.names import ContactId, ContactSource, State
from frontdesk.records import Contact
from frontdesk.tables import Row, Value
from support import HARBOUR, MONDAY, load_ruleset

RULES = load_ruleset(HARBOUR)
KNOWN: dict[str, Value] = appointment_facts(
    RULES, Contact(ContactId(1), "Ana Example", State("client/visiting"), MONDAY), None, MONDAY
)


def test_each_effect_comes_with_the_row_that_asks_for_it() -> None:
    following = consequences(RULES, KNOWN, AppointmentMissed(1))
    assert following
    assert all(one.effect in one.row.then for one in following)
    places = [RULES.consequences.rows.index(one.row) for one in following]
    assert places == sorted(places)


def test_another_event_brings_about_something_else() -> None:
    confirmed = [one.effect for one in consequences(RULES, KNOWN, AppointmentConfirmed(1))]
    missed = [one.effect for one in consequences(RULES, KNOWN, AppointmentMissed(1))]
    assert any(isinstance(effect, OpenTask) for effect in missed)
    assert not any(isinstance(effect, OpenTask) for effect in confirmed)


def test_it_is_known_beforehand_whether_any_rule_wants_to_hear_of_an_event() -> None:
    wanted = {source for source in ContactSource if may_follow(RULES, ContactAdded(source))}
    assert wanted == {ContactSource.EMR, ContactSource.INBOUND}
    assert {source for source in wanted if consequences(RULES, KNOWN, ContactAdded(source))} == wanted


def test_rules_that_set_each_other_off_are_named_once_each() -> None:
    here, there = Row("here", (), ()), Row("there", (), ())
    error = ReactionLoopError((here, there, here, there))
    assert error.rows == (here, there, here, there)
    assert str(error).count("'here'") == str(error).count("'there'") == 1
