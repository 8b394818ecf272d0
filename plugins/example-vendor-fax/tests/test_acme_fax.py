"""The vendor's whole test: frontdesk's conformance kit against a gateway that this test starts."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import acme_fax
import pytest

from frontdesk import Refused, Unreachable
from frontdesk.testing import ChannelConformance, Trial, an_outgoing


class Gateway(ThreadingHTTPServer):
    """Acme's gateway, with behaviour: keeps each id once, knows one number that is no fax."""

    faxes: dict[str, object]


class _Handler(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        page = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if page["to"] == "+15550199":
            self._answer(422, {})
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
    thread = threading.Thread(target=server.serve_forever)
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


def test_a_number_that_is_no_fax_is_unreachable(gateway: Gateway) -> None:
    answer = acme_fax.send(an_outgoing(to="+15550199", settings=settings(gateway)))
    assert answer == Unreachable("the gateway knows no such fax number", "invalid")


def test_a_gateway_that_is_not_there_is_tried_again_later() -> None:
    answer = acme_fax.send(an_outgoing(settings={"url": "http://127.0.0.1:9"}))
    assert answer == Refused("the gateway is not there", retry=True)
