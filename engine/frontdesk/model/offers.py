"""What an offer says besides which status it offers to whom: what staff read of it, and what choosing it asks for.

Knows neither YAML nor which status is offered to whom: the table ``offers`` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from frontdesk.model.named import SETTING
from frontdesk.names import Requirement


@dataclass(frozen=True, slots=True)
class OfferLabels:
    """The labels of offers that have one of their own, by the id of the row."""

    offer_labels: Mapping[str, str] = field(metadata=SETTING)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a choice is asked for: words of ``requires``, and the practice's own facts that must be noted."""

    requires: frozenset[Requirement] = frozenset()
    facts: tuple[str, ...] = ()

    def __or__(self, other: Asked) -> Asked:
        """What either asks for."""
        return Asked(self.requires | other.requires, tuple(dict.fromkeys((*self.facts, *other.facts))))

    @property
    def words(self) -> tuple[str, ...]:
        """Each thing that is asked for, in the order of the language, facts last."""
        return (*(str(one) for one in Requirement if one in self.requires), *self.facts)


ASKS_NOTHING = Asked()


@dataclass(frozen=True, slots=True)
class OfferRequires:
    """What offers ask for besides what the status does, by the id of the row."""

    offer_requires: Mapping[str, Asked] = field(metadata=SETTING)
