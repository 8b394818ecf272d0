"""Promises: proved over everything, or refuted with the smallest person and the row responsible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from math import prod
from pathlib import Path
from random import Random

import pytest

from checking.promising import promising
from checking.small import causes, found, practice, rows
from frontdesk.checking import check
from frontdesk.tables import UNKNOWN, Condition, Domain, Members, Value
from frontdesk.tables.classes import sets_of
from frontdesk.tables.linked import standing_on
from support import HARBOUR, SHIPPED, read_ruleset

MANY = 30_000
"""So many people are tried at most."""


def over(folder: Path, base: str, **files: str) -> Path:
    """A practice of a few lines over a shipped ruleset."""
    head = f"name: ours\nextends: {base}\n{files.pop('ruleset', '')}"
    return practice(folder / "ours", ruleset=head, **files)


# --- What is shipped ---


@pytest.mark.parametrize("name", [*SHIPPED, str(HARBOUR)])
def test_every_promise_that_is_shipped_is_proved(name: str) -> None:
    ruleset = read_ruleset(name)
    checked = check(ruleset)
    assert checked.problems == ()
    assert [one.words for one in checked.proved] == [promise.words for promise in ruleset.promises]
    assert all(one.combinations > 0 for one in checked.proved)


STATED = {
    "opted_out": "never texted when opted out",
    "do_not_contact": "Do Not Contact stops automations in every row",
    "one_channel": "never more than one channel",
    "text_first": "text before call",
    "call_before_email": "call before e-mail",
    "real_email": "e-mail only where there is an address",
    "consent_costs_nothing": "adding consent never removes a delivery",
    "correctable": "nothing leaves inside the correction window",
}


OWN = {
    "physical-therapy": {"patients_graduate", "all_stops"},
    "aesthetics": {"three_attempts", "all_stops"},
    "dental": {"tasks_stay", "all_stops"},
    "health-system": {"literal_email", "literal_call", "calls_preferred"},
}


@pytest.mark.parametrize("name", OWN)
def test_a_shipped_practice_states_the_laws_of_all_and_its_own(name: str) -> None:
    assert STATED.keys() | OWN[name] <= {promise.id for promise in read_ruleset(name).promises}


BROKEN = {
    "a table": (
        "default",
        {
            "delivery": "channel: {rows: [{replace: text, then: text, "
            "when: {has_text: yes, destination: text_enabled}}]}"
        },
        "opted_out",
        "the promise does not hold for message bulk or campaign or manual, has text yes, destination text_enabled, "
        "text consent opted_out, by the row 'text'",
    ),
    "a row that is gone": (
        "default",
        {"delivery": "channel: {rows: [{remove: do_not_contact}]}"},
        "do_not_contact",
        "the promise does not hold for private none, purpose treatment or operations or billing, "
        "email consent opted_in or unknown, has email yes, email on_file, do not contact yes, message automation, "
        "by the row 'text'",
    ),
    "a reading": (
        "health-system",
        {"delivery": "channel: {rows: [{replace: email_phone, when: {has_email: yes, email: on_file}, then: email}]}"},
        "literal_email",
        "the promise does not hold for message bulk, confidential no, purpose treatment or operations or billing, "
        "email consent opted_in or unknown, has email yes, email on_file, has call no, destination landline, "
        "reading literal, by the row 'email_phone'",
    ),
    "parts": (
        "aesthetics",
        {"attempts": "limit: 2"},
        "three_attempts",
        "the promise does not hold for state lead/created or lead/contacted or lead/transfer, attempts 2, "
        "by the row 'at_limit'",
    ),
    "a table of the practice's own": (
        "dental",
        {"tables": "tables: {recall_audience: {rows: [{remove: appointment_soon}]}}"},
        "no_recall_when_booked",
        "the promise does not hold for next visit to recall less or equal, contacts of late 0, "
        "contacted to recall less or unknown, recall insurance everybody, recall employer everybody, "
        "balance to recall less or equal or unknown, by the row 'otherwise'",
    ),
    "a change": (
        "default",
        {
            "delivery": "channel: {rows: [{replace: call, then: call, because: Only instead of a text., "
            "when: {has_call: yes, text_consent: {not: opted_in}, destination: [text_enabled, landline, unknown]}}]}"
        },
        "consent_costs_nothing",
        "the promise does not hold for message bulk or campaign or manual, destination landline, has call yes, "
        "email consent opted_out, by the row 'email_opted_out'",
    ),
    "what is offered": (
        "physical-therapy",
        {"statuses": "offers: [{id: sure, last: yes, from: lead/registered, offer: lead/quick_confirm}]"},
        "workshops_are_confirmed",
        "the promise does not hold for state lead/registered, by the row 'sure'",
    ),
    "who is let in by a choice": (
        "physical-therapy",
        {"statuses": "offers: [{id: early, last: yes, from: free_screen/scheduled, offer: graduated/graduated}]"},
        "patients_graduate",
        "the promise does not hold for state free_screen/scheduled, by the row 'early'",
    ),
    "who is let in by a rule": (
        "physical-therapy",
        {"reactions": rows("reactions", "on: appointment_kept, do: [{set_status: graduated/graduated}]")},
        "patients_graduate",
        "the promise does not hold for state no_phase/no_phase, event appointment_kept, by the row 'x0'",
    ),
    "what follows": (
        "physical-therapy",
        {
            "campaigns": "ended_by: [{replace: out_of_every_sequence, "
            "on: {status_entered: [no_phase/no_phase, '[lead, patient]/pending']}}]"
        },
        "all_stops",
        "the promise does not hold for event status_entered, event state no_phase/pending, previous state "
        "lead/workshop or lead/reschedule_appt or lead/quick_confirm or lead/power_confirm ...: "
        "no rule makes it follow",
    ),
    "the correction window": (
        "default",
        {"ruleset": "correction_window: 4 minutes 59 seconds"},
        "correctable",
        "the promise does not hold: a choice can be corrected for 4 minutes 59 seconds only",
    ),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_promise_that_is_broken_names_the_smallest_person_and_the_row(tmp_path: Path, kind: str) -> None:
    base, files, promise, cause = BROKEN[kind]
    broken = read_ruleset(base)
    place = next(one.where for one in broken.promises if one.id == promise)
    told = {one.where: one for one in found(over(tmp_path, base, **files), "D003")}
    assert told[place].cause == cause
    row = cause.partition("by the row ")[2]
    pointed = [words for _, words in told[place].related]
    assert pointed == [f"{row} is here"] if row else told[place].hint.startswith(("add the rule", "write correction"))


def test_a_message_by_two_channels_breaks_the_promise_of_one(tmp_path: Path) -> None:
    told = causes(over(tmp_path, "default", delivery="channel: {hit: every}"), "D003")
    assert any(one.startswith("D003: the promise does not hold for ") and "has call yes" in one for one in told)


def test_a_practice_that_means_otherwise_takes_a_promise_back_by_its_id(tmp_path: Path) -> None:
    when = "{has_call: yes, privacy.call: yes, destination: landline, call_consent: {not: opted_out}}"
    loose = f"channel: {{rows: [{{replace: call, when: {when}, then: call, because: Ours.}}]}}"
    files = {"delivery": loose, "promises": "promises: [{remove: call_before_email}]"}
    assert causes(over(tmp_path, "default", delivery=loose), "D003") != []
    assert causes(over(tmp_path, "default", **files)) == []


def test_a_change_is_looked_at_from_each_value_before_it(tmp_path: Path) -> None:
    asked = "change: {text_consent: {from: %s, to: opted_in}}, never: {channel: none}"
    # Who said nothing gets a card; who said yes gets nothing.
    files = {"delivery": "channel: {rows: [{last: yes, id: x, when: {text_consent: unknown}, then: postcard}]}"}
    lost = "D003: the promise does not hold for has text no, has email no, has postcard no, has call no, by the row"
    assert promising(tmp_path, asked % "opted_out", **files) == []
    assert [one.partition(" for ")[0] for one in promising(tmp_path, asked % "[opted_out, unknown]", **files)] == [
        lost.partition(" for ")[0]
    ]


def test_a_status_that_people_come_into_from_outside_is_entered_by_anybody(tmp_path: Path) -> None:
    entry = "statuses: {visiting: {entry: yes}}"
    law = "never: {entered: client/visiting, attempts: 99}"
    assert [one for one in promising(tmp_path, law, statuses=entry) if one.startswith("D003")] == [
        "D003: the promise does not hold: contacts come into 'client/visiting' from outside, since it has entry: yes"
    ]


@pytest.mark.parametrize(("most", "holds"), [(100, False), (169, False), (170, True)])
def test_a_table_whose_rows_add_up_is_judged_by_the_total(tmp_path: Path, most: int, holds: bool) -> None:
    assert (promising(tmp_path, f'never: {{fee: "> {most}"}}') == []) is holds


NOT_ALONE = {
    'never: {room: big}, when: {size.class: large}, change: {weight: {from: "10", to: "30"}}': (
        "with 'weight' changes 'size.class', which the promise names too"
    ),
    "never: {friendly: yes}, change: {weight: {from: unknown, to: unknown}}": (
        "nothing that the table 'friendly' answers depends on 'weight'"
    ),
    "never: {offered: moved}, change: {status: {from: new, to: waiting}}": "'offered' and 'change' do not go together",
}


@pytest.mark.parametrize("written", NOT_ALONE)
def test_a_change_that_cannot_be_judged_is_never_called_proved(tmp_path: Path, written: str) -> None:
    (told,) = promising(tmp_path, written)
    assert told.startswith(f"T014: this change cannot be judged: {NOT_ALONE[written]}")


def test_a_change_of_status_is_not_judged_where_rows_ask_for_the_state(tmp_path: Path) -> None:
    table = """
