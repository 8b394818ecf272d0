"""Messages by fax, through Acme's gateway: POST a fax under its id, GET what became of it."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterable
from http.client import HTTPException
from urllib.parse import quote

from frontdesk import Accepted, Channel, Outgoing, Receipt, Refused, Setting, Uncertain, Unreachable, hookimpl

_SECONDS = 20.0
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
        ),
        idempotent=True,
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
        return Refused(f"the gateway answered {error.code}", retry=error.code == _BUSY)
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


def _ask(outgoing: Outgoing, body: bytes | None) -> str:
    address = f"{outgoing.settings['url']}/faxes/{quote(outgoing.message_id, safe='')}"
    headers = {"Authorization": f"Bearer {outgoing.settings.get('token', '')}", "Content-Type": "application/json"}
    request = urllib.request.Request(address, data=body, headers=headers)
    with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
        return str(json.load(answer)["reference"])
