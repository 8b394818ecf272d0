"""``frontdesk plugins``: what is installed."""

from __future__ import annotations

from cli.asking import Run, data


def test_plugins_lists_what_is_installed(run: Run) -> None:
    names = [one["name"] for one in data(run("plugins", "--format", "json"))]
    assert names == ["console", "emr_csv", "outbox", "smtp"]
    assert "outbox" in run("plugins").output