tables:
  vip:
    scope: contact
    outcome: {kind: yes_no}
    rows:
      - {id: visiting, when: {state: client/visiting}, then: yes}
      - {id: waiting, when: {status: waiting}, then: no}
    otherwise: no
"""
    law = "never: {vip: yes}, change: {status: {from: waiting, to: visiting}}"
    told = promising(tmp_path, law, tables=table)
    assert any("'status' never changes alone" in one for one in told)


@pytest.mark.parametrize("fact", ["event_outcome: reached", "event: attempts_reached"])
@pytest.mark.parametrize("coming", ["offered", "entered"])
def test_a_status_is_not_promised_of_facts_that_are_not_there(tmp_path: Path, coming: str, fact: str) -> None:
    (told,) = promising(tmp_path, f"never: {{{coming}: enquiry/moved, {fact}}}")
    assert told.startswith("T013: the table 'offers' is asked where the fact")


# --- Proved, against plain enumeration ---


def _told_apart(domain: Domain, tests: Sequence[Condition]) -> tuple[Value, ...]:
    """A value of a fact for each way in which *tests*, all that anything asks of it, accept or refuse values."""
    if isinstance(domain, Members):
        values: tuple[Value, ...] = (*sets_of(test.accepts for test in tests), UNKNOWN)
    else:
        values = domain.every_value  # type: ignore[attr-defined]
    return tuple({tuple(value in test.accepts for test in tests): value for value in values}.values())


def _everybody(told_apart: Sequence[Sequence[Value]]) -> Iterable[Sequence[Value]]:
    """Everybody who is told apart; where they are too many, as many of them at random."""
    if prod(map(len, told_apart)) <= MANY:
        return product(*told_apart)
    dice = Random(13)
    return ([dice.choice(values) for values in told_apart] for _ in range(MANY))


@pytest.mark.parametrize("name", ["default", "physical-therapy", "aesthetics", "dental", "example-practice"])
def test_nobody_among_everybody_breaks_a_promise_on_delivery(name: str) -> None:
    ruleset = read_ruleset(name)
    table = ruleset.choice("delivery")
    domains = {name: domain for one in standing_on(table) for name, domain in one.inputs.items()}
    tables = {one.name for one in standing_on(table)}
    facts = [name for name in domains if name.partition(".")[0] not in tables]
    asked = [one for one in ruleset.promises if any(test.fact == "channel" for test in one.never) and not one.change]
    assert len(asked) >= 6
    tests = [test for one in standing_on(table) for row in one.rows for test in row.when]
    tests += [test for promise in asked for test in (*promise.never, *promise.when)]
    told_apart = [_told_apart(domains[fact], [test for test in tests if test.fact == fact]) for fact in facts]
    for values in _everybody(told_apart):
        person = dict(zip(facts, values, strict=True))
        for one in standing_on(table):
            outcome = one.decide({name: person[name] for name in one.inputs}).outcome
            parts = outcome if isinstance(outcome, Mapping) else {"": outcome}
            person |= {f"{one.name}.{part}".rstrip("."): value for part, value in parts.items()}
        person["channel"] = person.pop(table.name)
        for promise in asked:
            assert not all(person[test.fact] in test.accepts for test in (*promise.never, *promise.when))


# --- What is offered, and what is not ---


@pytest.mark.parametrize("written", ["[client/visiting, client/moved, enquiry/new]", "[visiting, moved, new]"])
def test_nothing_but_what_is_named_is_offered_however_it_is_named(tmp_path: Path, written: str) -> None:
    assert promising(tmp_path, f"never: {{state: client/waiting, offered: {{not: {written}}}}}") == []


def test_one_status_more_than_is_named_refutes_it(tmp_path: Path) -> None:
    (refuted,) = promising(tmp_path, "never: {state: client/waiting, offered: {not: [visiting, client/moved]}}")
    assert refuted.startswith("D003: the promise does not hold for state client/waiting")
    assert "by the row 'mistake'" in refuted


def test_a_status_without_its_phase_means_it_in_every_phase(tmp_path: Path) -> None:
    (refuted,) = promising(tmp_path, "never: {phase: client, offered: waiting}")
    assert "by the row 'pause'" in refuted
