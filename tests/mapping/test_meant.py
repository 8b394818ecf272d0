"""What headings mean together: somebody's answer first, the practice's own facts by their words, and parts of names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from frontdesk.file_words import FileOf
from frontdesk.mapping import fields_of
from frontdesk.mapping.columns import headings_of
from frontdesk.mapping.headings import Meaning
from frontdesk.mapping.meant import meanings_in, own_fact_called
from frontdesk.model import Fact, Scope
from frontdesk.tables import NUMBER, YES_NO, Scale, ScaleKind

_FACTS = (
    Fact("recall_due", Scope.CONTACT, Scale(ScaleKind.DATE), own=True, label="Recall due"),
    Fact("balance", Scope.CONTACT, NUMBER, own=True, label="Patient balance"),
    Fact("by_link", Scope.CONTACT, YES_NO, own=True, label="One-time payment link"),
    Fact("link_payment", Scope.CONTACT, YES_NO, own=True, label="Payment link"),
    Fact("payment_link", Scope.CONTACT, YES_NO, own=True, label="Payment"),
    Fact("attempts", Scope.CONTACT, NUMBER, label="Attempts"),
)


def _meant(heading: Sequence[str], answers: Mapping[str, str] | None = None) -> dict[str, Meaning | None]:
    fields = fields_of(FileOf.CONTACTS, _FACTS)
    return meanings_in(headings_of(heading), FileOf.CONTACTS, fields, _FACTS, answers or {})


@pytest.mark.parametrize(
    ("heading", "fact"),
    [
        ("Recall due", "recall_due"),
        ("Due (recall)", "recall_due"),
        ("Recall Due Date", "recall_due"),
        ("Patient Balance", "balance"),
        ("One-Time Payment Link", "by_link"),
    ],
)
def test_a_fact_of_the_practices_own_is_known_by_the_words_of_its_name_or_label(heading: str, fact: str) -> None:
    assert _meant([heading])[heading] == Meaning((fact,))


@pytest.mark.parametrize("heading", ["Next Recall", "Balance Due", "Payment Link", "Attempts", "Date"])
def test_other_words_and_words_of_two_facts_are_no_fact(heading: str) -> None:
    assert own_fact_called(heading, [fact for fact in _FACTS if fact.own]) == ""


def test_what_is_known_of_other_systems_is_not_taken_for_a_fact_of_like_words() -> None:
    facts = [Fact("text_ok", Scope.CONTACT, YES_NO, own=True, label="Mobile")]
    found = meanings_in(headings_of(["Mobile"]), FileOf.CONTACTS, fields_of(FileOf.CONTACTS, facts), facts, {})[
        "Mobile"
    ]
    assert found is not None
    assert found.fields == ("cell",)


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        ("home", Meaning(("home",))),
        ("ignore", Meaning()),
        ("text_consent", Meaning(yes={"text_consent": "opted_in"}, no={"text_consent": "opted_out"})),
        ("by_link", Meaning(yes={"by_link": "yes"}, no={"by_link": "no"})),
        ("do_not_contact", Meaning(yes={"do_not_contact": "yes"})),
    ],
)
def test_what_somebody_answers_comes_before_what_the_heading_says(answer: str, meaning: Meaning) -> None:
    assert _meant(["Mobile"], {"Mobile": answer})["Mobile"] == meaning


@pytest.mark.parametrize(
    ("heading", "fields"),
    [
        (["Nombre", "Apellidos"], ["first name", "last name"]),
        (["Nombre"], ["name"]),
        (["Nom", "Pr\u00e9nom"], ["last name", "first name"]),
        (["Nom", "Mobile"], ["name", "cell"]),
    ],
)
def test_a_name_is_the_part_that_no_other_column_says_or_the_whole(heading: list[str], fields: list[str]) -> None:
    assert [one.fields[0] for one in _meant(heading).values() if one] == fields
