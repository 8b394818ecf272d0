"""What a change of the rules would do to a practice today: whom it touches, and whom it would leave behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from frontdesk.desk.adopting import last_rules, left_behind, none_of_its_values, upheld
from frontdesk.desk.impact import Touched, touched
from frontdesk.keeping import Store
from frontdesk.model import Ruleset
from frontdesk.problems import Problem


@dataclass(frozen=True, slots=True)
class Impact:
    """Rules that would take the place of others, seen from what a store holds."""

    before: Ruleset
    touched: tuple[Touched, ...]
    left_behind: tuple[Problem, ...]
    """Why the store would refuse them (U001, U002, T020), or what on file they do not take (U004, no refusal)."""


def impact(store: Store, now: datetime, before: Ruleset | None, after: Ruleset) -> Impact | None:
    """What *after* instead of *before* would do; without *before*, instead of the rules that *store* ran last.

    ``None`` when the store keeps none that can be read.
    """
    old = before or last_rules(store)
    if old is None:
        return None
    problems = (*left_behind(after, upheld(after, store)), *none_of_its_values(after, store))
    return Impact(old, tuple(touched(store, now, old, after)), problems)
