"""docs/json.md is complete and true: its keys are those that the commands print, no more and no fewer."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from frontdesk.cli import main
from frontdesk.records import Note, Preference
from frontdesk.views.campaigns import CampaignView, DoneView, EnrolledView, StepView, TextView
from frontdesk.views.contact import CompanionView, DueView, OfferView, PhoneView, RunningView, SuggestionView
from frontdesk.views.duplicates import DuplicateView
from frontdesk.views.outbox import MessageView
from frontdesk.views.tasks import NoticeView, TaskView
from frontdesk.views.visits import VisitView
from frontdesk.views.ways import WayView
from frontdesk_plugins.outbox import SIGNED_BY, signature
from support import HARBOUR, HARBOUR_SECRETS, ROOT

PAGE = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
RECORDS = (
    OfferView,
    SuggestionView,
    PhoneView,
    WayView,
    CompanionView,
    Preference,
    RunningView,
    CampaignView,
    StepView,
    TextView,
    EnrolledView,
    DoneView,
    DueView,
    MessageView,
    TaskView,
    NoticeView,
    VisitView,
    Note,
    DuplicateView,
)
AT = ("--now", "2026-03-02 10:00")
SHIPPED = {
    "check": "check dental",
    "test": "test dental",
    "table NAME": "table -p dental delivery",
    "decide": "decide -p default delivery has_call=yes destination=landline",
    "offers STATE": "offers -p physical-therapy free_screen/scheduled",
    "explain TABLE": "explain -p default delivery has_call=yes destination=landline",
    "explain CODE": "explain r001",
    "facts": "facts -p dental",
    "diff": "diff dental dental",
    "plugins": "plugins",
}
"""Commands that need no practice at work, by how the page calls them."""


def named(text: str) -> list[str]:
    return re.findall(r"`(\w+)`", text)


def documented(heading: str) -> list[str]:
    """The keys in the table that is headed by `heading`."""
    (table,) = re.findall(rf"^\| `{heading}` \| \|\n\|---\|---\|\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
    return [name for row in table.splitlines() for name in named(row.split("|")[1])]


def other(command: str) -> list[str]:
    """The keys in the line of a command in the last table."""
    (row,) = re.findall(rf"^\| `{command}` \| (.*) \|$", PAGE.partition("## Other commands")[2], re.MULTILINE)
    return named(re.sub(r"\(.*?\)", "", row))


def said(words: Iterable[str], code: int = 0) -> Any:
    result = CliRunner(env=HARBOUR_SECRETS).invoke(main, [*words, "--format", "json"])
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def keys(data: Any) -> list[str]:
    """The keys of an object, or of the first of a list."""
    return list(data[0] if isinstance(data, list) else data)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice with one contact, who was booked and sent a reminder."""
    folder = tmp_path_factory.mktemp("json") / "harbour"
    shutil.copytree(HARBOUR, folder)
    here = ("-p", str(folder), *AT)
    said(
        [
            "contact",
            "add",
            "Ana Example",
            "cell=+351 555 010 101",
            "cell_type=text_enabled",
            "status=enquiry/new",
            *here,
        ]
    )
    said(["contact", "book", "1", "2026-03-04 10:00", *here])
    said(["work", "--until", "2026-03-04", *here])
    return folder


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_the_page_lists_the_fields_of_every_record(record: type[Any]) -> None:
    assert documented(record.__name__) == [one.name for one in fields(record)]


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("contact list", ["contact", "list"]),
        ("contact show", ["contact", "show", "1"]),
        ("contact undo", ["contact", "prefs", "1", "--number", "cell"]),
        ("visits NUMBER", ["visits", "1"]),
        ("VisitView", ["visits", "--all"]),
        ("tasks", ["tasks"]),
        ("CampaignView", ["campaigns"]),
        ("campaigns NAME", ["campaigns", "visit"]),
        ("why", ["why", "1"]),
        ("journal verify", ["journal", "verify"]),
        ("Entry", ["journal", "show"]),
        ("MessageView", ["outbox"]),
    ],
)
def test_the_page_lists_the_keys_that_a_command_at_the_desk_prints(
    heading: str, words: list[str], practice: Path
) -> None:
    assert documented(heading) == keys(said([*words, "-p", str(practice), *AT]))


@pytest.mark.parametrize("command", SHIPPED)
def test_the_page_lists_the_keys_of_every_other_command(command: str) -> None:
    assert other(command) == keys(said(SHIPPED[command].split()))


def test_the_page_lists_the_keys_of_what_works_on_a_store(practice: Path, tmp_path: Path) -> None:
    here = ("-p", str(practice), *AT)
    people = tmp_path / "people.csv"
    people.write_text("name,status\nBen Example,enquiry/new\n", encoding="utf-8")
    (practice / "emr.csv").write_text("patient,preferred_method\nP-9,SMS\n", encoding="utf-8")
    assert other("work") == keys(said(["work", *here]))
    assert other("replay") == keys(said(["replay", "dental", *here]))
    assert other("import") == keys(said(["import", str(people), *here]))
    assert other("sync") == keys(said(["sync", *here]))
    posted = tmp_path / "posted.json"
    posted.write_text('{"event": "e1", "number": "+351 555 010 101", "text": "hi", "to": "x"}', encoding="utf-8")
    header = f"{SIGNED_BY}: {signature(HARBOUR_SECRETS['HARBOUR_TEXT_KEY'], posted.read_bytes()).decode()}"
    assert other("receive") == keys(said(["receive", "text", str(posted), "--header", header, *here]))


def test_every_command_that_prints_json_is_on_the_page() -> None:
    context = main.make_context("frontdesk", [], resilient_parsing=True)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        formats = [one.type for one in command.params if one.name == "form"]
        if any("json" in getattr(one, "choices", ()) for one in formats):
            assert re.search(rf"`{name}\b", PAGE), name
