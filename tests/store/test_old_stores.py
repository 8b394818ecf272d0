"""A store written at ca83e13, before the journal had types: it is read, verified, replayed and shown as it was then.

``written_at_ca83e13/`` holds its dump, and what the commands of then printed of it. Its people lived through every kind
of entry that there was, under the rules of tests/practices/harbour.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from frontdesk.desk import Act, Practice, last_rules, redecide, replay
from frontdesk.journal import Unread
from frontdesk.loading import load_ruleset
from frontdesk.model import Ruleset
from frontdesk.names import ContactId, Handover, MessageState, State
from frontdesk.rendering.contact import contact_text
from frontdesk.rendering.journal import entry_text
from frontdesk.rendering.replay import replay_text
from frontdesk.store.sqlite import SqliteStore
from frontdesk.views import contact
from support import HARBOUR

THEN = Path(__file__).parent / "written_at_ca83e13"
LISBON = ZoneInfo("Europe/Lisbon")
NOW = datetime(2026, 4, 18, 8, 0, tzinfo=UTC)
_LISTED = "not understood patient P-2: method 'FAX' is not listed under emr in preferences.yaml; treated as not sent"
_CONSENT = {
    ", opted in on desk, opted in on surgery\n": """
              opted in to text on desk (staff, 2026-03-02 22:00)
              opted in to text on surgery (staff, 2026-03-02 22:00)
""",
    ", opted in on desk\n": """
              opted in to text on desk (reply, 2026-03-02 22:30)
