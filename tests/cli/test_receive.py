"""``frontdesk receive``: what a provider posted is proved, taken in once, and told in words of the front desk."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from frontdesk.cli import main
from frontdesk_plugins.outbox import SIGNED_BY, signature
from support import HARBOUR

KEY = "fictional"
AT = ("--now", "2026-03-02 10:00")
DESK = "+351 555 010 099"
STOP = {"event": "e1", "number": "+351 555 010 101", "text": "STOP", "to": DESK}
TAKEN_IN = "Reply from 1 contact on +351 555010101 taken in; the number is opted out on Front desk now.\n"
Post = Callable[..., Result]


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    """The practice harbour with Ana, to whom a reminder was sent."""
    folder = tmp_path / "practice"
    shutil.copytree(HARBOUR, folder)
    run(
        folder, "contact", "add", "Ana Example", "cell=+351 555 010 101", "cell_type=text_enabled", "status=enquiry/new"
    )
    run(folder, "contact", "book", "1", "2026-03-04 10:00")
    run(folder, "work", "--until", "2026-03-03 12:00")
    return folder


@pytest.fixture
def post(practice: Path, tmp_path: Path) -> Post:
    """Hand a post to the command as its file: signed, unless other headers are given."""

    def posted(said: object, *more: str, key: str = KEY, code: int = 0, channel: str = "text") -> Result:
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        file = tmp_path / "posted"
        file.write_bytes(body)
        header = f"{SIGNED_BY}: {signature(key, body).decode()}"
        return run(practice, "receive", channel, str(file), "--header", header, *more, code=code)

    return posted


def run(practice: Path, *words: str, code: int = 0) -> Result:
    result = CliRunner(env={"HARBOUR_TEXT_KEY": KEY}).invoke(main, [*words, "-p", str(practice), *AT])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == code, result.output + result.stderr
    return result


def said(practice: Path, *words: str) -> Any:
    return json.loads(run(practice, *words, "--format", "json").stdout)


def kept(practice: Path) -> tuple[int, Any, Any]:
    """What the practice knows: how many entries, Ana's consent, and her messages."""
    shown = said(practice, "contact", "show", "1")
    return said(practice, "journal", "verify")["entries"], shown["phones"], shown["messages"]


def test_a_stop_that_the_provider_posted_opts_out_and_is_told_in_a_sentence(practice: Path, post: Post) -> None:
    assert post(STOP).output == TAKEN_IN
    shown = said(practice, "contact", "show", "1")
    recorded = shown["phones"]["cell"]["consent"]
    assert [(one["line"], one["channel"], one["consent"], one["words"]) for one in recorded] == [
        ("desk", "text", "opted_out", "STOP")
    ]
    assert [note["text"] for note in shown["notes"]] == ["Ana said: stop"]


def test_the_same_post_a_second_time_does_nothing_twice(practice: Path, post: Post) -> None:
    post(STOP)
    before = kept(practice)
    assert post(STOP).output == TAKEN_IN
    assert kept(practice) == before


def test_a_start_is_told_as_well_and_other_words_are_for_a_person_to_read(post: Post) -> None:
    post(STOP)
    back = post({**STOP, "event": "e2", "text": "start"}).output
    assert back == "Reply from 1 contact on +351 555010101 taken in; the number is opted in on Front desk now.\n"
    asked = post({**STOP, "event": "e3", "text": "When do you open?"}).output
    assert asked == (
        "Reply from 1 contact on +351 555010101 taken in: it answers nothing that was asked, "
        "so a person should read it.\n"
    )


def test_a_stop_to_a_number_that_is_no_line_of_the_practice_counts_on_every_line(post: Post) -> None:
    told = post({**STOP, "to": "+351 555 010 000"}).output
    assert (
        told == "Reply from 1 contact on +351 555010101 taken in; the number is opted out on Front desk, Surgery now.\n"
    )


@pytest.mark.parametrize("forged", [{"key": "guessed"}, {"key": ""}], ids=["another's key", "no key"])
def test_what_its_provider_did_not_sign_is_refused_with_nothing_recorded(
    practice: Path, post: Post, forged: dict[str, str]
) -> None:
    before = kept(practice)
    refused = post(STOP, code=1, **forged)
    assert refused.stderr == (
        "frontdesk: what was posted to the channel plugin 'outbox' is not signed by its provider; "
        "nothing of it was taken in\n"
    )
    assert refused.stdout == ""
    assert kept(practice) == before


def test_a_report_is_of_the_message_that_left_under_its_reference(practice: Path, post: Post) -> None:
    (file,) = (practice / "outbox").glob("*.txt")
    told = post({"event": "e1", "reference": file.name, "report": "delivered"}).output
    assert told == "Message 1 is delivered.\n"
    again = post({"event": "e2", "reference": file.name, "report": "sent"}).output
    assert again == "Nothing new of message 1: it is delivered.\n"


def test_a_report_of_a_message_that_nobody_knows_is_told_and_not_acknowledged(practice: Path, post: Post) -> None:
    before = kept(practice)
    refused = post({"event": "e1", "reference": "f-77", "report": "delivered"}, code=1)
    told = "Not taken in: event 'e1': no message is known by the reference 'f-77'; the report was not kept.\n"
    assert (refused.stdout, refused.stderr) == ("", told)
    assert kept(practice) == before


