"""Lost reasons: given only where what they ask holds, and refused with it elsewhere; offers that ask for something."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from checking.small import built, overlay, rows
from frontdesk import desk
from frontdesk.desk import Extras
from frontdesk.interpreter.reasons import in_use, may_be_given
from frontdesk.interpreter.statuses import ChoiceError
from frontdesk.model import Ruleset
from frontdesk.names import ContactId, ReasonId, State
from frontdesk.views import contact as contact_view
from frontdesk.views import options
from support import HARBOUR, a_contact, a_practice, an_act, load_ruleset

MOVED, WAITING = State("enquiry/moved"), State("enquiry/waiting")
TWICE = 'reasons:\n  silent: {when: {attempts: ">= 2"}, because: Two calls are enough.}\n'


@pytest.fixture
def rules(tmp_path: Path) -> Ruleset:
    back = "from: enquiry/moved, offer: enquiry/new, requires: [note, {fact: weight}], because: People come back."
    return built(overlay(tmp_path, lost_reasons=TWICE, statuses=rows("offers", back)))


def somebody(rules: Ruleset, state: str = "enquiry/new", attempts: int = 0) -> tuple[desk.Act, ContactId]:
    practice = a_practice(rules)
    contact = a_contact(practice, state)
    with practice.store.transaction():
        practice.store.save_contact(replace(practice.store.contact(contact), attempts=attempts))
    return an_act(practice), contact


def test_without_conditions_every_reason_that_is_in_use_may_be_given() -> None:
    rules = load_ruleset(HARBOUR)
    assert may_be_given(rules, ()) == in_use(rules) == ("silent", "elsewhere")


@pytest.mark.parametrize(
    ("attempts", "given"), [(0, ("elsewhere",)), (1, ("elsewhere",)), (2, ("silent", "elsewhere"))]
)
def test_a_reason_is_offered_once_what_it_asks_holds(rules: Ruleset, attempts: int, given: tuple[str, ...]) -> None:
    act, contact = somebody(rules, attempts=attempts)
    assert options(act, contact).reasons == given
    seen = {one.state: one for one in contact_view(act, contact).offered}
    assert (seen[MOVED].asks, seen[MOVED].reasons) == (("reason",), given)
    assert (seen[WAITING].asks, seen[WAITING].reasons) == (("date",), ())


def test_a_reason_that_does_not_hold_is_refused_in_the_practices_words_with_what_does_hold(
    rules: Ruleset,
) -> None:
    act, contact = somebody(rules, attempts=1)
    held = r"Two calls are enough; give one that does: 'Went elsewhere' \(elsewhere\)"
    words = f"the reason 'Never answered' does not hold: {held}"
    with pytest.raises(ChoiceError, match=words):
        desk.set_status(act, contact, MOVED, Extras(reason=ReasonId("silent")))
    assert act.store.contact(contact).choice is None


def test_a_reason_that_holds_is_taken(rules: Ruleset) -> None:
    act, contact = somebody(rules, attempts=2)
    desk.set_status(act, contact, MOVED, Extras(reason=ReasonId("silent")))
    assert act.store.contact(contact).state == MOVED


def test_who_asks_for_the_list_gets_those_that_hold(rules: Ruleset) -> None:
    act, contact = somebody(rules)
    with pytest.raises(ChoiceError, match=r"asks for a reason: 'Went elsewhere' \(elsewhere\)$"):
        desk.set_status(act, contact, MOVED)


def test_a_correction_is_judged_from_where_somebody_had_settled_as_well(tmp_path: Path) -> None:
    written = "reasons:\n  silent: {when: {status: new}}\n"
    act, contact = somebody(built(overlay(tmp_path, lost_reasons=written)))
    later = replace(act, now=act.now + timedelta(minutes=1))
    desk.set_status(act, contact, State("enquiry/wrong"), Extras(note="A fax"))
    desk.set_status(later, contact, MOVED, Extras(reason=ReasonId("silent")))
    assert later.store.contact(contact).state == MOVED


def test_a_row_of_a_file_is_asked_too_by_what_it_says(tmp_path: Path) -> None:
    heavy = "reasons:\n  silent: {when: {weight: '>= 40'}}\n"
    act = an_act(a_practice(built(overlay(tmp_path, lost_reasons=heavy))))
    said = {"name": "Bo Example", "status": "enquiry/moved", "reason": "silent"}
    with pytest.raises(
        desk.NotAddedError, match="the reason 'Never answered' does not hold: it asks for 'Weight in kilograms': >= 40"
    ):
        desk.add_contact(act, {**said, "weight": "12"})
    assert desk.add_contact(act, {**said, "weight": "50"}).contact


@pytest.mark.parametrize(
    ("note", "weight", "words"),
    [
        ("", 50, "asks for a note"),
        ("They rang", None, r"asks for 'Weight in kilograms' \(weight\)"),
        ("They rang", 50, ""),
    ],
)
def test_an_offer_asks_for_what_its_status_does_not(rules: Ruleset, note: str, weight: int | None, words: str) -> None:
    act, contact = somebody(rules, "enquiry/moved")
    if weight:
        desk.note_facts(act, contact, {"weight": weight})
    if words:
        with pytest.raises(ChoiceError, match=words):
            desk.set_status(act, contact, State("enquiry/new"), Extras(note=note))
    else:
        desk.set_status(act, contact, State("enquiry/new"), Extras(note=note))
    assert (act.store.contact(contact).state == "enquiry/new") is (not words)
    assert next(one.asks for one in contact_view(act, contact).offered if one.state == "enquiry/new") == (
        "note",
        "weight",
    )
