"""The vendor's whole test: frontdesk's conformance kit against a gateway that this test starts."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import acme_fax
import pytest

from frontdesk import Receipt, Refused, Uncertain, Unreachable
from frontdesk.testing import ChannelConformance, Trial, an_outgoing

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
    return {"url": f"http://127.0.0.1:{gateway.server_port}", "token": "fictional"}


class TestAcmeFax(ChannelConformance):
    @pytest.fixture
    def trial(self, gateway: Gateway) -> Trial:
        (channel,) = acme_fax.frontdesk_channels()
        return Trial(channel, an_outgoing(settings=settings(gateway)), lambda: len(gateway.faxes))


@pytest.mark.parametrize(
    ("number", "receipt"),
    [
        (NO_FAX, Unreachable("the gateway knows no such fax number", "invalid")),
        (BUSY, Refused("the gateway answered 503", retry=True)),
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
