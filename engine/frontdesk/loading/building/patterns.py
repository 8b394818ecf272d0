"""Patterns written where only whole words are compared: they would fit nothing, in silence (P003).

Rulesets have no patterns at all, so none can run away either. Knows what a pattern looks like, and no topic.
"""

from __future__ import annotations

import re

from frontdesk.loading.building.diagnostics import Diagnostics
from frontdesk.loading.tree.nodes import Scalar

_PATTERN = re.compile(
    r"\.[*+]"  # any letters
    r"|(?<![\w:\\])\\[dDwWsSbB]|\\[dDwWsS][*+{]"  # a kind of letter, and not a folder of a path
    r"|^\^"  # the beginning
    r"|\[\^?(?:\w-\w)+[\w.\\-]?\]|\][*+]"  # a range of letters
    r"|\([^()]*\|[^()]*\)|\(\?[:=!<P]|[*+]\)[*+]"  # one of several, or several times
)
_STARRED = re.compile(r"[\w)]\*$|\)\+$|^\*\w|\w\$$")
"""What stands for more only in what is compared; elsewhere a star may point to a footnote, and $ is money."""


def note_pattern(written: Scalar, what: str, diagnostics: Diagnostics, *, compared: bool = True) -> bool:
    """Note that *written* looks like a pattern and return whether it does; *what* says what it should be.

    A text that is not *compared* itself, such as a default, may end with a star or a $.
    """
    text = written.text.strip()
    if not _PATTERN.search(text) and not (compared and _STARRED.search(text)):
        return False
    cause = f"{what} looks like a pattern: '{text}' would fit only that very text"
    diagnostics.error(written.where, "P003", cause, "write out each text that should fit, as a list")
    return True
