"""Messages and answers are in the language of whoever gets them; a keyword of one language alone is answered in it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from frontdesk import desk
from frontdesk.desk import Practice, open_practice
from frontdesk.desk.languages import own_language
from frontdesk.journal import ChannelDecided, KeywordAnswered
from frontdesk.names import ContactId, MessageId, MessageKind
from frontdesk.worker import work
from support import HARBOUR, MONDAY, ROOT, Carrier, a_contact, a_practice, an_act, load_ruleset

TWO = ROOT / "tests" / "practices" / "two-languages"


OWN = "facts: {language: {of: contact, label: Language, values: [en, es], default: es}}\n"


def a_bilingual_practice(folder: Path = TWO) -> Practice:
    return open_practice(load_ruleset(folder), ":memory:")


def speaking(practice: Practice, language: str) -> ContactId:
    """Somebody who can be texted, and is addressed in *language*; in none where it is empty."""
    ana = a_contact(practice, "lead/new", email="")
    act = an_act(practice)
    with act.deciding():
        practice.store.save_contact(replace(practice.store.contact(ana), language=language))
    return ana


def texted(practice: Practice, contact: ContactId) -> tuple[str, ChannelDecided]:
    """The text that leaves when staff send the reminder of a visit, and what the journal says of it."""
    carrier = Carrier()
    desk.book(an_act(practice), contact, MONDAY + timedelta(days=10))
    desk.send(an_act(practice), contact, MessageId("reminder"), MessageKind.AUTOMATION)
    work(practice, carrier, MONDAY)
    said = [one.said for one in practice.store.journal(contact=contact)]
    (decided,) = (one for one in said if isinstance(one, ChannelDecided))
    return carrier.carried[0].body, decided


@pytest.mark.parametrize(("language", "greeting", "spoken"), [("es", "nos vemos", "es"), ("", "see you", "en")])
def test_a_text_is_in_the_language_of_the_contact_and_the_journal_says_which(
    language: str, greeting: str, spoken: str
) -> None:
    practice = a_bilingual_practice()
    body, decided = texted(practice, speaking(practice, language))
    assert greeting in body
    assert decided.language == spoken


def test_a_fact_of_the_practice_that_is_called_language_chooses(tmp_path: Path) -> None:
    shutil.copytree(TWO, tmp_path / "ours")
    (tmp_path / "ours" / "facts.yaml").write_text(OWN, encoding="utf-8")
    practice = a_bilingual_practice(tmp_path / "ours")
    body, decided = texted(practice, speaking(practice, "en"))
    assert "nos vemos" in body
    assert decided.language == "es"


def test_a_text_for_everybody_is_in_no_language() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "client/waiting")
    desk.send(an_act(practice), ana, MessageId("hello"), MessageKind.AUTOMATION)
    work(practice, Carrier(), MONDAY)
    said = [one.said for one in practice.store.journal(contact=ana)]
    assert [one.language for one in said if isinstance(one, ChannelDecided)] == [None]


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("ALTO", "es"),
        ("Ayuda!", "es"),
        ("STOP", None),
        ("HELP", None),
        ("parar", "es"),
        ("стоп", None),
        ("hello", None),
    ],
)
def test_a_keyword_says_a_language_where_it_is_of_one_that_is_not_the_first(word: str, language: str | None) -> None:
    assert own_language(an_act(a_bilingual_practice()), word) == language


@pytest.mark.parametrize(
    ("word", "of", "answer"),
    [("ALTO", "en", "ya no"), ("STOP", "es", "ya no"), ("STOP", "en", "no more"), ("AYUDA", "", "llame al")],
)
def test_a_keyword_is_answered_in_its_own_language_and_what_all_write_in_that_of_the_contact(
    word: str, of: str, answer: str
) -> None:
    practice, carrier = a_bilingual_practice(), Carrier()
    ana = speaking(practice, of)
    desk.receive(an_act(practice), "5550101", word)
    work(practice, carrier, MONDAY)
    assert [answer in one.body for one in carrier.carried] == [True]
    said = [one.said for one in practice.store.journal(contact=ana)]
    (answered,) = (one for one in said if isinstance(one, KeywordAnswered))
    assert answered.language == ("es" if word in ("ALTO", "AYUDA") else None)