def test_a_reply_of_somebody_unknown_is_kept_and_the_staff_are_told(practice: Path, post: Post) -> None:
    taken = post({**STOP, "number": "+351 555 010 199", "text": "When do you open?"}).output
    assert taken == "Nobody has the number +351 555010199; the reply is kept, and the staff are told.\n"
    told = run(practice, "tasks").output
    assert "a text from +351 555010199, whom nobody knows: 'When do you open?'" in told
    run(practice, "contact", "add", "Mia Example", "cell=+351 555 010 199")
    assert "contact: wrote 'When do you open?'" in run(practice, "contact", "show", "Mia").output


def test_a_reply_from_what_is_no_number_is_told_and_not_acknowledged(practice: Path, post: Post) -> None:
    before = kept(practice)
    refused = post({**STOP, "number": "BANK"}, code=1)
    assert refused.stderr.startswith("Not taken in: event 'e1': 'BANK' is no number that a text can come from;")
    assert kept(practice) == before


def test_a_start_that_was_written_before_a_stop_and_is_posted_after_it_lifts_nothing(post: Post) -> None:
    post({**STOP, "at": "2026-03-02T09:30:00+00:00"})
    told = post({**STOP, "event": "e2", "text": "START", "at": "2026-03-02T09:20:00+00:00"}).output
    assert told == (
        "Reply from 1 contact on +351 555010101 taken in; something newer is recorded for the number, and counts: "
        "nothing was changed.\n"
    )


def test_a_yes_to_the_reminder_confirms_the_visit(practice: Path, post: Post) -> None:
    run(practice, "work", "--until", "2026-03-03 12:00")
    post({**STOP, "text": "Sim!"})
    assert "to visit 1" in run(practice, "contact", "show", "1").output


def test_as_json_it_is_what_was_taken_in_and_what_was_refused(post: Post) -> None:
    taken = json.loads(post(STOP, "--format", "json").stdout)
    sentence = TAKEN_IN.strip().removesuffix(".").replace("Reply", "reply")
    assert taken == {"taken_in": [{"contact": 1, "said": sentence, "number": 1}], "refused": []}
    refused = json.loads(
        post({"event": "e9", "reference": "f-77", "report": "sent"}, "--format", "json", code=1).stdout
    )
    assert (refused["taken_in"], len(refused["refused"])) == ([], 1)


REFUSED: dict[str, tuple[object, dict[str, Any], str]] = {
    "an empty file": (b"", {"code": 2}, "the file is empty, and no --url says anything either"),
    "a huge file": (b" " * 1_000_001, {"code": 1}, "has more than 1,000,000 bytes, so no provider wrote it"),
    "no JSON": (b"\xff\xfe", {"code": 1}, "the channel plugin 'outbox' stopped with"),
    "a channel that there is not": (STOP, {"code": 1, "channel": "txet"}, "did you mean 'text'"),
}


@pytest.mark.parametrize(("body", "how", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_told_and_nothing_is_recorded(
    practice: Path, post: Post, body: object, how: dict[str, Any], told: str
) -> None:
    before = kept(practice)
    refused = post(body, **how)
    assert told in refused.stderr
    assert refused.stdout == ""
    assert kept(practice) == before


@pytest.mark.parametrize("header", ["X-Signature", "X-Signature=1a2b", ": 1a2b"])
def test_a_header_that_is_none_is_a_mistake_of_usage(post: Post, header: str) -> None:
    told = post(STOP, "--header", header, code=2).stderr
    assert f"'{header}' is no header; write it as it came, such as 'X-Signature: 1a2b'" in told


@pytest.mark.parametrize("name", ["nowhere.json", "outbox"], ids=["is not there", "is a folder"])
def test_a_file_that_cannot_be_read_is_a_mistake_of_usage(practice: Path, name: str) -> None:
    assert name in run(practice, "receive", "text", str(practice / name), code=2).stderr


def test_a_channel_whose_provider_posts_nothing_says_so(practice: Path, post: Post) -> None:
    channels = practice / "channels.yaml"
    before = channels.read_text(encoding="utf-8")
    line = next(line for line in before.splitlines() if line.strip().startswith("call:"))
    channels.write_text(
        before.replace(line, "  call: {label: Call, plugin: console, reaches: phone}"), encoding="utf-8"
    )
    refused = post(STOP, channel="call", code=1)
    assert refused.stderr == "frontdesk: the channel plugin 'console' takes nothing in\n"


def test_a_key_that_is_not_set_is_told_with_its_place(practice: Path, tmp_path: Path) -> None:
    (tmp_path / "posted").write_text(json.dumps(STOP), encoding="utf-8")
    words = ["receive", "text", str(tmp_path / "posted"), "-p", str(practice), *AT]
    refused = CliRunner(env={"HARBOUR_TEXT_KEY": None}).invoke(main, words)
    assert refused.exit_code == 1
    assert refused.stderr.startswith("frontdesk: nothing was taken in:\n")
    assert "the environment variable 'HARBOUR_TEXT_KEY' is not set" in refused.stderr


def test_the_input_is_read_where_the_file_is_a_dash(practice: Path) -> None:
    body = json.dumps(STOP).encode()
    header = f"{SIGNED_BY}: {signature(KEY, body).decode()}"
    words = ["receive", "text", "-", "--header", header, "-p", str(practice), *AT]
    result = CliRunner(env={"HARBOUR_TEXT_KEY": KEY}).invoke(main, words, input=body)
    assert result.output == TAKEN_IN


def test_a_post_of_several_is_taken_in_one_by_one_and_one_of_none_is_said_to_be_nothing(post: Post) -> None:
    told = post([STOP, {**STOP, "event": "e2", "number": "BANK", "text": "Hello"}], code=1)
    assert (told.stdout, told.stderr[:26]) == (TAKEN_IN, "Not taken in: event 'e2': ")
    assert post([]).output == "There is no reply and no report in it, so nothing was to be done.\n"
