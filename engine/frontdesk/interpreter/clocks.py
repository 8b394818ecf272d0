"""Which clocks may be that of whoever gets a message: one where it is known, else every one that it could be.

Quiet hours are those of the called party (domain.md 6.1). Where nobody said which zone somebody is in, a region has all
its zones, and a number adds those in which it was given out: it never takes one away, since people move and keep it.
Asks no window.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from frontdesk.addresses import zones_of_number, zones_of_region
from frontdesk.model import Ruleset
from frontdesk.records import Contact


def clocks_of(ruleset: Ruleset, contact: Contact, region: str, address: str) -> tuple[ZoneInfo, ...]:
    """The zones whose clocks must all allow a message to *address*; *region* is that of the contact as a fact.

    The contact's own zone alone where it is on file. Else those of the region, or that of the practice where no region
    is known, and those of the number, if *address* is one.
    """
    if contact.zone:
        return (ZoneInfo(contact.zone),)
    around = zones_of_region(region) or (ruleset.time_zone,)
    return tuple(ZoneInfo(zone) for zone in dict.fromkeys((*around, *zones_of_number(address))))
