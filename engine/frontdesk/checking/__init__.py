"""What can be wrong with a ruleset that loads: proved over everything that can happen, before anybody is contacted.

``tables``, ``states``, ``asking``, ``tasks``, ``campaigns``, ``dates``, ``merging``, ``languages``, ``lengths``,
``references``, ``installed``, ``unsent``, ``texts``, ``answering`` and ``promises`` are a family of checks each, and
only report; the other modules are what these stand on. Knows neither YAML nor contacts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from frontdesk.checking.answering import check_answering
from frontdesk.checking.asking import check_asking
from frontdesk.checking.campaigns import check_campaigns
from frontdesk.checking.dates import check_dates
from frontdesk.checking.impossible import check_impossible
from frontdesk.checking.installed import Installed, check_installed
from frontdesk.checking.languages import check_languages
from frontdesk.checking.lasting import check_lasting
from frontdesk.checking.lengths import check_lengths
from frontdesk.checking.merging import check_merging
from frontdesk.checking.promises import Proved, prove
from frontdesk.checking.references import check_references
from frontdesk.checking.refusing import check_refusing
from frontdesk.checking.selling import check_selling
from frontdesk.checking.states import check_states
from frontdesk.checking.tables import check_tables
from frontdesk.checking.tasks import check_tasks
from frontdesk.checking.texts import check_texts
from frontdesk.checking.unasked import check_unasked
from frontdesk.checking.unsent import check_unsent
from frontdesk.checking.waits import check_waits
from frontdesk.model import Ruleset
from frontdesk.model.refused import RefusedProblems
from frontdesk.problems import Problem, Severity, can_be_accepted, severity_of

__all__ = ["Checked", "Installed", "Proved", "check"]


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything that the checks found, without the warnings that the practice accepts, and the promises that hold."""

    problems: tuple[Problem, ...]
    proved: tuple[Proved, ...]


def check(ruleset: Ruleset, *, notes: bool = False, installed: Installed | None = None) -> Checked:
    """Check *ruleset*; with *notes* also what could be said shorter, with *installed* also what it asks of plugins."""
    proved, broken = prove(ruleset)
    found = [
        *check_tables(ruleset, notes=notes),
        *check_impossible(ruleset, notes=notes),
        *check_states(ruleset),
        *check_asking(ruleset),
        *check_lasting(ruleset),
        *check_tasks(ruleset),
        *check_campaigns(ruleset),
        *check_merging(ruleset),
        *check_languages(ruleset),
        *check_lengths(ruleset),
        *check_unsent(ruleset),
        *check_texts(ruleset),
        *check_selling(ruleset),
        *check_refusing(ruleset),
        *(check_dates(ruleset) if notes else ()),
        *check_references(ruleset),
        *check_answering(ruleset),
        *check_unasked(ruleset),
        *check_waits(ruleset),
        *(check_installed(ruleset, installed.find()) if installed else ()),
        *broken,
    ]
    refused = ruleset.part(RefusedProblems).refuse
    accepted = {(where, code) for where, code in ruleset.accepted if can_be_accepted(code) and code not in refused}
    kept = [one for one in found if (one.where, one.code) not in accepted]
    return Checked((*kept, *_needless(ruleset, found, notes)), tuple(proved))


def _needless(ruleset: Ruleset, found: list[Problem], notes: bool) -> Iterator[Problem]:
    """What is accepted and not there, so that nothing is silenced before it is written."""
    there = {(one.where, one.code) for one in found}
    for where, code in sorted(ruleset.accepted - there):
        looked_for = code[0] in "TMCDRP" and (notes or severity_of(code) is not Severity.NOTE)
        if looked_for:
            cause = f"{code} is accepted here, and there is nothing of the kind"
            yield Problem(where, "R002", cause, "delete accept:")
