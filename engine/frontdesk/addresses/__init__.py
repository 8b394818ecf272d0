"""Where people are reached and where they are: phone numbers, e-mail addresses, states, and what each tells.

What people, files and carriers write is read here, once, into the one form that is kept, compared and handed over, or
is refused with what was understood. Knows no contact, no rule and no store, and asks no network.
"""

from __future__ import annotations

from frontdesk.addresses.emails import EmailError, read_email, same_email
from frontdesk.addresses.numbers import (
    ROUNDED,
    NumberError,
    PhoneNumber,
    is_country,
    is_rounded,
    is_short_code,
    read_number,
    same_number,
    shown_number,
    zones_of_number,
)
from frontdesk.addresses.regions import REGIONS, RegionError, has_regions, read_region, zones_of_region

__all__ = [
    "REGIONS",
    "ROUNDED",
    "EmailError",
    "NumberError",
    "PhoneNumber",
    "RegionError",
    "has_regions",
    "is_country",
    "is_rounded",
    "is_short_code",
    "read_email",
    "read_number",
    "read_region",
    "same_address",
    "same_email",
    "same_number",
    "shown_number",
    "zones_of_number",
    "zones_of_region",
]


def same_address(address: str, country: str) -> str:
    """The key of a number or an e-mail address: two that reach the same phone or mailbox have the same one."""
    return same_email(address) if "@" in address else same_number(address, country)
