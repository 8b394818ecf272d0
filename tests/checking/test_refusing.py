"""Where consent is kept for what reaches a phone, some word of a reply ends it (C018)."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.dice import STATUSES
from checking.small import causes, practice

CHANNELS = "channels: {text: {plugin: outbox, reaches: phone, consent: yes, settings: {folder: outbox}}}\n"
NO_WORD = "C018: consent is kept for 'text', and no reply ends it"
NONE_OF_THE_LAW = "C018: consent is kept for 'text', and no reply that always refuses ends it"


@pytest.mark.parametrize(
    ("country", "out", "told"),
    [
        ("US", "[]", [NO_WORD]),
        ("US", "[parar]", [NONE_OF_THE_LAW]),
        ("US", "[Opt-Out]", []),
        ("US", "{pt: [parar], en: [stop]}", []),
        ("PT", "[]", [NO_WORD]),
        ("PT", "[parar]", []),
    ],
)
def test_some_word_of_a_reply_ends_texts(tmp_path: Path, country: str, out: str, told: list[str]) -> None:
    files = {"channels": CHANNELS, "consent": f"keywords: {{out: {out}, help: [help]}}\n"}
    head = f"name: small\ncountry: {country}\n"
    assert causes(practice(tmp_path / "small", statuses=STATUSES, ruleset=head, **files), "C018") == told


def test_it_can_be_accepted_with_a_reason(tmp_path: Path) -> None:
    head = "name: small\naccept: C018 because the carrier ends them itself\n"
    assert (
        causes(practice(tmp_path / "small", statuses=STATUSES, ruleset=head, channels=CHANNELS), "C018", "R002") == []
    )


@pytest.mark.parametrize("channel", ["reaches: email, consent: yes", "reaches: phone"])
def test_what_keeps_no_consent_or_reaches_no_phone_asks_for_no_word(tmp_path: Path, channel: str) -> None:
    channels = f"channels: {{only: {{plugin: outbox, {channel}, settings: {{folder: outbox}}}}}}\n"
    assert causes(practice(tmp_path / "small", statuses=STATUSES, channels=channels), "C018") == []
