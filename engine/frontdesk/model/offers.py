"""What staff read of an offer instead of the status that it offers: the action, such as Activate.

Knows neither YAML nor which status is offered to whom: the table ``offers`` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from frontdesk.model.named import SETTING


@dataclass(frozen=True, slots=True)
class OfferLabels:
    """The labels of offers that have one of their own, by the id of the row."""

    offer_labels: Mapping[str, str] = field(metadata=SETTING)
