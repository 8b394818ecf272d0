"""``aliases`` in statuses.yaml: other names of a status, each of which means one."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk.loading import check_ruleset
from frontdesk.names import State
from support import load_ruleset


def aliased(folder: Path, aliases: str) -> Path:
    """A practice on the default rules with these aliases."""
    ours = folder / "ours"
    ours.mkdir()
    (ours / "ruleset.yaml").write_text("name: ours\nextends: default\n", encoding="utf-8")
    (ours / "statuses.yaml").write_text(f"aliases: {{{aliases}}}\n", encoding="utf-8")
    return ours


@pytest.mark.parametrize(
    ("aliases", "code", "cause"),
    [
        ("Regular: patient/active", "", ""),
        ("Regular: patient/active, Came back: patient/active", "", ""),
        ("Active: patient/active", "", ""),
        ("On Hold: patient/on_hold", "M020", "'On Hold' is to stand for 'patient/on_hold', and is what 'lead/on_hold'"),
        ("LEAD - lost: lead/invalid", "M020", "is what 'lead/lost' is called"),
        ("Regular: patient/active, re-gular: lead/new", "M020", "the alias 're-gular' reads like one before it"),
        ("any: lead/new", "M020", "'any' is no name"),
        ("Any: lead/new", "M020", "'Any' is no name"),
        ("previous: lead/new", "M020", "'previous' is no name"),
        ("any/lost: lead/lost", "M020", "'any/lost' is no name"),
        ("lead/any: lead/new", "M020", "'lead/any' is no name"),
        ("./x: lead/new", "M020", "'./x' is no name"),
        ("'lead/[new, lost]': lead/new", "M020", "'lead/[new, lost]' is no name"),
        ("Any company: lead/new, Previous client: lead/lost", "", ""),
        ("'  ': lead/new", "Y011", "'  ' cannot be a name here"),
        ("Regular: patient/activ", "R001", "no status is called 'patient/activ'"),
    ],
)
def test_an_alias_means_one_status(tmp_path: Path, aliases: str, code: str, cause: str) -> None:
    problems = check_ruleset(aliased(tmp_path, aliases)).problems
    assert [one.code for one in problems] == [code] * bool(code)
    assert all(cause in one.cause and one.where.line == 1 for one in problems)


def test_an_overlay_adds_aliases_moves_them_and_takes_them_away(tmp_path: Path) -> None:
    below = aliased(tmp_path, "Regular: patient/active, Gone: lead/lost, Enquiry: lead/new")
    above = tmp_path / "above"
    above.mkdir()
    (above / "ruleset.yaml").write_text(f"name: above\nextends: ../{below.name}\n", encoding="utf-8")
    (above / "statuses.yaml").write_text(
        "remove: [aliases.Enquiry]\naliases: {Gone: lead/invalid, Mover: lead/lost}\n", encoding="utf-8"
    )
    assert load_ruleset(above).aliases == {
        "Regular": State("patient/active"),
        "Gone": State("lead/invalid"),
        "Mover": State("lead/lost"),
    }
