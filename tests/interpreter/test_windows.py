"""When a message may leave, and to which moment it is moved, on the clock of the contact."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from frontdesk.facts import History
from frontdesk.interpreter.delivery import Situation
from frontdesk.interpreter.windows import Sending, clearance
from frontdesk.model import MessageText
from frontdesk.names import ChannelId, ContactId, MessageId, MessageKind, Purpose, State, Timing, Verdict
from frontdesk.records import Appointment, Contact, Sent
from frontdesk.tables import Value
from support import MONDAY, load_ruleset, read_ruleset

NEW_YORK = ZoneInfo("America/New_York")
HONOLULU = ZoneInfo("Pacific/Honolulu")
FACTS: dict[str, Value] = {
    "message": "automation",
    "purpose": "treatment",
    "timing": "scheduled",
    "consent_basis": "express",
    "region": "NY",
}


def local(text: str, zone: ZoneInfo = NEW_YORK) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def a_sending(zone: ZoneInfo = NEW_YORK, sent: tuple[Sent, ...] = (), **facts: Value) -> Sending:
    contact = Contact(ContactId(1), "Ana Example", State("lead/new"), MONDAY, zone=zone.key)
    text = MessageText(MessageId("hello"), Purpose.TREATMENT, {})
    situation = Situation(contact, text, MessageKind.AUTOMATION, Timing.SCHEDULED, MONDAY, sent=sent)
    return Sending({**FACTS, **facts}, ChannelId("text"), situation)


@pytest.mark.parametrize(
    ("at", "until"),
    [
        ("2026-03-02 07:59", "2026-03-02 08:00"),
        ("2026-03-02 21:00", "2026-03-03 08:00"),
        ("2026-03-07 23:30", "2026-03-08 08:00"),  # the night in which summer time begins
        ("2026-10-31 23:30", "2026-11-01 08:00"),  # the night in which it ends
    ],
)
def test_a_message_outside_the_hours_waits_for_the_next_moment_inside(at: str, until: str) -> None:
    cleared = clearance(load_ruleset("default"), a_sending(), local(at))
    assert (cleared.verdict, cleared.until) == (Verdict.MOVE, local(until))


@pytest.mark.parametrize("at", ["2026-03-02 08:00", "2026-03-02 20:59"])
def test_a_message_inside_the_hours_leaves(at: str) -> None:
    assert clearance(load_ruleset("default"), a_sending(), local(at)).verdict is Verdict.SEND


def test_the_clock_is_the_contacts() -> None:
    at = local("2026-03-02 09:00")
    assert clearance(load_ruleset("default"), a_sending(), at).verdict is Verdict.SEND
    cleared = clearance(load_ruleset("default"), a_sending(HONOLULU), at)
    assert cleared.until == local("2026-03-02 08:00", HONOLULU)


def somewhere(region: str, address: str = "") -> Sending:
    """A message to somebody whose zone nobody said."""
    sending = a_sending(region=region)
    contact = replace(sending.situation.contact, zone="")
    return replace(sending, situation=replace(sending.situation, contact=contact), address=address)


@pytest.mark.parametrize(
    ("sending", "until", "clock"),
    [
        (somewhere("CA"), "2026-03-02 11:00", ""),
        (somewhere("TX"), "2026-03-02 10:00", "America/Denver"),
        (somewhere("FL"), "2026-03-02 09:00", "America/Chicago"),
        (somewhere("CA", "+12125550101"), "2026-03-02 11:00", "America/Los_Angeles"),
        (somewhere("NY", "+18085550101"), "2026-03-02 13:00", "Pacific/Honolulu"),
        (somewhere("unknown", "+18085550101"), "2026-03-02 13:00", "Pacific/Honolulu"),
    ],
)
def test_a_message_waits_until_every_clock_that_may_be_theirs_allows_it(
    sending: Sending, until: str, clock: str
) -> None:
    cleared = clearance(load_ruleset("default"), sending, local("2026-03-02 08:05"))
    assert (cleared.verdict, cleared.until, cleared.clock) == (Verdict.MOVE, local(until), clock)
    assert clearance(load_ruleset("default"), sending, local(until)).verdict is Verdict.SEND


def test_in_the_evening_the_clock_that_is_ahead_closes_first() -> None:
    evening = local("2026-03-02 21:30")
    cleared = clearance(load_ruleset("default"), somewhere("CA", "+12125550101"), evening)
    assert (cleared.until, cleared.clock) == (local("2026-03-03 11:00"), "America/Los_Angeles")
    assert clearance(load_ruleset("default"), somewhere("CA"), evening).verdict is Verdict.SEND


def test_of_two_clocks_the_strictest_answer_counts(tmp_path: Path) -> None:
    (tmp_path / "ruleset.yaml").write_text("name: strict\nlabel: Strict\nlanguage: 1\nextends: default\n")
    (tmp_path / "windows.yaml").write_text(
        "overlay: replace\nsending:\n  label: Strict\n  rows:\n"
        '    - {id: night, when: {local_time: "< 08:00"}, then: drop, because: Night.}\n'
        '    - {id: early, when: {local_time: "< 09:00"}, then: move, because: Early.}\n'
        "  otherwise: {then: send, because: Day.}\n"
    )
    rules, answers = read_ruleset(tmp_path), dict[str, tuple[Verdict, str]]()
    for at in ("08:30", "09:30", "10:00"):
        cleared = clearance(rules, somewhere("FL"), local(f"2026-03-02 {at}"))
        answers[at] = (cleared.verdict, cleared.decision.reason)
    assert answers == {
        "08:30": (Verdict.DROP, "Night."),
        "09:30": (Verdict.MOVE, "Early."),
        "10:00": (Verdict.SEND, "Day."),
    }


def test_the_fourth_exempt_message_of_a_week_waits_until_the_first_is_a_week_old() -> None:
    now = local("2026-03-05 12:00")
    sent = tuple(Sent(local(f"2026-03-0{day} 12:00"), exempt=True) for day in (2, 3, 4))
    cleared = clearance(load_ruleset("default"), a_sending(sent=sent, consent_basis="none"), now)
    assert cleared.verdict is Verdict.MOVE
    assert cleared.until is not None
    assert cleared.until >= sent[0].at + timedelta(days=7)


@pytest.mark.parametrize(
    ("count", "until"),
    [
        ("messages: {purpose: marketing}, within: 7 days", "2026-03-12 09:01"),
        ("messages: any, within: 45 days", "2026-04-19 09:01"),
        ("messages: {kind: {not: manual}}, within: today", "2026-03-06 00:00"),
        ("messages: any, within: calendar_week", "2026-03-09 00:00"),
        ("messages: any, within: calendar_month", "2026-04-01 00:00"),
        ("messages: any, since: message_received, within: calendar_year", "2027-01-01 00:00"),
        ("messages: {purpose: marketing}", None),
    ],
)
def test_a_message_waits_until_the_instant_at_which_a_count_of_a_span_ends(
    count: str, until: str | None, tmp_path: Path
) -> None:
    (tmp_path / "ruleset.yaml").write_text("name: counts\nextends: default\ntime_zone: America/New_York\n")
    (tmp_path / "facts.yaml").write_text(f"facts:\n  got: {{count: {{{count}}}}}\n")
    (tmp_path / "messages.yaml").write_text(
        "messages:\n  news: {purpose: marketing, accept: R002 because staff send it, content: {text: News}}\n"
    )
    (tmp_path / "windows.yaml").write_text(
        'overlay: replace\nsending:\n  rows:\n    - {id: cap, when: {got: ">= 1"}, then: move, because: Enough.}\n'
        "  otherwise: {then: send, because: Not too much.}\n"
    )
    news, bulk = MessageId("news"), MessageKind.BULK
    sent = [Sent(local(at), False, news, bulk) for at in ("2026-03-02 12:34", "2026-03-05 08:01")]
    asked = a_sending(got=2)
    asked = replace(asked, situation=replace(asked.situation, history=History(messages=sent)))
    cleared = clearance(read_ruleset(tmp_path), asked, local("2026-03-05 09:00"))
    assert cleared.verdict is Verdict.MOVE
    assert cleared.until == (local(until) if until else None)


def test_messages_that_rest_on_consent_are_not_counted() -> None:
    now = local("2026-03-05 12:00")
    sent = tuple(Sent(local(f"2026-03-0{day} 12:00"), exempt=False) for day in (2, 3, 4))
    assert clearance(load_ruleset("default"), a_sending(sent=sent, consent_basis="none"), now).verdict is Verdict.SEND


def test_a_marketing_text_in_texas_waits_until_noon_on_sunday() -> None:
    sending = a_sending(ZoneInfo("America/Chicago"), purpose="marketing", region="TX")
    cleared = clearance(load_ruleset("default"), sending, local("2026-03-01 09:30", ZoneInfo("America/Chicago")))
    assert cleared.until == local("2026-03-01 12:00", ZoneInfo("America/Chicago"))


@pytest.mark.parametrize(
    ("rows", "at", "until"),
    [
        ("{weekday: monday, holiday: no}", "2026-03-02 09:00", "2026-03-03 00:00"),
        ("{holiday: yes}", "2026-12-21 10:00", "2027-01-04 00:00"),
        ('{days_in_status: "< 2"}', "2026-03-02 17:00", "2026-03-04 17:00"),
        ('{days_in_status: "< 700"}', "2026-03-02 17:00", "2028-01-31 17:00"),
        ("{age: 29}", "2026-03-02 09:00", "2026-05-20 00:00"),
        ('{hours_to_visit: ">= 24"}', "2026-03-02 09:00", "2026-03-09 09:31"),
        ('{hours_to_visit: ">= 0"}', "2026-03-02 09:00", "2026-03-10 09:31"),
        ('{days_until_reviewed: ">= 30"}', "2026-03-02 09:00", "2026-05-17 00:00"),
        ('{sent_this_week: ">= 1"}', "2026-03-02 09:00", "2026-03-08 18:31"),
    ],
)
def test_a_message_waits_for_whatever_time_alone_will_change(rows: str, at: str, until: str, tmp_path: Path) -> None:
    days = ", ".join(f'"{date(2026, 12, 21) + timedelta(days=day)}": Closed' for day in range(14))
    (tmp_path / "ruleset.yaml").write_text(
        "name: waits\nlabel: Waits\nlanguage: 1\nextends: default\ntime_zone: America/New_York\n"
    )
    (tmp_path / "facts.yaml").write_text("facts:\n  reviewed: {label: Review, of: contact, kind: date}\n")
    (tmp_path / "windows.yaml").write_text(
        f"overlay: replace\nholidays: {{{days}}}\nsending:\n  label: Waits\n  rows:\n"
        f"    - {{id: waits, when: {rows}, then: move, because: Not yet.}}\n"
        "  otherwise: {then: send, because: Now.}\n"
    )
    sending = a_sending(sent=(Sent(local("2026-03-01 17:31"), exempt=False),))
    contact = replace(sending.situation.contact, born=date(1996, 5, 20), settled_at=local("2026-03-02 17:00"))
    visit = Appointment(1, contact.id, local("2026-03-10 09:30"))
    sending = replace(
        sending,
        situation=replace(sending.situation, contact=contact, appointment=visit),
        facts={**sending.facts, "reviewed": date(2026, 6, 15)},
    )
    cleared = clearance(read_ruleset(tmp_path), sending, local(at))
    assert (cleared.verdict, cleared.until) == (Verdict.MOVE, local(until))


def test_what_nothing_opens_within_two_years_is_not_moved_for_ever() -> None:
    rules = load_ruleset("default")
    table = rules.table("windows")
    never = replace(table, rows=tuple(replace(row, then="move") for row in table.rows), otherwise=None)
    never = replace(never, otherwise=replace(table.rows[0], id="otherwise", when=(), then="move"))
    closed = replace(rules, tables={**rules.tables, "windows": never})
    assert clearance(closed, a_sending(), local("2026-03-02 09:00")).until is None


@pytest.mark.parametrize("closed", ['{not: "[08:00..21:00)"}', '{not: "[02:30..08:00)"}', '"[01:30..03:00)"'])
def test_in_nights_with_a_clock_change_a_message_waits_exactly_until_the_hours_open(
    closed: str, tmp_path: Path
) -> None:
    (tmp_path / "ruleset.yaml").write_text("name: nights\nlabel: Nights\nlanguage: 1\nextends: default\n")
    (tmp_path / "windows.yaml").write_text(
        "overlay: replace\nsending:\n  label: Nights\n  rows:\n"
        f"    - {{id: closed, when: {{local_time: {closed}}}, then: move, because: Night.}}\n"
        "  otherwise: {then: send, because: Day.}\n"
    )
    ruleset = read_ruleset(tmp_path)
    for night in ("2026-03-07 17:00", "2026-10-31 17:00"):
        minutes = [local(night) + timedelta(minutes=minute) for minute in range(2 * 24 * 60)]
        asked = {at: clearance(ruleset, a_sending(), at) for at in minutes}
        opens = None
        for at in reversed(minutes[: 24 * 60 + 60]):
            if asked[at].verdict is Verdict.SEND:
                opens = at
            elif opens is not None:
                assert asked[at].until == opens, at.astimezone(NEW_YORK)
        assert opens is not None


def test_a_message_waits_for_the_hour_that_a_table_of_the_practice_names(tmp_path: Path) -> None:
    (tmp_path / "ruleset.yaml").write_text("name: quiet\nlabel: Quiet\nlanguage: 1\nextends: default\n")
    (tmp_path / "tables.yaml").write_text(
        "tables:\n  quiet:\n    label: Is it quiet?\n    means: Nobody is disturbed early.\n    scope: sending\n"
        '    outcome: {kind: yes_no}\n    rows:\n      - {id: day, when: {local_time: ">= 09:17"}, then: no}\n'
        "    otherwise: yes\n"
    )
    (tmp_path / "windows.yaml").write_text(
        "overlay: replace\nsending:\n  label: Quiet\n  rows:\n"
        "    - {id: quiet, when: {quiet: yes}, then: move, because: It is early.}\n"
        "  otherwise: {then: send, because: Day.}\n"
    )
    cleared = clearance(read_ruleset(tmp_path), a_sending(), local("2026-03-02 08:30"))
    assert (cleared.verdict, cleared.until) == (Verdict.MOVE, local("2026-03-02 09:17"))
