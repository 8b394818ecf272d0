"""Channel ``outbox``: one readable file a message, for practising, for printing, and for sending by other means.

Whoever carried a message otherwise may tell what became of it, and what was answered, in a few lines of JSON.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from frontdesk import (
    Accepted,
    Channel,
    NotGenuineError,
    Outgoing,
    Posted,
    Receipt,
    Refused,
    Replied,
    Reported,
    Setting,
    hookimpl,
)

_LONGEST = 100
SIGNED_BY = "X-Outbox-Signature"
"""The header with the HMAC-SHA256 of the body under the setting ``key``, in hexadecimal letters (RFC 2104)."""


@hookimpl
def frontdesk_channels() -> Iterable[Channel]:
    """Offer the channel."""
    yield Channel(
        name="outbox",
        send=send,
        look_up=look_up,
        settings=(
            Setting("folder", "path", default="outbox", means="the folder for the files; without it, 'outbox'"),
            Setting("key", secret=True, means="what signs the answers that are read; without it they are not signed"),
        ),
        idempotent=True,
        inbound=inbound,
        means="writes each message into a file of its own",
    )


def send(outgoing: Outgoing) -> Receipt:
    """Write the file; one that is there already is the same message, so it stays."""
    file = _file(outgoing)
    try:
        if not file.exists():
            _write(file, _text(outgoing))
    except OSError as error:
        return Refused(f"the file could not be written: {(error.strerror or 'no reason given').lower()}", retry=True)
    return Accepted(file.name)


def look_up(outgoing: Outgoing) -> Receipt | None:
    """Find the file of a message written earlier."""
    file = _file(outgoing)
    return Accepted(file.name) if file.exists() else None


def inbound(posted: Posted) -> Iterator[Replied | Reported]:
    """Read an answer, or a list of them: a reply with ``event``, ``number``, ``text`` and ``to``, or a report.

    A reply may say ``at``, when it was written, in the form of ISO 8601 with its zone. A report has ``event``,
    ``reference`` (the name of the file), ``report``, and a ``reason`` if there is one. Either has to be signed. Raises
    NotGenuineError when it is not, or when there is no key by which that could be told.
    """
    key = str(posted.settings.get("key", ""))
    if not key:
        raise NotGenuineError("the setting 'key' is empty, so nothing proves who posted this")
    if not hmac.compare_digest(signature(key, posted.body), posted.header(SIGNED_BY).encode()):
        raise NotGenuineError("the signature is not the one of this body and key")
    answers = json.loads(posted.body)
    for said in answers if isinstance(answers, list) else [answers]:
        if "report" in said:
            yield Reported(said["event"], said["reference"], said["report"], said.get("reason", ""))
        else:
            at = datetime.fromisoformat(said["at"]) if "at" in said else None
            yield Replied(said["event"], said["number"], said["text"], said["to"], at)


def signature(key: str, body: bytes) -> bytes:
    """Return how *body* is signed under *key*."""
    return hmac.new(key.encode(), body, hashlib.sha256).hexdigest().encode()


def _file(outgoing: Outgoing) -> Path:
    """Where the message goes: an id that makes no file name as it stands is told from its like by a checksum."""
    name = re.sub(r"[^a-z0-9._-]", "_", outgoing.message_id.lower())[:_LONGEST]
    if name != outgoing.message_id:
        name += f"-{hashlib.sha256(outgoing.message_id.encode()).hexdigest()[:12]}"
    return Path(str(outgoing.settings["folder"])) / f"{name}.txt"


def _write(file: Path, text: str) -> None:
    """Write the whole file or none: it gets its name when it is complete."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)  # who gets mail is for the practice alone
    handle, draft = tempfile.mkstemp(dir=file.parent, prefix=".writing-")
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as open_file:
            open_file.write(text)
            open_file.flush()
            os.fsync(open_file.fileno())
        os.replace(draft, file)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _text(outgoing: Outgoing) -> str:
    head = [
        f"By:      {outgoing.channel}",
        f"To:      {outgoing.to}",
        f"From:    {outgoing.practice} {outgoing.sender}",
    ]
    head += [f"At:      {outgoing.at:%Y-%m-%d %H:%M} UTC"]
    head += [f"Subject: {outgoing.subject}"] if outgoing.subject else []
    return "\n".join(line.rstrip() for line in head) + f"\n\n{outgoing.body}\n"
