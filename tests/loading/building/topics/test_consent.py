"""What whole replies mean, as a practice writes it: one list or one for each language, and which list wins."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from checking.small import causes, overlay, practice
from frontdesk.model import ConsentRules
from frontdesk.names import Keyword, Question, ReplyAnswer
from support import HARBOUR, load_ruleset, read_ruleset


def ours(folder: Path, consent: str) -> ConsentRules:
    """The rules of a practice that extends the default ones by this."""
    folder.mkdir(exist_ok=True)
    return read_ruleset(practice(folder / "ours", ruleset="name: ours\nextends: default\n", consent=consent)).consent


def test_a_list_and_lists_by_language_say_the_same(tmp_path: Path) -> None:
    written = ("keywords: {out: [stop, Opt Out, alto]}\n", "keywords: {out: {en: [stop, opt-out], es: [ALTO]}}\n")
    flat, by_language = (read_ruleset(overlay(tmp_path, consent=one)).consent for one in written)
    assert flat.keywords == by_language.keywords
    assert {word for word, kind in flat.keywords.items() if kind is Keyword.OUT} >= {"stop", "optout", "alto"}


def test_an_overlay_adds_a_language_and_keeps_the_others(tmp_path: Path) -> None:
    found = ours(tmp_path, 'keywords: {out: {sw: [acha]}}\nanswers: {"yes": {sw: [ndiyo]}}\n')
    assert (found.keywords["acha"], found.keywords["stop"]) == (Keyword.OUT, Keyword.OUT)
    assert (found.answers["ndiyo"], found.answers["yes"]) == (ReplyAnswer.YES, ReplyAnswer.YES)


def test_a_practice_may_refuse_by_a_word_that_its_base_takes_for_an_answer(tmp_path: Path) -> None:
    found = ours(tmp_path, "keywords: {out: {en: [stop, n]}}\n")
    assert found.keywords["n"] is Keyword.OUT
    assert "n" not in found.answers
    assert "no" in found.answers


def test_a_word_that_opts_in_may_answer_as_well(tmp_path: Path) -> None:
    found = ours(tmp_path, 'keywords: {in: [start, "yes"]}\n')
    assert (found.keywords["yes"], found.answers["yes"]) == (Keyword.IN, ReplyAnswer.YES)


def test_fillers_are_a_list_or_lists_by_language_and_an_overlay_changes_one_of_them(tmp_path: Path) -> None:
    assert ours(tmp_path, "fillers: [Pretty Please]\n").fillers == {"prettyplease"}
    found = ours(tmp_path, "fillers: {en: [kindly]}\n").fillers
    assert found >= {"kindly", "porfavor"}
    assert "please" not in found


@pytest.mark.parametrize(
    ("written", "wait"), [("", timedelta(days=7)), ("answers: {open_for: 2 days}", timedelta(days=2))]
)
def test_a_question_about_no_visit_waits_as_long_as_the_practice_says(
    tmp_path: Path, written: str, wait: timedelta
) -> None:
    assert ours(tmp_path, f"scope: line\n{written}\n").open_for == wait


def test_a_language_has_a_code(tmp_path: Path) -> None:
    told = causes(overlay(tmp_path, consent="keywords: {out: {English: [stop]}}\n"))
    assert any("English" in one for one in told)


def test_what_a_message_asks_is_read() -> None:
    messages = load_ruleset(HARBOUR).messages
    assert {name for name, one in messages.items() if one.asks is Question.CONFIRMATION} == {"reminder"}
    assert {one.asks for one in messages.values()} == {Question.CONFIRMATION, None}
