"""What a ruleset asks of plugins is checked against those that are installed, which are loaded only when needed."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from frontdesk import Channel, Setting
from frontdesk.checking import Installed
from frontdesk.loading import Report, check_ruleset, load_ruleset
from frontdesk.plugins import InstalledPlugin, PluginFailure, Plugins
from support import HARBOUR, INSTALLED, SHIPPED


@dataclass(slots=True)
class Machine:
    """A machine on which plugins are installed and taken away; counts how often they were loaded."""

    plugins: Plugins
    fingerprint: str = "outbox 1.0"
    loaded: list[str] = field(default_factory=list)

    def check(self, practice: Path) -> Report:
        """Check *practice* with what is installed now."""
        return check_ruleset(practice, installed=Installed(self.fingerprint, self._find))

    def _find(self) -> Plugins:
        self.loaded.append(self.fingerprint)
        return self.plugins


def an_outbox(*settings: str) -> Plugins:
    declared = tuple(Setting(name) for name in settings)
    channel = Channel("outbox", lambda outgoing: None, declared)  # type: ignore[arg-type,return-value]  # never called
    sources = INSTALLED.find().preference_source("emr_csv")
    return Plugins((InstalledPlugin("outbox", "acme", "1.0", (), (channel,), (sources,)),))


@pytest.fixture
def practice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FRONTDESK_CACHE", str(tmp_path / "cache"))
    return Path(shutil.copytree(HARBOUR, tmp_path / "practice"))


def told(report: Report) -> list[str]:
    return [
        f"{one.where.file.rpartition('/')[2]}:{one.where.line} {one.code} {one.severity}" for one in report.problems
    ]


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_rulesets_tell_our_plugins_what_they_need(name: str) -> None:
    assert check_ruleset(name, installed=INSTALLED).problems == ()


def test_a_plugin_that_is_not_installed_is_a_warning_at_each_place_that_names_it(practice: Path) -> None:
    report = Machine(Plugins(())).check(practice)
    assert told(report) == [
        *(f"channels.yaml:{line} R007 warning" for line in (5, 6, 7, 8)),
        "preferences.yaml:12 R007 warning",
    ]
    assert report.ruleset is not None
    assert "install the package that brings it" in report.problems[0].hint


def test_a_plugin_that_does_not_load_is_told_with_its_reason(practice: Path) -> None:
    failure = PluginFailure("outbox", "acme", "it stopped with RuntimeError: no licence")
    problem, *_ = (
        Machine(Plugins((InstalledPlugin("outbox", "acme", "1.0", failures=(failure,)),))).check(practice).problems
    )
    assert (problem.code, problem.where.column) == ("R007", 31)
    assert "cannot be used: it stopped with RuntimeError: no licence" in problem.cause
    assert "pip install" not in problem.hint


def test_a_misspelt_setting_is_not_told_a_second_time_as_a_missing_one(practice: Path) -> None:
    preferences = practice / "preferences.yaml"
    preferences.write_text(preferences.read_text(encoding="utf-8").replace("file:", "fil:"), encoding="utf-8")
    (problem,) = check_ruleset(practice, installed=INSTALLED).problems
    assert (problem.code, problem.hint) == ("R006", "did you mean 'file'?")


def test_plugins_are_not_loaded_while_nothing_has_changed(practice: Path) -> None:
    machine = Machine(an_outbox("folder", "key"))
    first, second = machine.check(practice), machine.check(practice)
    assert first.problems == second.problems == ()
    assert len(machine.loaded) == 1


def test_what_a_check_without_plugins_keeps_is_not_taken_for_a_check_with_them(practice: Path) -> None:
    machine = Machine(an_outbox("folder"))
    load_ruleset(practice)
    assert told(machine.check(practice)) == ["channels.yaml:5 R006 error"]
    assert load_ruleset(practice).channels


@pytest.mark.parametrize("plugins", [Plugins(()), an_outbox("key")], ids=["taken away", "another version"])
def test_when_other_plugins_are_installed_the_ruleset_is_checked_anew(practice: Path, plugins: Plugins) -> None:
    machine = Machine(an_outbox("folder", "key"))
    assert machine.check(practice).problems == ()
    machine.plugins, machine.fingerprint = plugins, "another"
    assert machine.check(practice).problems != ()
