"""The kit that vendors test with: it passes an honest channel, and catches every fault planted here."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from frontdesk import (
    Accepted,
    Channel,
    Outgoing,
    Receipt,
    Refused,
    Setting,
    Uncertain,
    Unreachable,
)
from frontdesk.testing import ChannelConformance, Trial, an_outgoing, check_channel
from frontdesk.testing.channels import CHECKS

NOBODY = "+15550199"


@dataclass(slots=True)
class Provider:
    """A provider with behaviour: keeps each message under its id, and counts what it has carried."""

    carried: list[Outgoing] = field(default_factory=list)

    def count(self) -> int:
        """How many messages have left."""
        return len(self.carried)

    def send(self, outgoing: Outgoing) -> Receipt:
        """Carry a message once, as a good channel does."""
        return self.refusal(outgoing) or self.look_up(outgoing) or self.carry(outgoing)

    def refusal(self, outgoing: Outgoing) -> Receipt | None:
        """Why the message is not taken."""
        return Unreachable("there is no such number", "invalid") if outgoing.to == NOBODY else None

    def carry(self, outgoing: Outgoing) -> Receipt:
        """Carry the message, whatever it is."""
        self.carried.append(outgoing)
        return Accepted(outgoing.message_id)

    def look_up(self, outgoing: Outgoing) -> Receipt | None:
        """Tell whether the message was carried."""
        known = any(one.message_id == outgoing.message_id for one in self.carried)
        return Accepted(outgoing.message_id) if known else None


def honest(provider: Provider) -> Channel:
    return Channel(
        "fax",
        provider.send,
        (Setting("url", required=True, means="where the gateway is"),),
        look_up=provider.look_up,
        idempotent=True,
        means="sends a fax",
    )


def trial_of(channel: Channel, provider: Provider) -> Trial:
    message = an_outgoing(settings={"url": "http://127.0.0.1"})
    refused = (replace(message, message_id="example-practice-2", to=NOBODY),)
    return Trial(channel, message, provider.count, seconds=0.2, refused=refused)


class TestHonestChannel(ChannelConformance):
    @pytest.fixture
    def trial(self) -> Trial:
        provider = Provider()
        return trial_of(honest(provider), provider)


def test_a_channel_that_can_do_little_passes_too() -> None:
    def send(outgoing: Outgoing) -> Receipt:
        return Provider().send(outgoing)

    check_channel(Channel("fax", send, means="sends a fax"), an_outgoing())


def test_every_check_is_also_a_test_of_the_class() -> None:
    tests = [name for name in vars(ChannelConformance) if name.startswith("test_")]
    assert len(tests) == len(CHECKS)


Send = Callable[[Outgoing], Receipt]


def refusing(provider: Provider, otherwise: Send) -> Send:
    """What a channel does that refuses as it should, and does *otherwise* with all else."""
    return lambda outgoing: provider.refusal(outgoing) or otherwise(outgoing)


def telling(provider: Provider, reason: Callable[[Outgoing], str]) -> Send:
    """What a channel does that refuses as it should, but tells the reason in words of its own."""
    return lambda outgoing: Refused(reason(outgoing)) if provider.refusal(outgoing) else provider.send(outgoing)


def cutting(provider: Provider) -> Send:
    """What a channel does that makes two messages of a long one."""

    def send(outgoing: Outgoing) -> Receipt:
        if len(outgoing.body) > 9_999:
            provider.carry(replace(outgoing, message_id=f"{outgoing.message_id}-second-half"))
        return provider.send(outgoing)

    return send


def refusing_too_late(provider: Provider) -> Send:
    """What a channel does that sends before it refuses."""

    def send(outgoing: Outgoing) -> Receipt:
        refusal = provider.refusal(outgoing)
        if refusal:
            provider.carry(outgoing)
        return refusal or provider.send(outgoing)

    return send


def exits(outgoing: Outgoing) -> Receipt:
    sys.exit(1)


def hangs(outgoing: Outgoing) -> Receipt:
    threading.Event().wait()
    return Uncertain("never said")


def check_all(trial: Trial) -> None:
    for check in CHECKS:
        check(trial)


Plant = Callable[[Channel, Provider], Channel]
PLANTED: dict[str, tuple[Plant, str]] = {
    "has capitals in its name": (lambda good, provider: replace(good, name="Fax"), "its name 'Fax' is not made of"),
    "does not say what it is for": (lambda good, provider: replace(good, means=""), "does not say in 'means'"),
    "forgets to declare a setting": (lambda good, provider: replace(good, settings=()), "has no setting 'url'"),
    "needs a setting that the test does not give": (
        lambda good, provider: replace(
            good, settings=(*good.settings, Setting("key", required=True, means="your key"))
        ),
        "has no value for its setting 'key'",
    ),
    "does not explain a setting": (
        lambda good, provider: replace(good, settings=(Setting("url"),)),
        "do not say in 'means' what they are: url",
    ),
    "raises": (
        lambda good, provider: replace(good, send=lambda outgoing: provider.carried[99]),  # type: ignore[arg-type,return-value]  # wrong on purpose
        "stopped with IndexError",
    ),
    "exits": (lambda good, provider: replace(good, send=exits), "stopped with SystemExit"),
    "hangs": (lambda good, provider: replace(good, send=hangs), "took longer than 0.2 seconds"),
    "answers True": (
        lambda good, provider: replace(good, send=lambda outgoing: True),  # type: ignore[arg-type,return-value]  # wrong on purpose
        "it is a bool, not an Accepted",
    ),
    "answers nothing": (
        lambda good, provider: replace(good, send=lambda outgoing: None),  # type: ignore[arg-type,return-value]  # wrong on purpose
        "gave no proper answer for the message: nothing",
    ),
    "is never sure": (
        lambda good, provider: replace(good, send=lambda outgoing: Uncertain("who knows")),
        "the message should be Accepted",
    ),
    "stumbles over other letters": (
        lambda good, provider: replace(
            good, send=lambda outgoing: provider.send(outgoing) if outgoing.body.isascii() else Refused("odd letters")
        ),
        "a message with other letters should be Accepted",
    ),
    "says Accepted and sends nothing": (
        lambda good, provider: replace(good, send=refusing(provider, lambda outgoing: Accepted("1"))),
        "the message was Accepted, and left 0 times",
    ),
    "cuts a long message into two": (
        lambda good, provider: replace(good, send=cutting(provider)),
        "a message of 20,000 letters was Accepted, and left 2 times",
    ),
    "sends the same message twice": (
        lambda good, provider: replace(good, send=refusing(provider, provider.carry)),
        "it is idempotent, but the same message id twice left 2 times",
    ),
    "gives a repeated message another reference": (
        lambda good, provider: replace(
            good,
            send=refusing(
                provider,
                lambda outgoing: Accepted("again") if provider.look_up(outgoing) else provider.carry(outgoing),
            ),
        ),
        "the same message id twice got two answers",
    ),
    "finds what never was": (
        lambda good, provider: replace(good, look_up=lambda outgoing: Accepted(outgoing.message_id)),
        "look_up says Accepted of a message that was never sent",
    ),
    "does not find what was sent": (
        lambda good, provider: replace(good, look_up=lambda outgoing: None),
        "but look_up answers None",
    ),
    "looks up with a yes": (
        lambda good, provider: replace(good, look_up=lambda outgoing: "yes"),  # type: ignore[arg-type,return-value]  # wrong on purpose
        "look_up gave no proper answer for a message that was never sent: it is a str",
    ),
    "raises when asked": (
        lambda good, provider: replace(good, look_up=lambda outgoing: provider.carried[99]),  # type: ignore[arg-type,return-value]  # wrong on purpose
        "look_up stopped with IndexError",
    ),
    "accepts what the provider refuses": (
        lambda good, provider: replace(
            good, send=lambda outgoing: provider.look_up(outgoing) or provider.carry(outgoing)
        ),
        "the message 1 of 'refused' should be refused",
    ),
    "quotes the address": (
        lambda good, provider: replace(good, send=telling(provider, lambda outgoing: f"cannot reach {outgoing.to!s}")),
        "quotes the patient's address, id or message",
    ),
    "quotes the patient's id": (
        lambda good, provider: replace(
            good, send=telling(provider, lambda outgoing: f"not for {outgoing.contact_reference}")
        ),
        "quotes the patient's address, id or message",
    ),
    "refuses and sends all the same": (
        lambda good, provider: replace(good, send=refusing_too_late(provider)),
        "was refused, and yet a message left",
    ),
}


@pytest.mark.parametrize(("plant", "told"), PLANTED.values(), ids=PLANTED)
def test_a_planted_fault_is_caught_and_told_in_words(plant: Plant, told: str) -> None:
    provider = Provider()
    trial = trial_of(plant(honest(provider), provider), provider)
    with pytest.raises(AssertionError) as caught:
        check_all(trial)
    assert told in str(caught.value)


def test_a_plugin_that_offers_no_channel_is_caught() -> None:
    with pytest.raises(AssertionError, match="frontdesk_channels gave no channel"):
        check_channel(lambda: [], an_outgoing())
