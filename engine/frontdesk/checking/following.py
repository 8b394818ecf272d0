"""Promises on what follows an event, and on how long a choice stays correctable (D003)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from frontdesk.checking.proofs import contacts_in_its_state, diagram, leaf
from frontdesk.effects import Closing, Effect, EndCampaign, OpenTask, StartCampaign
from frontdesk.events import EventKind, is_about_a_visit
from frontdesk.model import Again, Campaign, Promise, Ruleset
from frontdesk.problems import Problem
from frontdesk.tables import Row, written_length
from frontdesk.tables.smallest import Person


def proof_of_following(ruleset: Ruleset, promise: Promise) -> tuple[int, list[Problem]]:
    """Whenever the event happens, rows that ask for each of the effects fit, whoever it happens to."""
    covered = 0
    for effect in promise.follows:
        rows = tuple(row for row in ruleset.consequences.rows if any(_brings(ruleset, one, effect) for one in row.then))
        table = ruleset.consequences.only(rows)
        tests = [*promise.when, *(test for row in rows for test in row.when)]
        asks_state = any(test.fact == "event_state" for test in promise.when)
        joint = contacts_in_its_state(ruleset, tests) if asks_state else None
        drawn = diagram(ruleset, table, given=promise.when, joint=joint)
        covered += drawn.size
        person = drawn.smallest(lambda alive: not leaf(alive))
        if person is not None:
            cause = f"the promise does not hold for {person.words}: no rule makes it follow"
            hint = "add the rule, or narrow the promise with when:"
            return 0, [Problem(promise.where, "D003", cause, hint)]
        if isinstance(effect, StartCampaign) and (problem := _does_not_run(ruleset, promise, effect, rows)):
            return 0, [problem]
    return covered, []


def _does_not_run(
    ruleset: Ruleset, promise: Promise, effect: StartCampaign, rows: tuple[Row[Any], ...]
) -> Problem | None:
    """Why a campaign that a rule starts does not run: it starts once only, or another of its group takes its place."""
    campaign = ruleset.campaigns[effect.campaign]
    if campaign.again is Again.ONCE:
        cause = f"the promise does not hold a second time: '{campaign.id}' has again: once"
        hint = "write again: restart or continue, or promise less"
        return Problem(promise.where, "D003", cause, hint)
    if campaign.of_a_visit and not _has_a_visit(promise):
        cause = f"the promise does not hold for somebody without a visit ahead: '{campaign.id}' runs for a visit"
        hint = "narrow the promise with when: {has_appointment: yes}"
        return Problem(promise.where, "D003", cause, hint)
    if not campaign.group:
        return None
    all_rows = ruleset.consequences.rows
    first = min(all_rows.index(row) for row in rows if _somebody(ruleset, row, promise))
    for row in all_rows[first + 1 :]:
        rival = next((one for one in row.then if _takes_the_place(ruleset, one, campaign)), None)
        person = _somebody(ruleset, row, promise) if rival else None
        if isinstance(rival, StartCampaign) and person is not None:
            place = f"'{rival.campaign}' of the same group takes its place"
            cause = f"the promise does not hold for {person.words}: {place}"
            hint = "give one of them another group, or narrow the promise with when:"
            related = ((row.where, f"'{rival.campaign}' starts here"),)
            return Problem(promise.where, "D003", cause, hint, related)
    return None


def _has_a_visit(promise: Promise) -> bool:
    """Whether what the promise is about comes with an appointment."""
    kinds = {kind for test in promise.when if test.fact == "event" for kind in EventKind if kind in test.accepts}
    ahead = any(test.fact == "has_appointment" and "no" not in test.accepts for test in promise.when)
    return ahead or (bool(kinds) and all(map(is_about_a_visit, kinds)))


def _takes_the_place(ruleset: Ruleset, effect: Effect, campaign: Campaign) -> bool:
    """Whether an effect starts another campaign of the same group."""
    if not isinstance(effect, StartCampaign) or effect.campaign == campaign.id:
        return False
    other = ruleset.campaigns[effect.campaign]
    return other.enabled and other.group == campaign.group


def _somebody(ruleset: Ruleset, row: Row[Any], promise: Promise) -> Person | None:
    """Somebody whom a row of ``consequences`` fits when the event of *promise* happens."""
    drawn = diagram(ruleset, ruleset.consequences.only((row,)), given=promise.when)
    return drawn.smallest(lambda alive: bool(leaf(alive)))


def _brings(ruleset: Ruleset, effect: Effect, asked: Effect) -> bool:
    """Whether an effect does what is asked: what ends everything ends each thing, what is switched off never starts."""
    if isinstance(effect, StartCampaign) and not ruleset.campaigns[effect.campaign].enabled:
        return False
    ends_all = isinstance(effect, EndCampaign) and effect.campaign is None and isinstance(asked, EndCampaign)
    closes_all = isinstance(effect, Closing) and effect.task is None and type(asked) is type(effect)
    opens_so = isinstance(effect, OpenTask) and isinstance(asked, OpenTask) and _is_at_least(effect, asked)
    return effect == asked or ends_all or closes_all or opens_so


def _is_at_least(effect: OpenTask, asked: OpenTask) -> bool:
    """Whether a task is opened as is asked; what the promise leaves open may be as it is."""
    pairs = ((asked.to, effect.to), (asked.type, effect.type), (asked.priority, effect.priority))
    return effect.task == asked.task and all(wanted in (None, is_) for wanted, is_ in pairs)


def proof_of_the_window(ruleset: Ruleset, promise: Promise) -> tuple[int, list[Problem]]:
    """What follows a choice waits until it settles (docs/language.md), so the correction window decides."""
    asked, window = promise.correctable_for or timedelta(), ruleset.correction_window
    entering = [row for row in ruleset.consequences.rows if _may_follow_a_status(row)]
    if window >= asked:
        return len(ruleset.states) * max(len(entering), 1), []
    place = ruleset.places.get("ruleset.correction_window")
    cause = f"the promise does not hold: a choice can be corrected for {written_length(window)} only"
    hint = f"write correction_window: {written_length(asked)} in ruleset.yaml"
    related = ((place, "the correction window is here"),) if place else ()
    return 0, [Problem(promise.where, "D003", cause, hint, related)]


def _may_follow_a_status(row: Row[Any]) -> bool:
    return all(test.fact != "event" or EventKind.STATUS_ENTERED in test.accepts for test in row.when)
