"""Bytes as editors and systems write them: all of them are read alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from loading.meaning import meant


@pytest.mark.parametrize(
    "raw",
    [
        "value: caf\u00e9\nother: two\n".encode(),
        "\ufeffvalue: caf\u00e9\nother: two\n".encode(),
        "\ufeffvalue: caf\u00e9\nother: two\n".encode("utf-16-le"),
        "\ufeffvalue: caf\u00e9\nother: two\n".encode("utf-16-be"),
        "\ufeffvalue: caf\u00e9\r\nother: two\r\n".encode("utf-16-le"),
        "\ufeffvalue: caf\u00e9\nother: two\n".encode("utf-32-le"),
        "\ufeffvalue: caf\u00e9\nother: two\n".encode("utf-32-be"),
        "value: caf\u00e9\r\nother: two\r\n".encode(),
        "value: caf\u00e9\rother: two\r".encode(),
        "value: caf\u00e9\nother: two".encode(),
        "value: caf\u00e9   \n\n\n# and so on\nother: two   \n   ".encode(),
    ],
)
def test_every_editor_and_system_is_read_alike(raw: bytes, tmp_path: Path) -> None:
    assert meant(raw, tmp_path) == {"value": "caf\u00e9", "other": "two"}
