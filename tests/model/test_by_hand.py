"""What staff may prefer for a contact, and the sentence with which anything else is refused."""

from __future__ import annotations

import pytest

from frontdesk.model.by_hand import ByHand
from frontdesk.names import ChannelId, PhoneKind

SOME = ByHand((PhoneKind.CELL,), (ChannelId("text"), ChannelId("call")), "Letters are slow.")
NONE = ByHand((), (), "Nobody asks.")


@pytest.mark.parametrize(
    ("what", "wanted"), [("number", "cell"), ("method", "call"), ("number", "not_sent"), ("method", "")]
)
def test_what_is_listed_may_be_preferred_and_nothing_always_may(what: str, wanted: str) -> None:
    assert SOME.refusal(what, wanted) == ""


@pytest.mark.parametrize(
    ("allowed", "what", "wanted", "said"),
    [
        (
            SOME,
            "method",
            "post",
            "the method 'post' cannot be preferred by hand: Letters are slow; what can be is 'text' or 'call'",
        ),
        (
            SOME,
            "number",
            "work",
            "the number 'work' cannot be preferred by hand: Letters are slow; what can be is 'cell'",
        ),
        (NONE, "method", "call", "the method 'call' cannot be preferred by hand: Nobody asks; no method can be"),
    ],
)
def test_anything_else_is_refused_with_the_reason_and_what_may_be(
    allowed: ByHand, what: str, wanted: str, said: str
) -> None:
    assert allowed.refusal(what, wanted) == said.format("cannot be preferred by hand")
