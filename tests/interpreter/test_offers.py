"""Which statuses a person may be given, by where they are and what is true of them."""

from __future__ import annotations

import pytest

from frontdesk.interpreter.offers import offer_label, why_not
from frontdesk.names import State
from frontdesk.views import options
from support import HARBOUR, a_contact, a_practice, an_act, load_ruleset

VENDORS = HARBOUR.with_name("vendors")


def test_a_graduate_was_a_patient_first() -> None:
    practice = a_practice()
    contact = a_contact(practice, "patient/scheduled_plan_of_care")
    offered = {offer.state for offer in options(an_act(practice), contact).offers}
    assert "graduated/graduated" in offered


def test_an_offer_with_a_label_of_its_own_reads_as_what_staff_do() -> None:
    rules = load_ruleset(VENDORS)
    again, back = (next(row for row in rules.offers.rows if row.id == name) for name in ("again", "back"))
    assert offer_label(rules, State("patient/active"), again) == "Activate"
    assert offer_label(rules, State("lead/contacted"), back) == "Lead - Contacted"


@pytest.mark.parametrize(
    ("state", "facts", "wanted", "words"),
    [
        (
            "lead/on_hold",
            {"has_been": frozenset({"lead", "lead/on_hold"})},
            "patient/active",
            "the offer 'again' asks for 'has been': patient/any, and 'has been' is lead, lead/on_hold",
        ),
        (
            "lead/new",
            {},
            "patient/active",
            "it is offered after 'lead/scheduled', 'lead/on_hold', 'lead/lost', 'patient/on_hold' or 'patient/lost'",
        ),
        ("lead/contacted", {}, "lead/new", "nothing offers it"),
        ("lead/vendor", {}, "lead/new", "'Lead - Vendor' is final, so nothing follows it"),
    ],
    ids=["a fact stands between", "only elsewhere", "nowhere", "after the end"],
)
def test_what_is_not_offered_says_what_would_have_to_be_so(
    state: str, facts: dict[str, frozenset[str]], wanted: str, words: str
) -> None:
    assert (
        why_not(load_ruleset(VENDORS), {"state": state, "has_been": frozenset({state}), **facts}, State(wanted))
        == words
    )
