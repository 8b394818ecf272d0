"""The 77 + 56 cells of domain.md 4.6 and 4.7, copied by hand: what the vendor's articles say and what follows.

``t`` text, ``c`` call, ``e`` e-mail, ``-`` nothing; capitals mark a cell that is nothing in the literal reading.
"""

from __future__ import annotations

CONTENTS = ("Text", "Call", "Email", "Text+Call", "Text+Email", "Call+Email", "Text+Call+Email")

NOT_SYNCED = {
    # column: one letter for each content, in the order above
    "cell only, in": "tC-ttCt",
    "cell only, out": "-c-c-cc",
    "cell and e-mail, in": "tCEttCt",
    "cell and e-mail, out": "-cEcEcc",
    "cell, landline and e-mail, in": "tCEttCt",
    "cell, landline and e-mail, out": "-cEcEcc",
    "the same, landline preferred": "-cEcEcc",
    "landline only": "-c-c-cc",
    "landline and e-mail": "-cEcEcc",
    "e-mail only": "--e-eee",
    "invalid phone and e-mail": "--e-eee",
}
SYNCED_TEXT = {
    "cell, in": "tCEttCt",
    "cell, out": "-cEcEcc",
    "landline": "-cEcEcc",
    "no valid phone": "--e-eee",
}
SYNCED_CALL = {
    "cell, in": "TcEcTcc",
    "cell, out": "-cEcEcc",
    "landline": "-cEcEcc",
    "no valid phone": "--e-eee",
}
_WORDS = {"t": "text", "c": "call", "e": "email", "-": "none"}


def outcome(cells: str, content: int, reading: str) -> str:
    """What a cell says in one of the two readings."""
    letter = cells[content]
    return "none" if letter.isupper() and reading == "literal" else _WORDS[letter.lower()]
