"""A domain of every kind, and all that may be asked of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from frontdesk.tables import COUNT, NUMBER, UNKNOWN, YES_NO, Domain, Listed, Members, Scale, ScaleKind, Text

ASKED = {
    ScaleKind.NUMBER: (">= 3", "< 3", "[3..5)", "5", "(3..9]", "-2..0.5"),
    ScaleKind.DATE: (">= 2026-03-02", "[2026-03-02..2026-03-04]", "2026-03-08"),
    ScaleKind.MOMENT: (">= 2026-03-02 14:30", "[2026-03-02 09:00..2026-03-02 09:00:01]", "2026-03-08 00:00"),
    ScaleKind.TIME: ("[08:00..21:00)", ">= 21:00", "00:00", "08:00:30", "(21:00..21:00:01]"),
    ScaleKind.DURATION: (">= 1 hour", "[1 hour..2 hours)", "0 minutes"),
}


DOMAINS: dict[str, Domain] = {
    "yes or no": YES_NO,
    "count": COUNT,
    "number": NUMBER,
    "days": Scale(ScaleKind.NUMBER, may_be_unknown=True, whole=True),
    **{f"{kind}, known": Scale(kind) for kind in ScaleKind},
    **{f"{kind}, unknown": Scale(kind, may_be_unknown=True) for kind in ScaleKind},
    "whole, in a range": Scale(ScaleKind.NUMBER, whole=True, least=0, most=6),
    "number, in a range": Scale(ScaleKind.NUMBER, may_be_unknown=True, least=Decimal("0.5"), most=5),
    "time, of whole minutes": Scale(ScaleKind.TIME, whole=True),
    "date, in a range": Scale(ScaleKind.DATE, least=date(2026, 3, 2), most=date(2026, 3, 9)),
    "words": Listed(("red", "green", "blue")),
    "words, unknown": Listed(("red", "green", "blue"), may_be_unknown=True),
    "words, unknown listed": Listed(("red", UNKNOWN)),
    "sets": Members(("red", "green", "blue")),
    "sets, unknown": Members(("red", "green", "blue"), may_be_unknown=True),
    "sets, unknown listed": Members(("red", UNKNOWN), may_be_unknown=True),
    "text": Text(),
}


def words(domain: Domain) -> Sequence[str]:
    """What conditions on it may name."""
    if isinstance(domain, Scale):
        named: Sequence[str] = ASKED[domain.kind]
        if domain.kind is ScaleKind.TIME and domain.whole:
            named = [one for one in named if one.count(":") < 2 + one.count("..")]
    elif isinstance(domain, (Listed, Members)):
        named = domain.values
    else:
        named = ("stop", "start")
    return (*named, UNKNOWN) if domain.may_be_unknown and UNKNOWN not in named else named
