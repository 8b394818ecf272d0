"""``frontdesk sync``: what an EMR says, taken over or told."""

from __future__ import annotations

from pathlib import Path

from cli.asking import Run


def test_sync_reads_the_emrs_export(run: Run, ana: Path) -> None:
    (ana / "emr.csv").write_text("patient,preferred_method\nP-1,SMS\nP-9,LETTER\n", encoding="utf-8")
    text = run("sync", "-p", str(ana)).output
    assert "1 changed, 0 unchanged, 0 not understood." in text
    assert "Not on file here, so what was said is kept until they are: P-9." in text
    assert "0 changed, 0 unchanged, 0 not understood." in run("sync", "-p", str(ana)).output
    assert "'emr_csv' has no setting 'fil' (did you mean 'file'?)" in (
        run("sync", "-p", str(ana), "--set", "fil=b.csv", code=1).stderr
    )
    (ana / "emr.csv").unlink()
    assert "emr.csv: the export cannot be read" in run("sync", "-p", str(ana), code=1).stderr
