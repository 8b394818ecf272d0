"""The words of a practice, as a file may write them: by label or by name, and none that is two things."""

from __future__ import annotations

import pytest

from frontdesk import load_ruleset
from frontdesk.file_words import FileOf
from frontdesk.mapping import fields_of
from frontdesk.mapping.ours import words_by_field
from support import HARBOUR


def _words(ruleset: str, of: FileOf = FileOf.CONTACTS) -> dict[str, dict[str, str]]:
    loaded = load_ruleset(ruleset)
    return words_by_field(loaded, fields_of(of, loaded.facts.values()))


@pytest.mark.parametrize("word", ["new", "lead/new", "lead - new"])
def test_a_status_stands_by_its_name_or_its_label(word: str) -> None:
    assert _words("default")["status"][word] == "lead/new"


def test_a_status_stands_by_an_alias() -> None:
    assert _words(str(HARBOUR.with_name("vendors")))["status"]["sales call"] == "lead/vendor"


def test_a_word_of_two_statuses_is_none_of_them() -> None:
    words = _words("default")["status"]
    assert "lost" not in words
    assert words["patient/lost"] == "patient/lost"


def test_channels_numbers_and_states_of_visits_are_words() -> None:
    assert _words("default")["preferred_method"]["text"] == "text"
    assert _words("default")["preferred_number"]["cell"] == "cell"
    assert _words("default", FileOf.VISITS)["state"]["kept"] == "kept"


def test_a_field_that_refuses_has_no_list_of_its_own() -> None:
    assert not {"do_not_contact", "text_consent"} & set(_words("default"))
