"""The vendor's whole test: frontdesk's conformance kit against a gateway that this test starts."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import acme_fax
import pytest

from frontdesk import NotGenuineError, Posted, Receipt, Refused, Reported, Uncertain, Unreachable, receive
from frontdesk.testing import ChannelConformance, Sample, Trial, an_outgoing

(CHANNEL,) = acme_fax.frontdesk_channels()
KEY = "fictional key"

NO_FAX, BUSY, NOT_YOURS, STRANGE, BROKEN = (f"+1555015{last}" for last in range(1, 6))
ANSWERS: dict[str, tuple[int, object]] = {
    **{NO_FAX: (422, {}), NOT_YOURS: (403, {})},
    **{BUSY: (503, {}), BROKEN: (500, {}), STRANGE: (200, {})},
}


class Gateway(ThreadingHTTPServer):
    """Acme's gateway, with behaviour: keeps each id once, and has its own answer to some numbers."""

    faxes: dict[str, object]


class _Handler(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        page = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if page["to"] in ANSWERS:
            self._answer(*ANSWERS[page["to"]])
            return
        self.server.faxes.setdefault(self.path, page)
        self._answer(200, {"reference": self.path})

    def do_GET(self) -> None:
        known = self.path in self.server.faxes
        self._answer(200 if known else 404, {"reference": self.path})

    def _answer(self, code: int, data: object) -> None:
        body = json.dumps(data).encode()
        self.send_response(code)
        if code == 503:
            self.send_header("Retry-After", "90")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    server = Gateway(("127.0.0.1", 0), _Handler)
    server.faxes = {}
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def settings(gateway: Gateway) -> dict[str, str]:
    return {"url": f"http://127.0.0.1:{gateway.server_port}", "token": "fictional", "signing_key": KEY}


def posted(events: list[dict[str, object]], seconds_ago: int = 0, key: str = KEY) -> Posted:
    """What Acme's gateway posts."""
    body = json.dumps({"events": events}).encode()
    signature = acme_fax.signature(key, int(time.time()) - seconds_ago, body)
    return Posted("POST", "https://practice.example.com/in/fax", {acme_fax.SIGNED_BY.lower(): signature}, body)


def a_sample() -> Sample:
    noon = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    events: list[dict[str, object]] = [
        {"id": "e1", "fax": "f1", "status": "received", "at": noon.timestamp()},
        {"id": "e2", "fax": "f2", "status": "dialling", "at": noon.timestamp()},
        {"id": "e3", "fax": "f3", "status": "no_answer", "at": noon.timestamp(), "why": "nobody picked up"},
    ]
    first = Reported("e1", "f1", "delivered", at=noon)
    return Sample(
        posted(events), (first, Reported("e3", "f3", "undelivered", "nobody picked up", noon)), acme_fax.SIGNED_BY
    )


class TestAcmeFax(ChannelConformance):
    @pytest.fixture
    def trial(self, gateway: Gateway) -> Trial:
        message = an_outgoing(settings=settings(gateway))
        refused = tuple(replace(message, to=to) for to in (NO_FAX, BUSY, NOT_YOURS))
        return Trial(CHANNEL, message, lambda: len(gateway.faxes), refused=refused, posted=(a_sample(),))


@pytest.mark.parametrize(
    ("number", "receipt"),
    [
        (NO_FAX, Unreachable("the gateway knows no such fax number", "invalid")),
        (BUSY, Refused("the gateway answered 503", retry=True, after=timedelta(seconds=90))),
        (NOT_YOURS, Refused("the gateway answered 403")),
        (BROKEN, Uncertain("the gateway answered 500")),
        (STRANGE, Uncertain("the gateway broke off")),
    ],
)
def test_each_answer_of_the_gateway_has_its_receipt(gateway: Gateway, number: str, receipt: Receipt) -> None:
    assert acme_fax.send(an_outgoing(to=number, settings=settings(gateway))) == receipt
    assert gateway.faxes == {}


def test_a_gateway_that_is_not_there_is_tried_again_later() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    answer = acme_fax.send(an_outgoing(settings={"url": f"http://127.0.0.1:{port}"}))
    assert answer == Refused("the gateway is not there", retry=True)


@pytest.mark.parametrize(
    ("seconds_ago", "key", "known"),
    [(600, KEY, KEY), (-600, KEY, KEY), (0, "guessed", KEY), (0, "", "")],
    ids=["old", "of the future", "of somebody else", "without a key"],
)
def test_what_acme_did_not_sign_just_now_is_not_genuine(seconds_ago: int, key: str, known: str) -> None:
    settings = {"url": "https://fax.example.com", "signing_key": known}
    with pytest.raises(NotGenuineError):
        receive(CHANNEL, replace(posted([], seconds_ago, key), settings=settings))


def test_a_signature_that_never_ends_is_not_genuine() -> None:
    settings = {"url": "https://fax.example.com", "signing_key": KEY}
    with pytest.raises(NotGenuineError):
        receive(CHANNEL, replace(posted([]), headers={acme_fax.SIGNED_BY: "t=" + "9" * 5_000}, settings=settings))
