"""Fields of a ruleset say what they hold, so that no list of them can be forgotten."""

from __future__ import annotations

from frontdesk.model import Ruleset
from frontdesk.model.named import settings_of, words_of


def test_every_field_of_a_ruleset_says_what_it_holds_or_is_known_to_be_told_apart_otherwise() -> None:
    elsewhere = {
        "name",
        "hash",
        "states",
        "scopes",
        "text",
        "parts",
        "computations",
        "read",
    }  # told apart by other means, or made of the rest
    compared_as_tables = {"offers", "consequences"}
    of_this_version = {"views", "promises", "accepted", "places", "moved"}  # on paper, in proofs and in the store
    said = {*words_of(Ruleset), *settings_of(Ruleset)}
    assert set(Ruleset.__dataclass_fields__) == said | elsewhere | compared_as_tables | of_this_version
