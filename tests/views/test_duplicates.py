"""Which contacts are likely one person, and that a family on one phone is not."""

from __future__ import annotations

from typing import Any

import pytest

from frontdesk import desk, views
from frontdesk.names import ContactId
from support import a_contact, a_practice, an_act

ANA: dict[str, Any] = {"name": "Ana Example", "cell": "+12025550101", "email": "ana@example.com"}


@pytest.mark.parametrize(
    ("other", "because"),
    [
        ({"name": "ana  example", "cell": "+12025550101"}, "the same name and number +1 202-555-0101"),
        ({"email": "Ana@Example.com", "cell": ""}, "the same name and e-mail ana@example.com"),
        ({"name": "Ana Married", "cell": "", "reference": "P-1"}, "the same reference P-1"),
        ({"name": "Ben Example"}, None),
        ({"name": "Ben Example", "cell": ""}, None),
        ({"cell": "+12025550102", "email": ""}, None),
        ({"cell": "", "email": ""}, None),
    ],
    ids=["a number", "an e-mail", "a reference", "a family", "a mailbox for two", "a namesake", "a name alone"],
)
def test_two_are_likely_one_by_a_sign_that_a_family_does_not_share(other: dict[str, str], because: str | None) -> None:
    practice = a_practice()
    a_contact(practice, **ANA, reference="P-1")
    a_contact(practice, **{**ANA, **other})
    found = views.duplicates(an_act(practice))
    assert [one.because for one in found] == ([because] if because else [])
    assert [(one.kept, one.other) for one in found] == ([(1, 2)] if because else [])


def test_a_pair_comes_once_and_goes_when_it_was_merged() -> None:
    practice = a_practice()
    for _ in range(3):
        a_contact(practice, **ANA, reference="P-1")
    act = an_act(practice)
    assert [(one.kept, one.other) for one in views.duplicates(act)] == [(1, 2), (1, 3)]
    desk.merge(act, ContactId(1), ContactId(2))
    assert [(one.kept, one.other) for one in views.duplicates(act)] == [(1, 3)]
