"""``frontdesk init``: a practice that checks and tests, in a folder of any name."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.asking import Run


def test_init_makes_a_practice_that_checks_and_tests(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "Our Practice"
    run("init", str(folder), "--extends", "dental")
    assert "our-practice: no problems." in run("check", str(folder)).output
    assert "The one example holds." in run("test", str(folder)).output
    assert (folder / "schemas" / "statuses.schema.json").is_file()
    assert "is not empty" in run("init", str(folder), code=1).stderr
    assert "did you mean 'dental'" in run("init", str(tmp_path / "other"), "--extends", "dentel", code=2).stderr


@pytest.mark.parametrize(
    ("folder", "name"),
    [("Zahn\u00e4rzte am See", "zahnarzte-am-see"), ("\u6b6f\u79d1", "practice"), ("7 Oaks", "practice-7-oaks")],
)
def test_a_folder_may_be_called_anything(run: Run, tmp_path: Path, folder: str, name: str) -> None:
    run("init", str(tmp_path / folder))
    assert f"{name}: no problems." in run("check", str(tmp_path / folder)).output
