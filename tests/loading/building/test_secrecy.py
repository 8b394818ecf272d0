"""What only looks like a secret is told from one: it is an error, so a wrong guess costs much."""

from __future__ import annotations

import pytest

from frontdesk.loading.building.secrecy import looks_secret


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
