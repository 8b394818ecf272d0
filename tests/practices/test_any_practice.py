"""The engine knows no practice: without the shipped rulesets it runs one written by hand, with other words for all."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from frontdesk import desk
from frontdesk.names import AppointmentState, MessageId, MessageKind
from frontdesk.problems import FactError
from frontdesk.worker import play
from support import HARBOUR, MONDAY, ROOT, SHIPPED, Carrier, a_contact, a_practice, an_act, load_ruleset

_SAID = """
import json, sys
from frontdesk import load_ruleset
rules = load_ruleset(sys.argv[1])
delivery = rules.table("delivery")
decision = delivery.decide(rules.quietly(delivery, {"has_postcard": "yes"}))
print(json.dumps([sorted(rules.channels), decision.outcome, decision.place.line, len(rules.states)]))
"""


def test_without_the_shipped_rulesets_the_engine_still_runs_a_practice_written_by_hand(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "engine" / "frontdesk", tmp_path / "engine" / "frontdesk")
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    shutil.copytree(HARBOUR, tmp_path / "harbour")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "engine")}
    words = [sys.executable, "-c", _SAID, str(tmp_path / "harbour")]
    said = subprocess.run(words, env=environment, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert said.stderr == ""
    assert json.loads(said.stdout) == [["call", "email", "postcard", "text"], "postcard", 9, 7]


def test_no_name_of_a_shipped_ruleset_is_written_in_the_engine() -> None:
    names = {
        "graduated",
        "no_show",
        "quick_confirm",
        "price_shopping",
        "did_not_schedule",
        "overdue_recall",
        "waterfall",
    }
    for file in (ROOT / "engine" / "frontdesk").rglob("*.py"):
        text = file.read_text(encoding="utf-8").replace("lead/[workshop, no_show]", "").replace("lead/no_show", "")
        found = {name for name in names if f'"{name}"' in text}
        assert not found, f"{file}: {found}"


def test_a_fourth_channel_reaches_people_by_a_fact_of_their_own() -> None:
    practice, carrier = a_practice(HARBOUR), Carrier()
    contact = a_contact(practice, "enquiry/new", cell="", email="")
    known = practice.store.contact(contact)
    with practice.store.transaction():
        practice.store.save_contact(replace(known, facts={"postal_address": "1 Quay Street"}))
    desk.send(an_act(practice), contact, MessageId("hello"), MessageKind.MANUAL)
    play(practice, carrier, MONDAY + timedelta(hours=1))
    assert [(one.channel, one.to) for one in carrier.carried] == [("postcard", "1 Quay Street")]


def test_every_reaction_of_the_language_does_what_it_says() -> None:
    practice, carrier = a_practice(HARBOUR), Carrier()
    contact = a_contact(practice, "client/visiting")
    act = an_act(practice)
    desk.receive(act, "5550101", "parar")
    assert [note.text for note in practice.store.notes(contact)] == ["Ana said: stop"]
    desk.book(act, contact, MONDAY + timedelta(days=1))
    desk.become(act, contact, AppointmentState("confirmed"))
    assert [task.task for task in practice.store.tasks(contact)] == ["follow_up"]
    desk.become(an_act(practice, timedelta(days=1)), contact, AppointmentState("missed"))
    ring = next(task for task in practice.store.tasks(contact) if task.task == "ring")
    assert ring.assigned_to == "Vet"
    play(practice, carrier, MONDAY + timedelta(days=40))
    notes = [note.text for note in practice.store.notes(contact)]
    assert "The task expired" in notes
    assert any("follow-up is late" in notice.text for notice in practice.store.notices())


@pytest.mark.parametrize("ruleset", [*SHIPPED, str(HARBOUR)])
def test_a_fact_that_a_scope_does_not_have_is_an_error_and_never_a_silent_no(ruleset: str) -> None:
    rules = load_ruleset(ruleset)
    for table in rules.tables.values():
        with pytest.raises(FactError, match="knows no fact called 'moon_phase'"):
            table.decide({"moon_phase": "full"})
