"""What is assumed of a fact and what is computed of it are one: for every fact of every ruleset, whoever it is about.

Random and emptiest moments of every scope: what the engine computes is what is declared, nothing more and nothing less,
and each value lies in the fact's domain. Facts are computed where they are declared, so a new one is one place.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from facts.declared import RULESETS, faults
from facts.people import people
from frontdesk.model import Scope
from frontdesk.tables import UNKNOWN, Value
from support import HARBOUR, ROOT, load_ruleset

MANY = 150


@pytest.mark.parametrize("scope", Scope)
@pytest.mark.parametrize("practice", RULESETS, ids=lambda one: Path(one).name)
def test_what_is_computed_is_what_is_declared_and_lies_in_its_domain(practice: str | Path, scope: Scope) -> None:
    ruleset = load_ruleset(practice)
    assert set(faults(ruleset, scope, people(ruleset, scope, MANY))) == set()


def test_every_fact_but_those_of_events_and_of_own_tables_says_how_it_is_computed() -> None:
    for practice in RULESETS:
        ruleset = load_ruleset(practice)
        silent = [fact for fact in ruleset.facts.values() if fact.compute is None and fact.of is not Scope.EVENT]
        assert [fact.name for fact in silent if fact.name.partition(".")[0] not in ruleset.tables] == []


@pytest.mark.parametrize(
    ("name", "value", "scope"),
    [
        ("days_in_status", -1, Scope.CONTACT),
        ("sent_today", Decimal("0.5"), Scope.MESSAGE),
        ("destination", "pigeon", Scope.MESSAGE),
        ("has_been", UNKNOWN, Scope.EVENT),
        ("species", UNKNOWN, Scope.TASK),
        ("weekday", "someday", Scope.CONTACT),
    ],
)
def test_a_computation_that_leaves_its_domain_is_noticed(name: str, value: Value, scope: Scope) -> None:
    rules = load_ruleset(HARBOUR)
    planted = replace(rules.facts[name], compute=lambda at: value)
    wrong = replace(rules, facts={**rules.facts, name: planted})
    assert f"{name} cannot be {value!r}" in set(faults(wrong, scope, people(wrong, scope, 2)))


def test_a_fact_that_nothing_computes_is_noticed() -> None:
    rules = load_ruleset(HARBOUR)
    silent = replace(rules, facts={**rules.facts, "region": replace(rules.facts["region"], compute=None)})
    assert set(faults(silent, Scope.CONTACT, people(silent, Scope.CONTACT, 1))) == {
        "region is declared and not computed"
    }


def test_a_fact_that_nobody_declared_is_noticed() -> None:
    rules = load_ruleset(HARBOUR)
    assert list(faults(rules, Scope.CONTACT, [{**next(people(rules, Scope.CONTACT, 1)), "odd": "yes"}])) == [
        "odd is computed and not declared"
    ]


_SAID = """
import json, sys
from datetime import UTC, datetime
from frontdesk import load_ruleset
from frontdesk.interpreter.delivery import Situation, message_facts
from frontdesk.model import MessageText, Scope
from frontdesk.names import ContactId, MessageId, MessageKind, Timing
from frontdesk.records import Contact
from frontdesk.loading import check_ruleset
rules = check_ruleset(sys.argv[1]).ruleset
now = datetime(2026, 3, 2, tzinfo=UTC)
def said(email):
    contact = Contact(ContactId(1), "Ana", rules.initial, now, email=email)
    facts = message_facts(rules, Situation(contact, MessageText(MessageId(""), "billing", {}),
                                           MessageKind.MANUAL, Timing.INSTANT, now))
    return facts["%(name)s"], rules.table("delivery").decide(facts).row.id
proved = [one.words for one in check_ruleset(sys.argv[1]).proved]
print(json.dumps([rules.facts["%(name)s"].means, said("ana@example.org"), said("ana@example.com"), proved]))
"""


_PLANTED = """
        _fact("mail_at_example", YES_NO, "the address is at example.org",
              lambda at: yes_no(at.contact.email.endswith("@example.org"))),
"""


def test_a_new_fact_is_one_place_where_it_is_declared_it_is_loaded_computed_and_proved(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "engine" / "frontdesk", tmp_path / "engine" / "frontdesk")
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    shutil.copytree(HARBOUR, tmp_path / "base")
    module = tmp_path / "engine" / "frontdesk" / "facts" / "message.py"
    text = module.read_text(encoding="utf-8")
    assert text.count("        *_of_counts(),\n") == 1
    module.write_text(text.replace("        *_of_counts(),\n", f"        *_of_counts(),{_PLANTED}"), encoding="utf-8")
    (tmp_path / "ours").mkdir()
    row = "{first: yes, id: ours, when: {mail_at_example: yes, message: manual}, then: none, because: No.}"
    never = "{mail_at_example: yes, message: manual, channel: {not: none}}"
    promise = f"{{last: yes, id: law, promise: Ours get none., never: {never}}}"
    for topic, written in {
        "ruleset": "name: ours\nextends: ../base\n",
        "delivery": f"channel:\n  rows:\n    - {row}\n",
        "promises": f"promises:\n  - {promise}\n",
    }.items():
        (tmp_path / "ours" / f"{topic}.yaml").write_text(written, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "engine"), "FRONTDESK_CACHE": "off"}
    words = [sys.executable, "-c", _SAID % {"name": "mail_at_example"}, str(tmp_path / "ours")]
    said = subprocess.run(words, env=environment, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert said.stderr == ""
    means, there, elsewhere, proved = json.loads(said.stdout)
    assert means == "the address is at example.org"
    assert there == ["yes", "ours"]
    assert elsewhere[0] == "no"
    assert elsewhere[1] != "ours"
    assert "Ours get none." in proved
