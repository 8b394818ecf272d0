"""What a vendor or a practice writes, as a type checker sees it: never run, checked by mypy with everything else.

``assert_type`` holds what is inferred; a line that must be refused carries an ignore, which mypy reports as unused on
the day on which the line is accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import assert_never, assert_type

from frontdesk import (
    Accepted,
    AppointmentChange,
    Changes,
    Channel,
    FactError,
    NotGenuineError,
    Outgoing,
    PatientChange,
    Posted,
    PreferenceChange,
    PreferenceSource,
    Problem,
    Receipt,
    Refused,
    Replied,
    Reported,
    Ruleset,
    RulesetError,
    Setting,
    Settings,
    SettingValue,
    SourceError,
    Uncertain,
    Unreachable,
    hookimpl,
    load_ruleset,
)
from frontdesk.testing import Sample, an_outgoing, check_channel, run_examples

# --- A channel ---


def send(outgoing: Outgoing) -> Receipt:
    assert_type(outgoing.message_id, str)
    assert_type(outgoing.at, datetime)
    assert_type(outgoing.settings["url"], SettingValue)
    if outgoing.settings["url"] == "busy":
        return Refused("the line is busy", retry=True, after=timedelta(minutes=5))
    if not outgoing.to.isdigit():
        return Unreachable("nobody has the number", fact="invalid")
    return Accepted("1") if outgoing.body else Uncertain("the gateway did not answer")


def look_up(outgoing: Outgoing) -> Accepted | None:
    return Accepted("1") if outgoing.to else None


def inbound(posted: Posted) -> Iterator[Replied | Reported]:
    if posted.header("X-Signature") != "ours":
        raise NotGenuineError("the signature is not ours")
    yield Replied("e1", "+15550100", posted.body.decode(), to="+15550199", at=datetime.now(UTC))
    yield Reported("e2", "fax-1", "delivered")


FAX = Channel(
    "fax",
    send,
    settings=(Setting("url", required=True, means="where faxes go"), Setting("tries", "int", default=3)),
    look_up=look_up,
    inbound=inbound,
    means="sends a fax",
)


@hookimpl
def frontdesk_channels() -> Iterable[Channel]:
    yield FAX


def answers_nothing(outgoing: Outgoing) -> None:
    return None


Channel("fax", answers_nothing)  # type: ignore[arg-type]  # a channel must say what became of the message
Channel("fax", send, inbound=lambda posted: ["a reply"])  # type: ignore[list-item]  # records, no texts
Setting("tries", "number")  # type: ignore[arg-type]  # there is no such kind of setting
Unreachable("nobody there", fact="moved")  # type: ignore[arg-type]  # there is no such fact of an address
Reported("e3", "fax-1", "read")  # type: ignore[arg-type]  # there is no such report
FAX.name = "other"  # type: ignore[misc]  # records are frozen


def told(receipt: Receipt) -> str:
    """Every answer that there is, and no other."""
    match receipt:
        case Accepted(reference):
            return assert_type(reference, str)
        case Refused(reason, retry, after):
            assert_type(after, timedelta | None)
            return reason if assert_type(retry, bool) else "no"
        case Unreachable(reason) | Uncertain(reason):
            return reason
        case _:
            assert_never(receipt)


# --- A source of preferences ---


def read_changes(settings: Settings, cursor: str) -> Changes:
    if not settings.get("folder"):
        raise SourceError("the folder is not there")
    patient = PatientChange("P-1", name="Ana Example", cell="+15550100", active=True)
    visit = AppointmentChange("A-1", patient="P-1", at="2026-03-02T09:00", state="booked")
    return Changes((patient, visit, PreferenceChange("P-1", method="text")), cursor=f"{cursor}+1")


EMR = PreferenceSource("acme_emr", read_changes, (Setting("folder", "path"),), means="reads Acme's export")


@hookimpl
def frontdesk_preference_sources() -> list[PreferenceSource]:
    return [EMR]


PreferenceSource("acme_emr", lambda cursor: Changes((), ""))  # type: ignore[arg-type,misc]  # it gets the settings first
Changes((("P-1", "text"),), "1")  # type: ignore[arg-type]  # changes are records

# --- Rules ---


def ask(folder: Path) -> str:
    """What somebody writes who asks a ruleset from Python."""
    try:
        rules = load_ruleset(folder)
    except RulesetError as error:
        assert_type(error.problems, tuple[Problem, ...])
        return error.problems[0].code
    assert_type(rules, Ruleset)
    table = rules.table("delivery")
    try:
        decision = table.decide({"message": "automation"})
    except FactError as error:
        return str(error)
    assert_type(decision.reason, str)
    assert_type(decision.place.short, str)
    return decision.reason


load_ruleset(3)  # type: ignore[arg-type]  # a folder, or the name of a shipped ruleset

# --- Tests of a vendor and of a practice ---


def test_the_channel_keeps_its_promises() -> None:
    message = assert_type(an_outgoing(to="+15550100", settings={"url": "https://fax.example.com"}), Outgoing)
    posted = Posted("POST", "https://practice.example.com/in", {"X-Signature": "ours"}, b"STOP")
    check_channel(frontdesk_channels, message, lambda: 1, posted=(Sample(posted, (), "X-Signature"),))
    check_channel(FAX, "a message")  # type: ignore[arg-type]  # it wants a whole message


def test_the_examples_hold() -> None:
    run_examples("rules")
