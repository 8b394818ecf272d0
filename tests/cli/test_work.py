"""``frontdesk work``: what is due is done, or all of it waits."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.asking import Run


def test_work_writes_a_readable_file_a_message(run: Run, ana: Path) -> None:
    here = ["-p", str(ana), "--now", "2026-03-02 10:00"]
    run("contact", "book", "1", "2026-03-04 10:00", *here)
    text = run("work", *here, "--until", "2026-03-06 10:00").output
    assert "2 campaign steps, 2 messages" in text
    files = sorted((ana / "outbox").glob("*.txt"))
    assert any("See you on Wednesday, March 4 at 10:00." in file.read_text(encoding="utf-8") for file in files)


TEXT_BY = "text: {label: Text, plugin: %s, reaches: phone, consent: yes, settings: %s}"


@pytest.mark.parametrize(
    ("plugin", "settings", "told"),
    [
        ("outboks", "{folder: outbox}", "R007: no plugin offers a channel called 'outboks' (did you mean 'outbox'?)"),
        ("outbox", "{foldr: outbox}", "R006: 'outbox' has no setting 'foldr' (did you mean 'folder'?)"),
        ("outbox", "{key: {secret: NOT_SET}}", "the environment variable 'NOT_SET' is not set"),
        ("smtp", "{host: mail, sender: a@example.com, port: many}", "the setting 'port' of 'smtp' cannot be 'many'"),
    ],
)
def test_what_cannot_be_carried_waits_and_leaves_when_it_can(
    run: Run, ana: Path, plugin: str, settings: str, told: str
) -> None:
    here = ["-p", str(ana), "--now", "2026-03-02 10:00"]
    run("contact", "book", "1", "2026-03-04 10:00", *here)
    channels = ana / "channels.yaml"
    as_it_was = channels.read_text(encoding="utf-8")
    (text,) = [line.strip() for line in as_it_was.splitlines() if line.startswith("  text:")]
    channels.write_text(as_it_was.replace(text, TEXT_BY % (plugin, settings)), encoding="utf-8")
    refused = run("work", *here, "--until", "2026-03-06 10:00", code=1)
    assert refused.stdout == ""
    assert "nothing was done, and everything that is due waits" in refused.stderr
    assert "channels.yaml:5:" in refused.stderr
    assert told in refused.stderr
    assert not (ana / "outbox").exists()
    assert "could not be done" not in run("tasks", *here).output
    channels.write_text(as_it_was, encoding="utf-8")
    assert "2 campaign steps, 2 messages" in run("work", *here, "--until", "2026-03-06 10:00").output
    assert len(list((ana / "outbox").glob("*.txt"))) == 2
