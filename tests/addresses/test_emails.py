"""An e-mail address is read into one form, or refused with the cause."""

from __future__ import annotations

import random

import pytest
from email_validator import EmailNotValidError, validate_email

from frontdesk.addresses import EmailError, read_email, same_email


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("ann@example.com", "ann@example.com"),
        (" ann@example.com ", "ann@example.com"),
        ("Ann@Example.COM", "Ann@example.com"),
        ("ann+news@example.com", "ann+news@example.com"),
        ("jürgen@example.com", "jürgen@example.com"),
        ("ann@xn--mnchen-3ya.example", "ann@münchen.example"),
        ("ann@mail.example", "ann@mail.example"),
        ("ann@example.test", "ann@example.test"),
    ],
)
def test_an_address_is_kept_in_one_form(written: str, kept: str) -> None:
    assert read_email(written) == kept


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("ann..able@example.com", "two periods in a row"),
        ("a..b@x..com", "not an e-mail address"),
        ("mailto:ann@example.com", "write the address alone: ann@example.com"),
        ("mum@example.com; dad@example.com", "holds several addresses"),
        ("mum@example.com, dad@example.com", "holds several addresses"),
        ("mum@example.com or dad@example.com", "holds several addresses"),
        ("Ann Able <ann@example.com>", "write the address alone: ann@example.com"),
        ("ann@example.com.", "ends with a dot"),
        ("ann@localhost", "it should have a period"),
        ("ann@example,com", "','"),
        ("ann@example.invalid", "reserved"),
        ("ann", "not an e-mail address"),
        ("a@b@example.com", "'@'"),
    ],
)
def test_what_is_no_address_is_told_with_the_cause(written: str, told: str) -> None:
    with pytest.raises(EmailError) as caught:
        read_email(written)
    assert told.casefold() in str(caught.value).casefold()
    assert str(caught.value).startswith(f"'{written}' ")


def test_the_short_way_reads_what_email_validator_reads() -> None:
    chance, letters = random.Random(20260302), "abzABZ019_+-..@"
    ends = ("@example.com", "@a-b.example", "@x..com", "@sub.example.org", "@host.local", "@1.example", "@-a.com", "")
    taken = 0
    for _ in range(3_000):
        written = "".join(chance.choices(letters, k=chance.randrange(1, 9))) + chance.choice(ends)
        try:
            wanted = validate_email(written, check_deliverability=False, test_environment=True).normalized
        except EmailNotValidError:
            wanted = None
        try:
            read = read_email(written)
        except EmailError:
            read = None
        assert read == wanted, written
        taken += read is not None
    assert taken > 300


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ann@example.com", "ANN@Example.COM"),
        ("ann@example.com", " ann@example.com"),
        ("ann@münchen.example", "ann@xn--mnchen-3ya.example"),
        ("jürgen@example.com", "JÜRGEN@example.com"),
        ("not an address ä", "NOT AN ADDRESS Ä"),
    ],
)
def test_two_ways_to_write_a_mailbox_are_compared_as_one(one: str, other: str) -> None:
    assert same_email(one) == same_email(other) == same_email(same_email(one))


def test_two_mailboxes_stay_two() -> None:
    assert same_email("ann@example.com") != same_email("ann+news@example.com")
