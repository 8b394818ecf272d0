"""Words that refuse, outside of any column that a mapping could name."""

from __future__ import annotations

import pytest

from frontdesk.files.refusals import refused

EVERYTHING, TEXTS = {"do_not_contact": "yes"}, {"text_consent": "opted_out"}


@pytest.mark.parametrize(
    ("word", "yes", "no"),
    [
        ("Do Not Contact", EVERYTHING, {}),
        ("opted  OUT", EVERYTHING, {}),
        ("do not call or text", EVERYTHING, {}),
        ("Deceased", EVERYTHING, {}),
        ("TEXT-OPT-OUT", TEXTS, {}),
        ("ok to text", {}, TEXTS),
        ("VIP", {}, {}),
        ("born", {}, {}),
    ],
)
def test_a_word_refuses_by_the_answer_that_would_refuse_and_by_one_that_nobody_understands(
    word: str, yes: dict[str, str], no: dict[str, str]
) -> None:
    assert (refused(word, "Y"), refused(word, "0")) == (yes, no)
    assert refused(word, "since March") == {**yes, **no}
    assert refused(word, " ") == {}


def test_an_answer_may_be_the_refusal_whatever_it_answers() -> None:
    assert refused("shoe size", "Do not contact") == EVERYTHING
