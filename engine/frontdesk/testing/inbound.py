"""The part of the conformance kit for what providers post: read right, the same each time, and never when forged.

Knows no web server: a sample is a request as a value, and what it must give.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace

from frontdesk.hookspecs import Channel, NotGenuineError, Posted, Replied, Reported
from frontdesk.plugins.receiving import receive
from frontdesk.problems import PluginError

_TAKEN_IN = "the channel took it in"


@dataclass(frozen=True, slots=True)
class Sample:
    """Something that the provider posts, and what the channel must make of it (nothing, if it is neither).

    ``signed_by`` names the header that proves where it comes from. Where ``posted`` has no settings, those of the
    trial's message hold.
    """

    posted: Posted
    gives: tuple[Replied | Reported, ...]
    signed_by: str


def check_samples(channel: Channel, samples: Sequence[Sample], seconds: float) -> None:
    """Check that *channel* reads each of *samples* as it must. Raises AssertionError, in words."""
    if channel.inbound is None:
        assert not samples, f"'posted' shows what is posted to '{channel.name}', but the channel has no 'inbound'"
        return
    assert samples, f"the channel '{channel.name}' has an 'inbound'; show under 'posted' what its provider posts"
    for number, sample in enumerate(samples, start=1):
        what = f"the sample {number} of 'posted'"
        assert sample.signed_by, f"{what} does not say under 'signed_by' which header proves that it is genuine"
        first = _received(channel, sample.posted, seconds, what)
        missing = [one for one in sample.gives if one not in first]
        assert not missing, f"{what} should give {missing[0]!r}, but the channel gave {list(first)}"
        assert first == sample.gives, f"{what} should give {list(sample.gives)}, but the channel gave {list(first)}"
        again = _received(channel, sample.posted, seconds, f"{what}, posted once more")
        assert again == first, f"{what}, posted twice, gave {list(first)}, then {list(again)}; a repeat must be known"
        for forgery, posted in _forgeries(sample):
            read = _read_of(channel, posted, seconds)
            assert not read, f"{what} {forgery} should raise NotGenuineError before anything is read, but {read}"
        for setting in (one.name for one in channel.settings if one.secret):
            read = _read_of(channel, _without(setting, sample), seconds)
            assert read != _TAKEN_IN, f"{what}, not signed, is taken in where '{setting}' is not set; it proves nothing"


def _received(channel: Channel, posted: Posted, seconds: float, what: str) -> tuple[Replied | Reported, ...]:
    said = io.StringIO()
    try:
        with redirect_stdout(said), redirect_stderr(said):
            records = receive(channel, posted, seconds)
    except NotGenuineError:
        raise AssertionError(f"{what} is genuine, and the channel takes it for a forgery") from None
    except PluginError as error:
        raise AssertionError(f"{what}: {error}") from None
    assert not said.getvalue(), f"the channel prints while it reads {what}; a patient may be in it"
    return records


def _read_of(channel: Channel, posted: Posted, seconds: float) -> str:
    """What the channel does with a forgery; empty when it refuses it, as it should."""
    try:
        receive(channel, posted, seconds)
    except NotGenuineError:
        return ""
    except PluginError as error:
        return str(error)
    return _TAKEN_IN


def _without(setting: str, sample: Sample) -> Posted:
    """The sample as somebody would post it to a practice that has not set its key yet."""
    posted, name = sample.posted, sample.signed_by.casefold()
    headers = {key: value for key, value in posted.headers.items() if key.casefold() != name}
    return replace(posted, headers=headers, settings={**posted.settings, setting: ""})


def _forgeries(sample: Sample) -> Iterator[tuple[str, Posted]]:
    """The sample as somebody would post it who does not have the provider's key."""
    posted, name = sample.posted, sample.signed_by.casefold()
    middle = len(posted.body) // 2
    if posted.body:
        other = posted.body[:middle] + bytes([posted.body[middle] ^ 1]) + posted.body[middle + 1 :]
        yield "with a byte of its body changed", replace(posted, body=other)
    else:
        yield "with more in its address", replace(posted, url=f"{posted.url}&more=1")
    others = {key: value for key, value in posted.headers.items() if key.casefold() != name}
    yield f"without the header '{sample.signed_by}'", replace(posted, headers=others)
    signature = posted.header(name)
    wrong = signature[:-1] + ("0" if signature[-1:] != "0" else "1")
    yield "with a wrong signature", replace(posted, headers={**others, name: wrong})
