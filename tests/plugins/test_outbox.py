"""The outbox: one readable file a message, whole or not at all, and never a second one for the same message."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from frontdesk import (
    Accepted,
    NotGenuineError,
    Outgoing,
    PluginError,
    Posted,
    Refused,
    Replied,
    Reported,
    deliver,
    receive,
)
from frontdesk.plugins import look_up
from frontdesk.plugins.settings import resolve
from frontdesk.testing import ChannelConformance, Sample, Trial, an_outgoing
from frontdesk_plugins import outbox
from frontdesk_plugins.outbox import SIGNED_BY, signature

(CHANNEL,) = outbox.frontdesk_channels()


def an_answer(key: str = "fictional", **said: str) -> Posted:
    body = json.dumps(said).encode()
    signature = outbox.signature(key, body).decode()
    headers = {"Content-Type": "application/json", outbox.SIGNED_BY: signature}
    return Posted("POST", "https://practice.example.com/in/outbox", headers, body)


REPLY = Sample(
    an_answer(event="e1", number="+15550100", text="Yes, I am coming.", to="+15550199"),
    (Replied("e1", "+15550100", "Yes, I am coming.", "+15550199"),),
    outbox.SIGNED_BY,
)
REPORT = Sample(
    an_answer(event="e2", reference="example-practice-1.txt", report="undelivered", reason="moved away"),
    (Reported("e2", "example-practice-1.txt", "undelivered", "moved away"),),
    outbox.SIGNED_BY,
)


def a_message(folder: Path, message_id: str = "example-practice-1", **changes: str) -> Outgoing:
    return an_outgoing(message_id=message_id, settings={"folder": str(folder / "out")}, **changes)


def written(folder: Path) -> list[Path]:
    return sorted((folder / "out").glob("*"))


class TestOutbox(ChannelConformance):
    @pytest.fixture
    def trial(self, tmp_path: Path) -> Trial:
        message = a_message(tmp_path)
        settings = {**message.settings, "key": "fictional"}
        return Trial(
            CHANNEL, replace(message, settings=settings), lambda: len(written(tmp_path)), posted=(REPLY, REPORT)
        )


def test_a_file_reads_like_a_letter(tmp_path: Path) -> None:
    assert deliver(CHANNEL, a_message(tmp_path)) == Accepted("example-practice-1.txt")
    (file,) = written(tmp_path)
    assert file.read_text(encoding="utf-8") == (
        "By:      text\n"
        "To:      +15550100\n"
        "From:    Example Practice +15550199\n"
        "At:      2026-03-02 14:00 UTC\n"
        "Subject: Your appointment\n"
        "\n"
        "Hello Ana, we look forward to seeing you.\n"
    )


def test_who_gets_what_is_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "outbox"
    deliver(CHANNEL, replace(an_outgoing(), settings={"folder": str(folder)}))
    (file,) = folder.iterdir()
    assert [stat.S_IMODE(one.stat().st_mode) for one in (folder, file)] == [0o700, 0o600]


def test_the_same_message_twice_is_one_file_as_it_was_first(tmp_path: Path) -> None:
    first = deliver(CHANNEL, a_message(tmp_path))
    again = deliver(CHANNEL, a_message(tmp_path, body="Hello once more."))
    assert first == again
    (file,) = written(tmp_path)
    assert "Hello Ana" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("one", "other"), [("a/1", "a_1"), ("a/1", "a:1"), ("A-1", "a-1"), ("x" * 300 + "1", "x" * 300 + "2"), ("..", ".")]
)
def test_two_messages_are_two_files_however_alike_their_ids(tmp_path: Path, one: str, other: str) -> None:
    answers = [deliver(CHANNEL, a_message(tmp_path, message_id)) for message_id in (one, other)]
    assert all(isinstance(answer, Accepted) for answer in answers)
    assert len({file.name.lower() for file in written(tmp_path)}) == 2
    assert [file.parent for file in tmp_path.rglob("*.txt")] == [tmp_path / "out"] * 2


def test_a_look_up_finds_what_was_written_and_nothing_else(tmp_path: Path) -> None:
    message = a_message(tmp_path)
    assert look_up(CHANNEL, message) is None
    receipt = deliver(CHANNEL, message)
    assert look_up(CHANNEL, message) == receipt
    assert look_up(CHANNEL, a_message(tmp_path, "example-practice-2")) is None


def test_a_file_that_cannot_be_finished_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        outbox.send(a_message(tmp_path, body="half a letter: \ud800"))
    assert written(tmp_path) == []
    assert look_up(CHANNEL, a_message(tmp_path)) is None


def test_a_folder_that_cannot_be_made_is_refused_for_now(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where the folder should be", encoding="utf-8")
    receipt = deliver(CHANNEL, a_message(tmp_path))
    assert receipt == Refused("the file could not be written: file exists", retry=True)


def test_without_a_setting_the_folder_is_called_outbox_and_stands_in_the_practices_own(tmp_path: Path) -> None:
    settings = resolve(CHANNEL, {}, tmp_path, {})
    deliver(CHANNEL, an_outgoing(settings=settings))
    assert (tmp_path / "outbox" / "example-practice-1.txt").exists()


@pytest.mark.parametrize("headers", [{}, {SIGNED_BY: signature("", REPLY.posted.body).decode()}], ids=["none", "empty"])
def test_without_a_key_nothing_proves_an_answer(headers: dict[str, str]) -> None:
    with pytest.raises(NotGenuineError, match="is not signed by its provider"):
        receive(CHANNEL, replace(REPLY.posted, headers=headers, settings={"folder": "outbox"}))


def test_a_list_of_answers_is_read_one_by_one() -> None:
    several = b"[" + REPLY.posted.body + b"]"
    assert (receive(CHANNEL, signed(several)), receive(CHANNEL, signed(b"[]"))) == (REPLY.gives, ())


def test_with_a_key_an_answer_signed_with_another_is_not_genuine() -> None:
    posted = replace(an_answer(key="guessed", event="e1", number="+15550100", text="STOP", to="x"))
    with pytest.raises(NotGenuineError, match="is not signed by its provider"):
        receive(CHANNEL, replace(posted, settings={"key": "fictional"}))


@pytest.mark.parametrize("body", [b"", b"[7]", b"{}", b'{"event": "e1", "number": 7, "text": "", "to": "x"}', b"\xff"])
def test_what_is_no_answer_is_told_without_what_it_says(body: bytes) -> None:
    with pytest.raises(PluginError, match="the channel plugin 'outbox'"):
        receive(CHANNEL, signed(body))


def signed(body: bytes) -> Posted:
    header = {SIGNED_BY: signature("fictional", body).decode()}
    return replace(REPLY.posted, body=body, headers=header, settings={"key": "fictional"})
