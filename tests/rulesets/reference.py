"""A plain second implementation of how a health system's messages go out: if and else, nothing of the engine.

Written from domain.md 4.2 to 4.10, to be compared with the rulesets' tables on every cell and on random people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Person:
    """Somebody, a message for them, and how the practice is set up."""

    message: str
    content: tuple[str, ...]
    types: Mapping[str, str]
    email: str
    opted_in: bool
    synced: bool
    literal: bool
    overrides: bool
    about_visit: bool
    sheet_number: str
    sheet_refuses: bool
    emr_number: str
    emr_method: str
    visit_number: str
    visit_method: str
    texting_allowed: bool
    verified: bool


def channel_for(person: Person) -> str:
    """The channel, or none."""
    if person.message == "automation" and refuses(person):
        return "none"
    if person.message == "campaign" and not person.verified:
        return "none"
    if person.message == "manual" and not person.texting_allowed:
        return "none"
    destination = destination_of(person)
    may_text = (
        "text" in person.content
        and destination in ("text_enabled", "unknown")
        and person.opted_in
        and person.texting_allowed
    )
    may_call = "call" in person.content and destination in ("text_enabled", "landline", "unknown")
    may_mail = "email" in person.content and person.email == "on_file"
    dead = destination in ("invalid", "missing")
    if method_of(person) == "call":
        if may_call:
            return "call"
        if may_text and not person.literal:
            return "text"
        return "email" if may_mail and (dead or not person.literal) else "none"
    if may_text:
        return "text"
    only_calls = destination == "landline" or not person.opted_in or not person.texting_allowed
    if may_call and (only_calls or not person.literal):
        return "call"
    return "email" if may_mail and (dead or not person.literal) else "none"


def refuses(person: Person) -> bool:
    """Whether Do Not Contact counts for an automation (domain.md 4.8, 4.10 no 9).

    A refusal that the EMR sent counts, whether preferences are said to be synced or not: harm is one-sided.
    """
    if person.sheet_refuses:
        return True
    if person.about_visit and person.visit_method == "do_not_contact":
        return True
    if person.overrides and person.synced and person.about_visit and person.visit_method != "not_sent":
        return False
    return person.emr_method == "do_not_contact"


def method_of(person: Person) -> str:
    """The preferred method that counts."""
    if person.message != "automation" or not person.synced:
        return "not_sent"
    if sent_for_visit(person):
        return person.visit_method
    return person.emr_method


def destination_of(person: Person) -> str:
    """What the number that a message goes to can take (domain.md 4.5)."""
    for kind in (number_of(person), "cell", "home", "work"):
        if kind != "not_sent" and person.types[kind] != "missing":
            return person.types[kind]
    return "missing"


def number_of(person: Person) -> str:
    """The preferred number that counts."""
    if person.message in ("bulk", "campaign"):
        return "not_sent"
    if person.message == "manual" or not person.synced:
        return person.sheet_number
    if sent_for_visit(person):
        return person.visit_number
    return person.emr_number if person.emr_number != "not_sent" else person.sheet_number


def sent_for_visit(person: Person) -> bool:
    """Whether the EMR sent a preference for the appointment that the message is about."""
    return person.about_visit and (person.visit_number, person.visit_method) != ("not_sent", "not_sent")


def anybody(random: Random) -> Person:
    """Somebody drawn at random."""
    numbers = ("not_sent", "cell", "home", "work")
    methods = ("not_sent", "text", "call", "do_not_contact")
    types = ("text_enabled", "landline", "invalid", "missing", "unknown")
    return Person(
        message=random.choice(("automation", "automation", "bulk", "campaign", "manual")),
        content=tuple(one for one in ("text", "call", "email") if random.random() < 0.5),
        types={kind: random.choice(types) for kind in ("cell", "home", "work")},
        email=random.choice(("on_file", "invalid", "missing")),
        **{
            name: random.random() < 0.5
            for name in ("opted_in", "synced", "literal", "overrides", "about_visit", "texting_allowed", "verified")
        },
        sheet_number=random.choice(numbers),
        sheet_refuses=random.random() < 0.2,
        emr_number=random.choice(numbers),
        emr_method=random.choice(methods),
        visit_number=random.choice(numbers),
        visit_method=random.choice(methods),
    )
