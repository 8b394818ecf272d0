"""Channel ``smtp``: e-mail through a mail server, with the standard library (RFC 5321).

Goes step by step, so that it is known whether a message can have left: before its text is handed over, never.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Iterable, Mapping
from email.message import EmailMessage
from email.policy import SMTP as WIRE

from frontdesk import Accepted, Channel, Outgoing, Receipt, Refused, Setting, Uncertain, Unreachable, hookimpl

_SECONDS = 20.0
_SECURITY = ("starttls", "tls", "none")
_READY_FOR_TEXT = 354
_TAKEN = 250
_PERMANENT = 500


@hookimpl
def frontdesk_channels() -> Iterable[Channel]:
    """Offer the channel."""
    yield Channel(
        name="smtp",
        send=send,
        settings=(
            Setting("host", required=True, means="the name of the mail server"),
            Setting("from", required=True, means="the address that e-mails come from"),
            Setting("port", means="its port; without it 587, or 465 with security: tls"),
            Setting("security", means="starttls (default), tls, or none for a server on this machine"),
            Setting("user", means="the name to log in with, if the server asks for one"),
            Setting("password", secret=True, means="the password to log in with"),
        ),
        carries_subject=True,
        means="sends e-mails through a mail server",
    )


def send(outgoing: Outgoing) -> Receipt:
    """Hand one e-mail to the server."""
    if not outgoing.to.strip():
        return Unreachable("there is no address", "invalid")
    if outgoing.broken_header:
        return Refused(f"the {outgoing.broken_header} holds a line break")
    if not outgoing.to.isascii():
        return Refused("the address holds letters that mail servers do not take")
    settings = outgoing.settings
    if settings.get("security", "starttls") not in _SECURITY:
        return Refused("the setting 'security' is none of starttls, tls and none", retry=True)
    try:
        server = _connected(settings)
    except smtplib.SMTPAuthenticationError:
        return Refused("the mail server does not take this user and password", retry=True)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        return Refused(f"the mail server cannot be reached ({type(error).__name__})", retry=True)
    with server:
        return _handed_over(server, outgoing)


def _connected(settings: Mapping[str, str]) -> smtplib.SMTP:
    security = settings.get("security") or "starttls"
    port = int(settings.get("port") or (465 if security == "tls" else 587))
    server: smtplib.SMTP
    if security == "tls":
        server = smtplib.SMTP_SSL(settings["host"], port, timeout=_SECONDS, context=ssl.create_default_context())
    else:
        server = smtplib.SMTP(settings["host"], port, timeout=_SECONDS)
    server.ehlo_or_helo_if_needed()
    if security == "starttls":
        server.starttls(context=ssl.create_default_context())
        server.ehlo()
    if settings.get("user"):
        server.login(settings["user"], settings.get("password", ""))
    return server


def _handed_over(server: smtplib.SMTP, outgoing: Outgoing) -> Receipt:
    """Go through RFC 5321's steps: who sends, who gets it, may I, here it is."""
    try:
        code, _ = server.mail(outgoing.settings["from"])
        if code != _TAKEN:
            return Refused(f"the mail server does not take the sender (code {code})", retry=code < _PERMANENT)
        code, _ = server.rcpt(outgoing.to)
        if code not in (_TAKEN, 251):
            if code >= _PERMANENT:
                return Unreachable(f"the mail server does not take the address (code {code})", "invalid")
            return Refused(f"the mail server does not take the address for now (code {code})", retry=True)
        code, _ = server.docmd("DATA")
        if code != _READY_FOR_TEXT:
            return Refused(f"the mail server does not take e-mails for now (code {code})", retry=code < _PERMANENT)
    except (OSError, smtplib.SMTPException) as error:
        return Refused(f"the mail server broke off before the text ({type(error).__name__})", retry=True)
    return _text_sent(server, outgoing)


def _text_sent(server: smtplib.SMTP, outgoing: Outgoing) -> Receipt:
    message = _message(outgoing)
    try:
        server.send(re.sub(rb"(?m)^\.", b"..", message.as_bytes(policy=WIRE)))
        server.send(b"\r\n.\r\n")
        code, _ = server.getreply()
    except (OSError, smtplib.SMTPException) as error:
        return Uncertain(f"the mail server broke off after the text ({type(error).__name__})")
    if code == _TAKEN:
        return Accepted(str(message["Message-ID"]))
    return Refused(f"the mail server does not take the text (code {code})", retry=code < _PERMANENT)


def _message(outgoing: Outgoing) -> EmailMessage:
    sender = outgoing.settings["from"]
    message = EmailMessage()
    message["From"] = sender
    message["To"] = outgoing.to
    message["Subject"] = outgoing.subject or f"Message from {outgoing.practice}"
    message["Date"] = outgoing.at
    message["Message-ID"] = f"<{outgoing.message_id}@{sender.rpartition('@')[2]}>"
    message.set_content(outgoing.body)
    return message
