"""What a story begins with: people, their consent and facts, read as it describes them.

A story may describe people whom no row of an import could bring: in any status, with a number that is nobody's. Knows
no store and no step; ``stories`` keeps what is read here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from frontdesk.addresses import read_region, same_number
from frontdesk.desk import consents
from frontdesk.facts import known_of_all, missing, said_of_all
from frontdesk.loading.tree.nodes import Entries
from frontdesk.model import Ruleset, Scope, UnknownNameError
from frontdesk.names import COMPANIONS, ChannelId, ContactId, LineId, LineType, PhoneKind
from frontdesk.problems import FactError, FrontdeskError
from frontdesk.records import Companion, Contact, Phone, Preference
from frontdesk.tables import Value
from frontdesk.testing import reading


def contact_given(ruleset: Ruleset, name: str, given: Entries, at: datetime) -> Contact:
    """The contact whom a story calls *name*, in their status since *at*. Raises FrontdeskError."""
    state = ruleset.state(reading.text(given.get("status"), ruleset.initial))
    emr = reading.entries(given.get("emr"))
    facts = own_facts_given(ruleset, Scope.CONTACT, reading.entries(given.get("facts")))
    for lacking in missing(known_of_all(ruleset), facts):
        raise FactError(said_of_all(lacking))
    return Contact(
        ContactId(0),
        reading.text(given.get("name"), f"{name.title()} Example"),
        state,
        at,
        been=frozenset({state, *(ruleset.state(one) for one in reading.words(given.get("been")))}),
        phones={kind: _phone(ruleset, given, kind) for kind in PhoneKind if kind in given},
        email=reading.text(given.get("email")),
        companions={of: _companion(ruleset, reading.entries(given.get(of))) for of in COMPANIONS if of in given},
        zone=reading.zone(reading.text(given.get("zone"))),
        region=read_region(reading.text(given.get("region")), ruleset.country) if "region" in given else "",
        language=reading.text(given.get("language")),
        born=reading.day(reading.text(given.get("born"))) if "born" in given else None,
        consent_basis=reading.text(given.get("basis")),
        facesheet=preference_given(given, "preferred_number", "preferred_method"),
        emr=preference_given(emr, "number", "method"),
        facts=facts,
    )


def consents_given(
    ruleset: Ruleset, contact: Contact, given: Entries
) -> Iterator[tuple[tuple[str, ChannelId], LineId, str]]:
    """Every address, channel and line of which *given* says something, with the word: ``{main: opted_in}``.

    A word stands for what a keyword counts for, ``{main: {email: opted_out}}`` names a channel. Raises FrontdeskError
    for a line or channel that does not exist, or by which the contact cannot be reached.
    """
    for line in given:
        if line not in ruleset.lines:
            raise UnknownNameError("line", line, list(ruleset.lines))
        by_channel = reading.entries(given.get(line))
        words = {name: reading.text(by_channel.get(name)) for name in by_channel}
        for name, word in words.items() or [(one, reading.text(given.get(line))) for one in ruleset.consent.counts_for]:
            channel = ruleset.channel(name)
            if not channel.consent:
                raise FrontdeskError(f"no consent is kept for '{name}'; see channels.yaml")
            found = consents.places(contact, [channel])
            if not found:
                raise FrontdeskError(f"{contact.name} has no address for '{name}', so no consent to it can be recorded")
            yield from ((place, LineId(line), word) for place in found)


def preference_given(given: Entries, number: str, method: str) -> Preference:
    """What somebody prefers, under the words *number* and *method*; ``not_sent`` where nothing is said."""
    return Preference(
        reading.text(given.get(number), "not_sent"),
        reading.text(given.get(method), "not_sent"),
        reading.flag(given.get("do_not_contact")) or False,
    )


def own_facts_given(ruleset: Ruleset, of: Scope, given: Entries) -> dict[str, Value]:
    """The practice's own facts as a story writes them, a word or a list of words each. Raises FactError."""
    return {name: _own_fact(ruleset, of, name, given) for name in given}


def facts_noted(ruleset: Ruleset, given: Entries) -> dict[str, Value]:
    """What staff note in a story, of a contact and of one of their visits. Raises FactError."""
    return {name: _own_fact(ruleset, ruleset.noted_of(name), name, given) for name in given}


def _own_fact(ruleset: Ruleset, of: Scope, name: str, given: Entries) -> Value:
    return ruleset.parse_own_fact(of, name, ", ".join(reading.words(given.get(name))))


def _companion(ruleset: Ruleset, given: Entries) -> Companion:
    phones = {kind: _phone(ruleset, given, kind) for kind in PhoneKind if kind in given}
    return Companion(reading.text(given.get("name")), phones, reading.text(given.get("email")))


def _phone(ruleset: Ruleset, given: Entries, kind: PhoneKind) -> Phone:
    """A number of a story, which may be one without an area code: those are nobody's."""
    written = reading.entries(given.get(kind))
    return Phone(
        same_number(reading.text(written.get("number")), ruleset.country),
        LineType(reading.text(written.get("type"), LineType.TEXT_ENABLED)),
    )
