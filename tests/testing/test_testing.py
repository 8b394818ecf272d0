"""What practices and vendors test with, by its public names."""

from __future__ import annotations

import subprocess
import sys

import pytest

from frontdesk import testing


@pytest.mark.parametrize("name", testing.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(testing, name) is not None


@pytest.mark.parametrize("name", ["MarkdownPages", "channel"])
def test_a_name_that_does_not_exist_is_an_ordinary_error(name: str) -> None:
    with pytest.raises(AttributeError, match=name):
        getattr(testing, name)


def test_who_tests_a_channel_needs_nothing_that_only_snapshots_need() -> None:
    asked = "import sys; from frontdesk.testing import check_channel; print('syrupy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
