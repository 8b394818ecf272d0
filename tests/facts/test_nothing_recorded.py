"""An own fact of which nothing is recorded: what ``check`` lets pass never fails when a message is due.

One practice for each kind of fact, laid over the harbour practice: a row of its delivery table asks for the fact.
"""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from frontdesk import desk
from frontdesk.loading import check_ruleset, load_ruleset
from frontdesk.model import Ruleset
from frontdesk.names import MessageId, MessageKind, MessageState
from frontdesk.tables import Value
from frontdesk.worker import play
from support import HARBOUR, MONDAY, Carrier, a_contact, a_practice, an_act

KINDS: dict[str, tuple[str, str, Value]] = {
    "set": ("kind: set, values: [dogs, cats]", "dogs", frozenset({"dogs"})),
    "listed": ("values: [dogs, cats]", "dogs", "dogs"),
    "yes_no": ("kind: yes_no", "yes", "yes"),
    "number": ("kind: number", "3", 3),
    "date": ("kind: date", "2026-04-01", date(2026, 4, 1)),
    "duration": ("kind: duration", "2 days", timedelta(days=2)),
    "text": ("kind: text", "dogs", "dogs"),
}
"""By kind: how the fact is declared, what a row asks for, and a value that fits it."""


def a_folder(folder: Path, **files: str) -> Path:
    """Lay files over the harbour practice."""
    shutil.copytree(HARBOUR, folder / "base")
    (folder / "ours").mkdir()
    for topic, text in ({"ruleset": "name: ours\nextends: ../base\n"} | files).items():
        (folder / "ours" / f"{topic}.yaml").write_text(text, encoding="utf-8")
    return folder / "ours"


def asking(declared: str, asked: str, of: str = "contact") -> dict[str, str]:
    """The fact ``likes``, and a row of the delivery table that asks for it."""
    when = f"{{likes: {asked}, has_email: yes, message: manual}}"
    row = f"{{first: yes, id: likes, when: {when}, then: email, because: They like it.}}"
    return {
        "facts": f"facts:\n  likes: {{label: Likes, of: {of}, {declared}}}\n",
        "delivery": f"channel:\n  rows:\n    - {row}\n",
    }


def in_order(folder: Path) -> Ruleset:
    """The rules in *folder*, in which ``check`` finds nothing."""
    assert check_ruleset(folder).problems == ()
    return load_ruleset(folder)


def sent(rules: Ruleset, facts: dict[str, Value]) -> tuple[MessageState, str]:
    """How a message to somebody of whom *facts* are recorded ended, and by which channel."""
    practice, carrier = a_practice(rules), Carrier()
    contact = a_contact(practice, "enquiry/new")
    desk.note_facts(an_act(practice), contact, facts)
    desk.send(an_act(practice), contact, MessageId("hello"), MessageKind.MANUAL)
    play(practice, carrier, MONDAY + timedelta(days=1))
    (message,) = practice.store.messages(contact)
    return message.state, message.channel or ""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("of", ["contact", "appointment"])
def test_a_message_leaves_though_nothing_is_recorded_of_what_a_row_asks_for(kind: str, of: str, tmp_path: Path) -> None:
    declared, asked, _ = KINDS[kind]
    rules = in_order(a_folder(tmp_path, **asking(declared, asked, of)))
    assert sent(rules, {}) == (MessageState.SENT, "text")


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_recorded_decides(kind: str, tmp_path: Path) -> None:
    declared, asked, value = KINDS[kind]
    rules = in_order(a_folder(tmp_path, **asking(declared, asked)))
    assert sent(rules, {"likes": value}) == (MessageState.SENT, "email")


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_can_ask_for_what_nobody_recorded(kind: str, tmp_path: Path) -> None:
    declared, _, value = KINDS[kind]
    rules = in_order(a_folder(tmp_path, **asking(declared, "unknown")))
    assert sent(rules, {}) == (MessageState.SENT, "email")
    assert sent(rules, {"likes": value}) == (MessageState.SENT, "text")


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_that_forgets_what_nobody_recorded_is_told_of(kind: str, tmp_path: Path) -> None:
    declared, asked, _ = KINDS[kind]
    rows = f"[{{when: {{likes: {asked}}}, then: yes}}, {{when: {{likes: {{not: [{asked}, unknown]}}}}, then: no}}]"
    tables = f"tables:\n  fond: {{outcome: {{kind: yes_no}}, rows: {rows}}}\n"
    (problem,) = check_ruleset(a_folder(tmp_path, facts=asking(declared, asked)["facts"], tables=tables)).problems
    assert problem.code == "T011"
    assert "for likes unknown (1 of" in problem.cause


