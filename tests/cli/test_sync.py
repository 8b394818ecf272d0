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
    again = run("sync", "-p", str(ana)).output
    assert again.startswith("0 changed, 1 unchanged, 0 not understood.\nNot on file here")
    assert "'emr_csv' has no setting 'fil' (did you mean 'file'?)" in (
        run("sync", "-p", str(ana), "--set", "fil=b.csv", code=1).stderr
    )
    (ana / "emr.csv").unlink()
    assert "emr.csv does not exist" in run("sync", "-p", str(ana), code=1).stderr


def test_sync_reads_by_the_mapping_that_the_practice_names(run: Run, ana: Path) -> None:
    mapping = ana / "imports" / "acme.yaml"
    mapping.parent.mkdir(exist_ok=True)
    mapping.write_text(
        "label: Acme, visits\nof: visits\ndates: month/day/year\n"
        "columns: {Pat: patient, Apt: reference, Day: at, Hour: at, State: {to: state, values: {OK: confirmed}}}\n",
        encoding="utf-8",
    )
    (ana / "acme.csv").write_text(
        "Pat;Apt;Day;Hour;State\nP-1;A-1;3/5/2036;2:30 PM;ok\nP-1;A-2;3/6/2036;9:00;perhaps\n", encoding="utf-8"
    )
    settings = ("--set", "file=acme.csv", "--set", "mapping=acme")
    text = run("sync", "-p", str(ana), *settings).output
    assert "acme.csv, line 3: State: 'perhaps'" in text
    assert "1 changed, 0 unchanged, 1 not understood." in text
    assert "0 changed, 1 unchanged, 1 not understood." in run("sync", "-p", str(ana), *settings).output
    wrong = run("sync", "-p", str(ana), "--set", "file=acme.csv", "--set", "mapping=acne", code=1).stderr
    assert "no mapping is called 'acne' (did you mean 'acme'?)" in wrong


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
