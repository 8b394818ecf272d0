"""What a reply means for consent: the keywords of ``consent.yaml`` (domain.md 4.3, 6.1, 6.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from frontdesk.model import ConsentRules
from frontdesk.names import Keyword
from frontdesk.strangers import on_one_line

_EDGES = re.compile(r"^\W+|\W+$")


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply as rules see it: its text in lower case, and the kind of keyword that it is."""

    received: str
    keyword: Keyword


def read_reply(rules: ConsentRules, text: str) -> Reply:
    """Return the reply as rules see it: a keyword counts only as the whole message, in any case."""
    received = " ".join(_EDGES.sub("", on_one_line(text)).casefold().split())
    return Reply(received, rules.keywords.get(received, Keyword.OTHER))
