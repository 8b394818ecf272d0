"""A real mail server on this machine, which keeps what it is given and says no where a test wants it to."""

# ruff: noqa: N802 - aiosmtpd calls handlers by these names

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

CERTIFICATE = Path(__file__).with_name("localhost.pem")
DROP = "drop the connection"


@dataclass(slots=True)
class MailServer:
    """What the server answers to each step (its usual answer where nothing is said), and the e-mails it has taken."""

    to_sender: str = ""
    to_recipient: str = ""
    to_text: str = ""
    port: int = 0
    taken: list[Envelope] = field(default_factory=list)

    def email(self, number: int = 0) -> EmailMessage:
        """The e-mail taken first, or the one after so many."""
        content = self.taken[number].content
        assert isinstance(content, bytes)
        email = message_from_bytes(content, policy=policy.default)
        assert isinstance(email, EmailMessage)
        return email

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = None if self.to_sender else address
        return self.to_sender or "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.to_recipient:
            return self.to_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.to_text == DROP:
            assert server.transport is not None
            server.transport.close()
            return "451 never read"
        if self.to_text:
            return self.to_text
        self.taken.append(envelope)
        return "250 OK"


class _OnFreePort(Controller):
    """A controller that listens on a port which is its own from the start."""

    def __init__(self, handler: MailServer, **options: Any) -> None:
        self.listening = socket.create_server(("127.0.0.1", 0))
        handler.port = self.listening.getsockname()[1]
        super().__init__(handler, hostname="127.0.0.1", port=handler.port, **options)

    def _create_server(self) -> Awaitable[asyncio.AbstractServer]:
        return self.loop.create_server(self._factory_invoker, sock=self.listening, ssl=self.ssl_context)


def _only_the_practice(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: LoginPassword
) -> AuthResult:
    return AuthResult(success=given == LoginPassword(b"practice", b"fictional"), handled=False)


@contextmanager
def serving(server: MailServer, *, starttls: bool = False, tls: bool = False) -> Iterator[MailServer]:
    """Run the server while the test does its work.

    With *starttls* it asks for that and for a login; with *tls* it is encrypted from the start.
    """
    options: dict[str, Any] = {}
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(CERTIFICATE)
    if starttls:
        login = {"auth_required": True, "authenticator": _only_the_practice}
        options = {"tls_context": context, "require_starttls": True, **login}
    if tls:
        options = {"ssl_context": context}
    controller = _OnFreePort(server, **options)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
