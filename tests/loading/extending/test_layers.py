"""A ruleset with all that it extends, folder by folder."""

from __future__ import annotations

from pathlib import Path

from frontdesk.loading.extending.layers import read_layers
from support import READER


def a_folder(folder: Path, **files: str) -> Path:
    folder.mkdir()
    for topic, text in files.items():
        (folder / f"{topic}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_every_folder_is_read_from_the_top_down_and_the_top_says_the_last_word(tmp_path: Path) -> None:
    base = a_folder(tmp_path / "base", ruleset="name: base\nlabel: Base\n", attempts="limit: 3\ncounts: reached\n")
    ours = a_folder(tmp_path / "ours", ruleset="name: ours\nextends: ../base\n", attempts="limit: 2\n")
    layers = read_layers(ours, READER)
    assert [folder.resolve() for folder in layers.folders] == [ours, base]
    assert layers.problems == ()
    whole = layers.whole.topics
    assert set(whole["attempts"]) == {"limit", "counts"}
    assert whole["attempts"].entries["limit"].where.file.endswith("ours/attempts.yaml")
    assert whole["attempts"].entries["counts"].where.file.endswith("base/attempts.yaml")


def test_what_is_wrong_in_the_base_is_told_too(tmp_path: Path) -> None:
    a_folder(tmp_path / "base", ruleset="name: base\n", attempts="limits: 3\n")
    ours = a_folder(tmp_path / "ours", ruleset="name: ours\nextends: ../base\n")
    assert [Path(one.where.file).parent.name for one in read_layers(ours, READER).problems] == ["base"]
