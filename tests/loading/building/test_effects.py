"""Effects as they are written: every word is read, and what cannot follow is told."""

from __future__ import annotations

from pathlib import Path

from checking.small import causes, overlay
from frontdesk.effects import EffectKind
from support import PRACTICES, load_ruleset


def test_every_word_of_do_is_read_in_some_practice() -> None:
    rows = [row for folder in PRACTICES for row in load_ruleset(folder).consequences.rows]
    assert {effect.kind for row in rows for effect in row.then} == set(EffectKind)


def test_no_rule_may_reset_the_attempts_itself(tmp_path: Path) -> None:
    written = "reactions:\n  - {id: ours, last: yes, on: appointment_kept, do: [{reset_attempts: yes}]}\n"
    assert any("'reset_attempts'" in cause for cause in causes(overlay(tmp_path, reactions=written)))


def test_consent_to_a_channel_that_keeps_none_is_told_with_the_word_that_asks_for_it(tmp_path: Path) -> None:
    written = "reactions:\n  - {id: ours, last: yes, on: appointment_kept, do: [{opt_out: call}]}\n"
    told = causes(overlay(tmp_path, reactions=written))
    assert told == ["R005: no consent is kept for 'call', so nobody can opt out"]


def test_whoever_a_field_names_is_always_somebody(tmp_path: Path) -> None:
    def told(to: str) -> list[str]:
        written = f"{{id: ours, last: yes, on: appointment_kept, do: [{{notify_staff: {{text: Look, to: '{to}'}}}}]}}"
        facts = "facts: {keeper: {of: contact, kind: text}}\n"
        return causes(overlay(tmp_path, facts=facts, reactions=f"reactions:\n  - {written}\n"), "R004", "R002")

    assert told("{keeper|Front desk}") == []
    assert told("{keeper}") == ["R004: the field '{keeper}' may have nothing to say: the fact 'keeper' can be unknown"]
    assert told("{keper|Front desk}")[0] == "R004: no field is called '{keper}'"
