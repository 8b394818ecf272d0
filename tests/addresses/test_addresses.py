"""An address has one key, whether it is a number or a mailbox."""

from __future__ import annotations

import pytest

from frontdesk.addresses import same_address


@pytest.mark.parametrize(
    ("address", "key"),
    [("(202) 555-0101", "+12025550101"), ("Ana@Example.com", "ana@example.com"), ("ana.example", "")],
)
def test_an_address_has_the_key_of_its_kind(address: str, key: str) -> None:
    assert same_address(address, "US") == key
