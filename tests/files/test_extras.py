"""The libraries that a practice may not have."""

from __future__ import annotations

import pytest

from frontdesk.files import FileError
from frontdesk.files.extras import extra


def test_a_library_that_is_there_is_given_and_one_that_is_not_is_told_with_what_to_do() -> None:
    assert extra("csv", "tables").__name__ == "csv"
    with pytest.raises(FileError) as error:
        extra("frontdesk_reads_this_with", "workbooks")
    assert str(error.value) == (
        "to read workbooks, install frontdesk[files]: python3 -m pip install 'frontdesk[files]'"
    )