def test_a_message_does_not_print_a_set_that_may_be_unknown(tmp_path: Path) -> None:
    text = "messages:\n  hello: {content: {email: {body: 'You like {likes}.'}}}\n"
    found = check_ruleset(a_folder(tmp_path, facts=asking("kind: set, values: [dogs]", "dogs")["facts"], messages=text))
    assert [problem.code for problem in found.problems] == ["R004"]


ANSWERS = {
    "set": ("kind: set, values: [dogs, cats]", "dogs"),
    "listed": ("values: [dogs, cats]", "dogs"),
    "yes_no": ("kind: yes_no", "yes"),
    "number": ("kind: number", "3"),
    "date": ("kind: date", "2026-04-01"),
    "text": ("kind: text", "dogs"),
}


@pytest.mark.parametrize("parts", [False, True], ids=["one value", "parts"])
@pytest.mark.parametrize("otherwise", ["", "unknown", "last"])
@pytest.mark.parametrize("kind", ANSWERS)
def test_a_table_that_answers_unknown_breaks_no_message(kind: str, otherwise: str, parts: bool, tmp_path: Path) -> None:
    declared, asked = ANSWERS[kind]
    fact = "fond.of" if parts else "fond"
    outcome = f"{{parts: {{of: {{{declared}}}}}}}" if parts else f"{{{declared}}}"

    def then(word: str) -> str:
        return f"{{of: {word}}}" if parts else word

    rows = (
        f"[{{when: {{email: invalid}}, then: {then(asked)}}}, {{when: {{email: on_file}}, then: {then('unknown')}}},"
        f" {{when: {{email: missing}}, then: {then(asked)}}}]"
    )
    last = {"": "", "unknown": f", otherwise: {then('unknown')}", "last": f", otherwise: {then(asked)}"}[otherwise]
    files = asking("kind: yes_no", "yes")
    files["delivery"] = files["delivery"].replace("likes: yes", f"{fact}: {asked}")
    files["tables"] = f"tables:\n  fond: {{scope: message, outcome: {outcome}, rows: {rows}{last}}}\n"
    folder = a_folder(tmp_path, **files)
    assert check_ruleset(folder).errors == ()
    assert sent(load_ruleset(folder), {}) == (MessageState.SENT, "text")


@pytest.mark.parametrize("kind", ANSWERS)
def test_an_accepted_gap_in_a_table_of_parts_breaks_no_message_and_the_promise_is_proved(
    kind: str, tmp_path: Path
) -> None:
    declared, asked = ANSWERS[kind]
    files = asking("kind: yes_no", "yes")
    files["delivery"] = files["delivery"].replace("likes: yes", f"fond.of: {asked}")
    rows = f"[{{when: {{likes: [yes, no]}}, then: {{of: {asked}}}}}]"
    files["tables"] = f"tables:\n  fond: {{scope: message, outcome: {{parts: {{of: {{{declared}}}}}}}, rows: {rows}}}\n"
    files["promises"] = (
        "promises:\n  - {last: yes, id: mail, promise: Whoever says no gets their mail., "
        "never: {likes: no, message: manual, has_email: yes, channel: {not: email}}}\n"
    )
    folder = a_folder(tmp_path, **files)
    report = check_ruleset(folder)
    assert [problem.code for problem in report.problems] == ["T011"]
    assert "Whoever says no gets their mail." in [one.words for one in report.proved]
    assert sent(load_ruleset(folder), {}) == (MessageState.SENT, "text")
    assert sent(load_ruleset(folder), {"likes": "no"}) == (MessageState.SENT, "email")


@pytest.mark.parametrize("total", ["sum", "min", "max"])
def test_nothing_unknown_can_be_added_up(total: str, tmp_path: Path) -> None:
    rows = "[{when: {status_kind: won}, then: unknown}, {when: {status_kind: open}, then: 2}]"
    tables = f"tables:\n  points: {{hit: every, total: {total}, outcome: {{kind: number}}, rows: {rows}}}\n"
    (problem,) = check_ruleset(a_folder(tmp_path, tables=tables)).errors
    assert (problem.code, problem.where.line) == ("T014", 2)
    assert "'unknown' is not a number" in problem.cause


def test_a_count_is_a_number_also_where_no_row_fits(tmp_path: Path) -> None:
    tables = (
        "tables:\n  points: {hit: every, total: count, outcome: {values: [a, none]},"
        " rows: [{when: {status_kind: won}, then: a}], otherwise: none}\n"
    )
    (problem,) = check_ruleset(a_folder(tmp_path, tables=tables)).errors
    assert (problem.code, problem.hint) == ("T014", "leave 'otherwise' out: where no row fits, the count is 0")
