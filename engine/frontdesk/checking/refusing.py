"""How somebody who gets texts can refuse them: a word that ends them is listed (C018)."""

from __future__ import annotations

from collections.abc import Iterator

from frontdesk.model import Ruleset
from frontdesk.model.languages import Languages
from frontdesk.model.wording import comparable
from frontdesk.names import Keyword, Reach
from frontdesk.problems import Problem, choices

_ALWAYS = ("stop", "quit", "end", "revoke", "opt out", "cancel", "unsubscribe")
"""What always counts as a refusal in the United States (47 CFR 64.1200(a)(10))."""


def check_refusing(ruleset: Ruleset) -> Iterator[Problem]:
    """Check that a reply can end what keeps consent and reaches a phone.

    In the United States one of the words has to be among those that always count, which are what people there write;
    elsewhere any word does.
    """
    out = {word for word, meaning in ruleset.consent.keywords.items() if meaning is Keyword.OUT}
    known = out.intersection(map(comparable, _ALWAYS)) if ruleset.country == "US" else out
    kept = [one for one in ruleset.channels.values() if one.consent and one.reaches is Reach.PHONE]
    if kept and not known:
        named = choices([one.id for one in kept])
        asked = "no reply that always refuses" if out else "no reply"
        cause = f"consent is kept for {named}, and {asked} ends it"
        hint = f"list what opts out in consent.yaml: keywords: {{out: [{', '.join(_ALWAYS)}]}}"
        related = tuple((one.where, f"'{one.id}' is here") for one in kept)
        yield Problem(ruleset.part(Languages).where, "C018", cause, hint, related)
