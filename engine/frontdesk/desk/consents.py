"""Consent is written here alone: per number and line, with who said so.

What somebody refused in their own words, or a carrier says that they did, only their own words take back (domain.md
4.2: a Yes never overrides Opted Out; 6.3: silence until a new opt-in).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from frontdesk.desk.practice import Act
from frontdesk.names import Consent, ContactId, LineId

OWN_WORDS = "reply"
_THEIRS = (OWN_WORDS, "provider")


def write(
    act: Act, contact: ContactId | None, numbers: Iterable[str], lines: Sequence[LineId], said: tuple[Consent, str]
) -> list[tuple[str, LineId]]:
    """Record a consent and its source (reply, staff, emr, provider, rule); returns where it was not, and changes none.

    ``contact`` is whom the journal names; ``None`` for a number that nobody has.
    """
    value, source = said
    places = [(number, line) for number in numbers for line in lines]
    kept = [place for place in places if _stays(act, place, value, source)]
    changed = [place for place in places if place not in kept and act.store.consent(*place) is not value]
    for number, line in changed:
        act.store.set_consent(number, line, value, act.now, source)
    if changed:
        written = sorted({line for _, line in changed})
        act.record("consent recorded", contact, {"lines": written, "consent": value, "source": source})
    return kept


def _stays(act: Act, place: tuple[str, LineId], value: Consent, source: str) -> bool:
    return (
        value is not Consent.OPTED_OUT
        and source != OWN_WORDS
        and act.store.consent(*place) is Consent.OPTED_OUT
        and act.store.consent_source(*place) in _THEIRS
    )
