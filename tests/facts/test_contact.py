"""What is true of a contact, and what of it a state alone decides."""

from __future__ import annotations

from facts.declared import PRACTICES
from frontdesk.facts import contact_facts, state_facts
from frontdesk.names import ContactId
from frontdesk.records import Contact
from support import MONDAY, load_ruleset


def test_what_a_state_alone_decides_is_what_is_true_of_a_contact_in_it() -> None:
    for practice in PRACTICES:
        rules = load_ruleset(practice)
        for state in rules.states:
            known = contact_facts(rules, Contact(ContactId(1), "", state, MONDAY), MONDAY)
            assert state_facts(rules, state).items() <= known.items()
