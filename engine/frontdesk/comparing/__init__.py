"""Two versions of a ruleset, compared by what they do: whose message goes elsewhere, what is offered, what follows.

Exact: every combination that both versions know is decided by both. Knows neither YAML nor contacts.
"""

from frontdesk.comparing.changes import AnswerChange, Comparison, FollowingChange, OfferChange, PartChange, TableChange
from frontdesk.comparing.parts import parts
from frontdesk.comparing.tables import Compared, answers, following, offers
from frontdesk.model import Ruleset
from frontdesk.tables.diagrams import BUDGET

__all__ = [
    "AnswerChange",
    "Comparison",
    "FollowingChange",
    "OfferChange",
    "PartChange",
    "TableChange",
    "compare",
]


def compare(before: Ruleset, after: Ruleset, *, budget: int = BUDGET) -> Comparison:
    """Compare two rulesets, or two versions of one; of a table with more cases than *budget* nothing is claimed."""
    rules = before, after
    compared = Compared(budget)
    tables = tuple(answers(rules, compared))
    offered = tuple(offers(rules, compared))
    follows = tuple(following(rules, compared))
    return Comparison(
        before.name,
        after.name,
        compared.combinations,
        tables,
        offered,
        follows,
        tuple(parts(before, after)),
        tuple(compared.not_compared),
    )
