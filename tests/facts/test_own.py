"""The practice's own facts: as they are declared, with the days until each date."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from facts.declared import faults
from facts.people import people
from frontdesk import desk
from frontdesk.facts import GIVES_WAY, contact_facts, days_until, own_facts, practice_facts, years_since, zone_of
from frontdesk.loading import load_ruleset as load
from frontdesk.model import Ruleset, Scope
from frontdesk.names import ContactId
from frontdesk.problems import FactError, RulesetError
from frontdesk.records import Contact
from frontdesk.tables import Value
from support import HARBOUR, MONDAY, a_practice, an_act, read_ruleset


def test_the_days_until_a_date_of_the_practice_itself_are_counted(tmp_path: Path) -> None:
    shutil.copytree(HARBOUR, tmp_path / "base")
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "ruleset.yaml").write_text("name: ours\nextends: ../base\n", encoding="utf-8")
    fact = "facts:\n  fair: {label: Fair, of: practice, kind: date, default: 2026-03-08}\n"
    (tmp_path / "ours" / "facts.yaml").write_text(fact, encoding="utf-8")
    rules = load(tmp_path / "ours")
    assert practice_facts(rules)["fair"] == date(2026, 3, 8)
    known = contact_facts(rules, Contact(ContactId(1), "", rules.initial, MONDAY), MONDAY)
    assert known[days_until("fair")] == 6
    assert (
        contact_facts(rules, Contact(ContactId(1), "", rules.initial, MONDAY), MONDAY + timedelta(days=10))[
            days_until("fair")
        ]
        == -4
    )
    assert set(faults(rules, Scope.CONTACT, people(rules, Scope.CONTACT, 50))) == set()


_DATES = """facts:
  cleaned: {of: contact, kind: date}
  called: {of: contact, kind: moment}
"""


@pytest.mark.parametrize(
    ("fact", "value", "years", "days"),
    [
        ("cleaned", date(2025, 3, 2), 1, -365),
        ("cleaned", date(2025, 3, 3), 0, -364),
        ("cleaned", date(2027, 3, 2), 0, 365),
        ("cleaned", "unknown", "unknown", "unknown"),
        # a moment is one of the practice's clock, and so is its day: here it is Monday, in Auckland Tuesday
        ("called", datetime(2026, 3, 2, 23, 59), 0, 0),
        ("called", datetime(2024, 3, 2, 0, 0), 2, -730),
    ],
)
def test_of_each_date_the_whole_years_since_and_the_days_until_are_told(
    fact: str, value: Value, years: Value, days: Value, tmp_path: Path
) -> None:
    rules = _rules(tmp_path, _DATES)
    zone = "Pacific/Auckland" if fact == "called" else ""
    ana = Contact(ContactId(1), "", rules.initial, MONDAY, zone=zone, facts={fact: value})
    known = contact_facts(rules, ana, MONDAY)
    assert (known[years_since(fact)], known[days_until(fact)]) == (years, days)
    told = own_facts(rules, Scope.CONTACT, ana.facts, MONDAY, zone_of(rules, ana))
    assert (told[years_since(fact)], told[days_until(fact)]) == (years, days)


def test_years_since_a_date_give_way_to_a_fact_that_the_practice_calls_so(tmp_path: Path) -> None:
    rules = _rules(tmp_path, "facts:\n  years_since_cleaned: {values: [few, many]}\n  cleaned: {kind: date}\n")
    recorded: dict[str, Value] = {"cleaned": date(2020, 3, 2), "years_since_cleaned": "many"}
    known = contact_facts(rules, Contact(ContactId(1), "", rules.initial, MONDAY, facts=recorded), MONDAY)
    assert known["years_since_cleaned"] == "many"
    assert own_facts(rules, Scope.CONTACT, recorded, MONDAY, rules.zone)["years_since_cleaned"] == "many"


@pytest.mark.parametrize("name", sorted(GIVES_WAY))
def test_a_fact_that_a_practice_had_before_the_engine_did_stays_theirs(name: str, tmp_path: Path) -> None:
    facts = f"facts:\n  {name}: {{of: contact, values: [young, old]}}\n"
    for topic, text in {"ruleset": "name: ours\nextends: default\n", "facts": facts}.items():
        (tmp_path / f"{topic}.yaml").write_text(text, encoding="utf-8")
    rules = read_ruleset(tmp_path)
    contact = Contact(ContactId(1), "Ada Fern", rules.initial, MONDAY, born=date(1990, 3, 2), language="es")
    assert contact_facts(rules, replace(contact, facts={name: "old"}), MONDAY)[name] == "old"
    practice = a_practice(rules)
    desk.add_contact(an_act(practice), {"name": "Ada Fern", name: "young"})
    assert practice.store.contact(ContactId(1)).facts == {name: "young"}
    assert practice.store.contact(ContactId(1)).language == ""


_KNOWN = "facts:\n  payer: {of: contact, values: [insurance, self], known: yes}\n"
_UNKNOWN = "facts:\n  payer: {of: contact, values: [insurance, self]}\n"


def _rules(folder: Path, facts: str) -> Ruleset:
    folder.mkdir(exist_ok=True)
    (folder / "ruleset.yaml").write_text("name: ours\nextends: default\n", encoding="utf-8")
    (folder / "facts.yaml").write_text(facts, encoding="utf-8")
    return read_ruleset(folder)


def test_nobody_is_added_without_what_is_known_of_everybody(tmp_path: Path) -> None:
    practice = a_practice(_rules(tmp_path, _KNOWN))
    with pytest.raises(desk.NotAddedError, match="nothing is said of 'payer', and it is known of every contact"):
        desk.add_contact(an_act(practice), {"name": "Ana Example"})
    desk.add_contact(an_act(practice), {"name": "Ana Example", "payer": "self"})
    assert [one.facts["payer"] for one in practice.store.all_contacts()] == ["self"]


def test_what_is_known_of_everybody_can_change_and_not_be_forgotten(tmp_path: Path) -> None:
    practice = a_practice(_rules(tmp_path, _KNOWN))
    desk.add_contact(an_act(practice), {"name": "Ana Example", "payer": "self"})
    desk.note_facts(an_act(practice), ContactId(1), {"payer": "insurance"})
    with pytest.raises(FactError, match="nothing is said of 'payer'"):
        desk.note_facts(an_act(practice), ContactId(1), {"payer": "unknown"})
    assert practice.store.contact(ContactId(1)).facts["payer"] == "insurance"


def test_rules_that_want_it_known_are_refused_while_somebody_is_on_file_of_whom_it_is_not(tmp_path: Path) -> None:
    practice = a_practice(_rules(tmp_path / "before", _UNKNOWN))
    desk.add_contact(an_act(practice), {"name": "Ana Example"})
    wanted = replace(practice, ruleset=_rules(tmp_path / "after", _KNOWN))
    with pytest.raises(RulesetError) as refused:
        desk.adopt(an_act(wanted))
    (problem,) = refused.value.problems
    assert (problem.code, problem.where.line) == ("T020", 2)
    assert problem.cause.startswith("1 contact is on file of whom nothing is said of 'payer'")
    desk.note_facts(an_act(practice), ContactId(1), {"payer": "self"})
    desk.adopt(an_act(wanted))
    assert practice.store.rules_in_force() == wanted.ruleset.hash
