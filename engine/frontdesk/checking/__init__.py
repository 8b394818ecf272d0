"""What can be wrong with a ruleset that loads: proved over everything that can happen, before anybody is contacted.

One module a family of checks; each only reports. Knows neither YAML nor contacts.
"""

from __future__ import annotations

from frontdesk.checking.campaigns import check_campaigns
from frontdesk.checking.references import check_references
from frontdesk.checking.states import check_states
from frontdesk.model import Ruleset
from frontdesk.problems import Problem, Severity

__all__ = ["check"]


def check(ruleset: Ruleset) -> list[Problem]:
    """Return everything that the checks find, without the warnings that the practice accepts."""
    found = [*check_states(ruleset), *check_campaigns(ruleset), *check_references(ruleset)]
    return [
        problem
        for problem in found
        if problem.severity is Severity.ERROR or (problem.where, problem.code) not in ruleset.accepted
    ]
