"""An overlay changes what it names, keeps the rest, and every value knows which of the two it came from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from frontdesk.loading import check_ruleset, load_ruleset
from frontdesk.names import ReasonId
from frontdesk.problems import RulesetError
from support import HARBOUR


def lay_over(folder: Path, **files: str) -> Path:
    """Write an overlay of the harbour practice into *folder*."""
    (folder / "ours").mkdir()
    files.setdefault("ruleset", "")
    for topic, text in files.items():
        head = f"name: ours\nextends: {HARBOUR}\n".replace(str(HARBOUR), "../base") if topic == "ruleset" else ""
        (folder / "ours" / f"{topic}.yaml").write_text(head + text, encoding="utf-8")
    shutil.copytree(HARBOUR, folder / "base")
    return folder / "ours"


def test_an_overlay_of_one_value_keeps_everything_else(tmp_path: Path) -> None:
    ours = load_ruleset(lay_over(tmp_path, attempts="limit: 5\n"))
    base = load_ruleset(HARBOUR)
    assert ours.attempts is not None
    assert ours.attempts.limit == 5
    assert ours.attempts.where.file.endswith("ours/attempts.yaml")
    assert ours.attempts.counts == base.attempts.counts if base.attempts else False
    assert set(ours.tables) == set(base.tables)
    assert ours.hash != base.hash


@pytest.mark.parametrize(
    ("row", "ids"),
    [
        ("{before: mail, id: new, then: none}", ["refused", "text", "new", "mail", "card", "call"]),
        ("{after: mail, id: new, then: none}", ["refused", "text", "mail", "new", "card", "call"]),
        ("{first: yes, id: new, then: none}", ["new", "refused", "text", "mail", "card", "call"]),
        ("{last: yes, id: new, then: none}", ["refused", "text", "mail", "card", "call", "new"]),
        ("{remove: mail}", ["refused", "text", "card", "call"]),
        ("{replace: mail, then: none}", ["refused", "text", "mail", "card", "call"]),
    ],
)
def test_a_row_goes_where_it_says(row: str, ids: list[str], tmp_path: Path) -> None:
    ours = load_ruleset(lay_over(tmp_path, delivery=f"channel:\n  rows:\n    - {row}\n"))
    assert [one.id for one in ours.table("delivery").rows] == ids


def test_two_rows_after_the_same_one_keep_their_order(tmp_path: Path) -> None:
    rows = "    - {after: mail, id: one, then: none}\n    - {after: mail, id: two, then: none}\n"
    ours = load_ruleset(lay_over(tmp_path, delivery=f"channel:\n  rows:\n{rows}"))
    assert [one.id for one in ours.table("delivery").rows] == ["refused", "text", "mail", "one", "two", "card", "call"]


def test_a_decision_names_the_overlays_line_when_the_overlay_decided(tmp_path: Path) -> None:
    row = "{replace: mail, when: {has_email: yes}, then: email}"
    ours = load_ruleset(lay_over(tmp_path, delivery=f"channel:\n  rows:\n    - {row}\n"))
    table = ours.table("delivery")
    decision = table.decide(ours.quietly(table, {"has_email": "yes"}))
    assert decision.place.short.endswith("ours/delivery.yaml:3")


def test_a_list_of_words_replaces_the_list_below(tmp_path: Path) -> None:
    ours = load_ruleset(lay_over(tmp_path, consent="keywords: {out: [enough]}\n"))
    assert ours.consent.keywords == {"enough": "out", "start": "in", "help": "help", "ajuda": "help"}


def test_names_are_added_to_those_below(tmp_path: Path) -> None:
    ours = load_ruleset(lay_over(tmp_path, lost_reasons="reasons: {price: {label: Price}}\n"))
    assert set(ours.reasons) == {"silent", "elsewhere", "closed", "price"}
    assert ours.reasons[ReasonId("silent")].label == "Never answered"


def test_a_whole_file_can_take_the_place_of_the_one_below(tmp_path: Path) -> None:
    ours = load_ruleset(lay_over(tmp_path, reactions="overlay: replace\nreactions: []\n"))
    assert not [row for row in ours.consequences.rows if row.id == "kept"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("{id: new, then: none}", "Y013"),
        ("{before: mail, after: card, id: new, then: none}", "Y013"),
        ("{before: nail, id: new, then: none}", "R001"),
    ],
)
def test_a_row_without_one_place_is_a_problem(row: str, code: str, tmp_path: Path) -> None:
    report = check_ruleset(lay_over(tmp_path, delivery=f"channel:\n  rows:\n    - {row}\n"))
    assert [problem.code for problem in report.problems] == [code]


def test_rulesets_that_extend_each_other_are_a_problem(tmp_path: Path) -> None:
    for name, other in (("a", "b"), ("b", "a")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "ruleset.yaml").write_text(f"name: {name}\nextends: ../{other}\n", encoding="utf-8")
    with pytest.raises(
        RulesetError, match=r"circle: \S+/a/ruleset.yaml:2 -> \S+/b/ruleset.yaml:2 -> \S+/a/ruleset.yaml"
    ):
        load_ruleset(tmp_path / "a")


def test_a_folder_that_is_not_there_says_what_is() -> None:
    with pytest.raises(RulesetError, match="did you mean 'dental'"):
        load_ruleset("dentel")