""",
}
"""What is told of consent besides, now that it is kept by channel: who recorded it, and when."""
_WHO = re.compile(r"(?<=^    \d{4}-\d\d-\d\d \d\d:\d\d  )\S+(?=: )", re.MULTILINE)
_ENDED = " end campaign welcome (tests/practices/harbour/campaigns.yaml:17)"


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    """The practice as it was left, under the rules that it keeps."""
    file = tmp_path / "old.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript((THEN / "store.sql").read_text(encoding="utf-8"))
    store = SqliteStore.open(file)
    rules = last_rules(store)
    assert rules is not None
    return Practice(rules, store)


def printed(name: str) -> str:
    return (THEN / f"{name}.txt").read_text(encoding="utf-8")


def on_one_clock(text: str) -> str:
    """What was printed, with every hour on the clock of the practice, which is named, and due work as it is called."""
    text = text.replace("  what happened\n", "  what happened, on the clock of Europe/Lisbon\n")
    text = text.replace("  due         step at", "  due         campaign step at")
    text = re.sub(r"(?<=appointment \d, )at (\S+)", lambda at: _local(at[1]), text)
    return re.sub(r"(\S+T\S+) UTC", lambda at: _local(f"{at[1]}+00:00"), text)


def _local(written: str) -> str:
    return f"{datetime.fromisoformat(written).astimezone(LISBON):%Y-%m-%d %H:%M}"


def offered_on_one_line(text: str) -> str:
    """What is shown of a contact, with the offers on one line as then, without what they mean and ask for."""

    def joined(found: re.Match[str]) -> str:
        labels = [line.strip().partition(": ")[0] for line in found[1].splitlines() if "asks for" not in line]
        return f"  offered     {', '.join(labels)}\n"

    return re.sub(r"  offered     (.*?)(?=  attempts)", joined, text, flags=re.DOTALL)


def in_words_of_today(text: str, rules: Ruleset) -> str:
    """What was printed, with statuses by their labels, and without what the line before says of a reply."""
    text = re.sub(r"message received [^;]*;", "message received;", text)
    return re.sub(r"set status (\w+/\w+)", lambda at: f"set status {rules.status_label(State(at[1]))}", text)


def ended_once(text: str) -> str:
    """What was printed, with the end of the campaign at the first reply alone: the next ones found none that ran."""
    before, ended, behind = text.partition(_ENDED)
    behind = re.sub(rf"\n.*; so:{re.escape(_ENDED)}(?=\n)", "", behind)  # a reply that did nothing else
    return f"{before}{ended}{behind.replace(f'{_ENDED},', '')}"


def test_every_entry_reads_as_it_did(practice: Practice) -> None:
    zone = practice.ruleset.zone
    lines = []
    for entry in practice.store.journal():
        who = f" contact {entry.contact}" if entry.contact is not None else ""
        at = f"{entry.at.astimezone(zone):%Y-%m-%d %H:%M}"
        lines.append(f"{entry.seq:>6}  {at}  {entry.by}{who}: {entry_text(practice.ruleset, entry)}")
    assert [entry.seq for entry in practice.store.journal() if isinstance(entry.said, Unread)] == []
    # What was not understood named a patient in words; of an old entry, how much it was is told.
    assert "\n".join(lines) + "\n" == in_words_of_today(on_one_clock(printed("journal")), practice.ruleset).replace(
        _LISTED, "not understood 1"
    )


def test_the_chain_is_whole_and_every_event_is_decided_again_with_the_same_effects(practice: Practice) -> None:
    found, again = practice.store.verify_journal(), redecide(Act(practice, NOW))
    head, events = re.findall(r"ends in (\w+)|^(\d+) events", printed("verify"), re.M)
    assert (found.intact, found.entries, found.head) == (True, 133, head[0])
    assert (str(again.events), again.rules_not_kept, again.differences) == (events[1], 0, ())


def test_it_is_replayed_as_it_was(practice: Practice, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(HARBOUR, tmp_path / "other"))
    reactions = (folder / "reactions.yaml").read_text(encoding="utf-8")
    other = reactions.replace("1 week", "2 weeks").replace("message_received: out", "message_received: any")
    (folder / "reactions.yaml").write_text(other, encoding="utf-8")
    rules = load_ruleset(folder)
    printed_then = re.sub(r"(message received) \w+, (.*)", r"\1 '\2'", printed("replay"))  # without the keyword
    assert replay_text(rules, replay(practice.store.journal(), rules)) + "\n" == printed_then


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_contact_is_shown_as_it_was(practice: Practice, number: int) -> None:
    shown = contact_text(practice.ruleset, contact(Act(practice, NOW), ContactId(number)))
    without_visits = re.sub(r"  (visit  |goes to|reason )     .*\n", "", offered_on_one_line(shown))  # told since
    # Since then a number is kept in E.164, and shown with its country's code.
    printed_then = re.sub(r"\b(202)(555)(\d{4})\b", r"+1 \1-\2-\3", printed(f"contact-{number}"))
    for said, now in _CONSENT.items():
        printed_then = printed_then.replace(said, now)
    told_then = in_words_of_today(ended_once(on_one_clock(printed_then)), practice.ruleset)
    assert _without_who(without_visits) + "\n" == _without_who(told_then)
    assert {"staff", "worker"} >= {*_WHO.findall(told_then)}
    assert {"staff", "worker", "contact", "rules"} >= {*_WHO.findall(without_visits)} > {"rules"}


def _without_who(shown: str) -> str:
    """What is shown of a contact, whoever stands there: then it was who took it in, and now who did it."""
    return _WHO.sub("", shown)


def test_of_what_may_have_left_then_nobody_takes_a_no_for_an_answer(practice: Practice) -> None:
    unknown, sent = practice.store.message(7), practice.store.message(2)
    assert (unknown.state, unknown.tries, unknown.handover) == (MessageState.UNKNOWN, 1, Handover.BEGUN)
    assert (sent.state, sent.tries, sent.handover) == (MessageState.SENT, 0, Handover.NOT_BEGUN)


def test_whoever_was_there_then_is_found_by_name_and_answers_by_number(practice: Practice) -> None:
    assert [one.id for one in practice.store.namesakes("BO  example")] == [2]
    assert [one.id for one in practice.store.replies_to("+12025550103")] == [9, 10, 11]


def test_new_entries_follow_the_old_ones_in_one_chain(practice: Practice) -> None:
    act, head = Act(practice, NOW), practice.store.verify_journal().head
    with practice.store.transaction():
        act.record(ContactId(1), next(practice.store.journal(since=5)).said)
    found = practice.store.verify_journal(anchor=head)
    assert (found.intact, found.entries) == (True, 134)


def test_what_old_entries_say_of_a_person_stays_and_of_new_ones_goes(practice: Practice) -> None:
    act = Act(practice, NOW + timedelta(minutes=1))
    imported = next(practice.store.journal(contact=ContactId(1))).said
    with practice.store.transaction():
        act.record(ContactId(1), imported)
        assert practice.store.forget(ContactId(1)) == 1
    old, new = [one for one in practice.store.journal(contact=ContactId(1)) if one.kind == "contact imported"]
    assert (old.data["reference"], old.erased) == ("P-1", False)
    assert ("reference" in new.data, new.erased) == (False, True)
    found = practice.store.verify_journal()
    assert (found.intact, found.erased) == (True, 1)
