"""Messages by fax, through Acme's gateway: POST a fax under its id, GET what became of it, or be told of it later."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from urllib.parse import quote

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
    ReportWord,
    Setting,
    Uncertain,
    Unreachable,
    hookimpl,
)

SIGNED_BY = "Acme-Signature"
_SECONDS = 20.0
_DAY = 86_400
_MOST_DIGITS = 12
_OLDEST = 300
"""How many seconds old a signed event may be: a request that somebody recorded is worth nothing later."""
_REPORTS: dict[str, ReportWord] = {"received": "delivered", "no_answer": "undelivered", "gone": "failed"}
"""Acme's word for what became of a fax, and frontdesk's. Acme has others, for what is none of our business."""
_NO_SUCH_NUMBER = 422
_BROKEN, _BUSY = 500, 503


@hookimpl
def frontdesk_channels() -> Iterable[Channel]:
    """Offer the channel."""
    yield Channel(
        name="acme_fax",
        send=send,
        look_up=look_up,
        settings=(
            Setting("url", required=True, means="where Acme's gateway is"),
            Setting("token", secret=True, means="your key to the gateway"),
            Setting("signing_key", secret=True, means="the key with which the gateway signs what it posts to you"),
        ),
        idempotent=True,
        inbound=inbound,
        means="sends a fax through Acme's gateway",
    )


def send(outgoing: Outgoing) -> Receipt:
    """Send one fax; the gateway takes the same id only once, so that even a busy one may be asked again."""
    page = f"{outgoing.practice}\n{outgoing.subject}\n\n{outgoing.body}"
    body = json.dumps({"to": outgoing.to, "page": page}).encode()
    try:
        return Accepted(_ask(outgoing, body))
    except urllib.error.HTTPError as error:
        if error.code == _NO_SUCH_NUMBER:
            return Unreachable("the gateway knows no such fax number", "invalid")
        if error.code > _BUSY or error.code == _BROKEN:
            return Uncertain(f"the gateway answered {error.code}")
        if error.code == _BUSY:
            return Refused(f"the gateway answered {error.code}", retry=True, after=_wait(error.headers["Retry-After"]))
        return Refused(f"the gateway answered {error.code}")
    except urllib.error.URLError as error:
        if isinstance(error.reason, ConnectionRefusedError):
            return Refused("the gateway is not there", retry=True)
        return Uncertain("the gateway did not answer")
    except (OSError, HTTPException, ValueError, KeyError):
        return Uncertain("the gateway broke off")


def look_up(outgoing: Outgoing) -> Receipt | None:
    """Ask what became of a fax."""
    try:
        return Accepted(_ask(outgoing, None))
    except (OSError, HTTPException, ValueError, KeyError):
        return None


def inbound(posted: Posted) -> Iterator[Replied | Reported]:
    """Tell what became of faxes. Raises NotGenuineError unless Acme signed it with your key in the last minutes."""
    _prove(posted)
    for event in json.loads(posted.body)["events"]:
        if event["status"] in _REPORTS:
            at = datetime.fromtimestamp(event["at"], UTC)
            yield Reported(event["id"], event["fax"], _REPORTS[event["status"]], event.get("why", ""), at)


def signature(key: str, seconds: int, body: bytes) -> str:
    """Return what Acme writes into the header: the time, and the HMAC-SHA256 of the time and the body."""
    signed = hmac.new(key.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={seconds},v1={signed}"


def _prove(posted: Posted) -> None:
    key, given = str(posted.settings.get("signing_key", "")), posted.header(SIGNED_BY)
    seconds = given.partition(",")[0].removeprefix("t=")
    if not key or not (seconds.isascii() and seconds.isdigit() and len(seconds) < _MOST_DIGITS):
        raise NotGenuineError("there is no key, or no signature")
    if not hmac.compare_digest(signature(key, int(seconds), posted.body).encode(), given.encode()):
        raise NotGenuineError("the signature is not Acme's")
    if abs(time.time() - int(seconds)) > _OLDEST:
        raise NotGenuineError("the signature is old")


def _wait(seconds: str | None) -> timedelta | None:
    """How long Acme wants to be left alone, if it says so in seconds."""
    if not (seconds and seconds.isascii() and seconds.isdigit() and 0 < int(seconds) <= _DAY):
        return None
    return timedelta(seconds=int(seconds))


def _ask(outgoing: Outgoing, body: bytes | None) -> str:
    address = f"{outgoing.settings['url']}/faxes/{quote(outgoing.message_id, safe='')}"
    headers = {"Authorization": f"Bearer {outgoing.settings.get('token', '')}", "Content-Type": "application/json"}
    request = urllib.request.Request(address, data=body, headers=headers)
    with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
        return str(json.load(answer)["reference"])
