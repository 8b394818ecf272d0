"""The console: each message in one piece on the screen, and nothing on it that steers the terminal."""

from __future__ import annotations

import pytest

from frontdesk import Accepted, deliver
from frontdesk.testing import ChannelConformance, Trial, an_outgoing
from frontdesk_plugins import console

(CHANNEL,) = console.frontdesk_channels()


class TestConsole(ChannelConformance):
    @pytest.fixture
    def trial(self, capsys: pytest.CaptureFixture[str]) -> Trial:
        printed: list[str] = []

        def sent() -> int:
            printed.append(capsys.readouterr().out)
            return "".join(printed).count("[text to +15550100] ")

        return Trial(CHANNEL, an_outgoing(), sent)


def test_a_message_is_printed_with_its_channel_and_address(capsys: pytest.CaptureFixture[str]) -> None:
    assert deliver(CHANNEL, an_outgoing(body="Hello Ana,\n\nuntil Friday.\n")) == Accepted("example-practice-1")
    assert capsys.readouterr().out == ("[text to +15550100] Your appointment: Hello Ana,\n    \n    until Friday.\n")


def test_a_message_without_a_subject_has_none(capsys: pytest.CaptureFixture[str]) -> None:
    deliver(CHANNEL, an_outgoing(subject="", body="Hello Ana."))
    assert capsys.readouterr().out == "[text to +15550100] Hello Ana.\n"


def test_a_message_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    deliver(CHANNEL, an_outgoing(subject="", body="\x1b[2Jgone\x07 \u202egnp.exe"))
    assert capsys.readouterr().out == "[text to +15550100] [2Jgone gnp.exe\n"
