"""Whoever is on file from now on gets what was said of them before: who they are, how to reach them, their visits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from frontdesk.desk import emr_people, emr_visits, intake
from frontdesk.desk.practice import Act
from frontdesk.names import ContactId


def claim(act: Act, contact: ContactId) -> None:
    """Let what was said of *contact*, who has a reference since just now, be so. Inside the caller's transaction.

    It is the EMR that said it, whoever gave them the reference.
    """
    said = replace(act, by=act.ruleset.preference_source or act.by)
    emr_people.claim(said, contact)
    intake.claim(said, contact)
    emr_visits.claim(said, contact)


def claim_each(act: Act, contacts: Mapping[ContactId, str]) -> bool:
    """The same for each of *contacts*, whose reference stands beside them; returns whether anything was said of any."""
    said = act.store.unclaimed_of([reference for reference in contacts.values() if reference])
    for contact, reference in contacts.items():
        if reference in said:
            claim(act, contact)
    return bool(said)
