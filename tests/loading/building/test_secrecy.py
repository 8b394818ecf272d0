"""What only looks like a secret is told from one: it is an error, so a wrong guess costs much."""

from __future__ import annotations

import pytest

from frontdesk.loading.building.secrecy import issued_secret, looks_secret


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("password", "x"),
        ("api_key", "x"),
        ("AuthToken", "x"),
        ("account", "0123456789abcdef0123456789abcdef"),
        ("account", "Bearer a1B2c3D4e5F6g7H8i9J0k1L2"),
        ("server", "https://desk:word@mail.example.com"),
        ("text", "-----BEGIN PRIVATE KEY-----"),
        ("pwd", "x"),
        ("smtp_passwd", "x"),
        ("pin", "0000"),
        ("key", "x"),
        ("accessKey", "x"),
        ("login", "joe:word"),
        ("account", "AKIA" + "EXAMPLEEXAMPLE00"),
        ("hook", "https://hooks.slack.com/services/T000/B000/" + "x" * 8),
        ("text", "eyJhbGciOiJub25l" + ".eyJzdWIiOiJub2JvZHki" + ".x"),
        ("account", "sk_test_" + "0" * 16),
    ],
)
def test_a_secret_is_known_by_its_name_or_by_its_look(name: str, value: str) -> None:
    assert looks_secret(name, value)


@pytest.mark.parametrize(
    "value",
    [
        "outbox",
        "/srv/frontdesk/outbox-2026-03-02",
        "https://mail.example.com:587/path",
        "front.desk@example.com",
        "+351555010099",
        "Harbour Veterinary Clinic of the Western Islands",
        "123456789012345678901234567890123",
        "HarbourVeterinaryClinicOfTheIslands",
    ],
)
def test_folders_addresses_and_names_are_no_secrets(value: str) -> None:
    assert not looks_secret("place", value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("keyword", "stop"),
        ("author", "Ana"),
        ("shipping", "x"),
        ("login", "joe"),
        ("login_url", "https://a.example.com"),
        ("monkey", "x"),
    ],
)
def test_a_name_that_only_holds_the_letters_of_such_a_word_is_none(name: str, value: str) -> None:
    assert not looks_secret(name, value)


def test_what_a_provider_issued_is_found_in_the_middle_of_a_text() -> None:
    assert issued_secret("# old one: " + "ghp_" + "0" * 20 + ", do not use") == (11, 35)
