"""Rules on a date of the contact: does one greet somebody whose date was long ago (C009)?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from frontdesk.effects import SendMessage, StartCampaign
from frontdesk.model import Ruleset
from frontdesk.problems import Problem
from frontdesk.tables import Length, Row
from frontdesk.tables.lengths import is_before


def check_dates(ruleset: Ruleset) -> Iterator[Problem]:
    """Note each rule on or before a date that writes to people and may be however late.

    What comes after a date (an overdue recall) is as true a year later; what comes before it is not.
    """
    for row in ruleset.consequences.rows:
        timer = ruleset.timers.get(row.id)
        if timer is None or not timer.date_fact or _is_after(timer.offset) or timer.at_most_late is not None:
            continue
        if _writes(ruleset, row):
            day = f"'{ruleset.facts[timer.date_fact].label}'"
            cause = f"whoever comes with a {day} that is long past is written to at once"
            hint = "say how late it may be, such as at_most_late: 1 day"
            yield Problem(row.where, "C009", cause, hint)


def _is_after(offset: Length) -> bool:
    return bool(offset) and not is_before(offset)


def _writes(ruleset: Ruleset, row: Row[Any]) -> bool:
    for effect in row.then:
        if isinstance(effect, SendMessage):
            return True
        if isinstance(effect, StartCampaign):
            campaign = ruleset.campaigns[effect.campaign]
            if campaign.enabled and any(step.send for step in campaign.steps):
                return True
    return False
