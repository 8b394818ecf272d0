"""E-mails through a real mail server on this machine: sent, refused for good, refused for now, or nobody knows."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from frontdesk import Accepted, Outgoing, Receipt, Refused, SettingValue, Uncertain, Unreachable, deliver
from frontdesk.testing import ChannelConformance, Trial, an_outgoing
from frontdesk_plugins import smtp
from plugins.mail_server import CERTIFICATE, DROP, MailServer, serving

(CHANNEL,) = smtp.frontdesk_channels()


@pytest.fixture
def server() -> Iterator[MailServer]:
    with serving(MailServer()) as running:
        yield running


def settings(port: int, **more: SettingValue) -> dict[str, SettingValue]:
    return {"host": "127.0.0.1", "port": port, "sender": "desk@example.com", "starttls": False, **more}


def an_email(port: int, to: str = "ana@example.com", **changes: str) -> Outgoing:
    return an_outgoing(to=to, sender="", settings=settings(port), **changes)


def answered(server: MailServer, **changes: str) -> Receipt:
    with serving(server):
        return deliver(CHANNEL, an_email(server.port, **changes))


class TestSmtp(ChannelConformance):
    @pytest.fixture
    def trial(self, server: MailServer) -> Trial:
        return Trial(CHANNEL, an_email(server.port), lambda: len(server.taken))


def test_an_email_arrives_as_it_was_written(server: MailServer) -> None:
    body = "Grüße, Ana\n\n.a line that begins with a dot\n."
    receipt = deliver(CHANNEL, an_email(server.port, body=body, subject="Año nuevo"))
    assert receipt == Accepted("<example-practice-1@example.com>")
    email, envelope = server.email(), server.taken[0]
    assert (envelope.mail_from, envelope.rcpt_tos) == ("desk@example.com", ["ana@example.com"])
    assert (email["From"], email["To"]) == ("Example Practice <desk@example.com>", "ana@example.com")
    assert (email["Subject"], email["Date"]) == ("Año nuevo", "Mon, 02 Mar 2026 14:00:00 +0000")
    assert email["Auto-Submitted"] == "auto-generated"
    assert email.get_content().splitlines() == body.splitlines()


SMUGGLED = "=?utf-8?q?Hello=0D=0ABcc:_eve@example.com=0D=0A=0D=0AOther_text?="


@pytest.mark.parametrize("field", ["subject", "practice"])
def test_an_encoded_word_in_a_name_brings_no_line_of_its_own(server: MailServer, field: str) -> None:
    deliver(CHANNEL, an_email(server.port, **{field: SMUGGLED}))
    email = server.email(0)
    assert email["Bcc"] is None
    assert "Other" not in email.get_content()
    assert "eve@example.com" in str(email["Subject"]) + str(email["From"])


def test_the_same_message_has_the_same_message_id_however_often_it_is_sent(server: MailServer) -> None:
    for _ in range(2):
        deliver(CHANNEL, an_email(server.port, message_id="a practice/7 ><"))
    ids = {email["Message-ID"] for email in (server.email(0), server.email(1))}
    assert ids == {"<a%20practice%2F7%20%3E%3C@example.com>"}


def test_only_seven_bit_text_with_whole_line_ends_goes_over_the_wire(server: MailServer) -> None:
    deliver(CHANNEL, an_email(server.port, body="Grüße\r.\rMAIL FROM:<x@example.com>\n.\nüber", subject="ñ" * 200))
    content = server.taken[0].content
    assert isinstance(content, bytes)
    assert content.isascii()
    assert len(server.taken) == 1
    without_ends = content.replace(b"\r\n", b"")
    assert b"\r" not in without_ends
    assert b"\n" not in without_ends


@pytest.mark.parametrize(
    "address",
    ["ana", "@example.com", "ana@", "ana@example.com, ben@example.com", "Ana <ana@example.com>", "ñ@example.com"],
)
def test_what_is_not_one_address_is_unreachable_before_anybody_is_asked(server: MailServer, address: str) -> None:
    receipt = deliver(CHANNEL, an_email(server.port, to=address))
    assert receipt == Unreachable("the address is not one that mail servers take", "invalid")
    assert server.taken == []


@pytest.mark.parametrize("answer", ["550 5.1.1 no such user", "550 no such user", "553 bad name", "550 5.2.1 closed"])
def test_a_recipient_who_does_not_exist_is_an_unreachable_address(answer: str) -> None:
    receipt = answered(MailServer(to_recipient=answer))
    assert receipt == Unreachable(f"the mail server does not take the address (code {answer[:3]})", "invalid")


@pytest.mark.parametrize("answer", ["554 5.7.1 relay denied", "550 5.7.1 not from you", "530 log in first"])
def test_a_server_that_will_not_relay_says_nothing_of_the_address(answer: str) -> None:
    receipt = answered(MailServer(to_recipient=answer))
    assert receipt == Refused(f"the mail server does not take a message to this address (code {answer[:3]})")


STEPS = {
    "the sender": (MailServer(to_sender="550 5.7.1 not yours"), "the sender (code 550)", False),
    "the sender for now": (MailServer(to_sender="451 try later"), "the sender (code 451)", True),
    "the recipient for now": (MailServer(to_recipient="450 greylisted"), "a message to this address (code 450)", True),
    "the text": (MailServer(to_text="554 5.6.0 looks like spam"), "the text (code 554)", False),
    "the text for now": (MailServer(to_text="452 no room"), "the text (code 452)", True),
}


@pytest.mark.parametrize(("server", "what", "retry"), STEPS.values(), ids=STEPS)
def test_a_refusal_is_definite_and_tried_again_only_when_the_server_says_for_now(
    server: MailServer, what: str, retry: bool
) -> None:
    assert answered(server) == Refused(f"the mail server does not take {what}", retry=retry)


def test_nobody_knows_when_the_connection_is_lost_after_the_text() -> None:
    receipt = answered(MailServer(to_text=DROP))
    assert receipt == Uncertain("the mail server broke off after the text (SMTPServerDisconnected)")


def test_nobody_knows_when_the_answer_to_the_text_means_nothing() -> None:
    receipt = answered(MailServer(to_text="fine by me"))
    assert receipt == Uncertain("the mail server gave an answer after the text that means nothing")


def test_a_server_that_is_not_there_is_tried_again_later() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    receipt = deliver(CHANNEL, an_email(port))
    assert receipt == Refused("the mail server cannot be reached (ConnectionRefusedError)", retry=True)


def test_a_server_that_never_speaks_is_waited_for_no_longer_than_the_setting_says() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        receipt = deliver(CHANNEL, an_outgoing(to="ana@example.com", settings=settings(port, timeout=1)))
    assert receipt == Refused("the mail server cannot be reached (SMTPServerDisconnected)", retry=True)


def recite(listening: socket.socket, lines: list[str]) -> None:
    """Be a mail server that says these lines, each after hearing from the other side, and then hangs up.

    The other side may leave first.
    """
    connection, _ = listening.accept()
    with (
        connection,
        connection.makefile("rb") as heard,
        suppress(ConnectionResetError),
    ):  # the other side may leave first
        for line in lines:
            connection.sendall(f"{line}\r\n".encode())
            while (words := heard.readline()) and line.startswith("354") and words != b".\r\n":
                pass


def answered_by(*lines: str) -> Receipt:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=recite, args=(listening, list(lines)))
        thread.start()
        receipt = deliver(CHANNEL, an_email(listening.getsockname()[1]))
        thread.join()
    return receipt


def test_a_connection_lost_before_the_text_is_a_refusal() -> None:
    receipt = answered_by("220 hello", "250 example.com", "250 OK")
    assert receipt == Refused("the mail server broke off before the text (SMTPServerDisconnected)", retry=True)


def test_a_server_that_wants_no_text_now_is_tried_again_later() -> None:
    receipt = answered_by("220 hello", "250 example.com", "250 OK", "250 OK", "451 not now")
    assert receipt == Refused("the mail server does not take messages (code 451)", retry=True)


def test_an_accepted_email_stays_accepted_whatever_the_server_says_at_the_end() -> None:
    receipt = answered_by("220 hello", "250 example.com", "250 OK", "250 OK", "354 go on", "250 OK", "500 what?")
    assert receipt == Accepted("<example-practice-1@example.com>")


def with_encryption(server: MailServer, **more: SettingValue) -> Receipt:
    login: dict[str, SettingValue] = {"starttls": True, "user": "practice", "password": "fictional"}
    encrypted = settings(server.port, **{**login, **more})
    return deliver(CHANNEL, an_outgoing(to="ana@example.com", settings=encrypted))


def test_a_login_goes_over_an_encrypted_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with serving(MailServer(), starttls=True) as server:
        assert isinstance(with_encryption(server), Accepted)
        wrong = with_encryption(server, password="guessed")
    assert wrong == Refused("the mail server does not take this user and password", retry=True)
    assert len(server.taken) == 1


def test_a_server_that_is_encrypted_from_the_start_is_spoken_to_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with serving(MailServer(), tls=True) as server:
        early = settings(server.port, tls=True)  # the port of its own, 465, is not for everybody to open
        receipt = deliver(CHANNEL, an_outgoing(to="ana@example.com", settings=early))
    assert isinstance(receipt, Accepted)
    assert len(server.taken) == 1


def test_a_server_with_a_certificate_that_nobody_vouches_for_gets_nothing() -> None:
    with serving(MailServer(), starttls=True) as server:
        receipt = with_encryption(server)
    assert receipt == Refused("the mail server cannot be reached (SSLCertVerificationError)", retry=True)
    assert server.taken == []


def test_a_server_without_encryption_gets_nothing_when_it_was_asked_for(server: MailServer) -> None:
    receipt = with_encryption(server)
    assert isinstance(receipt, Refused)
    assert "does not offer the encryption" in receipt.reason
    assert server.taken == []


WRONG_SETTINGS: dict[str, tuple[dict[str, SettingValue], str]] = {
    "port too high": ({"port": 65536}, "the setting 'port' of the channel is not a number from 1 to 65535"),
    "port of zero": ({"port": 0}, "the setting 'port' of the channel is not a number from 1 to 65535"),
    "timeout": ({"timeout": 60}, "the setting 'timeout' of the channel is not a number from 1 to 25"),
    "sender": ({"sender": "the desk"}, "the setting 'sender' of the channel is not an e-mail address"),
    "smuggled sender": (
        {"sender": "desk@example.com\r\nBcc: b@example.com"},
        "the setting 'sender' of the channel is not an e-mail address",
    ),
    "no password": ({"user": "practice"}, "the settings of the channel name a user, but there is no password"),
    "password in clear": (
        {"user": "practice", "password": "fictional"},
        "a password only leaves encrypted: the setting 'starttls' of the channel has to be yes",
    ),
}


@pytest.mark.parametrize(("wrong", "told"), WRONG_SETTINGS.values(), ids=WRONG_SETTINGS)
def test_a_wrong_setting_is_told_in_words_and_the_message_waits(
    server: MailServer, wrong: dict[str, SettingValue], told: str
) -> None:
    given = {**settings(server.port), **wrong}
    receipt = deliver(CHANNEL, an_outgoing(to="ana@example.com", settings=given))
    assert receipt == Refused(told, retry=True)
    assert server.taken == []
