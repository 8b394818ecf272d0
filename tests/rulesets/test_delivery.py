"""The health system's delivery rules against what the vendor's articles say, and against a second implementation."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from frontdesk.interpreter.delivery import Situation, message_facts
from frontdesk.model import Content, MessageText, Ruleset
from frontdesk.names import (
    ChannelId,
    Consent,
    ConsentSource,
    ContactId,
    LineId,
    LineType,
    MessageId,
    MessageKind,
    PhoneKind,
    Purpose,
    State,
    Timing,
)
from frontdesk.records import Appointment, ConsentRecord, Contact, Phone, Preference
from rulesets.cells import CONTENTS, NOT_SYNCED, SYNCED_CALL, SYNCED_TEXT, outcome
from rulesets.reference import Person, anybody, channel_for
from support import MONDAY, load_ruleset

_MAIN = LineId("main")
_TABLES = {"not_synced": NOT_SYNCED, "synced_text": SYNCED_TEXT, "synced_call": SYNCED_CALL}


@pytest.fixture(scope="module")
def health_system() -> Ruleset:
    return load_ruleset("health-system")


@pytest.mark.parametrize("view", _TABLES)
def test_every_cell_says_what_the_articles_say_in_both_readings(view: str, health_system: Ruleset) -> None:
    (laid_out,) = (one for one in health_system.views if one.name == view)
    seen = 0
    for cell in health_system.cells(laid_out):
        content = CONTENTS.index(cell.row.label.replace(" ", ""))
        expected = outcome(_TABLES[view][cell.column.label], content, str(cell.page["reading"]))
        assert cell.decision.outcome == expected, (view, cell.page, cell.row.label, cell.column.label)
        seen += 1
    assert seen == 2 * len(CONTENTS) * len(_TABLES[view])


def test_there_are_77_and_56_cells() -> None:
    assert len(NOT_SYNCED) * len(CONTENTS) == 77
    assert (len(SYNCED_TEXT) + len(SYNCED_CALL)) * len(CONTENTS) == 56


def test_the_two_readings_differ_in_the_cells_that_are_ambiguous() -> None:
    # The 17th ambiguous cell of domain.md 4.6, Text with a landline preferred, is the same in both readings.
    assert _ambiguous(NOT_SYNCED) == 17 - 1
    assert _ambiguous(SYNCED_TEXT) + _ambiguous(SYNCED_CALL) == 14


def _ambiguous(cells: dict[str, str]) -> int:
    return sum(letter.isupper() for column in cells.values() for letter in column)


@pytest.mark.exhaustive
def test_a_second_implementation_agrees_on_100_000_people(health_system: Ruleset) -> None:
    random = Random(77 + 56)
    practices = {
        (synced, literal, overrides): _set_up(health_system, synced, literal, overrides)
        for synced in (True, False)
        for literal in (True, False)
        for overrides in (True, False)
    }
    answers = set()
    for _ in range(100_000):
        person = anybody(random)
        ruleset = practices[person.synced, person.literal, person.overrides]
        expected = channel_for(person)
        assert decided(ruleset, person) == expected, person
        answers.add(expected)
    assert answers == {"text", "call", "email", "none"}


def test_a_fault_in_the_second_implementation_would_be_noticed(health_system: Ruleset) -> None:
    """The comparison can fail: people who only differ in consent get different answers."""
    person = replace(
        anybody(Random(1)),
        message="manual",
        content=("text", "call"),
        types={"cell": "text_enabled", "home": "missing", "work": "missing"},
        texting_allowed=True,
        opted_in=True,
        sheet_number="not_sent",
    )
    ruleset = _set_up(health_system, person.synced, person.literal, person.overrides)
    assert decided(ruleset, person) == "text"
    assert decided(ruleset, replace(person, opted_in=False)) == "call"


def decided(ruleset: Ruleset, person: Person) -> str:
    """What the ruleset decides for *person*, through every table that is asked on the way."""
    facts = message_facts(ruleset, _situation(person))
    return str(ruleset.choice("delivery").decide(facts).outcome)


def _set_up(ruleset: Ruleset, synced: bool, literal: bool, overrides: bool) -> Ruleset:
    values = {
        "preferences_synced": "yes" if synced else "no",
        "reading": "literal" if literal else "waterfall",
        "appointment_overrides_dnc": "yes" if overrides else "no",
    }
    facts = {name: replace(fact, default=values.get(name, fact.default)) for name, fact in ruleset.facts.items()}
    return replace(ruleset, facts=facts)


def _situation(person: Person) -> Situation:
    phones = {
        kind: Phone(f"555010{number}", LineType(person.types[kind]))
        for number, kind in enumerate(PhoneKind)
        if person.types[kind] != "missing"
    }
    contact = Contact(
        ContactId(1),
        "Ana Example",
        State("lead/new"),
        MONDAY,
        phones=phones,
        email="" if person.email == "missing" else "ana@example.com",
        email_valid=person.email == "on_file",
        facesheet=Preference(person.sheet_number, "not_sent", person.sheet_refuses),
        emr=_preference(person.emr_number, person.emr_method),
        facts={
            "texting_allowed": "yes" if person.texting_allowed else "no",
            "verified": "yes" if person.verified else "no",
        },
    )
    visit = Appointment(1, contact.id, MONDAY, preference=_preference(person.visit_number, person.visit_method))
    content = {ChannelId(name): Content("Hello") for name in person.content}
    consent = Consent.OPTED_IN if person.opted_in else Consent.OPTED_OUT
    return Situation(
        contact,
        MessageText(MessageId("hello"), Purpose.TREATMENT, content),
        MessageKind(person.message),
        Timing.SCHEDULED,
        MONDAY,
        visit if person.about_visit else None,
        line=_MAIN,
        consents=[
            ConsentRecord(phone.number, _MAIN, ChannelId("text"), consent, ConsentSource.REPLY, MONDAY)
            for phone in phones.values()
        ],
    )


def _preference(number: str, method: str) -> Preference:
    return Preference(number, method, method == "do_not_contact")
