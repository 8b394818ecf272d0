"""The kit's look at what providers post: an honest channel passes, and every fault planted here is caught."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from frontdesk import Accepted, Channel, NotGenuineError, Posted, Replied, Reported, Setting
from frontdesk.testing import Sample, Trial, an_outgoing
from frontdesk.testing.channels import check_inbound

KEY = b"fictional"


def signed(body: bytes) -> str:
    return hmac.new(KEY, body, hashlib.sha256).hexdigest()


def inbound(posted: Posted) -> Iterator[Replied | Reported]:
    """Read what the provider posts, as a good channel does."""
    if not hmac.compare_digest(signed(posted.body), posted.header("x-signature")):
        raise NotGenuineError("somebody else posted it")
    return unproved(posted)


def unproved(posted: Posted) -> Iterator[Replied | Reported]:
    """Read what anybody posts."""
    for event in json.loads(posted.body):
        if "text" in event:
            yield Replied(event["id"], event["from"], event["text"], "+15550199")
        elif "state" in event:
            yield Reported(event["id"], event["fax"], event["state"])


def a_sample() -> Sample:
    events = [
        {"id": "e1", "from": "+15550100", "text": "STOP"},
        {"id": "e2", "fax": "f1", "state": "delivered"},
        {"id": "e3", "opened": "today"},
    ]
    body = json.dumps(events).encode()
    posted = Posted("POST", "https://practice.example.com/in/fax", {"X-Signature": signed(body)}, body)
    gives = Replied("e1", "+15550100", "STOP", "+15550199"), Reported("e2", "f1", "delivered")
    return Sample(posted, gives, "X-Signature")


Read = Callable[[Posted], object]


def check(read: Read | None, *samples: Sample) -> None:
    channel = Channel("fax", lambda outgoing: Accepted("1"), means="sends a fax", inbound=read)  # type: ignore[arg-type]  # proper or not
    check_inbound(Trial(channel, an_outgoing(), seconds=0.2, posted=samples))


def distrusting(posted: Posted) -> Iterator[Replied | Reported]:
    """What a channel does that was given another key."""
    raise NotGenuineError("never seen it")


def numbering(after: int = 0) -> Callable[[Posted], list[Replied | Reported]]:
    """What a channel does that makes up the ids of events, all or from some time on."""
    times: list[Posted] = []

    def read(posted: Posted) -> list[Replied | Reported]:
        records = list(inbound(posted))
        times.append(posted)
        new = len(times) > after
        return [replace(one, event=f"{one.event}-{len(times)}" if new else one.event) for one in records]

    return read


FAULTS: dict[str, tuple[Read, str]] = {
    "believes whoever posts": (unproved, "should raise NotGenuineError"),
    "believes what is not signed": (
        lambda posted: inbound(posted) if posted.header("x-signature") else unproved(posted),
        "without the header 'X-Signature' should raise NotGenuineError",
    ),
    "looks only at whether it is signed": (
        lambda posted: unproved(posted) if posted.header("x-signature") else inbound(posted),
        "should raise NotGenuineError",
    ),
    "looks at the beginning of a signature": (
        lambda posted: (
            unproved(posted) if posted.header("x-signature")[:9] == signed(posted.body)[:9] else inbound(posted)
        ),
        "with a wrong signature should raise NotGenuineError",
    ),
    "reads before it proves": (
        lambda posted: (list(unproved(posted)), inbound(posted))[1],
        "should raise NotGenuineError before anything is read, but the channel plugin 'fax' stopped with",
    ),
    "proves nothing to be genuine": (distrusting, "is genuine, and the channel takes it for a forgery"),
    "makes up an id": (numbering(), "should give Replied(event='e1'"),
    "numbers what is posted again": (numbering(after=1), "posted twice, gave"),
    "forgets a reply": (lambda posted: list(inbound(posted))[1:], "should give Replied(event='e1'"),
    "tells what is neither reply nor report": (
        lambda posted: [*inbound(posted), Reported("e3", "f1", "delivered")],
        "but the channel gave",
    ),
    "turns the order round": (lambda posted: list(inbound(posted))[::-1], "but the channel gave [Reported("),
    "prints what comes in": (
        lambda posted: (print(posted.body), inbound(posted))[1],
        "the channel prints while it reads the sample 1",
    ),
    "gives a dict": (
        lambda posted: [{"event": one.event} for one in inbound(posted)],
        "it is a dict, not a Replied or Reported",
    ),
}


@pytest.mark.parametrize(("read", "told"), FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_caught_and_told_in_words(read: Read, told: str) -> None:
    with pytest.raises(AssertionError) as caught:
        check(read, a_sample())
    assert told in str(caught.value)


def test_an_honest_channel_passes() -> None:
    check(inbound, a_sample())
    check(None)


def with_a_key(read: Read) -> None:
    """Check a channel whose key is a setting."""
    keyed = replace(a_sample(), posted=replace(a_sample().posted, settings={"key": KEY.decode()}))
    key = Setting("key", secret=True, default="", means="the provider's key")
    channel = Channel("fax", lambda outgoing: Accepted("1"), (key,), means="sends a fax", inbound=read)  # type: ignore[arg-type]  # as above
    check_inbound(Trial(channel, an_outgoing(), seconds=0.2, posted=(keyed,)))


def test_a_channel_that_proves_nothing_while_its_key_is_not_set_is_caught() -> None:
    with_a_key(inbound)
    with pytest.raises(AssertionError, match="not signed, is taken in where 'key' is not set"):
        with_a_key(lambda posted: inbound(posted) if posted.settings["key"] else unproved(posted))


def test_a_sample_without_a_body_is_forged_by_its_address() -> None:
    def read(posted: Posted) -> Iterator[Reported]:
        if posted.header("x-signature") != signed(posted.url.encode()):
            raise NotGenuineError("somebody else asked")
        yield Reported("e1", "f1", "delivered")

    url = "https://practice.example.com/in/fax?fax=f1&state=delivered"
    posted = Posted("GET", url, {"X-Signature": signed(url.encode())}, b"")
    check(read, Sample(posted, (Reported("e1", "f1", "delivered"),), "X-Signature"))


def test_samples_for_a_channel_that_takes_nothing_in_are_a_mistake_of_the_test() -> None:
    with pytest.raises(AssertionError, match="the channel has no 'inbound'"):
        check(None, a_sample())


def test_a_channel_that_takes_something_in_has_to_show_it() -> None:
    with pytest.raises(AssertionError, match="show under 'posted' what its provider posts"):
        check(inbound)


def test_a_sample_that_nothing_proves_is_none() -> None:
    with pytest.raises(AssertionError, match="does not say under 'signed_by'"):
        check(inbound, replace(a_sample(), signed_by=""))
