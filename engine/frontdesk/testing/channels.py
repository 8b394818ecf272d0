"""The conformance kit for channels: what every channel owes to the people whose messages it carries.

Our own channels and the example vendor's pass these same checks. Knows no ruleset; calls ``send`` as the worker does,
in a thread and with a time limit, and says in words what is not as it should be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from frontdesk.hookspecs import Accepted, Channel, Outgoing, Receipt, Refused, Unreachable
from frontdesk.plugins.calling import End, call_alone, completed, refusal
from frontdesk.plugins.judging import check_settings, fault_in_receipt, faults_in
from frontdesk.testing.inbound import Sample, check_samples


def an_outgoing(**changes: Any) -> Outgoing:
    """Return a complete message to a fictional patient; *changes* are fields of Outgoing that should be otherwise."""
    message = Outgoing(
        message_id="example-practice-1",
        channel="text",
        to="+15550100",
        subject="Your appointment",
        body="Hello Ana, we look forward to seeing you.",
        sender="+15550199",
        practice="Example Practice",
        contact_reference="P-1",
        at=datetime(2026, 3, 2, 14, 0, tzinfo=UTC),
    )
    return replace(message, **changes)


@dataclass(frozen=True, slots=True)
class Trial:
    """A channel, a message that it should accept, and how many messages its provider has carried so far.

    ``delivery`` holds an address and the settings under which the channel works in the test. ``sent`` asks the
    provider (a fake one, a test server, a folder); with it the kit can see that a message left, and left once.
    Each call may take ``seconds``; the worker waits for 30. ``refused`` are messages that the provider does not take,
    such as one to a number that it answers with an error: the kit looks at how the channel says so. ``posted`` are
    samples of what it posts, for a channel with an ``inbound``.
    """

    channel: Channel
    delivery: Outgoing
    sent: Callable[[], int] | None = None
    seconds: float = 10.0
    refused: tuple[Outgoing, ...] = ()
    posted: tuple[Sample, ...] = ()

    def carried(self) -> int:
        """Return how many messages have left, or 0 when the test cannot know."""
        return self.sent() if self.sent else 0


def check_channel(
    channels: Channel | Callable[[], Iterable[Channel]],
    delivery: Outgoing,
    sent: Callable[[], int] | None = None,
    *,
    refused: tuple[Outgoing, ...] = (),
    posted: tuple[Sample, ...] = (),
) -> None:
    """Run every check of the kit.

    Args:
        channels: a channel, or the function ``frontdesk_channels`` of a plugin: then each channel is checked.
        delivery: a message that the channel should accept, with the settings it needs; see ``an_outgoing``.
        sent: how many messages have left so far, if the test can know.
        refused: messages that the provider does not take.
        posted: samples of what the provider posts, for a channel with an ``inbound``.

    Raises:
        AssertionError: in words, for the first promise that is not kept.
    """
    offered = [channels] if isinstance(channels, Channel) else list(channels())
    assert offered, "frontdesk_channels gave no channel"
    for channel in offered:
        for check in CHECKS:
            check(Trial(channel, delivery, sent, refused=refused, posted=posted))


def check_record(trial: Trial) -> None:
    """The Channel is made as it should be, and says what it is for."""
    faults = faults_in(trial.channel)
    assert not faults, f"the Channel is not right: {'; '.join(faults)}"
    assert trial.channel.means, f"the channel '{trial.channel.name}' does not say in 'means' what it is for"


def check_settings_declared(trial: Trial) -> None:
    """Every setting that the test gives is declared, required ones are given, and each says what it means."""
    faults = check_settings(trial.channel, trial.delivery.settings)
    assert not faults, f"settings: {'; '.join(faults)}"
    mute = [setting.name for setting in trial.channel.settings if not setting.means]
    assert not mute, f"these settings do not say in 'means' what they are: {', '.join(mute)}"


def check_accepts(trial: Trial) -> None:
    """The message of the test is accepted and leaves, and what is not plain English letters too."""
    messages = (
        ("the message", trial.delivery),
        (
            "a message with other letters",
            replace(trial.delivery, subject="Año nuevo, 日本語", body="Grüße, Ana 👋\n.\n…"),
        ),
        ("a message without a subject", replace(trial.delivery, subject="")),
        ("a message of 20,000 letters", replace(trial.delivery, body="Good morning. " * 1_429)),
    )
    for number, (what, message) in enumerate(messages):
        before = trial.carried()
        receipt = _sent(trial, replace(message, message_id=f"{message.message_id}-accepted-{number}"), what)
        assert isinstance(receipt, Accepted), f"{what} should be Accepted, but the answer was {receipt}"
        left = trial.carried() - before
        assert left == 1 or trial.sent is None, f"{what} was Accepted, and left {left} times instead of once"


def check_repeats(trial: Trial) -> None:
    """An idempotent channel, given the same message twice, accepts both and sends once."""
    if not trial.channel.idempotent:
        return
    message = replace(trial.delivery, message_id=f"{trial.delivery.message_id}-again")
    before = trial.carried()
    first, second = _sent(trial, message, "the message"), _sent(trial, message, "the same message once more")
    assert first == second, f"the same message id twice got two answers: {first}, then {second}"
    left = trial.carried() - before
    assert left == 1 or trial.sent is None, (
        f"the channel says that it is idempotent, but the same message id twice left {left} times"
    )


def check_look_up(trial: Trial) -> None:
    """A look-up finds what was sent, with the same reference, and does not find what never was."""
    if trial.channel.look_up is None:
        return
    message = replace(trial.delivery, message_id=f"{trial.delivery.message_id}-looked-up")
    before = _looked_up(trial, message, "a message that was never sent")
    assert not isinstance(before, Accepted), "look_up says Accepted of a message that was never sent"
    receipt = _sent(trial, message, "the message")
    after = _looked_up(trial, message, "a message that was sent")
    assert after == receipt, f"send answered {receipt}, but look_up answers {after}"


def check_refusals(trial: Trial) -> None:
    """What the provider does not take is refused, definitely, with a reason that names nobody."""
    for number, message in enumerate(trial.refused):
        what, before = f"the message {number + 1} of 'refused'", trial.carried()
        receipt = _sent(trial, message, what)
        assert isinstance(receipt, Refused | Unreachable), f"{what} should be refused, but the answer was {receipt}"
        told = [
            text for text in (message.to, message.body, message.contact_reference) if text and text in receipt.reason
        ]
        assert not told, f"the reason for refusing {what} quotes the patient's address, id or message"
        assert trial.carried() == before, f"{what} was refused, and yet a message left"


def check_inbound(trial: Trial) -> None:
    """What the provider posts is read as it must be, the same each time it comes, and never when it is forged."""
    settings = trial.delivery.settings
    samples = [
        one if one.posted.settings else replace(one, posted=replace(one.posted, settings=settings))
        for one in trial.posted
    ]
    check_samples(trial.channel, samples, trial.seconds)


CHECKS: tuple[Callable[[Trial], None], ...] = (
    check_record,
    check_settings_declared,
    check_accepts,
    check_repeats,
    check_look_up,
    check_refusals,
    check_inbound,
)
"""Every check of the kit, in the order in which a vendor will want to know."""


class ChannelConformance:
    """The same checks as tests: subclass it as ``TestMyChannel`` and write one fixture, ``trial``.

    Example::

        class TestFax(ChannelConformance):
            @pytest.fixture
            def trial(self, gateway):
                return Trial(acme_fax.CHANNEL, an_outgoing(settings={"url": gateway.url}), gateway.count)
    """

    def test_the_record_is_right(self, trial: Trial) -> None:
        """See ``check_record``."""
        check_record(trial)

    def test_every_setting_is_declared_and_explained(self, trial: Trial) -> None:
        """See ``check_settings_declared``."""
        check_settings_declared(trial)

    def test_messages_are_accepted_whatever_their_letters(self, trial: Trial) -> None:
        """See ``check_accepts``."""
        check_accepts(trial)

    def test_a_repeated_message_leaves_once(self, trial: Trial) -> None:
        """See ``check_repeats``."""
        check_repeats(trial)

    def test_a_look_up_tells_what_was_sent(self, trial: Trial) -> None:
        """See ``check_look_up``."""
        check_look_up(trial)

    def test_what_the_provider_refuses_is_told_without_the_patient(self, trial: Trial) -> None:
        """See ``check_refusals``."""
        check_refusals(trial)

    def test_what_is_posted_is_read_and_what_is_forged_is_not(self, trial: Trial) -> None:
        """See ``check_inbound``."""
        check_inbound(trial)


def _sent(trial: Trial, message: Outgoing, what: str) -> Receipt:
    """Send as the worker does, but let nothing pass that the worker would have to make up for."""
    refused = refusal(trial.channel, message)
    assert refused is None, f"{what} is not handed to a plugin at all: {refused.reason}"
    complete = completed(trial.channel, message)
    end = call_alone(lambda: trial.channel.send(complete), trial.seconds)
    receipt = _proper(end, f"send of the channel '{trial.channel.name}'", what)
    assert receipt is not None, f"send of the channel '{trial.channel.name}' gave no proper answer for {what}: nothing"
    return receipt


def _looked_up(trial: Trial, message: Outgoing, what: str) -> Receipt | None:
    ask = trial.channel.look_up
    assert ask is not None
    complete = completed(trial.channel, message)
    end = call_alone(lambda: ask(complete), trial.seconds)
    return _proper(end, "look_up", what)


def _proper(end: End[Receipt] | End[Receipt | None], who: str, what: str) -> Receipt | None:
    assert not end.fault, f"{who} {end.fault} when given {what}; it should answer with a receipt"
    fault = "" if end.answer is None else fault_in_receipt(end.answer)
    assert not fault, f"{who} gave no proper answer for {what}: {fault}"
    return end.answer
