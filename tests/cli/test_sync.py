"""``frontdesk sync``: what an EMR says, taken over or told."""

from __future__ import annotations

import json
from pathlib import Path

from cli.asking import Run


def test_sync_reads_the_emrs_export(run: Run, ana: Path) -> None:
    (ana / "emr.csv").write_text("patient,preferred_method\nP-1,SMS\nP-9,LETTER\n", encoding="utf-8")
    text = run("sync", "-p", str(ana)).output
    assert "1 changed, 0 unchanged, 0 not understood.\nChanged: 0 patients, 0 visits, 1 preference.\n" in text
    assert "Not on file here, so what was said is kept until they are: P-9." in text
    assert run("sync", "-p", str(ana)).output == "0 changed, 0 unchanged, 0 not understood.\n"
    assert "'emr_csv' has no setting 'fil' (did you mean 'file'?)" in (
        run("sync", "-p", str(ana), "--set", "fil=b.csv", code=1).stderr
    )
    (ana / "emr.csv").unlink()
    assert "emr.csv: the export cannot be read" in run("sync", "-p", str(ana), code=1).stderr


def test_sync_says_how_many_of_each_changed_for_programs(run: Run, ana: Path) -> None:
    (ana / "emr.csv").write_text("patient,preferred_method\nP-1,SMS\nP-9,LETTER\n", encoding="utf-8")
    assert json.loads(run("sync", "-p", str(ana), "--format", "json").output) == {
        "changed": 1,
        "people": 0,
        "added": 0,
        "visits": 0,
        "preferences": 1,
        "unchanged": 0,
        "kept": ["P-9"],
        "not_understood": [],
        "differing": [],
    }
