"""An overlay changes what it names, keeps the rest, and every value knows which of the two it came from."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from frontdesk.names import MessageId, ReasonId
from frontdesk.rendering.problems import problems_text
from support import HARBOUR, check_ruleset, read_ruleset


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
    ours = read_ruleset(lay_over(tmp_path, attempts="limit: 5\n"))
    base = read_ruleset(HARBOUR)
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
    ours = read_ruleset(lay_over(tmp_path, delivery=f"channel:\n  rows:\n    - {row}\n"))
    assert [one.id for one in ours.table("delivery").rows] == ids


def test_two_rows_after_the_same_one_keep_their_order(tmp_path: Path) -> None:
    rows = "    - {after: mail, id: one, then: none}\n    - {after: mail, id: two, then: none}\n"
    ours = read_ruleset(lay_over(tmp_path, delivery=f"channel:\n  rows:\n{rows}"))
    assert [one.id for one in ours.table("delivery").rows] == ["refused", "text", "mail", "one", "two", "card", "call"]


def test_a_decision_names_the_overlays_line_when_the_overlay_decided(tmp_path: Path) -> None:
    row = "{replace: mail, when: {has_email: yes}, then: email}"
    ours = read_ruleset(lay_over(tmp_path, delivery=f"channel:\n  rows:\n    - {row}\n"))
    table = ours.table("delivery")
    decision = table.decide(ours.quietly(table, {"has_email": "yes"}))
    assert decision.place.short.endswith("ours/delivery.yaml:3")


def test_a_list_of_words_replaces_the_list_below(tmp_path: Path) -> None:
    ours = read_ruleset(lay_over(tmp_path, consent="keywords: {out: [enough]}\n"))
    assert ours.consent.keywords == {"enough": "out", "start": "in", "help": "help", "ajuda": "help"}


def test_names_are_added_to_those_below(tmp_path: Path) -> None:
    ours = read_ruleset(lay_over(tmp_path, lost_reasons="reasons: {price: {label: Price}}\n"))
    assert set(ours.reasons) == {"silent", "elsewhere", "closed", "price"}
    assert ours.reasons[ReasonId("silent")].label == "Never answered"


def test_a_whole_file_can_take_the_place_of_the_one_below(tmp_path: Path) -> None:
    ours = read_ruleset(lay_over(tmp_path, reactions="overlay: replace\nreactions: []\n"))
    assert not [row for row in ours.consequences.rows if row.id == "kept"]


def test_what_a_file_removes_is_gone_and_the_rest_stays(tmp_path: Path) -> None:
    ours = read_ruleset(lay_over(tmp_path, lost_reasons="remove: reasons.elsewhere\n"))
    assert set(ours.reasons) == {"silent", "closed"}


def test_a_part_of_something_can_be_removed(tmp_path: Path) -> None:
    ours = read_ruleset(lay_over(tmp_path, messages="remove: [messages.hello.content.postcard]\n"))
    was, now = (set(rules.messages[MessageId("hello")].content) for rules in (read_ruleset(HARBOUR), ours))
    assert was - now == {"postcard"}


def test_a_value_that_is_removed_is_what_it_is_where_nothing_is_said(tmp_path: Path) -> None:
    ours = read_ruleset(lay_over(tmp_path, ruleset="remove: correction_window\n"))
    assert read_ruleset(HARBOUR).correction_window == timedelta(minutes=2)
    assert ours.correction_window == timedelta(minutes=5)


def test_what_is_removed_and_written_again_starts_from_nothing(tmp_path: Path) -> None:
    away = ReasonId("elsewhere")
    again = f"remove: reasons.{away}\nreasons: {{{away}: {{label: Away}}}}\n"
    assert read_ruleset(HARBOUR).reasons[away].note_required
    assert not read_ruleset(lay_over(tmp_path, lost_reasons=again)).reasons[away].note_required


def test_a_key_with_a_dot_of_its_own_can_be_removed(tmp_path: Path) -> None:
    words = "emr:\n  source: emr_csv\n  settings: {file: emr.csv}\n  method: {Text msg.: text, Phone: call}\n"
    below = lay_over(tmp_path, preferences=words)
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "ruleset.yaml").write_text(f"name: more\nextends: ../{below.name}\n", encoding="utf-8")
    (tmp_path / "more" / "preferences.yaml").write_text("remove: [emr.method.Text msg.]\n", encoding="utf-8")
    methods = read_ruleset(tmp_path / "more").emr.method
    assert "phone" in methods
    assert "text msg." not in methods


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("reasons.silnt", "the ruleset below has nothing called 'silnt'"),
        ("reason", "the ruleset below has nothing called 'reason'"),
        ("reasons.silent.label.en", "'label' holds nothing that has a name"),
    ],
)
def test_removing_what_is_not_there_is_a_problem(name: str, cause: str, tmp_path: Path) -> None:
    (problem,) = check_ruleset(lay_over(tmp_path, lost_reasons=f"remove: [{name}]\n")).problems
    assert (problem.code, problem.cause) == ("R001", cause)


def test_who_names_what_an_overlay_removed_is_told_where(tmp_path: Path) -> None:
    report = check_ruleset(lay_over(tmp_path, tasks="remove: tasks.ring\n"))
    told = problems_text(report.problems[:1], report.sources).replace(f"{tmp_path}/", "") + "\n"
    assert (
        told
        == """\
base/campaigns.yaml:22:26: R001: no task is called 'ring'
  22 |       - {id: call, task: ring, after_previous: 1 day}
     |                          ^^^^
  'ring' is removed here: ours/tasks.yaml:1
  1 | remove: tasks.ring
    |         ^^^^^^^^^^
  help: remove what names it as well, or let it name another
"""
    )


def test_a_file_that_stands_alone_has_nothing_to_remove(tmp_path: Path) -> None:
    alone = "overlay: replace\nremove: reasons.silent\nreasons: {price: {label: Price}}\n"
    problems = check_ruleset(lay_over(tmp_path, lost_reasons=alone)).problems
    assert "the ruleset below has nothing called 'reasons.silent'" in [problem.cause for problem in problems]


def test_there_is_nothing_to_remove_in_a_ruleset_that_extends_none(tmp_path: Path) -> None:
    lay_over(tmp_path)
    (tmp_path / "base" / "windows.yaml").write_text("remove: windows\n", encoding="utf-8")
    (problem,) = check_ruleset(tmp_path / "base").problems
    assert (problem.code, problem.hint) == ("Y013", "delete the key, or let the ruleset extend one")


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


@pytest.mark.parametrize(
    ("view", "names"),
    [
        ("{remove: by_content}", []),
        ("{replace: by_content, rows: content, columns: [{label: Any, given: {}}]}", ["by_content"]),
        ("{replace: by_content, name: ours, rows: content, columns: [{label: Any, given: {}}]}", ["ours"]),
        ("{after: by_content, name: ours, rows: content, columns: [{label: Any, given: {}}]}", ["by_content", "ours"]),
    ],
)
def test_a_view_is_addressed_by_its_name(view: str, names: list[str], tmp_path: Path) -> None:
    ours = read_ruleset(lay_over(tmp_path, delivery=f"channel:\n  views:\n    - {view}\n"))
    assert [one.name for one in ours.views if one.table == "delivery"] == names
