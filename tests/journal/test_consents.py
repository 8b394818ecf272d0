"""A consent in the journal: all that was said of it, and what an entry says from before channels were told apart."""

from __future__ import annotations

from datetime import timedelta

from frontdesk.journal import ConsentRecorded
from frontdesk.names import ChannelId, Consent, ConsentSource, Covers, LineId
from frontdesk.wire import merged, plain, read
from support import MONDAY

OLD = {"lines": ["desk"], "consent": "opted_out", "source": "reply"}
FULL = ConsentRecorded(
    (LineId("desk"),),
    Consent.OPTED_OUT,
    ConsentSource.HEARD,
    (ChannelId("text"), ChannelId("email")),
    Covers.MARKETING,
    MONDAY + timedelta(days=1),
    "no more offers",
)


def test_an_old_entry_names_no_channel_and_is_of_everything() -> None:
    said = read(ConsentRecorded, OLD)
    assert said == ConsentRecorded((LineId("desk"),), Consent.OPTED_OUT, ConsentSource.REPLY)
    assert plain(said) == OLD


def test_the_words_stand_beside_the_chain_and_all_comes_back() -> None:
    chained, beside = plain(FULL, personal=False), plain(FULL, personal=True)
    assert beside == {"words": "no more offers"}
    assert "words" not in chained
    assert read(ConsentRecorded, merged(chained, beside)) == FULL
    assert read(ConsentRecorded, chained).words == ""
