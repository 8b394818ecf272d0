"""An e-mail that sells tells a postal address and how to get no more (C016)."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.small import causes, overlay

ADDRESS, REFUSING = "{practice_address}", "Answer STOP to get no more."
NEITHER = "C016: the e-mail 'News' sells, and says neither a postal address nor how to get no more"
NO_ADDRESS = "C016: the e-mail 'News' sells, and does not say a postal address"
NO_REFUSING = "C016: the e-mail 'News' sells, and does not say how to get no more"


def news(folder: Path, body: str, purpose: str = "marketing") -> list[str]:
    written = f'{{email: {{subject: News, body: "{body}"}}}}'
    messages = f"messages:\n  news: {{label: News, purpose: {purpose}, content: {written}}}\n"
    return causes(overlay(folder, messages=messages), "C016")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("There is news.", [NEITHER]),
        (f"There is news. {REFUSING}", [NO_ADDRESS]),
        (f"There is news. {ADDRESS}", [NO_REFUSING]),
        (f"There is no news; in the end, stop by. {ADDRESS}", [NO_REFUSING]),
        (f"{ADDRESS} {REFUSING}", []),
        ("{site_address|4 Example Quay} Answer NO to get no more.", []),
        (f"{ADDRESS} Unsubscribe at the desk.", []),
        (f"{ADDRESS} To OPT OUT answer.", []),
    ],
)
def test_what_sells_by_e_mail_says_where_we_are_and_how_to_refuse(tmp_path: Path, body: str, told: list[str]) -> None:
    assert news(tmp_path, body) == told


def test_an_e_mail_about_care_need_not_say_it(tmp_path: Path) -> None:
    assert news(tmp_path, "See you.", "treatment") == []


def test_a_text_that_sells_need_not_say_it(tmp_path: Path) -> None:
    messages = "messages:\n  news: {purpose: marketing, content: {text: There is news.}}\n"
    assert causes(overlay(tmp_path, messages=messages), "C016") == []


def test_every_language_says_it(tmp_path: Path) -> None:
    body = f'{{en: "{ADDRESS} {REFUSING}", pt: "Novidades. {ADDRESS}"}}'
    messages = (
        f"messages:\n  news: {{label: News, purpose: marketing, content: {{email: {{subject: N, body: {body}}}}}}}\n"
    )
    found = causes(overlay(tmp_path, ruleset="languages: [en, pt]\n", messages=messages), "C016")
    assert found == [f"{NO_REFUSING} in pt"]


def test_a_word_in_letters_without_capitals_is_found_in_the_text(tmp_path: Path) -> None:
    body = f'"{ADDRESS} 回复退订"'
    files = {
        "messages": f"messages:\n  news: {{purpose: marketing, content: {{email: {{subject: N, body: {body}}}}}}}\n",
        "consent": "keywords: {out: [stop, 退订]}\n",
    }
    assert causes(overlay(tmp_path, **files), "C016") == []


def test_an_address_that_the_practice_does_not_have_is_told_of_every_message(tmp_path: Path) -> None:
    messages = (
        "messages:\n  where: {label: Where, purpose: treatment, content: {text: 'We are at {practice_address}.'}}\n"
    )
    folder = overlay(tmp_path, ruleset="remove: address\n", messages=messages)
    assert "C016: 'Where' says {practice_address}, and the practice has no address" in causes(folder, "C016")
