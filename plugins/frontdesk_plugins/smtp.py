"""Channel ``smtp``: e-mail through a mail server, with the standard library (RFC 5321).

Goes step by step, so that it is known whether a message can have left: before its text is handed over, never.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from frontdesk import Accepted, Channel, Outgoing, Receipt, Refused, Setting, Settings, Uncertain, Unreachable, hookimpl

_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", re.ASCII)
_SEVEN_BITS = SMTP.clone(cte_type="7bit")  # not every server says whether it takes more
_TLS_PORT = 465
_READY_FOR_TEXT = 354
_TAKEN = range(200, 300)
_NOT_FOR_NOW = range(400, 500)
_NEVER = range(500, 600)


@hookimpl
def frontdesk_channels() -> Iterable[Channel]:
    """Offer the channel."""
    yield Channel(
        name="smtp",
        send=send,
        settings=(
            Setting("host", required=True, means="the name of the mail server"),
            Setting("sender", required=True, means="the address that e-mails come from"),
            Setting("port", "int", default=587, means="its port; without it 587"),
            Setting(
                "starttls", "yes_no", default=True, means="yes (also without it) or no, for a server on this machine"
            ),
            Setting("tls", "yes_no", means="yes for a server that is encrypted from the start, as on port 465"),
            Setting("user", means="the name to log in with, if the server asks for one"),
            Setting("password", secret=True, means="the password to log in with"),
            Setting("timeout", "int", default=10, means="how many seconds to wait for the server; without it 10"),
        ),
        means="sends e-mails through a mail server",
    )


def send(outgoing: Outgoing) -> Receipt:
    """Hand one e-mail to the server; whatever can be known to be wrong is known before that."""
    if not _ADDRESS.fullmatch(outgoing.to):
        return Unreachable("the address is not one that mail servers take", "invalid")
    try:
        server = _read(outgoing.settings)
    except ValueError as error:
        return Refused(str(error), retry=True)
    email = _written(outgoing, server.sender)
    try:
        connection = _connected(server)
    except smtplib.SMTPAuthenticationError:
        return Refused("the mail server does not take this user and password", retry=True)
    except smtplib.SMTPNotSupportedError:
        return Refused("the mail server does not offer the encryption or the login of the settings", retry=True)
    except (OSError, smtplib.SMTPException) as error:
        return Refused(f"the mail server cannot be reached ({type(error).__name__})", retry=True)
    try:
        return _handed_over(connection, email)
    finally:
        _take_leave(connection)


@dataclass(frozen=True, slots=True)
class _Email:
    sender: str
    to: str
    message_id: str
    text: bytes


@dataclass(frozen=True, slots=True)
class _Server:
    host: str
    port: int
    starttls: bool
    encrypted: bool
    """From the start, before a word is said."""
    timeout: int
    sender: str
    user: str
    password: str


def _read(settings: Settings) -> _Server:
    """Read the settings; raises ValueError in words for staff where they do not go together."""
    port = _within(settings, "port", 65535)
    server = _Server(
        host=str(settings["host"]),
        port=port,
        starttls=bool(settings["starttls"]),
        encrypted=bool(settings.get("tls", port == _TLS_PORT)),
        timeout=_within(settings, "timeout", 25),
        sender=str(settings["sender"]),
        user=str(settings.get("user", "")),
        password=str(settings.get("password", "")),
    )
    if not _ADDRESS.fullmatch(server.sender):
        raise ValueError("the setting 'sender' of the channel is not an e-mail address")
    if server.user and not server.password:
        raise ValueError("the settings of the channel name a user, but there is no password")
    if server.user and not (server.starttls or server.encrypted):
        raise ValueError("a password only leaves encrypted: the setting 'starttls' of the channel has to be yes")
    return server


def _within(settings: Settings, name: str, most: int) -> int:
    number = int(settings[name])
    if not 0 < number <= most:
        raise ValueError(f"the setting '{name}' of the channel is not a number from 1 to {most}")
    return number


def _connected(server: _Server) -> smtplib.SMTP:
    context = ssl.create_default_context()
    connection: smtplib.SMTP
    if server.encrypted:
        connection = smtplib.SMTP_SSL(server.host, server.port, timeout=server.timeout, context=context)
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
    try:
        if server.starttls and not server.encrypted:
            connection.starttls(context=context)
        connection.ehlo_or_helo_if_needed()
        if server.user:
            connection.login(server.user, server.password)
    except BaseException:
        connection.close()
        raise
    return connection


def _take_leave(connection: smtplib.SMTP) -> None:
    """Say goodbye and do not wait for the reply: nothing that follows may change what became of the message."""
    with suppress(OSError, smtplib.SMTPException):
        connection.putcmd("QUIT")
    connection.close()


def _handed_over(connection: smtplib.SMTP, email: _Email) -> Receipt:
    """Go through RFC 5321's steps: who sends, who gets it, may I, here it is."""
    try:
        code, _ = connection.mail(email.sender)
        if code not in _TAKEN:
            return _no("the sender", code)
        code, words = connection.rcpt(email.to)
        if _is_bad_address(code, words):
            return Unreachable(f"the mail server does not take the address (code {code})", "invalid")
        if code not in _TAKEN:
            return _no("a message to this address", code)
        code, _ = connection.docmd("DATA")
        if code != _READY_FOR_TEXT:
            return _no("messages", code)
    except (OSError, smtplib.SMTPException) as error:
        return Refused(f"the mail server broke off before the text ({type(error).__name__})", retry=True)
    try:
        connection.send(email.text)
        code, _ = connection.getreply()
    except (OSError, smtplib.SMTPException) as error:
        return Uncertain(f"the mail server broke off after the text ({type(error).__name__})")
    if code in _TAKEN:
        return Accepted(email.message_id)
    if code in _NOT_FOR_NOW or code in _NEVER:
        return _no("the text", code)
    return Uncertain("the mail server gave an answer after the text that means nothing")


def _no(what: str, code: int) -> Refused:
    return Refused(f"the mail server does not take {what} (code {code})", retry=code not in _NEVER)


def _is_bad_address(code: int, words: bytes) -> bool:
    """Whether a refusal is about the address; by the finer code where the server gives one (RFC 3463).

    A server that does not relay, or not for this sender, says 5xx to every address: that makes none of them invalid.
    """
    finer = re.match(rb"\d\.\d{1,3}\.\d{1,3}", words)
    if finer:
        return finer[0] in (b"5.1.1", b"5.1.2", b"5.1.3", b"5.1.6", b"5.1.10", b"5.2.1")
    return code in (550, 551, 553)


def _written(outgoing: Outgoing, sender: str) -> _Email:
    """Write the e-mail as it goes over the wire; the same message has the same Message-ID however often it is sent."""
    name, _, domain = sender.rpartition("@")
    message = EmailMessage(policy=_SEVEN_BITS)
    message["From"] = Address(_as_written(outgoing.practice), name, domain)
    to_name, _, to_domain = outgoing.to.rpartition("@")
    message["To"] = Address("", to_name, to_domain)
    message["Subject"] = _as_written(outgoing.subject or f"Message from {outgoing.practice}")
    message["Date"] = outgoing.at
    message["Message-ID"] = message_id = f"<{quote(outgoing.message_id, safe='')}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday reply answers it
    message.set_content(outgoing.body)
    text = re.sub(rb"(?m)^\.", b"..", message.as_bytes()) + b".\r\n"
    return _Email(sender, outgoing.to, message_id, text)


def _as_written(words: str) -> str:
    """Words of a header that mean what they say: "=?...?=" would be decoded, line breaks and all (RFC 2047)."""
    return words.replace("=?", "= ?")
