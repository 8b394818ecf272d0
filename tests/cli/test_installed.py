"""What is installed on this machine, as a command sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk.cli.installed import installed_plugins


def test_this_machine_is_told_apart_by_the_packages_that_are_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    before = installed_plugins().fingerprint
    assert installed_plugins().fingerprint == before
    (tmp_path / "acme_fax-1.0.dist-info").mkdir()
    assert installed_plugins().fingerprint != before
    assert installed_plugins().find().channel("outbox").name == "outbox"
