"""``compare`` in facts.yaml: the order of the file does not matter, and every mistake has its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk.loading import check_ruleset


@pytest.mark.parametrize(
    ("fact", "code", "cause"),
    [
        ("compare: [price, asked_on]", "T018", "'price' and 'asked_on' cannot be compared"),
        ("compare: [price, species]", "T018", "'price' and 'species' cannot be compared"),
        ("compare: [price, cost], kind: number", "T018", "a comparison has no 'kind'"),
        ("compare: [price, prize]", "T013", "no fact is called 'prize'"),
        ("compare: [price, stay]", "T013", "'stay' does not exist in the scope 'contact'"),
        ("compare: [price]", "Y012", "compare"),
        ("compare: [price, cost]", "", ""),
    ],
)
def test_two_facts_of_one_kind_and_one_scope_can_be_compared(tmp_path: Path, fact: str, code: str, cause: str) -> None:
    text = f"""facts:
  dearer: {{of: contact, {fact}}}
  price: {{of: contact, kind: number}}
  cost: {{of: contact, kind: number}}
  asked_on: {{of: contact, kind: date}}
  stay: {{of: appointment, kind: number}}
  species: {{of: contact, values: [dog, cat]}}
"""
    (tmp_path / "ruleset.yaml").write_text("name: ours\nextends: default\n", encoding="utf-8")
    (tmp_path / "facts.yaml").write_text(text, encoding="utf-8")
    found = [one for one in check_ruleset(tmp_path).problems if one.where.file.endswith("facts.yaml")]
    found = [one for one in found if one.code != "R002"]  # nothing asks for any of them here
    assert [one.code for one in found] == ([code] if code else [])
    assert all(cause in one.cause and one.where.line == 2 for one in found)
