"""What is defined and never used or named and not there, and what does not belong into a message (R001, R002, P001)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from frontdesk.effects import AnswerReply, OpenTask, ReassignTask, SendMessage, SetFollowUp, StartCampaign
from frontdesk.model import Ruleset
from frontdesk.names import PLAIN_FOLLOW_UP
from frontdesk.problems import Location, Problem, choices, did_you_mean
from frontdesk.tables import UNKNOWN, Row

_HEALTH = re.compile(
    r"\b(diagnos\w*|test results?|lab results?|prescri\w*|medication|surger\w*|pregnan\w*|hiv|cancer|depress\w*"
    r"|chemo\w*|injur\w*|symptom\w*)\b",
    re.IGNORECASE,
)
"""Words that tell why somebody is a patient (domain.md 6.4: leave little, on any channel)."""

_ASKED_OF = {"stopped_by": ("delivery", "windows"), "sent_by": ("delivery",)}
"""The tables whose rows a fact of events names."""


def check_references(ruleset: Ruleset) -> Iterator[Problem]:
    """Check that everything defined is used, and that no message says why somebody comes."""
    effects = [effect for row in ruleset.consequences.rows for effect in row.then]
    steps = [step for campaign in ruleset.campaigns.values() for step in campaign.steps]
    started = {effect.campaign for effect in effects if isinstance(effect, StartCampaign)}
    for campaign in ruleset.campaigns.values():
        if campaign.enabled and campaign.id not in started:
            yield _unused(campaign.where, f"nothing starts the campaign '{campaign.id}'", "add start:, or enabled: no")
    opened = {effect.task for effect in effects if isinstance(effect, (OpenTask, SetFollowUp, ReassignTask))}
    opened |= {step.task for step in steps}
    for task in ruleset.tasks.values():
        if task.id not in opened and task.id != PLAIN_FOLLOW_UP:
            away = taken_away(ruleset, task.where, f"tasks.{task.id}") or "delete the task"
            yield _unused(task.where, f"nothing opens the task '{task.id}'", f"add opens:, or {away}")
    sent = {effect.message for effect in effects if isinstance(effect, (SendMessage, AnswerReply))}
    sent |= {step.send for step in steps if step.send} | set(ruleset.consent.confirmations.values())
    sent |= {one for one in (ruleset.consent.staff_out,) if one}
    sent |= {one.merge.into for one in ruleset.messages.values() if one.merge and one.merge.into != one.id}
    for message in ruleset.messages.values():
        if message.id not in sent:
            away = taken_away(ruleset, message.where, f"messages.{message.id}") or "delete it"
            hint = f"{away}, or, if staff send it by hand, write accept: R002 because staff send it by hand"
            yield _unused(message.where, f"nothing sends the message '{message.id}'", hint)
    yield from _stopping(ruleset)
    yield from _details(ruleset)


def _unused(where: Location, cause: str, hint: str) -> Problem:
    return Problem(where, "R002", cause, hint)


def taken_away(ruleset: Ruleset, where: Location, path: str) -> str:
    """Return how an overlay takes away what a ruleset below it defines; nothing for what stands in its own files."""
    return f"write remove: {path}" if _stands_below(ruleset, where) else ""


def row_mended(ruleset: Ruleset, row: Row[Any], own: str) -> str:
    """Return how a row is mended: *own* in the practice's files; for one of a ruleset below, what an overlay says."""
    name = row.id.rpartition(".")[2]
    return f"write {{remove: {name}}}, or {{replace: {name}, ...}}" if _stands_below(ruleset, row.where) else own


def _stands_below(ruleset: Ruleset, where: Location) -> bool:
    own = ruleset.places.get("ruleset.name")
    return own is not None and own.file.rpartition("/")[0] != where.file.rpartition("/")[0]


def _stopping(ruleset: Ruleset) -> Iterator[Problem]:
    """Rules ask by which row a message was stopped or sent; one that is called otherwise now would never answer."""
    for row in ruleset.consequences.rows:
        for test in row.when:
            if test.fact not in _ASKED_OF or not isinstance(test.accepts, frozenset):
                continue
            tables = _ASKED_OF[test.fact]
            rows = [one.id for name in tables for one in ruleset.tables[name].every_row]
            for name in sorted(str(value) for value in test.accepts - {UNKNOWN, *rows}):
                cause = f"no row of {' or '.join(f'{one}.yaml' for one in tables)} is called '{name}'"
                hint = did_you_mean(name, rows) or f"its rows are {choices(rows)}"
                yield Problem(row.where, "R001", cause, hint)


def _details(ruleset: Ruleset) -> Iterator[Problem]:
    for message in ruleset.messages.values():
        for content in (one for whole in message.content.values() for one in whole.versions):
            if match := _HEALTH.search(f"{content.subject} {content.body}"):
                cause = f"'{match[0]}' in a message can tell others why somebody is a patient"
                hint = "say it in person, or leave it out"
                written = ((content.where, "it is written here"),)
                yield Problem(message.where, "P001", cause, hint, written)
