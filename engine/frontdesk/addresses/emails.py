"""E-mail addresses: read into the form that is kept, or refused with the cause (RFC 5321, 5322 and 6531).

``email-validator`` knows the form; whether the mailbox or its server exists is asked nobody.
"""

from __future__ import annotations

import re
import unicodedata

from frontdesk.problems import FrontdeskError

_TYPED = re.compile(r"([A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*)@((?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\.)+[A-Za-z]{2,})")
"""An address as most people have one; what it takes, ``email-validator`` reads alike, and takes as long to load."""
_LONGEST_TYPED = 64
_RESERVED = ("arpa", "invalid", "local", "localhost", "onion")
"""Ends of domains at which nobody has a mailbox (RFC 6761)."""
_BETWEEN = re.compile(r"[\s;,|/]+|\bor\b|\band\b")
_BEHIND_A_NAME = re.compile(r"<\s*([^<>\s]+@[^<>\s]+)\s*>\s*$")


class EmailError(FrontdeskError):
    """What was written is no e-mail address, or not a single one; says why."""


def read_email(text: str) -> str:
    """Read one e-mail address: the domain in small letters, the mailbox as it was written.

    Names that are reserved for examples and tests (RFC 2606) are taken. Raises EmailError, in words for whoever wrote
    it.
    """
    written = text.strip()
    if typed := _TYPED.fullmatch(written):
        domain = typed[2].lower()
        if len(written) <= _LONGEST_TYPED and domain.rpartition(".")[2] not in _RESERVED:
            return f"{typed[1]}@{domain}"
    if told := _told_apart(written):
        raise EmailError(f"'{text}' {told}")
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(written, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as error:
        cause = str(error).rstrip(".")
        raise EmailError(f"'{text}' is not an e-mail address: {cause[:1].lower()}{cause[1:]}") from None


def same_email(text: str) -> str:
    """The form in which e-mail addresses are compared: without regard to large and small letters.

    A mailbox may tell ``Ann`` from ``ann`` (RFC 5321, 2.4), and none that is known does; who refused as one has refused
    as both. What cannot be read is compared as it came.
    """
    written = unicodedata.normalize("NFC", text.strip())
    if not written.isascii() or "xn--" in written.casefold():
        try:
            written = read_email(written)
        except EmailError:
            return written.casefold()
    return written.casefold()


def _told_apart(written: str) -> str:
    """What *written* is that is more than an address, or other than one; empty when it may be one."""
    if written.casefold().startswith("mailto:"):
        return f"is a link; write the address alone: {written[len('mailto:') :]}"
    if len([piece for piece in _BETWEEN.split(written) if "@" in piece]) > 1:
        return "holds several addresses; write one, as each person has one here"
    if named := _BEHIND_A_NAME.search(written):
        return f"has a name with it; write the address alone: {named[1]}"
    if written.endswith("."):
        return "ends with a dot, which is no part of an e-mail address"
    return ""
