"""Lengths of time that could be read in two ways: what the schemas refuse by their pattern, and the builder by reading.

Both say it in these words. Knows one text at a time.
"""

from __future__ import annotations

import re

_LOOKS_LIKE_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(:\d{2})?")
_LOOKS_LIKE_NUMBER = re.compile(r"\d+")


def ambiguous_length(text: str) -> tuple[str, str] | None:
    """Cause and hint when a length of time is written so that it could be read in two ways; ``None`` when it is not."""
    if match := _LOOKS_LIKE_CLOCK.fullmatch(text.strip()):
        number = int(match[1])
        cause = f"'{text}' could be {number} minutes, {number} hours or a time of day"
        return cause, f"write '{number} minutes' or '{number} hours'"
    if _LOOKS_LIKE_NUMBER.fullmatch(text.strip()):
        return f"'{text}' does not say of what", f"write '{text} minutes', '{text} hours' or '{text} days'"
    return None
