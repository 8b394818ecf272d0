"""What a practice has refused that others are only warned of. Knows no check and no rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from frontdesk.model.named import SETTING
from frontdesk.problems import NOWHERE, Location


@dataclass(frozen=True, slots=True)
class RefusedProblems:
    """The codes of warnings that stop loading here, as errors do, in the order of the file."""

    refuse: tuple[str, ...] = field(default=(), metadata=SETTING)
    places: Mapping[str, Location] = field(default_factory=dict)

    def place(self, code: str) -> Location:
        """Where it is said that problems of this *code* are refused."""
        return self.places.get(code, NOWHERE)
