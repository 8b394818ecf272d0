"""Which version of the language a ruleset is written in, and what is said of one that this frontdesk does not read.

Knows the key ``language`` and nothing else of the files: rules of another version may mean anything by the same words.
"""

from __future__ import annotations

import re

from frontdesk.loading.text.letters import as_it_looks
from frontdesk.loading.tree.nodes import Folder, Scalar
from frontdesk.problems import Problem

LANGUAGE = 1
"""The version that this frontdesk reads; what it promises stands in docs/compatibility.md."""
_LATER = re.compile(r"[1-9][0-9]{0,5}")
"""What can be the number of a later version; anything longer is a slip of the keyboard."""


def other_language(folder: Folder) -> Problem | None:
    """Why *folder* cannot be read by this frontdesk; ``None`` when it says our version, or none (then it is 1).

    What is no word at all (a list, nothing after the colon, a digit of another alphabet) is left to the schema.
    """
    about = folder.topics.get("ruleset")
    written = about.get("language") if about else None
    if not isinstance(written, Scalar) or not written.text or as_it_looks(written.text) != written.text:
        return None
    if written.text == str(LANGUAGE):
        return None
    if _LATER.fullmatch(written.text):
        cause = f"these rules are written in version {written.text} of the language; this frontdesk reads {LANGUAGE}"
        return Problem(written.where, "R008", cause, "use a newer frontdesk for them: 'frontdesk --version' says yours")
    cause = f"there is no version '{written.text}' of the language; this frontdesk reads {LANGUAGE}"
    return Problem(written.where, "R008", cause, f"write language: {LANGUAGE}")
