"""The practice's own facts that rules note: of the contact, of one visit, and what counts on a date from then on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk.reacting import BACK, THERE, on, reacting
from frontdesk import desk
from frontdesk.desk import Practice
from frontdesk.effects import Effect, NoteFact
from frontdesk.journal import AppointmentNoted, FactsNoted
from frontdesk.names import ContactId
from frontdesk.records import DueKind
from frontdesk.worker import work
from support import MONDAY, Carrier, a_contact, an_act


def settled(practice: Practice, contact: ContactId) -> ContactId:
    extras = desk.Extras(follow_up_at=MONDAY + timedelta(days=7))
    desk.set_status(an_act(practice), contact, THERE, extras)
    work(practice, Carrier(), MONDAY + timedelta(hours=1))
    return contact


def noting(*effects: Effect) -> Practice:
    """Harbour, where this follows whenever somebody becomes a client that waits."""
    return reacting(on("event_state", THERE, *effects))


@pytest.mark.parametrize(
    ("effect", "value"),
    [
        (NoteFact("species", "bird, cat"), frozenset({"bird", "cat"})),
        (NoteFact("weight", "12"), 12),
        (NoteFact("vaccination_due", "2026-09-01"), date(2026, 9, 1)),
        (NoteFact("vaccination_due", "today"), date(2026, 3, 2)),
    ],
)
def test_a_rule_notes_a_value_of_the_facts_own_kind_and_the_journal_says_so(effect: NoteFact, value: object) -> None:
    practice = noting(effect)
    ana = settled(practice, a_contact(practice, BACK))
    assert practice.store.contact(ana).facts[effect.fact] == value
    assert [one.said.facts.keys() for one in practice.store.journal() if isinstance(one.said, FactsNoted)] == [
        {effect.fact}
    ]


def test_unknown_forgets_what_was_noted_and_what_is_so_already_is_no_news() -> None:
    practice = noting(NoteFact("weight", "unknown"), NoteFact("species", "unknown"))
    ana = a_contact(practice, BACK)
    desk.note_facts(an_act(practice), ana, {"weight": 12})
    settled(practice, ana)
    assert dict(practice.store.contact(ana).facts) == {}
    assert len([one for one in practice.store.journal() if isinstance(one.said, FactsNoted)]) == 2


def test_a_date_that_a_rule_notes_sets_the_clocks_that_count_on_it() -> None:
    practice = noting(NoteFact("vaccination_due", "2026-09-01"))
    ana = settled(practice, a_contact(practice, BACK))
    assert [due.kind for due in practice.store.scheduled(ana) if due.at.date() >= date(2026, 9, 1)] == [DueKind.TIMER]


def test_a_fact_of_a_visit_is_noted_of_the_only_one_ahead() -> None:
    practice = noting(NoteFact("surgery", "yes"))
    ana = a_contact(practice, BACK)
    desk.book(an_act(practice), ana, MONDAY + timedelta(days=3))
    settled(practice, ana)
    assert [one.facts for one in practice.store.appointments(ana)] == [{"surgery": "yes"}]
    assert [one.said.what for one in practice.store.journal() if isinstance(one.said, AppointmentNoted)] == [
        ("surgery yes",)
    ]


@pytest.mark.parametrize(("visits", "told"), [(0, "no visit lies ahead"), (2, "several visits lie ahead")])
def test_where_none_or_several_visits_lie_ahead_the_staff_are_told_and_nothing_is_noted(visits: int, told: str) -> None:
    practice = noting(NoteFact("surgery", "yes"))
    ana = a_contact(practice, BACK)
    for number in range(visits):
        desk.book(an_act(practice), ana, MONDAY + timedelta(days=3 + number))
    settled(practice, ana)
    assert [dict(one.facts) for one in practice.store.appointments(ana)] == [{}] * visits
    assert [told in one.text and "'Surgery' of a visit" in one.text for one in practice.store.notices()] == [True]


def test_a_day_that_the_fact_does_not_take_is_left_out_and_told_and_the_rest_happens() -> None:
    practice = noting(NoteFact("vaccination_due", "today"), NoteFact("weight", "12"))
    due = practice.ruleset.facts["vaccination_due"]
    ends = replace(due, domain=replace(due.domain, most=date(2026, 3, 1)))  # type: ignore[type-var]
    facts = {**practice.ruleset.facts, due.name: ends}
    practice = Practice(replace(practice.ruleset, facts=facts), practice.store)
    ana = settled(practice, a_contact(practice, BACK))
    assert dict(practice.store.contact(ana).facts) == {"weight": 12}
    assert practice.store.contact(ana).choice is None
    (notice,) = practice.store.notices()
    assert "'Vaccination due' to be 2026-03-02" in notice.text
    assert "nothing was noted" in notice.text


def test_what_is_noted_is_not_refused_for_another_fact_that_is_to_be_known() -> None:
    practice = noting()
    due = practice.ruleset.facts["vaccination_due"]
    known = replace(due, domain=replace(due.domain, may_be_unknown=False), default=None)  # type: ignore[type-var]
    facts = {**practice.ruleset.facts, due.name: known}
    practice = Practice(replace(practice.ruleset, facts=facts), practice.store)
    ana = a_contact(practice, BACK)
    desk.note_facts(an_act(practice), ana, {"weight": 12})
    assert dict(practice.store.contact(ana).facts) == {"weight": 12}
