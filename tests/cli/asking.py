"""Commands as their users type them, for the tests of all of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from click.testing import Result

Run = Callable[..., Result]
"""Types a command, and sees that it ends with the code that is expected and with no traceback."""


def data(result: Result) -> Any:
    """What a command printed for programs."""
    return json.loads(result.stdout)
